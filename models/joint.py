"""A language small enough to write down: the probability of every utterance of N words from an alphabet of K.

A joint distribution is an array of shape (K,)·N whose entry [w_1, …, w_N] is p(w_1, …, w_N). The chain rule

    p(w_1, …, w_N) = p(w_1) p(w_2 | w_1) ⋯ p(w_N | w_1, …, w_{N-1})

is then a matter of sums and quotients, and so is what an n-gram model makes of it by forgetting. What follows on the
impossible is given the probability 0, as `NGram` does with a context never seen.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from models.arrays import Array


def draw(K: int, N: int, rng: np.random.Generator) -> Array:
    """A generic joint distribution (K,)·N: exponential weights, normalised, make all distributions equally likely."""
    weights = rng.exponential(size=(K,) * N)
    joint: Array = weights / weights.sum()
    return joint


def draw_markov(K: int, N: int, order: int, rng: np.random.Generator) -> Array:
    """A joint distribution (K,)·N in which each word depends on the `order` words before it and on nothing else."""
    joint = np.ones(())
    for n in range(N):
        reach = min(n, order)
        conditional = rng.exponential(size=(K,) * (reach + 1))
        conditional /= conditional.sum(axis=-1, keepdims=True)
        joint = joint[..., None] * conditional.reshape((1,) * (n - reach) + (K,) * (reach + 1))  # (K,)·(n + 1)
    return joint


def prefix(joint: Array, n: int) -> Array:
    """p(w_1, …, w_n), of shape (K,)·n: the words after the n-th summed out."""
    summed: Array = joint.sum(axis=tuple(range(n, joint.ndim)))
    return summed


def factors(joint: Array, utterance: Sequence[int]) -> list[float]:
    """p(w_n | w_1, …, w_{n-1}) for n = 1..N: each prefix's probability over that of the prefix one shorter.

    The utterance is N ids of 0..K-1.
    """
    mass = [float(prefix(joint, n)[tuple(utterance[:n])]) for n in range(joint.ndim + 1)]
    return [longer / shorter if shorter else 0.0 for shorter, longer in pairwise(mass)]


def chain_rule(joint: Array) -> Array:
    """The product of all N factors for every utterance at once, of shape (K,)·N."""
    product = np.ones(())
    for n in range(1, joint.ndim + 1):
        product = product[..., None] * given_before(prefix(joint, n))  # (K,)·n
    return product


def given_before(joint: Array) -> Array:
    """p(last word | all before it) of p(all words), in the same shape."""
    before = joint.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(joint, before, out=np.zeros_like(joint), where=before > 0.0))


def markov(joint: Array, order: int) -> Array:
    """The product of p(w_n | the last `order` words before it), each the joint's own conditional: what is left of
    the chain rule when everything further back is forgotten. Shape (K,)·N."""
    product = np.ones(())
    for n in range(1, joint.ndim + 1):
        first = max(n - 1 - order, 0)
        near = prefix(joint, n).sum(axis=tuple(range(first)))  # p(w_{n-order}, …, w_n)
        product = product[..., None] * given_before(near).reshape((1,) * first + near.shape)  # (K,)·n
    return product


def divergence(p: Array, q: Array) -> float:
    """KL(p ‖ q) = Σ p log₂ p/q in bits: the price of taking q for p, infinite where q rules out what p allows."""
    some = p > 0.0
    with np.errstate(divide="ignore"):
        return float(np.sum(p[some] * (np.log2(p[some]) - np.log2(q[some]))))
