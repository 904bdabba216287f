"""Training: small steps against the gradient g, one checkpoint a step.

    SGD       θ ← θ - η g
    momentum  m ← μ m + g,  θ ← θ - η m                                     (Polyak 1964)
    Adam      m ← β₁ m + (1-β₁) g,  v ← β₂ v + (1-β₂) g²,
              θ ← θ - η m̂ / (√v̂ + ε),  m̂ = m/(1-β₁ᵗ), v̂ = v/(1-β₂ᵗ)        (Kingma and Ba 2015, algorithm 1)

θ are the parameters, η is the rate, t the step; m and v, the optimiser's memory, begin at zero, and m̂ and v̂ make up
for that. Clipping: g ← g · clip/‖g‖ where ‖g‖ > clip, so that one exploding gradient cannot undo many steps
(Pascanu et al. 2013, algorithm 1).
"""

import math
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple

import numpy as np

from models.arrays import Array, Parameters
from models.differences import inner


class Checkpoint(NamedTuple, Generic[Parameters]):
    """All that training needs to go on after `step` updates, and how the last of them went."""

    step: int
    params: Parameters
    memory: tuple[Parameters, ...]  # none for SGD, m for momentum, m and v for Adam, each in the shapes of params
    loss: float  # before the last update
    length: float  # ‖g‖ of the last update, before clipping


# An optimiser takes one array of the gradient, the step and what it keeps in memory for that array. It gives what η
# multiplies, and the memory as it is from then on.


def sgd(g: Array, t: int) -> tuple[Array]:
    """Straight down the slope; nothing is kept."""
    return (g,)


def momentum(g: Array, t: int, m: Array, *, mu: float = 0.9) -> tuple[Array, Array]:
    """Directions that persist add up, those that alternate cancel."""
    m = mu * m + g
    return m, m


def adam(
    g: Array, t: int, m: Array, v: Array, *, beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8
) -> tuple[Array, Array, Array]:
    """Each entry in units of its own recent size; ε is there for an entry that has had no gradient, 0/0 without it."""
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return m_hat / (np.sqrt(v_hat) + epsilon), m, v


OPTIMISERS: dict[str, Callable[..., tuple[Array, ...]]] = {"SGD": sgd, "momentum": momentum, "Adam": adam}
KEPT = {"SGD": 0, "momentum": 1, "Adam": 2}  # how many arrays each keeps in memory for one of the gradient


def train(
    start: Parameters | Checkpoint[Parameters],
    gradient: Callable[[Parameters, int], tuple[float, Parameters]],
    steps: int,
    *,
    optimiser: str = "Adam",
    rate: float = 0.01,
    clip: float = math.inf,
) -> Iterator[Checkpoint[Parameters]]:
    """Yield a checkpoint after each update, up to the `steps`-th.

    `gradient(params, t)` gives the loss and its gradient, on all the data or on step t's part of it. Stop whenever you
    like; the same call with a checkpoint as its `start` goes on from there, to the bit as if it had never stopped, if
    what chance there is in `gradient` depends on t alone. Going on with another rate or clip makes a schedule.

    Raises ValueError, at once, for an unknown optimiser, a rate or a clip that isn't above 0, and a checkpoint of
    another optimiser.
    """
    if optimiser not in OPTIMISERS:
        raise ValueError(f"no optimiser is called {optimiser!r}; there are {', '.join(OPTIMISERS)}")
    if not (rate > 0 and clip > 0):
        raise ValueError(f"rate and clip must be above 0, not {rate} and {clip}")
    if not isinstance(start, Checkpoint):
        start = Checkpoint(0, start, (_zeros(start),) * KEPT[optimiser], math.nan, math.nan)
    elif len(start.memory) != KEPT[optimiser]:
        raise ValueError(f"{optimiser} keeps {KEPT[optimiser]} arrays a parameter, the checkpoint {len(start.memory)}")
    return _updates(start, gradient, steps, OPTIMISERS[optimiser], rate, clip)


def _updates(
    at: Checkpoint[Parameters],
    gradient: Callable[[Parameters, int], tuple[float, Parameters]],
    steps: int,
    direction: Callable[..., tuple[Array, ...]],
    rate: float,
    clip: float,
) -> Iterator[Checkpoint[Parameters]]:
    several = type(at.params)  # a constructor: arrays to parameters
    for t in range(at.step + 1, steps + 1):
        loss, g = gradient(at.params, t)
        length = math.sqrt(inner(g, g))
        shrink = min(1.0, clip / length) if length > 0 else 1.0
        # For each array its direction and its memory; then turned about: all directions, all m, all v.
        each = [direction(shrink * slope, t, *kept) for slope, *kept in zip(g, *at.memory, strict=True)]
        directions, *memory = (several(*arrays) for arrays in zip(*each, strict=True))
        params = several(*(theta - rate * way for theta, way in zip(at.params, directions, strict=True)))
        at = Checkpoint(t, params, tuple(memory), loss, length)
        yield at


def _zeros(params: Parameters) -> Parameters:
    return type(params)(*map(np.zeros_like, params))
