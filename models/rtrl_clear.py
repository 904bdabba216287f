"""Real-time recurrent learning as its equation reads, without the tricks that make `models.rtrl` fast.

    S_n = ∂⁺h_n/∂θ + J_n S_{n-1},   S_0 = 0,   J_n = ∂h_n/∂h_{n-1} = diag(g'(z_n)) Vh
    ∇F = Σ ∂F_n/∂h_n S_n     for θ among Vx, Vh, c;      ∇F = Σ ∂F_n/∂θ for W and b

S_n = dh_n/∂θ is an array for each parameter, the state's axis first: S_n[k, i, j] = dh_n[k]/∂θ[i, j]. Row i of θ moves
unit i alone, by what it is multiplied with: ∂⁺h_n[k]/∂θ[i, j] = g'(z_n[k]) [k = i] u_n[j], u_n being x_n for Vx,
h_{n-1} for Vh, and 1 for c.
"""

import numpy as np
from numpy.typing import ArrayLike

from models.activations import activation as activation_called
from models.bptt import checked
from models.rnn import Params
from models.softmax import error, softmax, surprise


def gradient(
    params: Params, inputs: ArrayLike, targets: ArrayLike, h0: ArrayLike, *, activation: str = "tanh"
) -> tuple[float, Params]:
    """(loss, ∂loss/∂params) as `models.rtrl.gradient` has it, of one text (N,) from h0 (H,)."""
    words, goals, h = checked(params, inputs, targets, h0)
    Vx, Vh, c, W, b = params
    act, one_hot = activation_called(activation), np.eye(len(b))  # (K, K)
    F, dW, db = 0.0, np.zeros(W.shape), np.zeros(b.shape)  # (), (K, H), (K,)
    dVx, dVh, dc = np.zeros(Vx.shape), np.zeros(Vh.shape), np.zeros(c.shape)  # (H, K), (H, H), (H,)
    S_Vx, S_Vh, S_c = (np.zeros((len(c), *each.shape)) for each in (Vx, Vh, c))  # (H, H, K), (H, H, H), (H, H)
    for word, goal in zip(words, goals, strict=True):
        x, before = one_hot[word], h  # (K,), (H,)
        h = act.g(Vx @ x + Vh @ before + c)  # (H,)
        D = np.diag(act.slope(h))  # (H, H): ∂h_n/∂z_n
        J = D @ Vh  # (H, H)
        S_Vx = np.multiply.outer(D, x) + np.tensordot(J, S_Vx, 1)  # (H, H, K)
        S_Vh = np.multiply.outer(D, before) + np.tensordot(J, S_Vh, 1)  # (H, H, H)
        S_c = D + J @ S_c  # (H, H)
        a = W @ h + b  # (K,)
        e = error(softmax(a), goal)  # (K,): ∂F_n/∂a_n
        own = e @ W  # (H,): ∂F_n/∂h_n
        F += float(surprise(a, goal))
        dVx += np.tensordot(own, S_Vx, 1)
        dVh += np.tensordot(own, S_Vh, 1)
        dc += own @ S_c
        dW += np.outer(e, h)
        db += e
    N = len(words)
    return F / N, Params(dVx / N, dVh / N, dc / N, dW / N, db / N)
