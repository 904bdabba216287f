"""Backpropagation through time: reverse mode over the unrolled network.

    F = Σ F_n,   F_n = -w_nᵀ ln p_n,   δ_n = ∂F/∂h_n by all ways on which h_n reaches F
    δ_n = ∂F_n/∂h_n + δ_{n+1} ∂h_{n+1}/∂h_n,   δ_{N+1} = 0,   ∂h_{n+1}/∂h_n = diag(g'(z_{n+1})) Vh
    ∇F = Σ δ_n ∂⁺h_n/∂θ      for θ among Vx, Vh, c (∂⁺: the immediate derivative, h_{n-1} held fixed)
    ∇F = Σ ∂F_n/∂θ           for W and b

It needs one step a word, and every state kept: time O(N (H² + HK)), memory O(N). Here the sums over n are products of
whole arrays; with a term for each n, as the equation reads: `models.copies`.
Source: Werbos, Backpropagation through time: what it does and how to do it, 1990.
"""

import numpy as np
from numpy.typing import ArrayLike

from models.activations import activation as activation_called
from models.arrays import Array, Ids, one_float, sum_by_word, word_ids
from models.rnn import Params, states, text_and_state
from models.softmax import read_out


def gradient(
    params: Params, inputs: ArrayLike, targets: ArrayLike, h0: ArrayLike, *, activation: str = "tanh"
) -> tuple[float, Params]:
    """(loss, ∂loss/∂params); the loss is the mean over all predictions, in nats.

    inputs, targets (N,) with h0 (H,), or (N, B) with h0 (B, H). Raises ValueError where shapes or ids do not fit.
    """
    params = one_float(params)
    words, goals, start = checked(params, inputs, targets, h0)
    total, sums, _ = summed(params, words, goals, start, activation)
    return total / words.size, Params(*(np.divide(each, words.size, out=each) for each in sums))


def summed(params: Params, inputs: Ids, targets: Ids, h0: Array, activation: str) -> tuple[float, Params, Array]:
    """F = Σ F_n over all steps and all B texts, its gradient, and the last state ([B,] H), of checked arguments."""
    H, K = params.Vx.shape
    h = states(params, inputs, h0, activation=activation)  # (N, [B,] H)
    flat, first = h.reshape(-1, H), h0.reshape(-1, H)  # (NB, H), (B, H)
    F, dW, db, dh = read_out(params.W, params.b, flat, targets.reshape(-1))  # (), (K, H), (K,), (NB, H)
    immediate = dh.reshape(h.shape)  # (N, [B,] H): ∂F_n/∂h_n
    slope = activation_called(activation).slope(h)  # (N, [B,] H)
    delta = deltas(params.Vh, slope, immediate, out=immediate)  # (N, [B,] H)

    d = np.multiply(delta, slope, out=slope).reshape(-1, H)  # (NB, H): ∂F/∂z_n; no new memory, which is dear
    dVx = sum_by_word(inputs.reshape(-1), d, K).T  # (H, K)
    B = len(first)
    dVh = np.dot(d[:B].T, first) + d[B:].T @ flat[:-B]  # (H, H): Σ ∂F/∂z_n h_{n-1}ᵀ, rows n and n - 1
    return F, Params(dVx, dVh, d.sum(axis=0), dW, db), h[-1]


def deltas(Vh: Array, slope: Array, immediate: Array, out: Array | None = None) -> Array:
    """δ_n = ∂F/∂h_n (N, [B,] H) from the slopes g'(z_n) and the immediate ∂F_n/∂h_n, both (N, [B,] H).

    `out` may be `immediate` itself, whose place δ then takes.
    """
    delta = immediate.copy() if out is None else out  # (N, [B,] H)
    sent_back = np.empty_like(delta[0])  # ([B,] H)
    for n in range(len(delta) - 1, 0, -1):
        delta[n - 1] += np.dot(delta[n] * slope[n], Vh, out=sent_back)  # δ_n diag(g'(z_n)) Vh
    return delta


def checked(params: Params, inputs: ArrayLike, targets: ArrayLike, h0: ArrayLike) -> tuple[Ids, Ids, Array]:
    """The arguments of `gradient` as arrays, or a ValueError that says which does not fit."""
    words, start = text_and_state(params, inputs, h0)
    goals = word_ids(targets, len(params.b), "targets")
    if goals.shape != words.shape:
        raise ValueError(f"inputs of shape {words.shape} need as many targets, not {goals.shape}")
    return words, goals, start
