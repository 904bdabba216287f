"""The recurrent network: its state h carries the history from word to word.

    z_n = Vx x_n + Vh h_{n-1} + c    h_n = g(z_n)    p_n = softmax(W h_n + b)

h_n (H,) is the state after step n and h_0 the first one, given; p_n (K,) is p(w_n | all words before it). x_n (K,) is
the one-hot vector of the input word w_{n-1}, so that Vx x_n is a column of Vx. B texts are read at once as a batch: N
steps of B words are ids (N, B), their states (N, B, H), and a text by itself has no axis B.
Source: Elman, Finding structure in time, 1990; Mikolov et al., Recurrent neural network based language model, 2010.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from models.activations import activation as activation_called
from models.arrays import Array, Ids, columns, one_float, size, word_ids
from models.softmax import softmax


class Params(NamedTuple):
    """The recurrent parameters Vx, Vh, c make the state; W and b read it."""

    Vx: Array  # (H, K)
    Vh: Array  # (H, H)
    c: Array  # (H,)
    W: Array  # (K, H)
    b: Array  # (K,)


def init(K: int, H: int, seed: int) -> Params:
    """Random weights and biases of zero, in float64. For a Vh of exactly some spectral radius: `recurrence.matrix`.

    The spread of 1/√H gives Vh a spectral radius near one where H is large, and logits W h no larger than h.
    """
    size(K, "K"), size(H, "H")
    rng = np.random.default_rng(seed)
    Vx = np.asfortranarray(rng.normal(0, 0.5, (H, K)))  # (H, K), column after column: a word picks a column
    Vh = rng.normal(0, 1 / np.sqrt(H), (H, H))  # (H, H)
    W = rng.normal(0, 1 / np.sqrt(H), (K, H))  # (K, H)
    return Params(Vx, Vh, np.zeros(H), W, np.zeros(K))


def forward(params: Params, inputs: ArrayLike, h0: ArrayLike, *, activation: str = "tanh") -> tuple[Array, Array]:
    """h (N, H) and p (N, K) for inputs (N,) and h0 (H,); (N, B, H) and (N, B, K) for inputs (N, B) and h0 (B, H)."""
    params = one_float(params)
    words, start = text_and_state(params, inputs, h0)
    h = states(params, words, start, activation=activation)  # (N, [B,] H)
    return h, softmax(h @ params.W.T + params.b)  # (N, [B,] K)


def states(params: Params, inputs: Ids, h0: Array, *, activation: str = "tanh") -> Array:
    """h_1..h_N, (N, [B,] H), from inputs (N, [B]) and h0 ([B,] H) as `text_and_state` gives them."""
    g = activation_called(activation).g
    Vh_T = params.Vh.T.copy()  # (H, H), its rows laid out one after the other: the products below are quicker
    h = columns(params.Vx, inputs)  # (N, [B,] H): Vx x_n + c, which waits for no state, for all steps at once
    h += params.c
    before, carried = h0, np.empty_like(h0)  # ([B,] H), ([B,] H)
    for z in h:  # the z_n of each step, in whose place h_n comes
        np.add(z, np.dot(before, Vh_T, out=carried), out=z)  # before @ Vh_T, into the same memory each time
        z[...] = g(z)
        before = z
    return h


def text_and_state(params: Params, inputs: ArrayLike, h0: ArrayLike) -> tuple[Ids, Array]:
    """The inputs and the first state as arrays. Raises ValueError unless both fit the parameters and each other."""
    H, K = params.Vx.shape
    words = word_ids(inputs, K, "inputs")
    start = np.asarray(h0, dtype=params.Vh.dtype)
    if words.ndim not in (1, 2):
        raise ValueError(f"inputs must have the shape (N,) or (N, B), not {words.shape}")
    if start.shape != (*words.shape[1:], H):
        raise ValueError(f"inputs of shape {words.shape} need h0 of shape {(*words.shape[1:], H)}, not {start.shape}")
    return words, start
