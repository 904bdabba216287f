"""The value of a settled formula at a point, and with it the size of the terms that were added to make it.

The size bounds what rounding can do: a difference that is tiny beside it is one that numbers cannot tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any, NamedTuple

import mpmath
import numpy as np

from engine.formula.limits import parts
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
from engine.grading.arithmetic import DIGITS, entrywise, exactly, known, number, roughly
from engine.grading.arrays import ARRAYS
from engine.grading.ends import no_entry, no_member
from engine.grading.points import Members, Numbers, Point, Smooth
from engine.grading.rules import stated_size

MOST_TERMS = 1_000  # of sums over an index, those of sums within sums together
LARGEST = 1e6  # that an index or an end of a sum may be


class Measured(NamedTuple):
    """A value, and the size of what was added: both of the same shape, the size never negative."""

    value: Numbers
    size: Numbers


@dataclass
class _At:
    """The values of the indices around a place, and how many terms may still be computed."""

    index: Mapping[str, int]
    left: list[int]

    def under(self, name: str, number: int) -> "_At":
        self.left[0] -= 1
        return _At({**self.index, name: number}, self.left)


class OutOfRangeError(Exception):
    """A member, an entry or a size that is not there: the message names it, `column` counts from 0."""

    def __init__(self, message: str, tree: Tree) -> None:
        super().__init__(message)
        self.message = message
        self.column = tree.start


class NoMemberError(OutOfRangeError):
    """A member beyond the ends of its family; the index one `step` on, 1 or -1, is nearer to them."""

    def __init__(self, message: str, symbol: Symbol, step: int) -> None:
        super().__init__(message, symbol)
        self.symbol = symbol
        self.step = step


class _UndefinedError(Exception):
    """An index, or an end of a sum, that is no whole number."""


class TooMuchError(Exception):
    """More terms than MOST_TERMS."""


def evaluate(tree: Tree, point: Point, digits: int = DIGITS) -> Measured:
    """The formula's value at a point; what is not defined there is NaN. Raises OutOfRangeError, TooMuchError."""
    with np.errstate(all="ignore"), mpmath.workdps(digits):
        try:
            return _value(tree, point, _At({}, [MOST_TERMS]))
        except _UndefinedError:
            return _leaf(np.array([[np.nan]]))


def _value(tree: Tree, point: Point, at: _At) -> Measured:
    match tree:
        case Constant(value=typed):
            return _leaf(number(typed, point.fine))
        case Known(name=name):
            return _leaf(known(name, point.fine))
        case Bound(name=name):
            return _leaf(_counted(at.index[name], point))
        case Symbol():
            return _leaf(_symbol(tree, point, at))
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
            return _leaf(entrywise("power", _value(base, point, at).value, _value(exponent, point, at).value))
        case Apply():
            return _apply(tree, point, at)
        case Fold():
            return _fold(tree, point, at)


def _leaf(value: Numbers) -> Measured:
    return Measured(value, abs(value))


def _counted(many: int, point: Point) -> Numbers:
    whole = np.array([[float(many)]])
    return exactly(whole) if point.fine else whole


def _symbol(tree: Symbol, point: Point, at: _At) -> Numbers:
    name = tree.name
    if name not in point.values:
        if name not in point.sizes:
            raise OutOfRangeError(f"{name} has no value here", tree)
        return _counted(point.sizes[name], point)
    value = point.values[name]
    found = [_whole(each, point, at) for each in tree.at]
    places = [each for each in found if each is not None]
    if isinstance(value, Smooth):
        raise OutOfRangeError(f"{name} is a function: write {name}(…)", tree)
    if len(places) < len(found):
        raise _UndefinedError
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


