"""Notations of other textbooks and of Python: what an answer means to those who write so, and how to write it here."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial

from engine.formula.kinds import Family, Kind
from engine.formula.shapes import SCALAR, told
from engine.formula.tree import Apply, Constant, Product, Quotient, Sum, Symbol, Tree
from engine.grading.broadcasting import broadcast, rewritten
from engine.grading.variants import parts_of, quoted, with_part

_DOTS = ("·", "⋅", "∙", "•", r"\cdot", r"\bullet")
_INNER = (
    "A dot, or `*`, between two vectors is read entry by entry: write aᵀ b, or dot(a, b), for the sum of the products."
)
_SIDE_BY_SIDE = "Two vectors side by side are not multiplied entry by entry: write a ⊙ b, or a * b, for that."
_FROM_ZERO = (
    "It is right where Python counts from 0; here the first is number 1, so write [i+1] for [i], [N] for the last."
)


def other_readings(
    answer: str, tree: Tree, symbols: Mapping[str, Kind], from_zero: Container[str] = ()
) -> Iterator[tuple[Tree, str]]:
    """The formula as its writer may mean it, and a sentence that says how it is read and what to write.

    `from_zero`: the families that have a member 0.
    """
    if any(dot in answer for dot in _DOTS):
        yield inner_products(tree)
    if "sigmoid" not in answer:
        yield rewritten(tree, _softmax), "σ is read as the sigmoid: write softmax if that is meant."
    yield rewritten(tree, partial(_entry_by_entry, symbols=symbols)), _SIDE_BY_SIDE
    yield from broadcast(tree, symbols)
    yield from _divisors(answer, tree)
    if "[" in answer:
        for counted in ((), from_zero):
            yield rewritten(tree, partial(_one_more, answer=answer, symbols=symbols, but=counted)), _FROM_ZERO


def inner_products(tree: Tree) -> tuple[Tree, str]:
    """The formula with every product of two vectors by a dot or a * their inner product, and how to write that."""
    return rewritten(tree, _inner), _INNER


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


def _entry_by_entry(tree: Tree, *, symbols: Mapping[str, Kind]) -> Tree:
    """Two columns, or two rows, side by side, multiplied entry by entry."""
    if not isinstance(tree, Product) or tree.sign != "":
        return tree
    of, other = told(tree.left, symbols), told(tree.right, symbols)
    return replace(tree, sign="⊙") if of == other != SCALAR and of is not None and "1" in of else tree


def _divisors(answer: str, tree: Tree) -> Iterator[tuple[Tree, str]]:
    """The formula with what stands behind a stroke below it, a/(b c) for a/b c, at one place."""
    for place, part in parts_of(tree):
        for changed, said in _divisors(answer, part):
            yield with_part(tree, place, changed), said
    behind: list[Tree] = []
    node = tree
    while isinstance(node, Product) and node.sign == "":
        behind.insert(0, node.right)
        node = node.left
    if not behind or not isinstance(node, Quotient) or set(answer[node.below.end : behind[0].start]) & set(")]}"):
        return
    below = node.below
    for each in behind:
        below = Product(below, each, "", start=below.start, end=each.end)
    said = f"What stands behind a/b is a factor, (a/b) c: put {quoted(below, answer)} in parentheses to divide by it."
    yield replace(node, below=below), said


def _one_more(tree: Tree, *, answer: str, symbols: Mapping[str, Kind], but: Container[str]) -> Tree:
    """A member or an entry in brackets with an index higher by one, as it is where the first has number 0."""
    if not isinstance(tree, Symbol):
        return tree
    first = isinstance(symbols.get(tree.name), Family) and tree.name in but
    higher = [
        Sum((each, Constant(Fraction(1))))
        if "[" in answer[tree.start : each.start] and not (first and place == 0)
        else each
        for place, each in enumerate(tree.at)
    ]
    return replace(tree, at=tuple(higher))
