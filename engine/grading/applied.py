"""The value of a function in a formula: of the question's own, of whole arrays, entry by entry."""

from collections.abc import Sequence
from inspect import signature
from typing import Any

import numpy as np

from engine.formula.tree import Apply
from engine.grading.arithmetic import entrywise, exactly, roughly
from engine.grading.arrays import ARRAYS
from engine.grading.measured import Measured, leaf
from engine.grading.out_of_range import OutOfRangeError
from engine.grading.points import Numbers, Point, Smooth
from engine.grading.rules import stated_size

SHAPED = ("ones", "zeros", "eye")
"""What is made of sizes alone, not of values."""


def applied(tree: Apply, arguments: Sequence[Measured], point: Point) -> Measured:
    """The function's value for these arguments. Raises OutOfRangeError where it has none here."""
    name = tree.function
    if name in SHAPED:
        return leaf(_made(tree, point))
    values = [each.value for each in arguments]
    given, sloped = point.values.get(name), point.values.get(name.removesuffix("'"))
    if isinstance(given, Smooth):
        return leaf(_of_function(tree, given.value, values, given.exact, point))
    if isinstance(sloped, Smooth):
        function = sloped.slope
        if function is None:
            raise OutOfRangeError(f"the slope of {name.removesuffix(chr(39))} is not given", tree)
        return leaf(_of_function(tree, function, values, sloped.exact, point))
    if name in ARRAYS and not (name in ("max", "min") and len(values) > 1):
        made = ARRAYS[name]
        return Measured(made.value(*values), abs(made.size(*(each.size for each in arguments))))
    if name == "log" and len(values) == 2:
        return leaf(entrywise("divide", entrywise("log", values[0]), entrywise("log", values[1])))
    if name in ("max", "min"):
        value = values[0]
        for other in values[1:]:
            value = entrywise(name, value, other)
        return leaf(value)
    return leaf(entrywise(name, values[0]))


def _of_function(tree: Apply, function: Any, values: list[Numbers], exact: bool, point: Point) -> Numbers:
    """A function of the question's; one that takes floats alone gets them."""
    if not exact and not _takes(function, len(values)):
        raise OutOfRangeError(f"{tree.function} is not taken of {len(values)} arguments here", tree)
    if exact or not point.fine:
        return np.asarray(function(*values))
    return exactly(np.asarray(function(*map(roughly, values)), dtype=float))


def _takes(function: Any, many: int) -> bool:
    """Whether a world's function may be given so many arguments, as far as it tells."""
    if isinstance(function, np.ufunc):
        return function.nin == many
    try:
        signature(function).bind(*range(many))
    except TypeError:
        return False
    except ValueError:  # written in C, without a signature
        return True
    return True


def _made(tree: Apply, point: Point) -> Numbers:
    try:
        rows, *more = [stated_size(each).at(dict(point.sizes)) for each in tree.arguments]
    except KeyError as letter:
        raise OutOfRangeError(f"{letter.args[0]} is no dimension here", tree) from None
    columns = rows if tree.function == "eye" else (more or [1])[0]
    made = np.eye(rows) if tree.function == "eye" else np.full((rows, columns), float(tree.function == "ones"))
    return exactly(made) if point.fine else made
