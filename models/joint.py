"""A language small enough to write down: the probability of every utterance of N words from an alphabet of K.

A joint distribution is an array of shape (K,)·N whose entry [w_1, …, w_N] is p(w_1, …, w_N). The chain rule

    p(w_1, …, w_N) = p(w_1) p(w_2 | w_1) ⋯ p(w_N | w_1, …, w_{N-1})

is then a matter of sums and quotients, and so is what an n-gram model makes of it by forgetting.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def draw(K: int, N: int, rng: np.random.Generator) -> Array:
    """A generic joint distribution (K,)·N: exponential weights, normalised (uniform over all distributions)."""
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
        joint = joint[..., None] * conditional.reshape((1,) * (n - reach) + (K,) * (reach + 1))
    return joint


def prefix(joint: Array, n: int) -> Array:
    """p(w_1, …, w_n), of shape (K,)·n: the words after the n-th summed out."""
    summed: Array = joint.sum(axis=tuple(range(n, joint.ndim)))
    return summed


def factors(joint: Array, utterance: Sequence[int]) -> list[float]:
    """p(w_n | w_1, …, w_{n-1}) for n = 1..N: each prefix's probability over that of the prefix one shorter."""
    mass = [float(prefix(joint, n)[tuple(utterance[:n])]) for n in range(joint.ndim + 1)]
    return [longer / shorter for shorter, longer in pairwise(mass)]


def chain_rule(joint: Array) -> Array:
    """The product of all N factors for every utterance at once, of shape (K,)·N."""
    product = np.ones(())
    for n in range(1, joint.ndim + 1):
        product = product[..., None] * (prefix(joint, n) / prefix(joint, n - 1)[..., None])
    return product


def markov(joint: Array, order: int) -> Array:
    """The product of p(w_n | the last `order` words before it), each the joint's own conditional: what is left of
    the chain rule when everything further back is forgotten. Shape (K,)·N."""
    product = np.ones(())
    for n in range(1, joint.ndim + 1):
        first = max(n - 1 - order, 0)
        near = prefix(joint, n).sum(axis=tuple(range(first)))  # p(w_{n-order}, …, w_n)
        conditional = near / near.sum(axis=-1, keepdims=True)
        product = product[..., None] * conditional.reshape((1,) * first + conditional.shape)
    return product


def divergence(p: Array, q: Array) -> float:
    """KL(p ‖ q) in bits, infinite where q rules out what p allows."""
    some = p > 0.0
    with np.errstate(divide="ignore"):
        return float(np.sum(p[some] * (np.log2(p[some]) - np.log2(q[some]))))
