"""Numbers: typed as decimals or as closed arithmetic, with or without the unit, held to the question's tolerance."""

from decimal import Context, Decimal
from fractions import Fraction

from engine.decks.questions import Number
from engine.exhibits import Claim
from engine.grading.number_slips import near, slip_of
from engine.grading.reading_numbers import NotANumberError, Typed, number_typed
from engine.grading.slips import SLIPS, told
from engine.grading.verdict import Verdict

EXACT = Fraction(1, 10**9)
THREE_DIGITS = Fraction(5, 1000)
CLOSE = Fraction(5, 100)


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
    slip, reason = _rejected(question, typed) or _slip(question, typed, wanted, tolerance)
    shown = Claim("your number is the one wanted", _shown(typed.value), "=", _shown(wanted), float(tolerance))
    return Verdict(verdict="wrong", slip=slip, reason=reason, method=method, evidence=(shown,), understood=understood)


def said(number: Fraction, digits: int = 6) -> str:
    """A number in so many significant digits, a whole number in all of them if they are few."""
    if number.denominator == 1 and abs(number) < 10**15:
        return str(int(number))
    context = Context(prec=digits)
    rounded = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return f"{rounded.normalize(context):{'f' if -5 < rounded.adjusted() < 15 else 'g'}}"


def _rejected(question: Number, typed: Typed) -> tuple[str, str] | None:
    """What the question says of a wrong number that it knows; the nearest, where it knows several."""
    known = []
    for example, feedback in question.reject.items():
        try:
            wrong = number_typed(example, question.unit).value
        except NotANumberError:
            continue
        if near(typed, wrong, max(tolerance_of(question), EXACT)):
            known.append((abs(typed.value - wrong), feedback))
    return told(min(known)[1]) if known else None


def _slip(question: Number, typed: Typed, wanted: Fraction, tolerance: Fraction) -> tuple[str, str]:
    """The name of what may have gone wrong, and a sentence; the more telling first."""
    value = typed.value
    if not wanted:
        return "", f"It is {said(wanted)}."
    if abs(value + wanted) <= tolerance * abs(wanted):
        return "sign", SLIPS["sign"]
    exact = tolerance <= EXACT
    if _rounds_to(wanted, typed) and (not exact or abs(value - wanted) <= CLOSE * abs(wanted)):
        off = "all of its digits are wanted" if exact else f"it is more than {said(100 * tolerance)}% off"
        return "rounded too far", f"Rounded too far: {off}."
    slip, reason = slip_of(typed, wanted, tolerance, question.unit, question.ask)
    if reason:
        return slip, reason
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
