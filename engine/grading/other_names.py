"""What is typed with another name in it: h for z, tanh for g, a number for w. Who is told which, knows what to mend."""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from engine.formula.limits import parts
from engine.formula.tree import Apply, Constant, Symbol, Tree
from engine.grading.applied import SHAPED
from engine.grading.mistake import Mistake
from engine.grading.variants import parts_of, with_part

_MOST = 24  # ways to mend it


@dataclass(frozen=True)
class _Name:
    """A symbol, a number, or a function of so many arguments; its slope is another."""

    kind: str
    said: str
    many: int = 0


def renamed(typed: Tree, right: Tree, symbols: Container[str]) -> Iterator[tuple[Tree, Mistake]]:
    """The answer with one name of the question's in place of one that it has too much, everywhere, and that said."""
    if parts(typed):
        yield from islice(_renamed(typed, right, symbols), _MOST)


def _renamed(typed: Tree, right: Tree, symbols: Container[str]) -> Iterator[tuple[Tree, Mistake]]:
    here, there = Counter(_names(typed)), Counter(_names(right))
    lacking = [each for each in there - here if each.said.removesuffix("'") in symbols]
    for stands in here - there:
        for meant in lacking:
            number = stands.kind == "number" and meant.kind == "symbol"
            if number or (stands.kind == meant.kind and stands.many == meant.many):
                said = f"`{meant.said}` is meant, and not `{stands.said}`."
                yield _with(typed, stands, meant), Mistake(f"wrong {meant.kind}", said)


def _name(tree: Tree) -> _Name | None:
    match tree:
        case Symbol(name=name):
            return _Name("symbol", name)
        case Apply(function=name, arguments=arguments) if name not in SHAPED:
            return _Name("function", name, len(arguments))
        case Constant(value=value):
            return _Name("number", str(value))
    return None


def _names(tree: Tree) -> Iterator[_Name]:
    if (name := _name(tree)) is not None:
        yield name
    for _, part in parts_of(tree):
        yield from _names(part)


def _with(tree: Tree, stands: _Name, meant: _Name) -> Tree:
    if _name(tree) == stands:
        match tree:
            case Symbol():
                tree = replace(tree, name=meant.said)
            case Apply():
                tree = replace(tree, function=meant.said)
            case _:
                return Symbol(meant.said, start=tree.start, end=tree.end)
    for place, part in parts_of(tree):
        tree = with_part(tree, place, _with(part, stands, meant))
    return tree
