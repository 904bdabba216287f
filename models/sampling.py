"""Sampling: symbol i comes with probability p_i.

The sums p_1, p_1 + p_2, … cut the interval from 0 to 1 into pieces as long as the probabilities. A number drawn evenly
from the interval falls into the piece of i with probability p_i.
"""

from collections.abc import Sequence

import numpy as np

from models.arrays import Array


def draw(sums: Array | Sequence[float], u: float) -> int:
    """The symbol whose piece holds u, of [0, 1); sums (K,) are the cumulated p, or any multiple of them."""
    whole = sums[-1]
    place = int(np.searchsorted(sums, u * whole, side="right"))  # the first symbol whose sum lies beyond u * whole
    if place == len(sums):  # none does where u * whole was rounded up to whole
        place = int(np.searchsorted(sums, whole))  # the last of positive probability: its sum is the first to be whole
    return place
