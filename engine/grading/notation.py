"""Notations of other textbooks: what an answer means to those who write it so, and how to write it here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from engine.formula.kinds import Kind
from engine.formula.shapes import SCALAR, told
from engine.formula.tree import Apply, Constant, Product, Tree
from engine.grading.variants import parts_of, with_part

_DOTS = ("·", "⋅", "∙", "•", r"\cdot", r"\bullet")


def other_readings(answer: str, tree: Tree, symbols: Mapping[str, Kind]) -> Iterator[tuple[Tree, str]]:
    """The formula as its writer may mean it, and a sentence that says how it is read and what to write."""
    if any(dot in answer for dot in _DOTS):
        yield (
            _rewritten(tree, _inner),
            "A dot between two vectors is read entry by entry: write aᵀ b, or dot(a, b), for the sum of the products.",
        )
    if "sigmoid" not in answer:
        yield _rewritten(tree, _softmax), "σ is read as the sigmoid: write softmax if that is meant."
    for turned in (False, True):
        yield (
            _rewritten(tree, partial(_spread, symbols=symbols, turned=turned)),
            "A vector times a matrix is not read entry by entry: write diag(v) M, with a factor for each row of M, or "
            "M diag(v), with one for each column.",
        )


def one_by_a_row(tree: Tree, symbols: Mapping[str, Kind]) -> Tree | None:
    """The number 1 that stands beside a row as a factor, 1 pᵀ; None where there is none."""
    match tree:
        case Product(left=(Constant(value=1) | Product(right=Constant(value=1), sign="")) as left, right=row, sign=""):
            of = told(row, symbols)
            if of is not None and of[0] == "1" != of[1]:
                return left.right if isinstance(left, Product) else left
    return next((one for _, part in parts_of(tree) if (one := one_by_a_row(part, symbols))), None)


def _inner(tree: Tree) -> Tree:
    return replace(tree, sign="@") if isinstance(tree, Product) and tree.sign == "*" else tree


def _softmax(tree: Tree) -> Tree:
    return replace(tree, function="softmax") if isinstance(tree, Apply) and tree.function == "sigmoid" else tree


def _spread(tree: Tree, *, symbols: Mapping[str, Kind], turned: bool) -> Tree:
    """v * M as numpy has it: each row of M by an entry of v or, where v is `turned`, each column."""
    if not isinstance(tree, Product) or tree.sign not in ("*", "⊙"):
        return tree
    vector, matrix = tree.left, tree.right
    if "1" not in (told(vector, symbols) or SCALAR):
        vector, matrix = matrix, vector
    of, other = told(vector, symbols), told(matrix, symbols)
    if of is None or other is None or of == SCALAR or "1" not in of or "1" in other:
        return tree
    factors = Apply("diag", (vector,))
    return Product(matrix, factors, "@") if turned else Product(factors, matrix, "@")


def _rewritten(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    for place, part in parts_of(tree):
        tree = with_part(tree, place, _rewritten(part, change))
    return change(tree)
