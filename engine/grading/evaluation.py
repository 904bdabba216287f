"""The value of a settled formula at a point, and with it the size of the terms that were added to make it.

The size bounds what rounding can do: a difference that is tiny beside it is one that numbers cannot tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import mpmath
import numpy as np

from engine.formula.tree import (
    Apply,
    Bound,
    Constant,
    Fold,
    Known,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
    Tree,
)
from engine.grading.applied import SHAPED, applied
from engine.grading.arithmetic import DIGITS, entrywise, exactly, known, number, roughly
from engine.grading.ends import no_entry, no_member
from engine.grading.measured import Measured, counted, leaf
from engine.grading.out_of_range import (
    ENTRIES,
    MOST_TERMS,
    NoMemberError,
    OutOfRangeError,
    TooMuchError,
    UndefinedError,
)
from engine.grading.points import Members, Numbers, Point, Smooth
from engine.grading.ranges import length

LARGEST = 1e6  # that an index or an end of a sum may be


@dataclass
class _At:
    """The values of the indices around a place, and how many terms may still be computed."""

    index: Mapping[str, int]
    left: list[int]

    def under(self, name: str, number: int) -> "_At":
        self.left[0] -= 1
        return _At({**self.index, name: number}, self.left)


def evaluate(tree: Tree, point: Point, digits: int = DIGITS) -> Measured:
    """The formula's value at a point; what is not defined there is NaN. Raises OutOfRangeError, TooMuchError."""
    with np.errstate(all="ignore"), mpmath.workdps(digits):
        try:
            return _value(tree, point, _At({}, [MOST_TERMS]))
        except UndefinedError:
            return leaf(np.array([[np.nan]]))


def _value(tree: Tree, point: Point, at: _At) -> Measured:
    match tree:
        case Constant(value=typed):
            return leaf(number(typed, point.fine))
        case Known(name=name):
            return leaf(known(name, point.fine))
        case Bound(name=name):
            return leaf(counted(at.index[name], point))
        case Symbol():
            return leaf(_symbol(tree, point, at))
        case Sum(terms=terms):
            measured = [_value(each, point, at) for each in terms]
            value, size = measured[0]
            for part in measured[1:]:
                value, size = value + part.value, size + part.size
            return Measured(value, size)
        case Negative(of=of):
            value, size = _value(of, point, at)
            return Measured(-value, size)
        case Transpose(of=of):
            value, size = _value(of, point, at)
            return Measured(value.T, size.T)
        case Product(left=left, right=right, sign=sign):
            (one, its), (other, others) = _value(left, point, at), _value(right, point, at)
            return Measured(one @ other, its @ others) if sign == "@" else Measured(one * other, its * others)
        case Quotient(above=above, below=below):
            (upper, its), (lower, _) = _value(above, point, at), _value(below, point, at)
            return Measured(entrywise("divide", upper, lower), entrywise("divide", its, abs(lower)))
        case Power(base=base, exponent=exponent):
            return leaf(entrywise("power", _value(base, point, at).value, _value(exponent, point, at).value))
        case Apply():
            made = tree.function in SHAPED  # of sizes, which have no value
            arguments = [] if made else [_value(each, point, at) for each in tree.arguments]
            return applied(tree, arguments, point)
        case Fold():
            return _fold(tree, point, at)


def _symbol(tree: Symbol, point: Point, at: _At) -> Numbers:
    name = tree.name
    if name not in point.values:
        if name not in point.sizes:
            raise OutOfRangeError(f"{name} has no value here", tree)
        return counted(point.sizes[name], point)
    value = point.values[name]
    found = [_whole(each, point, at) for each in tree.at]
    places = [each for each in found if each is not None]
    if isinstance(value, Smooth):
        raise OutOfRangeError(f"{name} is a function: write {name}(…)", tree)
    if len(places) < len(found):
        raise UndefinedError
    if isinstance(value, Members):
        if places[0] not in value.by_number:
            step = 1 if places[0] < min(value.by_number) else -1
            raise NoMemberError(no_member(tree, value, at.index, point), tree, step)
        value, places = value.by_number[places[0]], places[1:]
    if not places:
        return value
    for side, (place, many) in enumerate(zip(places, value.shape, strict=False), len(found) - len(places)):
        if not 1 <= place <= many:
            raise OutOfRangeError(no_entry(tree, side, many, at.index, point), tree)
    row, column = [*(place - 1 for place in places), 0][:2]
    return value[row : row + 1, column : column + 1]


def _whole(tree: Tree, point: Point, at: _At) -> int | None:
    """The value of an index or an end of a sum; None where it is no whole number."""
    found = float(roughly(_value(tree, point, at).value)[0, 0])
    return round(found) if abs(found) < LARGEST and abs(found - round(found)) < 1e-9 else None


def _fold(tree: Fold, point: Point, at: _At) -> Measured:
    ends = _ends(tree, point, at)
    if ends is None:
        raise UndefinedError
    first, last = ends
    numbers = range(first, last + 1)
    if _counts_down(tree) and first >= last:
        numbers = range(first, last - 1, -1)
    elif last < first - 1:
        raise UndefinedError
    members: list[Measured] = []
    for each in numbers:
        if len(numbers) - len(members) > at.left[0]:
            raise TooMuchError
        members.append(_value(tree.of, point, at.under(tree.index, each)))
        at.left[0] -= members[-1].value.size // ENTRIES if point.fine else 0
    if not members:
        return _empty(tree, (first, last), point, at)
    value, size = members[0]
    for part in members[1:]:
        if tree.kind in ("max", "min"):
            value, size = entrywise(tree.kind, value, part.value), entrywise("max", size, part.size)
        elif tree.kind == "sum":
            value, size = value + part.value, size + part.size
        elif value.shape == (1, 1):
            value, size = value * part.value, size * part.size
        else:
            value, size = value @ part.value, size @ part.size
    return Measured(value, size)


def _empty(tree: Fold, ends: tuple[int, int], point: Point, at: _At) -> Measured:
    """A sum or product of no terms, of the shape that a term has."""
    if tree.kind in ("max", "min"):
        raise UndefinedError
    rows, columns = 1, 1
    for end in ends:
        try:
            rows, columns = _value(tree.of, point, at.under(tree.index, end)).value.shape
        except OutOfRangeError:
            continue
        break
    made = np.eye(rows) if tree.kind == "product" else np.zeros((rows, columns))
    return leaf(exactly(made) if point.fine else made)


def _counts_down(tree: Fold) -> bool:
    """From N to 2: its ends say that the last comes first."""
    return isinstance(tree.last, Constant) and not isinstance(tree.first, Constant | None)


def _ends(tree: Fold, point: Point, at: _At) -> tuple[int, int] | None:
    first = 1 if tree.first is None else _whole(tree.first, point, at)
    last = length(tree, point) if tree.last is None else _whole(tree.last, point, at)
    if first is None or last is None:
        if first is not None and tree.last is not None and _value(tree.last, point, at).value[0, 0] >= LARGEST:
            raise TooMuchError
        return None
    return first, last
