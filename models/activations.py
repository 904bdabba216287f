"""Activations g, with their slope g'(z) told from the *value* h = g(z): a backward pass has kept h, and not z.

tanh: g' = 1 - h²       sigmoid: g' = h (1 - h)       relu: g' = [h > 0], 0 at the kink       identity: g' = 1
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from models.arrays import Array


class Activation(NamedTuple):
    """g with its slope."""

    g: Callable[[Array], Array]  # z → h
    slope: Callable[[Array], Array]  # h → g'(z)
    steepest: float  # γ = sup |g'|


ACTIVATIONS: dict[str, Activation] = {
    "tanh": Activation(np.tanh, lambda h: 1 - h * h, 1.0),
    # 1 / (1 + e⁻ᶻ), in a form that doesn't overflow
    "sigmoid": Activation(lambda z: (1 + np.tanh(z / 2)) / 2, lambda h: h * (1 - h), 0.25),
    "relu": Activation(lambda z: np.maximum(z, 0), lambda h: (h > 0).astype(h.dtype), 1.0),
    "identity": Activation(lambda z: z, np.ones_like, 1.0),
}


def activation(name: str) -> Activation:
    """The activation of that name. Raises ValueError for an unknown one."""
    try:
        return ACTIVATIONS[name]
    except KeyError:
        raise ValueError(f"no activation is called {name!r}; there are {', '.join(ACTIVATIONS)}") from None
