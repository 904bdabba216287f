"""A random smooth function for a symbol of which nothing is known: g, with the slope g' that belongs to it."""

import numpy as np

from engine.grading.arithmetic import entrywise
from engine.grading.points import Numbers, Smooth


def randomly(seed: int, positive: bool) -> Smooth:
    """g(u) = m + d·u + a·sin(k·u + s), with u a random combination of the arguments, of which there may be several.

    As many arguments as it is given make another function each: count(a, b) and count(a, b, c) are unrelated.
    `positive`: g and g' are positive wherever the arguments are.
    """

    def drawn(many: int) -> tuple[list[float], list[float]]:
        rng = np.random.default_rng([seed, many])
        weights = [1.0] if many == 1 else [float(each) for each in rng.uniform(0.3, 1.4, many)]
        turn, size, phase = rng.uniform(0.6, 1.6), rng.uniform(0.3, 0.8), rng.uniform(0, 6)
        rise, middle = turn * size + rng.uniform(0.1, 0.5), size + rng.uniform(0.2, 0.9)
        if not positive:
            rise, middle = rise * rng.choice([-1.0, 1.0]), middle - 1
        return weights, [float(each) for each in (middle, rise, size, turn, phase)]

    def value(*arguments: Numbers) -> Numbers:
        weights, (middle, rise, size, turn, phase) = drawn(len(arguments))
        u = _combined(weights, arguments)
        return np.asarray(middle + rise * u + size * entrywise("sin", turn * u + phase))

    def slope(*arguments: Numbers) -> Numbers:
        weights, (_, rise, size, turn, phase) = drawn(len(arguments))
        u = _combined(weights, arguments)
        return np.asarray(weights[0] * (rise + turn * size * entrywise("cos", turn * u + phase)))

    return Smooth(value, slope, exact=True)


def _combined(weights: list[float], arguments: tuple[Numbers, ...]) -> Numbers:
    u = weights[0] * arguments[0]
    for weight, argument in zip(weights[1:], arguments[1:], strict=True):
        u = u + weight * argument
    return u
