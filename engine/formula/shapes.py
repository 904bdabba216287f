"""The shape of a formula in letters, as far as it can be told: enough to see which reading of a product fits."""

from collections.abc import Mapping

from engine.formula.functions import ENTRYWISE
from engine.formula.kinds import Array, Family, Function, Kind
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

Shape = tuple[str, str]
"""Rows and columns; a vector is a column, a scalar is 1 by 1."""

SCALAR: Shape = ("1", "1")


class MisfitError(ValueError):
    """Two shapes do not go together."""


def shape(tree: Tree, symbols: Mapping[str, Kind]) -> Shape | None:
    """The shape, or None where it cannot be told. Raises MisfitError where parts do not go together."""
    match tree:
        case Constant() | Known() | Bound():
            return SCALAR
        case Symbol(name, at):
            return _of_symbol(symbols.get(name), len(at))
        case Sum(terms):
            return _alike([shape(each, symbols) for each in terms])
        case Negative(of) | Fold(_, _, of):
            return shape(of, symbols)
        case Power(base, exponent):
            return _alike([shape(base, symbols), shape(exponent, symbols)])
        case Quotient(above, below):
            return _alike([shape(above, symbols), shape(below, symbols)])
        case Transpose(of):
            inner = shape(of, symbols)
            return inner and (inner[1], inner[0])
        case Product(left, right, sign):
            return of_product(shape(left, symbols), shape(right, symbols), sign)
        case Apply("eye" | "ones" | "zeros" as function, arguments):
            return _filled(function, [_size(each) for each in arguments])
        case Apply(function, arguments):
            return _of_function(function, [shape(each, symbols) for each in arguments], symbols)


def told(tree: Tree, symbols: Mapping[str, Kind]) -> Shape | None:
    """The shape; None also where parts do not go together."""
    try:
        return shape(tree, symbols)
    except MisfitError:
        return None


def of_product(left: Shape | None, right: Shape | None, sign: str) -> Shape | None:
    """The shape of a product; None where it cannot be told. Raises MisfitError."""
    if left is None or right is None:
        return None
    if SCALAR in (left, right):
        return right if left == SCALAR else left
    if sign == "⊙" or (sign == "*" and left == right and left[0] != left[1]):
        return _alike([left, right])
    if sign == "*" and left == right:
        return None  # a product of square matrices: which one is meant is not for the shapes to say
    if sign == "@" and left[1] == "1" and left[0] == right[0]:
        return right[1], "1"  # as numpy has it for a vector before a vector or a matrix
    if left[1] != right[0]:
        raise MisfitError
    return left[0], right[1]


def _of_symbol(kind: Kind | None, indices: int) -> Shape | None:
    match kind:
        case Family(_, member):
            return _of_array(member) if indices == 1 else SCALAR
        case Array() if indices == 0:
            return _of_array(kind)
        case Function():
            return None
    return SCALAR


def _of_array(array: Array) -> Shape:
    rows, columns = ([str(each) for each in array.shape] + ["1", "1"])[:2]
    return rows, columns


def _size(tree: Tree) -> str | None:
    """The size that an argument of eye, ones or zeros states, as letters: K, 2K; None where it is none of these."""
    match tree:
        case Symbol(name, ()):
            return name
        case Product(Constant(value), Symbol(name, ())) if value.denominator == 1:
            return f"{value}{name}"
    return None


def _filled(function: str, sizes: list[str | None]) -> Shape | None:
    rows, columns = sizes[0], sizes[-1] if function == "eye" or len(sizes) > 1 else "1"
    return (rows, columns) if rows and columns else None


def _alike(shapes: list[Shape | None]) -> Shape | None:
    known = {each for each in shapes if each is not None and each != SCALAR}
    if len(known) > 1:
        raise MisfitError
    if None in shapes:
        return None
    return known.pop() if known else SCALAR


def _of_function(name: str, arguments: list[Shape | None], symbols: Mapping[str, Kind]) -> Shape | None:
    first = arguments[0] if arguments else None
    if name.rstrip("'") in symbols:
        return first if len(arguments) == 1 else None
    if name in ("sum", "prod", "mean", "norm", "trace") or (name in ("max", "min") and len(arguments) == 1):
        return SCALAR
    if name == "softmax" or (name in ENTRYWISE and len(arguments) == 1):
        return first
    if name in ("max", "min"):
        return _alike(arguments)
    if name == "diag" and first is not None:
        return (first[0], first[0]) if first[1] == "1" else (first[0], "1")
    if name == "outer" and first is not None and (second := arguments[1]) is not None:
        return first[0], second[0]
    if name == "dot":
        return of_product(first, arguments[1], "@")
    return None
