"""Where the probability of all finite utterances goes: a model that stops, stops too rarely, or never stops.

After the n-th word of an utterance a model ends it with probability e_n, else it goes on. The utterances of length N
share the mass e_N ∏_{n<N} (1 - e_n); up to length L it sums to 1 - ∏_{n≤L} (1 - e_n). With no end symbol there is no
stopping to multiply with: the utterances of *each* length share the mass one.
"""

from collections.abc import Callable

import numpy as np

from models.arrays import Array

Stopping = Callable[[int], float]  # n, counted from 1 → e_n


def always(chance: float) -> Stopping:
    """Stop after each word with the same probability."""
    return lambda n: chance


def fading(power: int) -> Stopping:
    """Stop after the n-th word with probability 1/(n+1)^power: more and more rarely."""
    return lambda n: 1.0 / (n + 1) ** power


def mass_by_length(longest: int, stopping: Stopping | None) -> Array:
    """p of all utterances of each length N = 1..longest, (longest,); with no end symbol each length has mass one."""
    if stopping is None:
        return np.ones(longest)
    e = np.array([stopping(n) for n in range(1, longest + 1)])  # (L,)
    going = np.concatenate([[1.0], np.cumprod(1.0 - e)[:-1]])  # ∏_{n<N} (1 - e_n), (L,)
    mass: Array = going * e
    return mass


def still_going(length: int, stopping: Stopping) -> float:
    """The probability that an utterance is longer than `length`: the mass that is not yet accounted for."""
    left = 1.0
    for n in range(1, length + 1):
        left *= 1.0 - stopping(n)
    return left


def utterances(first: Array, P: Array, length: int, stopping: Stopping | None) -> Array:
    """p(w) of *every* utterance of one length, (K,)·length, of a bigram model: p(w_1) (K,), then P (K, K)."""
    p = first
    for n in range(1, length):
        going = 1.0 if stopping is None else 1.0 - stopping(n)
        p = p[..., None] * P * going  # (K,)·(n + 1)
    return p if stopping is None else p * stopping(length)
