"""The neural trigram: a network with one hidden layer predicts a word from the two before it.

    z_n = V [w_{n-1}; w_{n-2}] + c    h_n = g(z_n)    p_n = softmax(W h_n + b)
    F = -1/(N-2) Σ_{n=3}^{N} w_nᵀ ln p_n

w_n (K,) is the one-hot vector of the n-th word, [· ; ·] puts one vector below the other, h_n is (H,), p_n is (K,).
Words are ids, so that V [w_{n-1}; w_{n-2}] is the sum of two columns of V. Source: Bengio et al., A neural
probabilistic language model, 2003 (without its shared embedding); P. Blunsom's lectures on language modelling.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from models.activations import activation as activation_called
from models.arrays import Array, Ids, columns, one_float, size, sum_by_word, word_ids
from models.softmax import loss_and_error, softmax, surprise


class Params(NamedTuple):
    """Columns 0..K-1 of V belong to w_{n-1}, columns K..2K-1 to w_{n-2}."""

    V: Array  # (H, 2K)
    c: Array  # (H,)
    W: Array  # (K, H)
    b: Array  # (K,)


def init(K: int, H: int, seed: int) -> Params:
    """Random weights that keep z and the scores of order one, and biases of zero, in float64."""
    size(K, "K"), size(H, "H")
    rng = np.random.default_rng(seed)
    V = np.asfortranarray(rng.normal(0, 0.5, (H, 2 * K)))  # (H, 2K), column after column: a word picks a column
    W = rng.normal(0, 1 / np.sqrt(H), (K, H))  # (K, H)
    return Params(V, np.zeros(H), W, np.zeros(K))


def forward(
    params: Params, previous: ArrayLike, before_previous: ArrayLike, *, activation: str = "tanh"
) -> tuple[Array, Array]:
    """h (..., H) and p (..., K) for ids w_{n-1} and w_{n-2} of shape (...). Raises ValueError on a bad id."""
    V, c, W, b = params
    K = len(b)
    V_T = V.T  # (2K, H)
    one, two = word_ids(previous, K), word_ids(before_previous, K)  # (...)
    h = activation_called(activation).g(V_T[one] + V_T[K + two] + c)  # (..., H)
    return h, softmax(h @ W.T + b)  # (..., K)


def loss(params: Params, tokens: ArrayLike, *, activation: str = "tanh") -> float:
    """F in nats over positions 3..N, the mean of N - 2 predictions. Raises ValueError on fewer than 3 tokens."""
    words = _text(params, tokens)  # (N,)
    h, _ = forward(params, words[1:-1], words[:-2], activation=activation)  # (M, H)
    return float(surprise(h @ params.W.T + params.b, words[2:]).mean())


def backward(params: Params, tokens: ArrayLike, *, activation: str = "tanh") -> tuple[float, Params]:
    """(F, ∂F/∂params), with M = N - 2 predictions:

        ∂F/∂W = 1/M Σ (p_n - w_n) h_nᵀ        ∂F/∂V = 1/M Σ (Wᵀ(p_n - w_n) ⊙ g'(z_n)) [w_{n-1}; w_{n-2}]ᵀ

    and ∂F/∂b, ∂F/∂c the same without the last factor.
    """
    words = _text(params, tokens)  # (N,)
    V, c, W, b = one_float(params)
    K = len(b)
    one, two, target = words[1:-1], words[:-2], words[2:]  # (M,) each
    z = columns(V, one)  # (M, H)
    z += columns(V, K + two)
    z += c
    h = activation_called(activation).g(z)  # (M, H)
    a = h @ W.T  # (M, K)
    a += b
    F, e = loss_and_error(a, target)  # (), (M, K): p - w
    d = e @ W  # (M, H): ∂F/∂h
    d *= activation_called(activation).slope(h)  # (M, H): ∂F/∂z
    dV = np.concatenate([sum_by_word(one, d, K), sum_by_word(two, d, K)]).T  # (H, 2K)
    sums = dV, d.sum(axis=0), e.T @ h, e.sum(axis=0)
    return F / len(target), Params(*(np.divide(each, len(target), out=each) for each in sums))


def _text(params: Params, tokens: ArrayLike) -> Ids:
    """The tokens as ids (N,), N ≥ 3."""
    words = word_ids(tokens, len(params.b), "tokens")
    if words.ndim != 1 or len(words) < 3:
        raise ValueError(f"a trigram needs a row of at least 3 tokens, found shape {words.shape}")
    return words
