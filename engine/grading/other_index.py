"""A name that the question has with another index alone: h_n for h_{n-1}, the classic slip of a recursion.

What stands there has no value, so it is wrong only where nothing that it may be makes it right: neither another way of
numbering, by which all indices are moved alike, nor a list that Python counts from 0, nor a value that does not matter.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice, product

import numpy as np

from engine.formula.error import FormulaError
from engine.formula.kinds import Kind
from engine.formula.names import Names
from engine.formula.reading import read_with_others
from engine.formula.tree import Symbol, Tree
from engine.grading.asked import Asked
from engine.grading.comparison import Comparison, compare
from engine.grading.mistake import Mistake
from engine.grading.off_by_one import wrong_index
from engine.grading.out_of_range import OutOfRangeError, TooMuchError
from engine.grading.points import Numbers, Point
from engine.grading.shape_error import ShapeError
from engine.grading.shapes import settle
from engine.grading.variants import parts_of, with_part

_MOST = 24  # ways to mend it

Fill = Callable[[Numbers, np.random.Generator], Numbers]


def other_index(ask: Asked, answer: str) -> tuple[Asked, Tree, Mistake] | None:
    """The question with the names beside its own that are typed, the answer, and its mistake; None where it may be
    right, or something else.
    """
    try:
        tree, symbols = read_with_others(answer, ask.symbols)
    except FormulaError:
        return None
    names = Names(symbols)
    written = {each.name: answer[each.start : each.end].strip() for each in _symbols(tree) if each.name in names.steps}
    typed = list(written)
    mends = [_mends(each, names, ask.symbols) for each in typed]
    ways = sorted(product(*mends), key=lambda way: sum(a != b for a, b in zip(typed, way, strict=True)))
    found: list[tuple[str, ...]] = []
    for way in islice(ways, _MOST):
        if found and not _alike(typed, way, names):
            continue
        if _is_right(ask, _renamed(tree, dict(zip(typed, way, strict=True)))):
            if _alike(typed, way, names):
                return None
            found.append(way)
    if not found or len(ways) > _MOST:
        return None
    moves = [
        (one, other, names.steps[other].steps - names.steps[one].steps)
        for one, other in zip(typed, found[0], strict=True)
        if one != other
    ]
    if "[" in answer and any(far == 1 for *_, far in moves):
        return None
    beside = {each: names.alike(names.steps[each], ask.symbols)[0] for each in typed if each not in ask.symbols}
    if not all(_differs(ask, tree, symbols, beside, fill) for fill in (_turned, _scaled)):
        return None
    mistake = wrong_index([(written[one], other, abs(far)) for one, other, far in moves])
    return replace(ask, symbols=symbols), tree, mistake


def _mends(name: str, names: Names, known: Mapping[str, Kind]) -> tuple[str, ...]:
    """What may be meant by a name: itself, where there is such, or another that differs in the index alone."""
    others = tuple(each for each in names.alike(names.steps[name], known) if each != name)
    return (name, *others) if name in known else others


def _alike(typed: list[str], way: tuple[str, ...], names: Names) -> bool:
    """Whether all indices are moved alike."""
    return len({names.steps[b].steps - names.steps[a].steps for a, b in zip(typed, way, strict=True)}) == 1


def _is_right(ask: Asked, tree: Tree) -> bool:
    try:
        return _compared(ask, tree, ask.symbols, ask.points(tree)).decision == "same"
    except (ShapeError, OutOfRangeError, TooMuchError):
        return False


def _differs(ask: Asked, tree: Tree, symbols: Mapping[str, Kind], beside: Mapping[str, str], fill: Fill) -> bool:
    """Whether it has another value than the right one wherever what is not known is another than what is."""
    rng = np.random.default_rng(ask.seed)
    try:
        found = _compared(ask, tree, symbols, _filled(ask.points(tree), beside, fill, rng))
    except (KeyError, ShapeError, OutOfRangeError, TooMuchError):
        return False
    return bool(found.differ) and not found.same


def _filled(
    points: Iterator[Point], beside: Mapping[str, str], fill: Fill, rng: np.random.Generator
) -> Iterator[Point]:
    for point in points:
        more = {
            name: fill(value, rng) for name, of in beside.items() if isinstance(value := point.values[of], np.ndarray)
        }
        yield replace(point, values={**point.values, **more})


def _turned(value: Numbers, rng: np.random.Generator) -> Numbers:
    """With its entries in another order: what a sum of probabilities or a norm does not see may be true of both."""
    return np.roll(value, 1, axis=tuple(range(value.ndim))) if value.size > 1 else _scaled(value, rng)


def _scaled(value: Numbers, rng: np.random.Generator) -> Numbers:
    """Of the same signs, for where a logarithm is taken of it."""
    scaled: Numbers = value * np.exp(rng.normal(size=value.shape))
    return scaled


def _compared(ask: Asked, tree: Tree, symbols: Mapping[str, Kind], points: Iterator[Point]) -> Comparison:
    settled, _ = settle(tree, symbols)
    return compare(settled, ask.settled, points, scalar=ask.scalar)


def _symbols(tree: Tree) -> Iterator[Symbol]:
    if isinstance(tree, Symbol):
        yield tree
    for _, part in parts_of(tree):
        yield from _symbols(part)


def _renamed(tree: Tree, names: Mapping[str, str]) -> Tree:
    if isinstance(tree, Symbol):
        return replace(tree, name=names.get(tree.name, tree.name))
    for place, part in parts_of(tree):
        tree = with_part(tree, place, _renamed(part, names))
    return tree
