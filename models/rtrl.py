"""Real-time recurrent learning: forward mode; the influence of the parameters on the state is carried along.

    S_n = ∂⁺h_n/∂θ + J_n S_{n-1},   S_0 = 0,   J_n = ∂h_n/∂h_{n-1} = diag(g'(z_n)) Vh
    ∇F = Σ ∂F_n/∂h_n S_n     for θ among Vx, Vh, c;      ∇F = Σ ∂F_n/∂θ for W and b

S_n = dh_n/∂θ counts every way on which θ reaches h_n, ∂⁺h_n/∂θ the last step alone (h_{n-1} held fixed), and F_n is the
loss of step n as in `bptt`. The parameters of the state are put side by side as one matrix U (H, R), and words that do
not occur, whose columns of Vx have no gradient, are left out:

    U = [Vh  c  Vx],   u_n = [h_{n-1}; 1; x_n],   z_n = U u_n,   R = H + 1 + the number of words

No history is kept and each word's gradient is there at once, but S has H entries for each parameter: time
O(H² |θ|) a step. As the equation reads, an array for each parameter and no words left out: `models.rtrl_clear`.
Source: Williams and Zipser, A learning algorithm for continually running fully recurrent neural networks, 1989; Menick
et al., A practical sparse approximation for real time recurrent learning, 2020.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import tee

import numpy as np
from numpy.typing import ArrayLike

from models.activations import activation as activation_called
from models.arrays import Array, Ids, one_float, word_ids
from models.bptt import checked
from models.rnn import Params
from models.softmax import error, softmax, surprise


def gradient(
    params: Params, inputs: ArrayLike, targets: ArrayLike, h0: ArrayLike, *, activation: str = "tanh"
) -> tuple[float, Params]:
    """(loss, ∂loss/∂params), as `bptt.gradient`. Members of a batch share no state, so each has its own S."""
    params = one_float(params)
    words, goals, start = checked(params, inputs, targets, h0)
    if words.ndim == 1:
        words, goals, start = words[:, None], goals[:, None], start[None]  # (N, B), (N, B), (B, H)
    members = [_summed(params, *member, activation) for member in zip(words.T, goals.T, start, strict=True)]
    total = sum(loss for loss, _ in members)
    return total / words.size, Params(*(sum(each) / words.size for each in zip(*(g for _, g in members), strict=True)))


def online(
    params: Params, steps: Iterable[tuple[int, int]], h0: ArrayLike, *, activation: str = "tanh"
) -> Iterator[tuple[float, Params]]:
    """After each step (input, target) the loss and gradient of the text up to there, as `gradient` gives them.

    The steps may come from anywhere, one at a time and without end: what is kept does not grow with them. Raises
    ValueError, when it gets there, at an id that does not fit.
    """
    params = one_float(params)
    H, K = params.Vx.shape
    state = np.asarray(h0, dtype=params.Vh.dtype)  # (H,)
    if state.shape != (H,):
        raise ValueError(f"h0 must have the shape {(H,)}, not {state.shape}")
    pairs = (tuple(word_ids(step, K, "steps").tolist()) for step in steps)
    for n, (F, dU, dW, db) in enumerate(_sums(params, pairs, state, activation, np.arange(K)), 1):
        yield F / n, Params(dU[:, H + 1 :] / n, dU[:, :H] / n, dU[:, H] / n, dW / n, db / n)


def influence(
    params: Params, inputs: Ids | Iterator[int], h0: Array, *, activation: str = "tanh", known: Ids | None = None
) -> Iterator[tuple[Array, Array]]:
    """(h_n (H,), S_n (H, R, H)) step by step; S[i, j, k] = ∂h_n[k] / ∂U[i, j], where U = [Vh  c  Vx] (H, R).

    Only the `known` words have a column: R = H + 1 + how many; without them, those of the inputs, ascending. The array
    yielded is used again.

    One product a step: the slopes g'(z_n) are folded into Vhᵀ. Of the immediate derivative only k = i is not zero,
    since row i of U moves unit i alone; so it is added on that diagonal.
    """
    act = activation_called(activation)
    H, K = params.Vx.shape
    words = np.unique(np.asarray(inputs)) if known is None else known  # (R - H - 1,)
    column = np.zeros(K, int)  # (K,)
    column[words] = H + 1 + np.arange(len(words))
    U = np.concatenate([params.Vh, params.c[:, None], params.Vx[:, words]], axis=1)  # (H, R)
    u = np.zeros(U.shape[1], U.dtype)  # (R,): what U is multiplied with, [h_{n-1}; 1; x_n]
    S, spare = np.zeros((2, *U.shape, H), U.dtype)  # (H, R, H) each
    h = h0  # (H,)
    for word in inputs:
        u[:H], u[H], u[H + 1 :] = h, 1, 0
        u[column[word]] = 1
        h = act.g(U @ u)  # (H,)
        slope = act.slope(h)  # (H,)
        np.matmul(S.reshape(-1, H), params.Vh.T * slope, out=spare.reshape(-1, H))  # (HR, H): S_{n-1} J_nᵀ
        S, spare = spare, S
        np.einsum("iji->ij", S)[...] += np.outer(slope, u)  # (H, R): ∂⁺h_n[i] / ∂U[i, :]
        yield h, S


def _sums(
    params: Params, steps: Iterable[tuple[int, int]], h0: Array, activation: str, known: Ids
) -> Iterator[tuple[float, Array, Array, Array]]:
    """F and its gradient by U, W and b, up to each step: sums, added to in place."""
    H = len(params.c)
    F, dW, db = 0.0, np.zeros_like(params.W), np.zeros_like(params.b)  # (), (K, H), (K,)
    dU = np.zeros((H, H + 1 + len(known)), params.Vh.dtype)  # (H, R)
    ahead, behind = tee(steps)  # an input goes ahead into `influence`, its target waits for what that yields
    carried = influence(params, (word for word, _ in ahead), h0, activation=activation, known=known)
    for (h, S), (_, target) in zip(carried, behind, strict=True):
        a = params.W @ h + params.b  # (K,)
        e = error(softmax(a), np.asarray(target))  # (K,): p_n - w_n
        F += float(surprise(a, np.asarray(target)))
        dU += (S.reshape(-1, H) @ (e @ params.W)).reshape(dU.shape)  # (H, R): ∂F_n/∂h_n S_n
        dW += np.outer(e, h)
        db += e
        yield F, dU, dW, db


def _summed(params: Params, inputs: Ids, targets: Ids, h0: Array, activation: str) -> tuple[float, Params]:
    """F = Σ F_n and its gradient, of one text (N,); nothing of a step is kept but sums."""
    H, words = len(params.c), np.unique(inputs)  # (R - H - 1,)
    steps = zip(inputs, targets, strict=True)
    ((F, dU, dW, db),) = deque(_sums(params, steps, h0, activation, words), maxlen=1)  # the last: of all steps
    dVx = np.zeros_like(params.Vx)  # (H, K)
    dVx[:, words] = dU[:, H + 1 :]
    return F, Params(dVx, dU[:, :H], dU[:, H], dW, db)
