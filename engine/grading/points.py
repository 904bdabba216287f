"""A point: one value for every symbol of a question, at one set of sizes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.grading.arithmetic import exactly, roughly

Numbers: TypeAlias = npt.NDArray[Any]  # always of two dimensions; float64, or mpmath's numbers as objects


COUNTS = frozenset("nNmMij")
"""Letters of indices and of how many there are: a number like 0.49 would be no example for them."""


@dataclass(frozen=True)
class Members:
    """The members of a family by their numbers: 1 to `many`, and those beside them that a world gives, such as h_0."""

    by_number: Mapping[int, Numbers]
    many: int


@dataclass(frozen=True)
class Smooth:
    """A function of any number of arguments, entry by entry, and its slope. `exact`: it takes mpmath's numbers too."""

    value: Callable[..., Numbers]
    slope: Callable[..., Numbers] | None
    exact: bool = False


Value: TypeAlias = Numbers | Members | Smooth


@dataclass(frozen=True)
class Point:
    """`sizes` by letter. `fine`: the numbers are mpmath's, else float64. `drawn` tells how it was chosen."""

    values: Mapping[str, Value]
    sizes: Mapping[str, int]
    fine: bool = False
    drawn: str = ""

    def finely(self) -> "Point":
        """The same point in mpmath's numbers, each exactly what the float is."""
        return self if self.fine else self._by(exactly, True)

    def roughly(self) -> "Point":
        """The same point in floats."""
        return self._by(roughly, False) if self.fine else self

    def _by(self, change: Callable[[Numbers], Numbers], fine: bool) -> "Point":
        values: dict[str, Value] = {}
        for name, value in self.values.items():
            if isinstance(value, Members):
                values[name] = Members({at: change(each) for at, each in value.by_number.items()}, value.many)
            else:
                values[name] = value if isinstance(value, Smooth) else change(value)
        return Point(values, self.sizes, fine, self.drawn)


def counts_are_whole(point: Point) -> bool:
    """Whether the scalars that are named like a count are whole and positive."""
    found = [float(value[0, 0]) for name in COUNTS if isinstance(value := point.values.get(name), np.ndarray)]
    return all(each >= 1 and each.is_integer() for each in found)


def column(value: object) -> Numbers:
    """A number, a list or an array as float64 of two dimensions: a vector is a column. Raises ValueError."""
    found = np.asarray(value, dtype=float)
    if found.ndim > 2:
        raise ValueError(f"an array of {found.ndim} dimensions")
    return found.reshape(-1, 1) if found.ndim < 2 else found
