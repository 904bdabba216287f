"""A number as people type it: 2.58, 2,58, 1 000, 2.5e6, 25%, −3 bits, or closed arithmetic such as 6/5 and log2(6)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from engine.formula.error import FormulaError
from engine.formula.functions import SPELLINGS
from engine.formula.limits import parts
from engine.formula.reading import closed
from engine.formula.tree import Apply, Tree
from engine.grading.closed import NoNumberError, value

MOST_DIGITS = 1_000
MOST_EXPONENT = 3_000
MOST_SPLITS = 12  # ways to tell a number from an unknown unit that are tried

_DECIMAL = re.compile(r"([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?")
_EXPONENT = re.compile(r"[eE][+-]?\d+")
# 1 000, 1'000, 1,000.5, and 1.000,5 or 1.000.000 as they are written elsewhere.
_GROUPED = re.compile(
    r"[+-]?\d{1,3}(?:(?:[ '’_]\d{3})+|(?:,\d{3})+)(?:\.\d+)?"
    r"|[+-]?\d{1,3}(?:[. ]\d{3})+,\d+|[+-]?\d{1,3}(?:\.\d{3}){2,}"
)
# What is a thousand to some and one to others.
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_WORDS = {"zero": "0", "one": "1"}
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ") | dict.fromkeys("−–‒", "-"))
# What is said of a formula, where a number is asked for.
_SCALAR = ("sqrt", "log", "log2", "log10", "exp", "abs", "min", "max")
_MEANT = re.compile(rf"^(there is no .+ here); (?!(?:{'|'.join(_SCALAR)}) is meant).*")
_OF_A_NUMBER = (
    ("that a formula can hold", "that can be typed"),
    ("that a formula knows", "that is known here"),
    ("a number, a name or a bracket", "a number or a bracket"),
    ("shorten the formula", "shorten it"),
    ("formula", "number"),
)
# Several numbers: side by side, between brackets or as the arguments of what makes an array.
_SEVERAL = re.compile(
    r"[\w.) ][,;][\w.( +-]|\[[^\]]*\d\s+[-+]?\d|\\begin|\b(?:array|asarray|matrix|mat|tensor|vec|vector)\s*\("
)
_MAKES_ARRAYS = frozenset(["stack", "ones", "zeros", "eye", "diag", "outer"])
_ONE_NUMBER = "One number is wanted, and no vector: write it alone, such as 3, 0.25 or 2/3."
_LEAD = re.compile(r"\s*(?:[=≈≃~]\s*)?")
# How many times as much.
_TIMES = re.compile(r"[×✕]\s*(?P<behind>[\d.,]+)|(?P<before>[\d.,]+)\s*(?:times|[×✕])")


class NotANumberError(ValueError):
    """An answer that is not read as a number: a sentence, and the column of the answer, from 1, where there is one."""

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True)
class Typed:
    """The number; what else may have been meant; and the place value of its last digit, if it was typed out."""

    value: Fraction
    otherwise: Fraction | None = None
    last: Fraction | None = None


def number_typed(answer: str, unit: str = "") -> Typed:
    """Read a number, with or without its unit. Raises NotANumberError, which names another unit where there is one."""
    text = answer.translate(_SPACES).rstrip()
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    text = text[start:]
    for head, tail in _splits(text):
        if unit and _same_unit(tail, unit):
            return _read(head, start)
    if not unit and (found := _TIMES.fullmatch(text)):
        times = _read(found["behind"] or found["before"], start)
        return times if times.otherwise or not times.value else replace(times, otherwise=1 / times.value)
    if text.endswith("%"):
        percent = _read(text[:-1].rstrip(), start)
        return Typed(percent.value / 100, last=percent.last / 100 if percent.last else None)
    try:
        return _read(text, start)
    except NotANumberError:
        for head, tail in islice(_splits(text), MOST_SPLITS):
            try:
                _read(head, start)
            except NotANumberError:
                continue
            wanted = f"The answer is wanted in {unit}" if unit else "A number alone is wanted"
            raise NotANumberError(f"{wanted}, without “{tail[:20]}”.", start + len(text) - len(tail) + 1) from None
        raise


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """A number and what may be its unit: each way to end with letters or signs, the longest unit first."""
    for at in range(1, len(text)):
        here, before = text[at], text[at - 1]
        begins = (here.isalpha() or here in "%°$€") and not before.isalpha() and before not in "_^"
        if begins and not _EXPONENT.fullmatch(text, at):
            yield text[:at].rstrip(), text[at:]


def _same_unit(typed: str, unit: str) -> bool:
    return _unit(typed) == _unit(unit)


def _unit(name: str) -> str:
    """Without what does not tell: plurals, spaces, a dot, `per` for a slash."""
    words = re.split(r"[\s.]+", name.casefold().replace("/", " per ").strip(" ."))
    return " ".join(word[:-1] if len(word) > 2 and word.endswith("s") else word for word in words)


def _read(text: str, start: int) -> Typed:
    text = _WORDS.get(text.casefold(), text)
    if _EITHER.fullmatch(text):
        thousands, decimal = Fraction(re.sub("[.,]", "", text)), Fraction(text.replace(",", "."))
        return Typed(thousands, decimal) if "," in text else Typed(decimal, thousands, Fraction(1, 1000))
    if _GROUPED.fullmatch(text) and not re.match(r"[+-]?0,", text):
        return _grouped(text)
    if re.fullmatch(r"[+-]?\d+,\d+(?:[eE][+-]?\d+)?", text):
        text = text.replace(",", ".")
    plain = _DECIMAL.fullmatch(text)
    if plain and text.isascii():
        sign, digits, exponent = plain.groups()
        if len(digits) > MOST_DIGITS or len(exponent or "") > 6 or abs(int(exponent or "0")) > MOST_EXPONENT:
            raise NotANumberError(f"At most {MOST_DIGITS} digits, and exponents up to {MOST_EXPONENT}.")
        shift = Fraction(10) ** int(exponent or "0")
        last = Fraction(1, 10 ** len(digits.partition(".")[2])) * shift
        return Typed(Fraction(f"{sign}{digits}") * shift, last=last)
    try:
        tree = closed(text)
        if _makes_arrays(tree):
            raise NotANumberError(_ONE_NUMBER)
        return Typed(value(tree))
    except FormulaError as error:
        if _SEVERAL.search(text) and "never closed" not in error.message:
            raise NotANumberError(_ONE_NUMBER, start + error.column + 1) from None
        raise NotANumberError(_sentence(_of_a_number(str(error))), start + error.column + 1) from None
    except NoNumberError as error:
        raise NotANumberError(str(error)) from None


def _makes_arrays(tree: Tree) -> bool:
    return (isinstance(tree, Apply) and tree.function in _MAKES_ARRAYS) or any(map(_makes_arrays, parts(tree)))


def _grouped(text: str) -> Typed:
    """Digits in groups of three."""
    if re.search(r"[. ].*,\d+$", text) or text.count(".") > 1:
        text = text.replace(".", "").replace(",", ".")
    number = re.sub(r"[ ,'’_]", "", text)
    return Typed(Fraction(number), last=Fraction(1, 10 ** len(number.partition(".")[2])))


def _of_a_number(message: str) -> str:
    """What is said of a formula, said of a number: no function that takes an array is meant, and there are no names."""
    message = _MEANT.sub(r"\1: a number is wanted", message)
    for formula, number in _OF_A_NUMBER:
        message = message.replace(formula, number)
    return message


def _sentence(message: str) -> str:
    """As a sentence; the name of a function keeps its small letter."""
    named = message.partition(" ")[0] in SPELLINGS
    ended = message.endswith((".", "?", "!"))
    return (message if named else f"{message[:1].upper()}{message[1:]}") + ("" if ended else ".")
