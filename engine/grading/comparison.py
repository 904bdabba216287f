"""Two formulas, held against each other at points until it is clear whether they are the same.

An entry is the same where it is within 1e-9 of the right one, or within what rounding can do to the terms that were
added. Floats decide where they can; what they find different is looked at again at 40 digits, and so is one point of
what they find the same. Where all symbols are numbers every point is computed at 40 digits.

A world gives floats. At 40 digits they stand for exactly what they are; but p = softmax(W h + b) holds among them to a
float's rounding only, so that a right formula by one name and by another differ by as much: ROUNDING times the terms
that were added, and never more than 1e-9 of the right formula's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

import mpmath
import numpy as np

from engine.formula.tree import Tree
from engine.grading.arithmetic import DIGITS, finite, roughly
from engine.grading.evaluation import evaluate
from engine.grading.kinks import kinked
from engine.grading.measured import Measured
from engine.grading.parities import every_sign_turns
from engine.grading.points import Numbers, Point, counts_are_whole

TOLERANCE = 1e-9
ROUNDING = 1e-13  # of a float, with room for some hundred operations
FINE_ROUNDING = 1e-30  # of 40 digits, at points that are not a world's floats
CHECKED = 60  # digits: what 40 and 60 digits do not agree on is noise

WANTED = 6
WANTED_SCALAR = 12
WANTED_KINKED = 32  # so that every sign, and every order of two, occurs
WANTED_KINKED_SCALAR = 64  # so that every sign occurs with odd and with even exponents
FEWEST = 4
MORE = 40  # points beyond those that are wanted, until every sign that goes by a whole number has turned
TRIES = 10  # times what is wanted


@dataclass(frozen=True)
class Pair:
    """Both values at a point, as floats where that is possible, and the largest relative difference of an entry."""

    point: Point
    yours: Numbers
    right: Numbers
    difference: float


@dataclass
class Comparison:
    """What was found: `same` points, those that `differ`, and those where a formula is not defined."""

    same: list[Pair] = field(default_factory=list)
    differ: list[Pair] = field(default_factory=list)
    noise: int = 0  # points where rounding hides what there is
    tried: int = 0
    right_undefined: int = 0
    yours_undefined: int = 0
    yours_infinite: int = 0

    @property
    def decision(self) -> Literal["same", "different", "undecided"]:
        """Different with one point that differs, the same with enough of them."""
        if self.differ:
            return "different"
        if len(self.same) >= FEWEST and self.noise <= len(self.same):
            return "same"
        defined = self.tried - self.right_undefined
        return "different" if defined >= FEWEST and self.yours_infinite == defined else "undecided"

    @property
    def signs_turn(self) -> bool:
        """Whether a sign that goes by a whole number would have been seen."""
        return every_sign_turns([pair.point for pair in self.same])

    @property
    def worst(self) -> Pair:
        """The pair that differs most, of those where what is named like a number of things is one."""
        return max(self.differ, key=lambda pair: (counts_are_whole(pair.point), pair.difference))


Align = Callable[[Numbers, Numbers], Numbers]


def aligned(yours: Numbers, right: Numbers) -> Numbers:
    """A vector in the other orientation counts as well."""
    return yours.T if yours.shape != right.shape and yours.T.shape == right.shape else yours


def compare(yours: Tree, right: Tree, points: Iterable[Point], *, scalar: bool) -> Comparison:
    """Both settled formulas at the points. `scalar`: every point at 40 digits. Raises OutOfRangeError."""
    found = Comparison()
    plain, with_kinks = (WANTED_SCALAR, WANTED_KINKED_SCALAR) if scalar else (WANTED, WANTED_KINKED)
    wanted = with_kinks if kinked(yours) or kinked(right) else plain
    for point in points:
        here = point.finely() if scalar else point
        _look(found, yours, right, here)
        done = len(found.same) + len(found.differ) + found.noise
        enough = done >= wanted and (bool(found.differ) or done >= wanted + MORE or found.signs_turn)
        if enough or len(found.differ) >= WANTED or found.tried >= TRIES * wanted:
            break
        if found.tried >= 3 * (wanted if done else plain) and 2 * done < wanted:
            break  # undefined as good as everywhere: all tries would take seconds
    if found.same and not found.differ and not scalar:
        _confirm(found, yours, right)
    return found


def _look(found: Comparison, yours: Tree, right: Tree, point: Point) -> None:
    """One point, at 40 digits where floats do not say that both are the same."""
    found.tried += 1
    theirs = evaluate(right, point)
    if not finite(theirs.value) and not point.fine:
        point = point.finely()
        theirs = evaluate(right, point)
    if not finite(theirs.value):
        found.right_undefined += 1
        return
    mine = evaluate(yours, point)
    rounding = ROUNDING if point.drawn == "world" else 0.0  # what is as small as rounding is looked at finely
    if not point.fine and not _clear(_verdict(mine, theirs, rounding), mine, found):
        point = point.finely()
        mine, theirs = evaluate(yours, point), evaluate(right, point)
    if not finite(mine.value):
        found.yours_undefined += 1
        found.yours_infinite += _infinite(mine.value)
        return
    _judge(found, point, yours, mine, theirs)


def _judge(found: Comparison, point: Point, yours: Tree, mine: Measured, theirs: Measured) -> None:
    rounding = FINE_ROUNDING if point.fine and point.drawn != "world" else ROUNDING
    verdict = _verdict(mine, theirs, rounding)
    if verdict != "same" and not found.differ and _noisy(yours, point, mine, theirs):
        verdict = "noise"
    if verdict == "noise":
        found.noise += 1
        return
    (found.same if verdict == "same" else found.differ).append(_pair(point, mine.value, theirs.value))


def _clear(verdict: str, mine: Measured, found: Comparison) -> bool:
    """Whether floats are enough: where they say the same, and where 40 digits have shown a difference already."""
    return verdict == "same" or (verdict == "different" and finite(mine.value) and bool(found.differ))


def _confirm(found: Comparison, yours: Tree, right: Tree) -> None:
    """One point of those that are the same, once more at 40 digits."""
    point = found.same[-1].point.finely()
    mine, theirs = evaluate(yours, point), evaluate(right, point)
    if finite(mine.value) and finite(theirs.value):
        found.same.pop()
        _judge(found, point, yours, mine, theirs)


def _verdict(mine: Measured, theirs: Measured, rounding: float) -> Literal["same", "different", "noise"]:
    """At one point. The answer's own size cannot loosen the tolerance beyond that of the right formula's terms."""
    if not finite(mine.value):
        return "different"
    value, size = aligned(mine.value, theirs.value), aligned(mine.size, theirs.size)
    with mpmath.workdps(DIGITS), np.errstate(all="ignore"):
        difference = abs(value - theirs.value)
        noise = rounding * (size + theirs.size)
        within = TOLERANCE * abs(theirs.value)
        capped = np.minimum(noise, TOLERANCE * theirs.size)
        if bool((difference <= within + capped).all()):
            return "same"
        return "different" if bool((difference > within + noise).any()) else "noise"


def _noisy(yours: Tree, point: Point, mine: Measured, theirs: Measured) -> bool:
    """Whether 60 digits give another value than 40 do."""
    more = evaluate(yours, point, CHECKED).value
    with mpmath.workdps(DIGITS):
        return bool((abs(more - mine.value) > 1e-12 * abs(mine.value) + 1e-25 * abs(aligned(theirs.size, more))).any())


def _infinite(array: Numbers) -> bool:
    """Whether it is infinite, and nowhere undefined."""
    return not any(mpmath.isnan(each) for each in array.flat)


def _pair(point: Point, yours: Numbers, right: Numbers) -> Pair:
    yours = aligned(yours, right)
    with mpmath.workdps(DIGITS):
        bottom = abs(right).max()
        largest = abs(yours - right).max()
        difference = float(largest / bottom) if bottom else float(largest)
    return Pair(point, roughly(yours), roughly(right), difference)
