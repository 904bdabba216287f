"""A member beyond the ends of its family where an index is off by one: z_{n-1} for z_n, as n goes from 1 to N.

Such an answer has no value, and is wrong only where nothing can make it right: neither another way of numbering, by
which all its indices are moved alike, nor members beyond the ends that are 0, or anything else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from engine.formula.kinds import Family
from engine.formula.limits import parts
from engine.formula.tree import Bound, Fold, Symbol, Tree
from engine.grading.asked import Asked
from engine.grading.comparison import Comparison, compare
from engine.grading.ends import written
from engine.grading.mistake import Mistake
from engine.grading.out_of_range import NoMemberError, OutOfRangeError, TooMuchError
from engine.grading.points import Members, Point, Value
from engine.grading.ranges import indexed
from engine.grading.shapes import settle
from engine.grading.variants import moved, parts_of, substituted, with_part

_MOST = 3  # steps, of all indices that are off together
_STEPS = {2: "two", 3: "three"}


def off_by_one(ask: Asked, tree: Tree, error: NoMemberError) -> Mistake | None:
    """The mistake of an answer in which there is no such member; None where it may be right, or something else."""
    mended, step, meant = tree, error.step, {each: each for each in indexed(tree)}
    if not _runs(error.symbol.at[0]):
        return None
    for _ in range(_MOST):
        nearer = _moved(error.symbol, error.step)
        mended = substituted(mended, error.symbol, nearer)
        meant = {each: nearer if now == error.symbol else now for each, now in meant.items()}
        try:
            if _compared(ask, mended).decision != "same":
                return None
            break
        except NoMemberError as another:
            error = another
        except (OutOfRangeError, TooMuchError):
            return None
    else:
        return None
    if _numbered_otherwise(ask, tree, step) or not all(_differs(ask, tree, filled) for filled in (0.0, 1.0)):
        return None
    moves = [(typed, each) for typed, each in meant.items() if typed != each]
    return wrong_index([(written(typed), written(each), _steps(typed, each)) for typed, each in moves])


def wrong_index(moves: Sequence[tuple[str, str, int]]) -> Mistake:
    """Every index that is to be another, for all of them together are the mend: typed, meant, and how far apart."""
    one, *_ = steps = [far for _, _, far in moves]
    many = "one" if set(steps) == {1} else _STEPS.get(one, str(one)) if len(steps) == 1 else ""
    subject = "An index is" if len(moves) == 1 else "Indices are"
    told = f"{subject} off by {many}" if many else f"{subject} off"
    meant = ", and ".join(f"`{now}` is meant, and not `{typed}`" for typed, now, _ in moves)
    return Mistake("wrong index", f"{told}: {meant}.")


def _steps(typed: Symbol, meant: Symbol) -> int:
    """How far the one index is from the other."""
    return next(many for many in range(1, _MOST + 1) for step in (many, -many) if _moved(typed, step) == meant)


def _compared(ask: Asked, tree: Tree, filled: float | None = None) -> Comparison:
    """With the right formula; `filled`: members beyond the ends are random numbers, so many times."""
    settled, _ = settle(tree, ask.symbols)
    points = ask.points(tree)
    if filled is not None:
        points = _filled(points, filled, np.random.default_rng(ask.seed))
    return compare(settled, ask.settled, points, scalar=ask.scalar)


def _differs(ask: Asked, tree: Tree, filled: float) -> bool:
    try:
        found = _compared(ask, tree, filled)
    except (OutOfRangeError, TooMuchError):
        return False
    return bool(found.differ) and not found.same


def _numbered_otherwise(ask: Asked, tree: Tree, step: int) -> bool:
    """Whether it is right where members are counted from 0, or where an index without ends goes from 0, or from 2.

    Those alone may be counted from 0 that have no member 0: p[n-1] beside h[n], where h[0] comes before all.
    """
    families = {name for name, kind in ask.symbols.items() if isinstance(kind, Family)}
    if step < 0:
        return any(fold.first is None for fold in _folds(tree)) and _is(ask, _all_moved(tree, step, families))
    values = next(ask.points(tree)).values
    from_1 = {name for name in families if isinstance(each := values.get(name), Members) and 0 not in each.by_number}
    return _is(ask, _all_moved(tree, step, families)) or _is(ask, _all_moved(tree, step, from_1))


def _is(ask: Asked, tree: Tree) -> bool:
    try:
        return _compared(ask, tree).decision == "same"
    except (OutOfRangeError, TooMuchError):
        return False


def _all_moved(tree: Tree, step: int, families: set[str]) -> Tree:
    if isinstance(tree, Symbol):
        return _moved(tree, step) if tree.name in families and _runs(tree.at[0]) else tree
    for place, part in parts_of(tree):
        tree = with_part(tree, place, _all_moved(part, step, families))
    return tree


def _moved(symbol: Symbol, step: int) -> Symbol:
    return replace(symbol, at=(moved(symbol.at[0], step), *symbol.at[1:]))


def _runs(index: Tree) -> bool:
    return isinstance(index, Bound) or any(map(_runs, parts(index)))


def _folds(tree: Tree) -> Iterator[Fold]:
    if isinstance(tree, Fold):
        yield tree
    for part in parts(tree):
        yield from _folds(part)


def _filled(points: Iterator[Point], size: float, rng: np.random.Generator) -> Iterator[Point]:
    """The points with as many members more beyond each end of a family as an index may be off by."""
    for point in points:
        values: dict[str, Value] = {}
        for name, value in point.values.items():
            values[name] = value
            if isinstance(value, Members):
                ends = min(value.by_number), max(value.by_number)
                shape = value.by_number[ends[0]].shape
                beyond = (number for far in range(1, _MOST + 1) for number in (ends[0] - far, ends[1] + far))
                more = {number: size * rng.normal(size=shape) for number in beyond}
                values[name] = Members({**value.by_number, **more}, value.many)
        yield replace(point, values=values)