def _apply(tree: Apply, point: Point, at: _At) -> Measured:
    name = tree.function
    if name in ("ones", "zeros", "eye"):
        return _leaf(_made(tree, point))
    arguments = [_value(each, point, at) for each in tree.arguments]
    values = [each.value for each in arguments]
    given, sloped = point.values.get(name), point.values.get(name.removesuffix("'"))
    if isinstance(given, Smooth):
        return _leaf(_of_function(tree, given.value, values, given.exact, point))
    if isinstance(sloped, Smooth):
        function = sloped.slope
        if function is None:
            raise OutOfRangeError(f"the slope of {name.removesuffix(chr(39))} is not given", tree)
        return _leaf(_of_function(tree, function, values, sloped.exact, point))
    if name in ARRAYS and not (name in ("max", "min") and len(values) > 1):
        made = ARRAYS[name]
        return Measured(made.value(*values), abs(made.size(*(each.size for each in arguments))))
    if name == "log" and len(values) == 2:
        return _leaf(entrywise("divide", entrywise("log", values[0]), entrywise("log", values[1])))
    if name in ("max", "min"):
        value = values[0]
        for other in values[1:]:
            value = entrywise(name, value, other)
        return _leaf(value)
    return _leaf(entrywise(name, values[0]))


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


def _fold(tree: Fold, point: Point, at: _At) -> Measured:
    ends = _ends(tree, point, at)
    if ends is None:
        raise _UndefinedError
    first, last = ends
    numbers = range(first, last + 1)
    if _counts_down(tree) and first >= last:
        numbers = range(first, last - 1, -1)
    elif last < first - 1:
        raise _UndefinedError
    if len(numbers) > at.left[0]:
        raise TooMuchError
    members = [_value(tree.of, point, at.under(tree.index, each)) for each in numbers]
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
        raise _UndefinedError
    rows, columns = 1, 1
    for end in ends:
        try:
            rows, columns = _value(tree.of, point, at.under(tree.index, end)).value.shape
        except OutOfRangeError:
            continue
        break
    made = np.eye(rows) if tree.kind == "product" else np.zeros((rows, columns))
    return _leaf(exactly(made) if point.fine else made)


def _counts_down(tree: Fold) -> bool:
    """From N to 2: its ends say that the last comes first."""
    return isinstance(tree.last, Constant) and not isinstance(tree.first, Constant | None)


def _ends(tree: Fold, point: Point, at: _At) -> tuple[int, int] | None:
    first = 1 if tree.first is None else _whole(tree.first, point, at)
    last = _range(tree, point) if tree.last is None else _whole(tree.last, point, at)
    if first is None or last is None:
        if first is not None and tree.last is not None and _value(tree.last, point, at).value[0, 0] >= LARGEST:
            raise TooMuchError
        return None
    return first, last


def _range(tree: Fold, point: Point) -> int:
    """How far an index without ends runs: over the family, or the dimension, that it is an index of."""
    symbols = indexed(tree.of)
    found = {size for each in symbols if (size := _run(each, tree.index, point))}
    if not found:  # of n - 1 alone
        found = {size for each in symbols if (size := _run(each, tree.index, point, within=True))}
    if not found:  # of nothing: then over the only numbers there are
        found = {value.many for value in point.values.values() if isinstance(value, Members)}
    if len(found) != 1:
        said = "is an index of nothing" if not found else "is an index of things of different lengths"
        raise OutOfRangeError(f"{tree.index} {said}: write where it begins and ends", tree)
    return found.pop()


def _run(symbol: Symbol, index: str, point: Point, *, within: bool = False) -> int | None:
    """How many the symbol has of what it is an index of, or stands `within` an index of."""
    value = point.values.get(symbol.name)
    family = isinstance(value, Members)
    for place, each in enumerate(symbol.at):
        if Bound(index) not in (_all(each) if within else (each,)):
            continue
        if isinstance(value, Members) and place == 0:
            return value.many
        entries = next(iter(value.by_number.values())) if isinstance(value, Members) else value
        if isinstance(entries, np.ndarray):
            return int(entries.shape[place - family])
    return None


def _all(tree: Tree) -> list[Tree]:
    return [tree, *(each for part in parts(tree) for each in _all(part))]


def indexed(tree: Tree) -> list[Symbol]:
    """Every symbol with an index in a formula."""
    here = [tree] if isinstance(tree, Symbol) and tree.at else []
    return here + [symbol for each in parts(tree) for symbol in indexed(each)]
