"""A formula question made ready: its symbols, the right formula read and settled, and the points to compare at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np

from engine.decks.questions import Formula
from engine.formula.error import FormulaError
from engine.formula.kinds import Array, Family, Kind, kinds
from engine.formula.limits import parts
from engine.formula.reading import read
from engine.formula.tree import Fold, Symbol, Tree
from engine.grading import sampling, worlds
from engine.grading.comparison import aligned
from engine.grading.evaluation import evaluate
from engine.grading.marking import World
from engine.grading.naming import Written
from engine.grading.out_of_range import OutOfRangeError, TooMuchError
from engine.grading.points import Members, Numbers, Point, Value
from engine.grading.question_error import QuestionError
from engine.grading.ranges import indexed
from engine.grading.shape_error import ShapeError
from engine.grading.shapes import settle
from engine.grading.sizes import Shape


@dataclass(frozen=True)
class Asked:
    """`settled` is the right formula with every product decided, `shape` its shape."""

    question: Formula
    world: World | None
    seed: int
    symbols: dict[str, Kind]
    right: Written
    settled: Tree
    shape: Shape

    @property
    def scalar(self) -> bool:
        """Whether every symbol is a number: then all is computed at 40 digits.

        A world's floats are taken as exactly the numbers they are, so that the precision of evaluating decides nothing.
        What is left is how well the world's values agree with each other, which `comparison` allows for.
        """
        return self._domain(()).scalar

    @property
    def rights(self) -> tuple[Written, ...]:
        """The right formula, and the accepted ones that can be read."""
        return (self.right, *self._examples(self.question.accept))

    @property
    def rejected(self) -> Iterator[tuple[Written, str]]:
        """The rejected formulas that can be read, each with its feedback."""
        for text, feedback in self.question.reject.items():
            for written in self._examples((text,)):
                yield written, feedback

    def shown(self, tree: Tree) -> dict[str, Kind]:
        """The symbols that `where` lists, and those beside them that the formula has."""
        used = set(_names(tree))
        return {name: kind for name, kind in self.symbols.items() if name in self.question.where or name in used}

    def points(self, *trees: Tree) -> Iterator[Point]:
        """Points for comparing the right formula with these. Raises QuestionError for a world that is at fault."""
        if self.world is not None:
            return worlds.points(self.world, self.symbols, self.question.where, self.seed)
        return sampling.points(self._domain(trees), self.seed)

    def _domain(self, trees: tuple[Tree, ...]) -> sampling.Domain:
        indices = {
            name
            for tree in (self.right.tree, *trees)
            for symbol in indexed(tree)
            for name in _scalars(symbol, self.symbols)
        }
        ends = {name for tree in (self.right.tree, *trees) for end in _ends(tree) for name in _named(end, self.symbols)}
        return sampling.Domain(self.symbols, sampling.letters_of(self.symbols), frozenset(indices), frozenset(ends))

    def _examples(self, texts: tuple[str, ...]) -> tuple[Written, ...]:
        found = []
        for text in texts:
            try:
                found.append(Written(text, read(text, self.symbols)))
            except FormulaError:
                continue  # the check of the deck grades it, and says so
        return tuple(found)


def asked(question: Formula, world: World | None, seed: int) -> Asked:
    """The question made ready. Raises QuestionError where the right formula cannot be read or its shapes don't fit."""
    symbols = _symbols(question.where)
    if world is not None:
        symbols = worlds.symbols_of(world, symbols, seed)
    try:
        tree = read(question.formula, symbols)
        settled, shape = settle(tree, symbols)
    except FormulaError as error:
        raise QuestionError(f"the formula {question.formula} cannot be read: {error.message}") from None
    except ShapeError as error:
        raise QuestionError(f"the shapes in {question.formula} do not fit: {error.message}") from None
    ask = Asked(question, world, seed, symbols, Written(question.formula, tree), settled, shape)
    for name in _asked_for(ask):
        del symbols[name]
    return ask


def _asked_for(ask: Asked) -> Iterator[str]:
    """The families beside `where` that have the right value as a member: their letters would answer the question."""
    families = {name for name, kind in ask.symbols.items() if isinstance(kind, Family)} - set(ask.question.where)
    families -= {symbol.name for right in ask.rights for symbol in indexed(right.tree)}
    if ask.world is None or not families:
        return
    same: dict[str, list[set[tuple[str, int]]]] = {name: [] for name in families}
    for point in islice(ask.points(), 3):
        try:
            right = evaluate(ask.settled, point).value
        except (OutOfRangeError, TooMuchError):
            return
        for name in families:
            same[name].append(_places(point.values.get(name), right))
    yield from (name for name, places in same.items() if set.intersection(*places))


def _places(value: Value | None, right: Numbers) -> set[tuple[str, int]]:
    """Where the value stands among the members, counted from either end."""
    found: set[tuple[str, int]] = set()
    if isinstance(value, Members):
        for number, member in value.by_number.items():
            yours = aligned(member, right)
            if yours.shape == right.shape and np.allclose(yours, right, rtol=1e-9, atol=1e-12):
                found |= {("first", number), ("last", number - value.many)}
    return found


def _symbols(where: Mapping[str, str | tuple[str, ...]]) -> dict[str, Kind]:
    try:
        return kinds(where)
    except ValueError as error:
        raise QuestionError(f"where: {error}") from None


def _scalars(symbol: Symbol, symbols: Mapping[str, Kind]) -> Iterator[str]:
    """The scalars of the question that an index is made of."""
    for each in symbol.at:
        yield from _named(each, symbols)


def _ends(tree: Tree) -> Iterator[Tree]:
    """Where the sums and products of a formula begin and end."""
    if isinstance(tree, Fold):
        yield from (end for end in (tree.first, tree.last) if end is not None)
    for part in parts(tree):
        yield from _ends(part)


def _names(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Symbol):
        yield tree.name
    for part in parts(tree):
        yield from _names(part)


def _named(tree: Tree, symbols: Mapping[str, Kind]) -> Iterator[str]:
    if isinstance(tree, Symbol) and symbols.get(tree.name) == Array():
        yield tree.name
    for part in parts(tree):
        yield from _named(part, symbols)
