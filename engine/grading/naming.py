"""Which mistake an answer makes, found by the value it has: the author's first, then what the engine knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.formula.error import FormulaError
from engine.formula.kinds import Array, Kind
from engine.formula.limits import parts
from engine.formula.reading import read
from engine.formula.tree import Apply, Bound, Constant, Fold, Symbol, Tree
from engine.grading.comparison import TOLERANCE, Pair, aligned
from engine.grading.evaluation import evaluate
from engine.grading.factors import sign_or_factor, transposed
from engine.grading.marking import Slips
from engine.grading.mistake import Mistake
from engine.grading.out_of_range import OutOfRangeError, TooMuchError
from engine.grading.points import Numbers
from engine.grading.shape_error import ShapeError
from engine.grading.shapes import settle
from engine.grading.variants import parts_of, substituted, variants


@dataclass(frozen=True)
class Written:
    """A formula of the author's: its text and its tree."""

    text: str
    tree: Tree


def known_mistake(
    pairs: Sequence[Pair], answer: Tree, rights: Sequence[Written], slips: Slips, symbols: Mapping[str, Kind]
) -> Mistake | None:
    """The mistake that leads from one of the right formulas to the answer, as far as its values at the points tell."""
    if not pairs:
        return None
    for name, changes in slips.items():
        for right in rights:
            changed, said = _changed(right.tree, changes, symbols)
            if changed != right.tree and _is(changed, pairs, symbols):
                named = "" if name.startswith("missing") else f"{name[:1].upper()}{name[1:]}: "
                return Mistake(name, f"{named}{said}.")
    first, *accepted = rights
    if found := sign_or_factor(pairs, first.text) or transposed(pairs, first.text):
        return found
    alike = [each for each in variants(first.tree, first.text) if _is(each.tree, pairs, symbols)]
    if alike:  # of those with one value the one that is written as the answer is
        return next((each for each in alike if _leaves(each.tree) == _leaves(answer)), alike[0]).mistake
    for right in accepted if _has_a_symbol(answer) else ():  # a number alone is no part of any of them
        if len(_leaves(right.tree)) <= 2 * len(_leaves(first.tree)):
            for variant in variants(right.tree, right.text):
                if _leaves(variant.tree) == _leaves(answer) and _is(variant.tree, pairs, symbols):
                    return variant.mistake
    return None


def _has_a_symbol(tree: Tree) -> bool:
    return isinstance(tree, Symbol) or any(_has_a_symbol(each) for each in parts(tree))


def _leaves(tree: Tree) -> list[str]:
    """The symbols, numbers and functions of a formula, in any order: who writes it so, is likely to mean it so."""
    match tree:
        case Symbol(name=name):
            here = [name]
        case Constant(value=value):
            here = [str(value)]
        case Apply(function=name):
            here = [name]
        case Fold(kind=kind):
            here = [kind]
        case _:
            here = []
    return sorted(here + [each for part in parts(tree) for each in _leaves(part)])


def _is(tree: Tree, pairs: Sequence[Pair], symbols: Mapping[str, Kind]) -> bool:
    """Whether the formula has the answer's value at every point, and not everywhere the right one's."""
    differs = False
    try:
        settled, _ = settle(tree, symbols)
        for pair in pairs:
            found = aligned(evaluate(settled, pair.point.roughly()).value, pair.yours)
            if not _close(found, pair.yours):
                return False
            differs = differs or not _close(found, pair.right)
    except (ShapeError, OutOfRangeError, TooMuchError):
        return False
    return differs


def _close(found: Numbers, value: Numbers) -> bool:
    return found.shape == value.shape and np.allclose(found, value, rtol=TOLERANCE, atol=1e-12)


def _changed(tree: Tree, changes: Mapping[str, str], symbols: Mapping[str, Kind]) -> tuple[Tree, str]:
    """The formula with the substitutions of a world's slip, and those of them that it has, in words."""
    indices = {fold.index for fold in _folds(tree)}
    known = {**{index: Array() for index in indices}, **symbols}
    said = []
    for what, by in changes.items():
        try:
            before, after = read(what, known), read(by, known)
        except FormulaError:
            continue  # a slip of the world that speaks of what this question does not list
        changed = substituted(substituted(tree, _bound(before, indices), _bound(after, indices)), before, after)
        if changed != tree:
            said.append(f"`{what}` is missing" if by == "1" else f"`{by}` stands where `{what}` is meant")
        tree = changed
    return tree, ", ".join(said)


def _folds(tree: Tree) -> Iterator[Fold]:
    if isinstance(tree, Fold):
        yield tree
    for _, part in parts_of(tree):
        yield from _folds(part)


def _bound(tree: Tree, indices: set[str]) -> Tree:
    """An index that was read as a symbol is the index of the sum around it."""
    for index in indices:
        tree = substituted(tree, Symbol(index), Bound(index))
    return tree
