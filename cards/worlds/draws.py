"""What worlds are drawn from: dimensions that differ, one-hot words, and numbers that come near their ends.

What is added to a right formula may be too small to see in the midst of a domain, such as P^20 where P is small.
"""

import numpy as np

from models.arrays import Array


def sizes(rng: np.random.Generator, many: int, least: int = 2) -> list[int]:
    """So many dimensions, all different, none under `least`."""
    return [int(each) for each in rng.permutation(np.arange(least, least + many + 3))[:many]]


def one_hots(rng: np.random.Generator, many: int, K: int) -> Array:
    """One-hot vectors (many, K) of words drawn alike."""
    drawn: Array = np.eye(K)[rng.integers(K, size=many)]
    return drawn


def probability(rng: np.random.Generator) -> float:
    """Between 0 and 1, near either end as often as anywhere."""
    first, last = ((0.001, 0.04), (0.04, 0.96), (0.96, 0.999))[int(rng.integers(3))]
    return float(rng.uniform(first, last))


def anywhere(rng: np.random.Generator, usual: float) -> float:
    """A number above 0: near it, up to what is usual, or a few times as large, each as often."""
    first, last = ((0.001, 0.1), (0.1, usual), (usual, 3 * usual))[int(rng.integers(3))]
    return float(rng.uniform(first, last))
