"""Which mistake an answer makes, found by the value it has: the author's first, then what the engine knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
from engine.grading.other_names import renamed
from engine.grading.out_of_range import OutOfRangeError, TooMuchError
from engine.grading.points import Numbers
from engine.grading.shape_error import ShapeError
from engine.grading.shapes import settle
from engine.grading.slips import SLIPS
from engine.grading.variants import Variant, parts_of, standing, substituted, swapped, variants, with_part

_ANYWHERE = {
    "sign of a term": "A sign is turned.",
    "wrong index": "An index is off by one.",
    "off by one": "A number is off by one.",
    "transposed": "A factor is transposed where it is not to be, or the other way round.",
}
"""What is said where a mistake may be at several places."""


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
            if found := _slip(name, changes, right.tree, answer, pairs, symbols):
                return found
    rights = [replace(each, tree=_with_its_index(each.tree, answer)) for each in rights]
    first, *accepted = rights
    if known := sign_or_factor(pairs, answer, first.tree) or transposed(pairs, answer, first.tree):
        return known
    alike = [each for each in _lacking(first, answer) if _is(each.tree, pairs, symbols)]
    if alike:  # of those with one value the one that is written as the answer is
        as_written = [each for each in alike if each.tree == answer]
        as_written = as_written or [each for each in alike if _leaves(each.tree) == _leaves(answer)]
        return _common([_mending(each, answer, pairs, symbols) for each in as_written or alike])
    for right in accepted if _has_a_symbol(answer) else ():  # a number alone is no part of any of them
        if len(_leaves(right.tree)) <= 2 * len(_leaves(first.tree)):
            for variant in _lacking(right, answer):
                if _leaves(variant.tree) == _leaves(answer) and _is(variant.tree, pairs, symbols):
                    return _mending(variant, answer, pairs, symbols)
    mends = renamed(answer, first.tree, symbols)
    return next((mistake for mended, mistake in mends if _mended(mended, pairs, symbols)), None)


def _slip(
    name: str, changes: Mapping[str, str], right: Tree, typed: Tree, pairs: Sequence[Pair], symbols: Mapping[str, Kind]
) -> Mistake | None:
    """A slip of the world's, in words that speak of what is typed alone."""
    changed, made = _changed(right, changes, symbols)
    if changed == right or not _is(changed, pairs, symbols):
        return None
    said = []
    for what, by, before, after in made:
        if by == "1":
            if _many(_with_its_index(typed, right), before) >= _many(right, before):
                return None
            said.append(f"`{what}` is missing")
        elif any(_mended(each, pairs, symbols) for each in swapped(typed, after, before)):
            said.append(f"`{by}` stands where `{what}` is meant")
    if len(said) < len(made):
        return Mistake(name, SLIPS.get(name, f"{name[:1].upper()}{name[1:]}."))
    named = "" if name.startswith("missing") else f"{name[:1].upper()}{name[1:]}: "
    return Mistake(name, f"{named}{', '.join(said)}.")


def _lacking(right: Written, typed: Tree) -> Iterator[Variant]:
    """The variants of a right formula but those that lack what is typed as often as it has it."""
    for each in variants(right.tree, right.text):
        if each.lacking is not None:
            place, part = each.lacking
            if list(standing(typed, place)).count(part) >= list(standing(right.tree, place)).count(part):
                continue
        yield each


def _mending(variant: Variant, typed: Tree, pairs: Sequence[Pair], symbols: Mapping[str, Kind]) -> Mistake:
    """The mistake with what is meant instead, if that mends what is typed."""
    if variant.swap is None or any(_mended(each, pairs, symbols) for each in swapped(typed, *variant.swap)):
        return variant.mistake
    return Mistake(variant.mistake.slip, variant.vague)


def _common(found: Sequence[Mistake]) -> Mistake | None:
    """What all of them say: one mistake, or one kind of it without its place."""
    if len({each.reason for each in found}) == 1:
        return found[0]
    slip = found[0].slip
    said = _ANYWHERE.get(slip) if all(each.slip == slip for each in found) else None
    return Mistake(slip, said) if said else None


def _with_its_index(tree: Tree, other: Tree) -> Tree:
    """The formula, whose only index is named as the only one of the other is."""
    names, others = ({fold.index for fold in _folds(each)} for each in (tree, other))
    return _renamed(tree, *names, *others) if len(names) == len(others) == 1 else tree


def _renamed(tree: Tree, index: str, name: str) -> Tree:
    if isinstance(tree, Bound):
        return replace(tree, name=name) if tree.name == index else tree
    if isinstance(tree, Fold):
        first, last = (each and _renamed(each, index, name) for each in (tree.first, tree.last))
        of, called = _renamed(tree.of, index, name), name if tree.index == index else tree.index
        return replace(tree, index=called, of=of, first=first, last=last)
    for place, part in parts_of(tree):
        tree = with_part(tree, place, _renamed(part, index, name))
    return tree


def _many(tree: Tree, what: Tree) -> int:
    return (tree == what) + sum(_many(part, what) for part in parts(tree))


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


def _mended(tree: Tree, pairs: Sequence[Pair], symbols: Mapping[str, Kind]) -> bool:
    """Whether the formula has the right value at every point."""
    try:
        settled, _ = settle(tree, symbols)
        return all(
            _close(aligned(evaluate(settled, each.point.roughly()).value, each.right), each.right) for each in pairs
        )
    except (ShapeError, OutOfRangeError, TooMuchError):
        return False


def _close(found: Numbers, value: Numbers) -> bool:
    return found.shape == value.shape and np.allclose(found, value, rtol=TOLERANCE, atol=1e-12)


def _changed(
    tree: Tree, changes: Mapping[str, str], symbols: Mapping[str, Kind]
) -> tuple[Tree, list[tuple[str, str, Tree, Tree]]]:
    """The formula with the substitutions of a world's slip, and those of them that it has, by their texts and trees."""
    indices = {fold.index for fold in _folds(tree)}
    known = {**{index: Array() for index in indices}, **symbols}
    made = []
    for what, by in changes.items():
        try:
            before, after = read(what, known), read(by, known)
        except FormulaError:
            continue  # a slip of the world that speaks of what this question does not list
        for one, other in ((_bound(before, indices), _bound(after, indices)), (before, after)):
            changed = substituted(tree, one, other)
            if changed != tree:
                made.append((what, by, one, other))
            tree = changed
    return tree, made


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
