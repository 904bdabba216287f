"""A question generator and a world, as an author writes them."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine import world


def doubled(rng: np.random.Generator) -> Mapping[str, Any]:
    """A number doubled: another one each time."""
    n = rng.integers(3, 1_000)
    return {"ask": f"What is ${n} + {n}$?", "number": 2 * n, "reject": {str(n): "That is half of it."}}


@world(slips={"the prediction left out": {"p": "0 p"}})
def prediction(rng: np.random.Generator) -> Mapping[str, Any]:
    """A distribution and a one-hot word."""
    words = int(rng.integers(3, 7))
    scores = np.exp(rng.normal(size=words))
    return {"p": scores / scores.sum(), "w": np.eye(words)[rng.integers(words)]}
