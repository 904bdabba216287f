"""Real-time recurrent learning: forward mode; the influence of the parameters on the state is carried along.

    S_n = ∂⁺h_n/∂θ + J_n S_{n-1},   S_0 = 0,   J_n = ∂h_n/∂h_{n-1} = diag(g'(z_n)) Vh
    ∇F = Σ ∂F_n/∂h_n S_n     for θ among Vx, Vh, c;      ∇F = Σ ∂F_n/∂θ for W and b

No history is kept and each word's gradient is there at once, but S has H entries for each parameter: time
O(H² |θ|) a step. Source: Williams and Zipser, 1989; Menick et al., Practical real-time recurrent learning, 2020.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from models.activations import activation as activation_called
from models.arrays import Array, Ids
from models.bptt import checked
from models.rnn import Params
from models.softmax import error, softmax, surprise


def gradient(
    params: Params, inputs: ArrayLike, targets: ArrayLike, h0: ArrayLike, *, activation: str = "tanh"
) -> tuple[float, Params]:
    """(loss, ∂loss/∂params), as `bptt.gradient`. Members of a batch share no state, so each has its own S."""
    words, goals, start = checked(params, inputs, targets, h0)
    if words.ndim == 1:
        words, goals, start = words[:, None], goals[:, None], start[None]  # (N, B), (N, B), (B, H)
    members = [_summed(params, *member, activation) for member in zip(words.T, goals.T, start, strict=True)]
    total = sum(loss for loss, _ in members)
    return total / words.size, Params(*(sum(each) / words.size for each in zip(*(g for _, g in members), strict=True)))


def influence(params: Params, inputs: Ids, h0: Array, *, activation: str = "tanh") -> Iterator[tuple[Array, Array]]:
    """(h_n (H,), S_n (H, R, H)) step by step; S[i, j, k] = ∂h_n[k] / ∂U[i, j], where U = [Vh  c  Vx] (H, R).

    Only words that occur have a column: R = H + 1 + (distinct words, ascending). The array yielded is used again.

    One product a step: the slopes g'(z_n) are folded into Vhᵀ. Of the immediate derivative only k = i is not zero,
    since row i of U moves unit i alone; so it is added on that diagonal.
    """
    act = activation_called(activation)
    H = len(params.c)
    words, column = np.unique(inputs, return_inverse=True)  # (S,), (N,)
    U = np.concatenate([params.Vh, params.c[:, None], params.Vx[:, words]], axis=1)  # (H, R)
    u = np.zeros(U.shape[1], U.dtype)  # (R,): what U is multiplied with, [h_{n-1}; 1; x_n]
    S, spare = np.zeros((2, *U.shape, H), U.dtype)  # (H, R, H) each
    h = h0  # (H,)
    for word in column:
        u[:H], u[H], u[H + 1 :] = h, 1, 0
        u[H + 1 + word] = 1
        h = act.g(U @ u)  # (H,)
        slope = act.slope(h)  # (H,)
        np.matmul(S.reshape(-1, H), params.Vh.T * slope, out=spare.reshape(-1, H))  # (HR, H): S_{n-1} J_nᵀ
        S, spare = spare, S
        np.einsum("iji->ij", S)[...] += np.outer(slope, u)  # (H, R): ∂⁺h_n[i] / ∂U[i, :]
        yield h, S


def _summed(params: Params, inputs: Ids, targets: Ids, h0: Array, activation: str) -> tuple[float, Params]:
    """F = Σ F_n and its gradient, of one text (N,); nothing of a step is kept but sums."""
    H = len(params.c)
    total, dW, db = 0.0, np.zeros_like(params.W), np.zeros_like(params.b)  # (), (K, H), (K,)
    dU = np.zeros((H, H + 1 + len(np.unique(inputs))), params.Vh.dtype)  # (H, R)
    for (h, S), target in zip(influence(params, inputs, h0, activation=activation), targets, strict=True):
        a = params.W @ h + params.b  # (K,)
        e = error(softmax(a), target)  # (K,): p_n - w_n
        total += float(surprise(a, target))
        dU += (S.reshape(-1, H) @ (e @ params.W)).reshape(dU.shape)  # (H, R): ∂F_n/∂h_n S_n
        dW += np.outer(e, h)
        db += e
    dVx = np.zeros_like(params.Vx)  # (H, K)
    dVx[:, np.unique(inputs)] = dU[:, H + 1 :]
    return total, Params(dVx, dU[:, :H], dU[:, H], dW, db)
