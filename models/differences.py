"""Finite differences: the slope of a function without any calculus, to hold gradients against.

    (f(x + εd) - f(x - εd)) / 2ε = ∇f · d + O(ε²)

One random direction checks all entries of a gradient at once, at the price of two evaluations.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from models.arrays import Array

Value = TypeVar("Value", float, Array)


def along(f: Callable[..., Value], x: Sequence[Array], direction: Sequence[Array], step: float = 1e-5) -> Value:
    """The central difference of f(*x), a number or an array, along `direction`, arrays of the shapes of x."""
    up = f(*(each + step * d for each, d in zip(x, direction, strict=True)))
    down = f(*(each - step * d for each, d in zip(x, direction, strict=True)))
    return (up - down) / (2 * step)


def entrywise(f: Callable[[Array], float], x: Array, step: float = 1e-5) -> Array:
    """The central difference of f for each entry of x, in the shape of x."""
    slopes = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[place] = 1.0
        slopes[place] = along(f, (x,), (d,), step)
    return slopes


def directions(x: Sequence[Array], rng: np.random.Generator) -> list[Array]:
    """A random direction of length one in all the arrays of x together."""
    drawn = [rng.normal(size=each.shape) for each in x]
    length = np.sqrt(sum(float((d * d).sum()) for d in drawn))
    return [d / length for d in drawn]


def inner(x: Sequence[Array], y: Sequence[Array]) -> float:
    """Σ xᵢ yᵢ over all entries of all arrays: the inner product of two sets of parameters."""
    return sum(float((a * b).sum()) for a, b in zip(x, y, strict=True))


def distance(x: Sequence[Array], y: Sequence[Array]) -> float:
    """‖x - y‖ over all entries of all arrays, relative to ‖y‖ where that is above 1."""
    apart = [a - b for a, b in zip(x, y, strict=True)]
    return float(np.sqrt(inner(apart, apart)) / max(1.0, np.sqrt(inner(y, y))))
