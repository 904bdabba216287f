"""A vector beside a matrix as numpy has it: spread over the rows or the columns of one, and what to write for that."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial

from engine.formula.kinds import Kind
from engine.formula.shapes import SCALAR, Shape, told
from engine.formula.tree import Apply, Constant, Product, Quotient, Sum, Symbol, Transpose, Tree
from engine.grading.variants import parts_of, with_part

_SCALED = (
    "A vector times a matrix is not read entry by entry: write diag(v) M, with a factor for each row of M, or "
    "M diag(v), with one for each column."
)


def broadcast(tree: Tree, symbols: Mapping[str, Kind]) -> Iterator[tuple[Tree, str]]:
    """The formula with each vector beside a matrix made one as numpy does it, down its rows or across its columns."""
    for factors in (False, True):
        for terms in (False, True):
            said: dict[str, None] = {}
            yield rewritten(tree, partial(_spread, symbols=symbols, rows=(factors, terms), said=said)), " ".join(said)


def _spread(tree: Tree, *, symbols: Mapping[str, Kind], rows: tuple[bool, bool], said: dict[str, None]) -> Tree:
    """A product, quotient or sum of vectors and a matrix: a vector is each row, or each column, of a matrix.

    `rows`: whether each row, of what is multiplied or divided by, and of what is added.
    """
    match tree:
        case Product(left=left, right=right, sign="*" | "⊙"):
            parts: tuple[Tree, ...] = (left, right)
        case Quotient(above=left, below=right):
            parts = (left, right)
        case Sum(terms=parts):
            pass
        case _:
            return tree
    shapes = [told(each, symbols) or SCALAR for each in parts]
    whole = next((each for each in shapes if "1" not in each), None)
    if whole is None:
        return tree
    added = isinstance(tree, Sum)
    found = [_filling(each, of, whole, rows[added]) for each, of in zip(parts, shapes, strict=True)]
    if any(each is None for each in found) or tuple(found) == parts:
        return tree
    one, other = whole
    said[
        f"A vector is not added to a matrix: write ones({one}) vᵀ for v in each of its rows, v ones({other})ᵀ for v in "
        "each of its columns."
        if added
        else _SCALED
    ] = None
    wide = [each for each in found if each is not None]
    if isinstance(tree, Sum):
        return replace(tree, terms=tuple(wide))
    above, below = wide
    return Product(above, below, "⊙") if isinstance(tree, Product) else replace(tree, above=above, below=below)


def _filling(part: Tree, of: Shape, whole: Shape, row: bool) -> Tree | None:
    """The vector as each row, or each column, of a matrix of this shape; None where it is of another length."""
    if of in (SCALAR, whole) or "1" not in of:
        return part
    column = part if of[1] == "1" else Transpose(part)
    rows, columns = whole
    if (of[0] if of[1] == "1" else of[1]) != (columns if row else rows):
        return None
    ones = Apply("ones", (_size(rows if row else columns),))
    return Apply("outer", (ones, column) if row else (column, ones))


def _size(written: str) -> Tree:
    letter = Symbol(written.lstrip("0123456789"))
    times = written.removesuffix(letter.name)
    return Product(Constant(Fraction(times)), letter) if times else letter


def rewritten(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """The formula with each of its parts changed, the innermost first."""
    for place, part in parts_of(tree):
        tree = with_part(tree, place, rewritten(part, change))
    return change(tree)
