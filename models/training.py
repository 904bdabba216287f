"""Training: small steps against the gradient, one progress report a step.

    SGD       θ ← θ - η g
    momentum  m ← μ m + g,  θ ← θ - η m                                     (Polyak 1964)
    Adam      m ← β₁ m + (1-β₁) g,  v ← β₂ v + (1-β₂) g²,
              θ ← θ - η m̂ / (√v̂ + ε),  m̂ = m/(1-β₁ᵗ), v̂ = v/(1-β₂ᵗ)        (Kingma and Ba 2015)

Clipping: g ← g · limit/‖g‖ where ‖g‖ > limit, so that one exploding gradient cannot undo many steps
(Pascanu et al. 2013).
"""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from models.arrays import Array, Parameters
from models.differences import inner

OPTIMISERS = ("SGD", "momentum", "Adam")


class Progress(NamedTuple):
    """After `step` updates: the loss and the gradient's length before clipping, both before the last update."""

    step: int
    loss: float
    length: float


def train(
    params: Parameters,
    gradient: Callable[[Parameters, int], tuple[float, Parameters]],
    steps: int,
    *,
    optimiser: str = "Adam",
    rate: float = 0.01,
    clip: float = math.inf,
) -> Iterator[tuple[Progress, Parameters]]:
    """Yield progress and the new parameters after each of `steps` updates.

    `gradient(params, step)` gives the loss and its gradient, on all the data or on that step's part of it.
    Raises ValueError for an unknown optimiser, a rate or a clip that isn't above 0.
    """
    if optimiser not in OPTIMISERS:
        raise ValueError(f"no optimiser is called {optimiser!r}; there are {', '.join(OPTIMISERS)}")
    if not (rate > 0 and clip > 0):
        raise ValueError(f"rate and clip must be above 0, not {rate} and {clip}")
    update = {"SGD": _sgd, "momentum": _momentum, "Adam": _adam}[optimiser]
    memory = [[np.zeros_like(each), np.zeros_like(each)] for each in params]
    for step in range(1, steps + 1):
        loss, g = gradient(params, step)
        length = math.sqrt(inner(g, g))
        shrink = min(1.0, clip / length) if length > 0 else 1.0
        moved = (
            each - rate * update(shrink * slope, kept, step)
            for each, slope, kept in zip(params, g, memory, strict=True)
        )
        params = type(params)(*moved)
        yield Progress(step, loss, length), params


def _sgd(g: Array, memory: list[Array], step: int) -> Array:
    return g


def _momentum(g: Array, memory: list[Array], step: int, mu: float = 0.9) -> Array:
    memory[0] = mu * memory[0] + g
    return memory[0]


def _adam(g: Array, memory: list[Array], step: int, b1: float = 0.9, b2: float = 0.999, tiny: float = 1e-8) -> Array:
    memory[0] = b1 * memory[0] + (1 - b1) * g
    memory[1] = b2 * memory[1] + (1 - b2) * g * g
    mean, square = memory[0] / (1 - b1**step), memory[1] / (1 - b2**step)
    return np.asarray(mean / (np.sqrt(square) + tiny))
