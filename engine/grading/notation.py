"""Notations of other textbooks: what an answer means to those who write it so, and how to write it here."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from engine.formula.tree import Apply, Product, Tree
from engine.grading.variants import parts_of, with_part

_DOTS = ("·", "⋅", "∙", "•", r"\cdot", r"\bullet")


def other_readings(answer: str, tree: Tree) -> Iterator[tuple[Tree, str]]:
    """The formula as its writer may mean it, and a sentence that says how it is read and what to write."""
    if any(dot in answer for dot in _DOTS):
        yield (
            _rewritten(tree, _inner),
            "A dot between two vectors is read entry by entry: write aᵀ b, or dot(a, b), for the sum of the products.",
        )
    if "sigmoid" not in answer:
        yield _rewritten(tree, _softmax), "σ is read as the sigmoid: write softmax if that is meant."


def _inner(tree: Tree) -> Tree:
    return replace(tree, sign="@") if isinstance(tree, Product) and tree.sign == "*" else tree


def _softmax(tree: Tree) -> Tree:
    return replace(tree, function="softmax") if isinstance(tree, Apply) and tree.function == "sigmoid" else tree


def _rewritten(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    for place, part in parts_of(tree):
        tree = with_part(tree, place, _rewritten(part, change))
    return change(tree)
