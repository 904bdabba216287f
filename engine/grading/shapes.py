"""The shape of a formula, told from its letters alone, and what each `*` in it means by the shapes at its sides.

Vectors are columns. A scalar goes with any shape; two shapes that are added, or multiplied entry by entry, are one.
"""

from collections.abc import Mapping
from dataclasses import replace

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
from engine.grading.rules import rule
from engine.grading.shape_error import ShapeError
from engine.grading.sizes import ONE, SCALAR, Shape, is_vector, shape_of, spoken

Symbols = Mapping[str, Kind]


def settle(tree: Tree, symbols: Symbols) -> tuple[Tree, Shape]:
    """The formula with every product decided, and its shape.

    In what comes back a product is "" (one side is a scalar), "⊙" or "@", and never "*". Raises ShapeError.
    """
    match tree:
        case Constant() | Known() | Bound():
            return tree, SCALAR
        case Symbol():
            return _symbol(tree, symbols)
        case Sum(terms=terms):
            settled = [settle(each, symbols) for each in terms]
            total = SCALAR
            for (_, one), term in zip(settled, terms, strict=True):
                total = _together(total, one, term, "added to")
            return replace(tree, terms=tuple(each for each, _ in settled)), total
        case Negative(of=of):
            inside, shape = settle(of, symbols)
            return replace(tree, of=inside), shape
        case Transpose(of=of):
            inside, (rows, columns) = settle(of, symbols)
            return replace(tree, of=inside), (columns, rows)
        case Product():
            return _product(tree, symbols)
        case Quotient(above=above, below=below):
            (upper, one), (lower, other) = settle(above, symbols), settle(below, symbols)
            return replace(tree, above=upper, below=lower), _together(one, other, below, "divided into")
        case Power(base=base, exponent=exponent):
            (lower, one), (upper, other) = settle(base, symbols), settle(exponent, symbols)
            return replace(tree, base=lower, exponent=upper), _together(one, other, exponent, "the exponent of")
        case Apply():
            return _apply(tree, symbols)
        case Fold():
            return _fold(tree, symbols)


def _symbol(tree: Symbol, symbols: Symbols) -> tuple[Tree, Shape]:
    kind = symbols.get(tree.name, Array())  # a dimension's letter is its size, a scalar
    at = tuple(settle(each, symbols)[0] for each in tree.at)
    entry = at
    if isinstance(kind, Family):
        if not at:
            raise ShapeError(f"{tree.name} is numbered: say which, as in {tree.name}_n", tree)
        kind, entry = kind.member, at[1:]
    if isinstance(kind, Array) and entry:
        if len(entry) != len(kind.shape):
            many = {0: "is a scalar and has no entries", 1: "is a vector: one index", 2: "is a matrix: two indices"}
            raise ShapeError(f"{tree.name} {many[len(kind.shape)]}", tree)
        return replace(tree, at=at), SCALAR
    return replace(tree, at=at), shape_of(kind) if isinstance(kind, Array) else SCALAR


def _product(tree: Product, symbols: Symbols) -> tuple[Tree, Shape]:
    left, one = settle(tree.left, symbols)
    right, other = settle(tree.right, symbols)
    if one == SCALAR or other == SCALAR:
        return replace(tree, left=left, right=right, sign=""), other if one == SCALAR else one
    sign = tree.sign or "@"
    if sign == "*":
        if one == other and one[0] == one[1]:
            raise ShapeError(
                f"`*` between two square matrices, {spoken(one)}: write @ for the matrix product, ⊙ for entry by entry",
                tree,
                notation=True,
            )
        sign = "⊙" if one == other else "@"
    if sign == "⊙":
        if one != other:
            raise ShapeError(
                f"{spoken(one)} times {spoken(other)}, entry by entry, does not fit{_mend(one, other)}", tree
            )
        return replace(tree, left=left, right=right, sign="⊙"), one
    if tree.sign == "@" and one[1] == ONE and one[0] == other[0]:  # as numpy has it for a vector on the left
        return Transpose(replace(tree, left=Transpose(left), right=right, sign="@")), (other[1], ONE)
    if one[1] != other[0]:
        raise ShapeError(f"{spoken(one)} times {spoken(other)} does not fit{_mend_product(one, other)}", tree)
    return replace(tree, left=left, right=right, sign="@"), (one[0], other[1])


def _mend_product(one: Shape, other: Shape) -> str:
    if is_vector(one) and one == other:
        return ": write aᵀ b for the sum of the products, a ⊙ b for entry by entry"
    if one[1] == ONE and other[1] == ONE:
        return ": both are columns; write a bᵀ for the products of all their entries"
    fitting = (
        ("transpose the first", one[0] == other[0]),
        ("transpose the second", one[1] == other[1]),
        ("the other way round", one[0] == other[1]),
    )
    found = ", or ".join(mend for mend, fits in fitting if fits)
    return f": {found}?" if found else ""


def _mend(one: Shape, other: Shape) -> str:
    return ": transposed?" if one == (other[1], other[0]) else ""


def _together(shape: Shape, found: Shape, tree: Tree, doing: str) -> Shape:
    """The shape of what is taken entry by entry: a scalar goes with any."""
    if shape == SCALAR or found in (SCALAR, shape):
        return found if shape == SCALAR else shape
    raise ShapeError(f"{spoken(found)} cannot be {doing} {spoken(shape)}{_mend(shape, found)}", tree)


def _apply(tree: Apply, symbols: Symbols) -> tuple[Tree, Shape]:
    settled = [settle(each, symbols) for each in tree.arguments]
    name = tree.function
    shapes = [shape for _, shape in settled]
    if isinstance(symbols.get(name), Function) or isinstance(symbols.get(name.removesuffix("'")), Function):
        shape = SCALAR
        for found, argument in zip(shapes, tree.arguments, strict=True):
            shape = _together(shape, found, argument, "an argument beside")
    else:
        shape = rule(name)(tree, shapes)
    return replace(tree, arguments=tuple(each for each, _ in settled)), shape


def _fold(tree: Fold, symbols: Symbols) -> tuple[Tree, Shape]:
    inside, shape = settle(tree.of, symbols)
    ends = []
    for end in (tree.first, tree.last):
        settled, found = (None, SCALAR) if end is None else settle(end, symbols)
        if found != SCALAR:
            raise ShapeError(f"a sum runs between two numbers, and this is {spoken(found)}", end or tree)
        ends.append(settled)
    if tree.kind in ("max", "min") and shape != SCALAR:
        said = f"a {tree.kind}imum is taken of numbers, and this is {spoken(shape)}"
        raise ShapeError(said, tree, notation=True)
    if tree.kind == "product" and shape[0] != shape[1]:
        raise ShapeError(f"a product of many needs square matrices or numbers, and this is {spoken(shape)}", tree)
    return replace(tree, of=inside, first=ends[0], last=ends[1]), shape
