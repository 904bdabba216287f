"""How a chain of products is put together.

As Python does, from left to right, unless the shapes do not fit that way and fit another: g'(z) ⊙ Wᵀ d is
g'(z) ⊙ (Wᵀ d), Wᵀ d ⊙ g'(z) hᵀ is (Wᵀ d ⊙ g'(z)) hᵀ.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Literal

from engine.formula.error import FormulaError
from engine.formula.kinds import Kind
from engine.formula.shapes import MisfitError, Shape, of_product, shape
from engine.formula.tree import Product, Tree

Sign = Literal["", "*", "⊙", "@"]

_LONGEST = 12


def chain(factors: Sequence[Tree], signs: Sequence[Sign], symbols: Mapping[str, Kind]) -> Tree:
    """The product of the factors with the signs between them. Raises FormulaError where two readings fit."""
    plain = _leftwards(factors, signs)
    if len(factors) < 3 or not {"⊙", "*"} & set(signs) or len(factors) > _LONGEST:
        return plain
    try:
        shapes = [shape(each, symbols) for each in factors]
    except MisfitError:
        return plain
    if None in shapes:
        return plain
    known = [each for each in shapes if each is not None]
    grouped = _matrices_first(factors, signs)
    if not _fits(plain, symbols):
        return grouped if _fits(grouped, symbols) else _any_that_fits(factors, known, signs) or plain
    if plain != grouped and "⊙" in signs and _of_matrices(known) and _fits(grouped, symbols):
        message = "⊙ and a matrix product side by side are read in two ways: put one in parentheses"
        raise FormulaError(message, factors[0].start)
    return plain


def _leftwards(factors: Sequence[Tree], signs: Sequence[Sign]) -> Tree:
    return reduce(lambda left, each: _product(left, each[1], each[0]), zip(signs, factors[1:], strict=True), factors[0])


def _matrices_first(factors: Sequence[Tree], signs: Sequence[Sign]) -> Tree:
    """Matrix products bind tighter than products of entries."""
    runs: list[Tree] = [factors[0]]
    between: list[Sign] = []
    for sign, factor in zip(signs, factors[1:], strict=True):
        if sign in ("", "@"):
            runs[-1] = _product(runs[-1], factor, sign)
        else:
            runs.append(factor)
            between.append(sign)
    return _leftwards(runs, between)


def _any_that_fits(factors: Sequence[Tree], shapes: Sequence[Shape], signs: Sequence[Sign]) -> Tree | None:
    """The first bracketing, the leftmost brackets first, whose shapes fit."""
    count = len(factors)
    found: dict[tuple[int, int], dict[Shape, Tree]] = {
        (place, place): {of: factor} for place, (of, factor) in enumerate(zip(shapes, factors, strict=True))
    }
    for width in range(1, count):
        for first in range(count - width):
            last = first + width
            here: dict[Shape, Tree] = {}
            for cut in range(last - 1, first - 1, -1):
                for left, left_tree in found[first, cut].items():
                    for right, right_tree in found[cut + 1, last].items():
                        of = _shape_or_none(left, right, signs[cut])
                        if of is not None:
                            here.setdefault(of, _product(left_tree, right_tree, signs[cut]))
            found[first, last] = here
    return next(iter(found[0, count - 1].values()), None)


def _product(left: Tree, right: Tree, sign: Sign) -> Product:
    return Product(left, right, sign, start=left.start, end=right.end)


def _fits(tree: Tree, symbols: Mapping[str, Kind]) -> bool:
    try:
        shape(tree, symbols)
    except MisfitError:
        return False
    return True


def _shape_or_none(left: Shape, right: Shape, sign: Sign) -> Shape | None:
    try:
        return of_product(left, right, sign)
    except MisfitError:
        return None


def _of_matrices(shapes: Sequence[Shape]) -> bool:
    """Whether a product of entries among these may be one of matrices."""
    return sum("1" not in each for each in shapes) >= 2
