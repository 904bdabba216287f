"""What worlds are drawn from: dimensions that differ, and one-hot words."""

import numpy as np

from models.arrays import Array


def sizes(rng: np.random.Generator, many: int, least: int = 2) -> list[int]:
    """So many dimensions, all different, none under `least`."""
    return [int(each) for each in rng.permutation(np.arange(least, least + many + 3))[:many]]


def one_hots(rng: np.random.Generator, many: int, K: int) -> Array:
    """One-hot vectors (many, K) of words drawn alike."""
    drawn: Array = np.eye(K)[rng.integers(K, size=many)]
    return drawn
