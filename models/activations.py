"""Activations g, with their slope g' as a function of the *value* h = g(z), which is all a backward pass keeps."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from models.arrays import Array


class Activation(NamedTuple):
    """g, g' written in terms of h = g(z), and γ = sup |g'|."""

    g: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    steepest: float


ACTIVATIONS: dict[str, Activation] = {
    "tanh": Activation(np.tanh, lambda h: 1 - h * h, 1.0),
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
