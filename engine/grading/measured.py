"""A value, and with it the size of the terms that were added to make it."""

from typing import NamedTuple

import numpy as np

from engine.grading.arithmetic import exactly
from engine.grading.points import Numbers, Point


class Measured(NamedTuple):
    """A value, and the size of what was added: both of the same shape, the size never negative."""

    value: Numbers
    size: Numbers


def leaf(value: Numbers) -> Measured:
    """A value that nothing was added up for."""
    return Measured(value, abs(value))


def counted(many: int, point: Point) -> Numbers:
    """A whole number, as numbers are at the point."""
    whole = np.array([[float(many)]])
    return exactly(whole) if point.fine else whole
