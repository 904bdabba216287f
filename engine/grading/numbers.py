"""Numbers: typed as decimals or as closed arithmetic, with or without the unit, held to the question's tolerance."""

from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction

from engine.decks.questions import Number
from engine.exhibits import Claim
from engine.grading.reading_numbers import NotANumberError, Typed, number_typed
from engine.grading.slips import SLIPS, told
from engine.grading.verdict import Verdict

EXACT = Fraction(1, 10**9)
THREE_DIGITS = Fraction(5, 1000)
CLOSE = Fraction(5, 100)
LN2 = Fraction("0.69314718055994530941723212145817656807550013436025525412068")
INFORMATION = {"", "bit", "bits", "nat", "nats"}  # units in which ln 2 too much or too little is a slip

Near = Callable[[Fraction, Fraction], bool]


def tolerance_of(question: Number) -> Fraction:
    """Relative, absolute where the number is 0."""
    if question.tolerance is not None:
        return _exact(question.tolerance)
    return EXACT if _exact(question.number).denominator == 1 else THREE_DIGITS


def precision(question: Number) -> str:
    """How near an answer is to be, in words; empty where the number is wanted exactly."""
    tolerance = tolerance_of(question)
    if tolerance <= EXACT:
        return ""
    return "to 3 digits" if tolerance == THREE_DIGITS else f"within {said(100 * tolerance)}%"


def grade_number(question: Number, answer: str) -> Verdict:
    """Whether the number typed is the one that is wanted, and if not, by what slip it may have come about."""
    wanted, tolerance = _exact(question.number), tolerance_of(question)

    def near(value: Fraction, target: Fraction) -> bool:
        return abs(value - target) <= tolerance * (abs(target) or 1)

    try:
        typed = number_typed(answer, question.unit)
        if not near(typed.value, wanted) and typed.otherwise is not None and near(typed.otherwise, wanted):
            plain = said(typed.otherwise)
            raise NotANumberError(f"This may be {said(typed.value)} or {plain}: if you mean {plain}, write it so.")
    except NotANumberError as error:
        return Verdict(verdict="refused", reason=str(error), column=error.column)
    unit = f" {question.unit}" if question.unit else ""
    understood = f"{said(typed.value, 10)}{unit}"
    kind = "relative" if wanted else "absolute"
    method = "exactly" if tolerance <= EXACT else f"{kind} tolerance {said(tolerance)}"
    if near(typed.value, wanted):
        return Verdict(verdict="correct", method=method, understood=understood)
    slip, reason = _rejected(question, typed.value) or _slip(typed, wanted, near, tolerance, question.unit)
    shown = Claim("your number is the one wanted", _shown(typed.value), "=", _shown(wanted), float(tolerance))
    return Verdict(verdict="wrong", slip=slip, reason=reason, method=method, evidence=(shown,), understood=understood)


def said(number: Fraction, digits: int = 6) -> str:
    """A number in so many significant digits, a whole number in all of them if they are few."""
    if number.denominator == 1 and abs(number) < 10**15:
        return str(int(number))
    context = Context(prec=digits)
    rounded = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return f"{rounded.normalize(context):{'f' if -5 < rounded.adjusted() < 15 else 'g'}}"


def _rejected(question: Number, value: Fraction) -> tuple[str, str] | None:
    """What the question says of a wrong number that it knows; the nearest, where it knows several."""
    known = []
    for example, feedback in question.reject.items():
        try:
            wrong = number_typed(example, question.unit).value
        except NotANumberError:
            continue
        if abs(value - wrong) <= max(tolerance_of(question), EXACT) * (abs(wrong) or 1):
            known.append((abs(value - wrong), feedback))
    return told(min(known)[1]) if known else None


def _slip(typed: Typed, wanted: Fraction, near: Near, tolerance: Fraction, unit: str) -> tuple[str, str]:
    """The name of what may have gone wrong, and a sentence; the more telling first."""
    value = typed.value
    if not wanted:
        return "", f"It is {said(wanted)}."
    if near(value, -wanted):
        return "sign", SLIPS["sign"]
    exact = tolerance <= EXACT
    if _rounds_to(wanted, typed) and (not exact or abs(value - wanted) <= CLOSE * abs(wanted)):
        off = "all of its digits are wanted" if exact else f"it is more than {said(100 * tolerance)}% off"
        return "rounded too far", f"Rounded too far: {off}."
    if unit.casefold() in INFORMATION:
        for slip, factor in (("nats for bits", LN2), ("bits for nats", 1 / LN2)):
            if near(value, wanted * factor):
                return slip, f"{SLIPS[slip]} The ratio is ln 2."
    if wanted.denominator == 1 and abs(value - wanted) == 1:
        return "off by one", SLIPS["off by one"]
    if near(value, 1 / wanted):
        return "reciprocal", SLIPS["reciprocal"]
    for factor in (Fraction(2), Fraction(10), Fraction(100), Fraction(1000)):
        for ratio, name in ((factor, f"{factor}"), (1 / factor, f"1/{factor}")):
            if near(value, wanted * ratio):
                more = " Percent?" if factor == 100 else ""
                return f"factor {name}", f"It is {name} of what is wanted.{more}" if ratio < 1 else (
                    f"It is {name} times what is wanted.{more}"
                )
    if not exact and abs(value - wanted) <= CLOSE * abs(wanted):
        return "", f"Close, but more than {said(100 * tolerance)}% off."
    return "", "That is another number."


def _rounds_to(wanted: Fraction, typed: Typed) -> bool:
    """Whether what was typed is the number wanted, rounded to the digits typed."""
    return typed.last is not None and bool(typed.value) and abs(typed.value - wanted) <= typed.last / 2


def _exact(number: int | float) -> Fraction:
    """As it is written: 0.1 is 1/10."""
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def _shown(number: Fraction) -> int | float | str:
    if number.denominator == 1 and abs(number) < 2**53:
        return int(number)
    try:
        return float(number)
    except OverflowError:  # beyond what a machine holds
        digits, _, power = said(number, 3).partition("e")
        return rf"${digits} \times 10^{{{int(power)}}}$"
