"""By what slip a wrong number may have come about: true slips alone, for a ratio may also be met by chance."""

import math
import re
from collections.abc import Iterator
from fractions import Fraction

from engine.grading.reading_numbers import Typed
from engine.grading.slips import SLIPS

ROUNDED = Fraction(5, 1000)
"""How far what is rounded may be off the slip that it is taken for."""

LN2 = Fraction("0.69314718055994530941723212145817656807550013436025525412068")
LARGEST_PERPLEXITY = 10**60  # a power of it is a float

_UNIT = re.compile(r"\b(bit|nat)s?\b")
_IN_UNIT = re.compile(r"\b(?:in|how many|many|number of)\s+\W*(bit|nat)s?\b")
_INFORMATION = re.compile(r"entrop|information|surprisal|divergence|log[- ]?likelihood|code length|log[- ]?loss")
_BASE = "the base of the power is to be that of the logarithm"


def slip_of(typed: Typed, wanted: Fraction, tolerance: Fraction, unit: str, ask: str) -> tuple[str, str]:
    """The name of the slip that makes this of the number wanted, which is not 0, and a sentence. Empty without one."""
    for slip, reason, target in _of_logarithms(wanted, unit.casefold(), ask.casefold()):
        if near(typed, target, tolerance):
            return slip, reason
    if wanted.denominator == 1 and abs(typed.value - wanted) == 1:
        return "off by one", f"It is one {'more' if typed.value > wanted else 'less'} than what is wanted."
    if near(typed, 1 / wanted, tolerance):
        return "reciprocal", SLIPS["reciprocal"]
    for factor in (Fraction(2), Fraction(10), Fraction(100), Fraction(1000)):
        more = " Percent?" if factor == 100 else ""
        if near(typed, wanted * factor, tolerance):
            return f"factor {factor}", f"It is {factor} times what is wanted.{more}"
        if near(typed, wanted / factor, tolerance):
            return f"factor 1/{factor}", f"It is 1/{factor} of what is wanted.{more}"
    return "", ""


def near(typed: Typed, target: Fraction, tolerance: Fraction) -> bool:
    """Whether it is that number within the tolerance, or in the decimals that were typed: 0.693 is ln 2.

    A whole number is not taken for a rounded one: many a pair of them has about any ratio.
    """
    off = abs(typed.value - target)
    if off <= tolerance * (abs(target) or 1):
        return True
    return typed.last is not None and typed.last < 1 and off <= min(typed.last / 2, ROUNDED * abs(target))


def _of_logarithms(wanted: Fraction, unit: str, ask: str) -> Iterator[tuple[str, str, Fraction]]:
    """What a logarithm to the other base makes, where the question is about such: slip, reason, number."""
    asked = _units_asked(unit, ask)
    perplexity = "perplexit" in ask and not unit
    if perplexity and 1 < wanted < LARGEST_PERPLEXITY:
        size = math.log(wanted)
        yield "nats for bits", f"It is e to the power of bits: {_BASE}.", Fraction(math.exp(size / float(LN2)))
        yield "bits for nats", f"It is 2 to the power of nats: {_BASE}.", Fraction(math.exp(size * float(LN2)))
    if perplexity and not _IN_UNIT.search(ask):
        return  # which has no unit
    if "bit" in asked:
        yield "nats for bits", f"{SLIPS['nats for bits']} The ratio is ln 2.", wanted * LN2
    if "nat" in asked:
        yield "bits for nats", f"{SLIPS['bits for nats']} The ratio is ln 2.", wanted / LN2


def _units_asked(unit: str, ask: str) -> set[str]:
    """Bits or nats, as the unit or else the question says; both where it is about information, and says neither."""
    for told in (_UNIT.findall(unit), _IN_UNIT.findall(ask), _UNIT.findall(ask)):
        if told:
            return set(told) if len(set(told)) == 1 else set()
    return {"bit", "nat"} if not unit and _INFORMATION.search(ask) else set()
