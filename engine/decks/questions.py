"""The questions of a card's quiz: which keys each kind has. The kind is the key that is present."""

import math
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from engine.decks.faults import Fault, Path
from engine.decks.shape import explain


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every question but a generated one has."""

    ask: str


class Number(Question, frozen=True, kw_only=True):
    """A number is wanted. `tolerance` is relative, absolute where `number` is 0; None: exact for an integer."""

    number: int | float
    tolerance: int | float | None = None
    unit: str = ""


class Formula(Question, frozen=True, kw_only=True):
    """A formula is wanted. `where` gives each symbol's kind, `reject` a wrong formula's feedback."""

    formula: str
    where: dict[str, str | tuple[str, ...]] = {}
    world: str = ""
    accept: tuple[str, ...] = ()
    reject: dict[str, str] = {}


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One choice, right or wrong; `because` is shown to who chose a wrong one."""

    right: str = ""
    wrong: str = ""
    because: str = ""


class Choose(Question, frozen=True, kw_only=True):
    """The right ones of several choices are wanted."""

    choose: tuple[Option, ...]


class Text(Question, frozen=True, kw_only=True):
    """Words are wanted, in one of these spellings."""

    text: tuple[str, ...]


class Order(Question, frozen=True, kw_only=True):
    """These lines are wanted in this order."""

    order: tuple[str, ...]


class Generated(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A seeded function of the deck's Python file makes the question."""

    generate: str


KINDS: dict[str, type[Number | Formula | Choose | Text | Order | Generated]] = {
    "number": Number,
    "formula": Formula,
    "choose": Choose,
    "text": Text,
    "order": Order,
    "generate": Generated,
}

_DIMENSION = re.compile(r"[0-9]*[A-Za-z]")
_KIND_OF_SYMBOL = re.compile(r"scalar|function|opaque|[A-Za-z] of \[\s*[0-9]*[A-Za-z](\s*,\s*[0-9]*[A-Za-z])?\s*\]")


def check_question(written: dict[Any, Any], path: Path) -> Iterator[Fault]:
    """Every fault of one question."""
    kinds = [name for name in KINDS if name in written]
    if len(kinds) != 1:
        wanted = "one of number, formula, choose, text, order, or generate"
        found = " and ".join(kinds) or "none of them"
        yield Fault(path, f"a question has `ask` and {wanted}; this has {found}")
        return
    kind = KINDS[kinds[0]]
    faults = list(explain(written, kind, path, f"a {kinds[0]} question"))
    if faults:
        yield from faults
        return
    question = msgspec.convert(written, kind)
    if isinstance(question, Question) and not question.ask.strip():
        yield Fault((*path, "ask"), "ask is empty")
    match question:
        case Number(number=number, tolerance=tolerance):
            if not math.isfinite(number):
                yield Fault((*path, "number"), "number is finite")
            if tolerance is not None and not 0 <= tolerance < math.inf:
                yield Fault((*path, "tolerance"), "tolerance is 0 or more")
        case Formula(formula=formula, where=where):
            if not formula.strip():
                yield Fault((*path, "formula"), "formula is empty")
            for symbol, each in where.items():
                if not _is_kind(each):
                    yield Fault(
                        (*path, "where", symbol),
                        f"{symbol} is scalar, function, opaque, N of [K], or one or two dimensions such as [H, 2K]",
                    )
        case Choose(choose=options):
            for place, option in enumerate(options):
                if bool(option.right) == bool(option.wrong):
                    yield Fault((*path, "choose", place), "a choice is either right: … or wrong: …")
            if len(options) < 2:
                yield Fault((*path, "choose"), "there is something to choose from two choices on")
            elif not any(option.right for option in options):
                yield Fault((*path, "choose"), "at least one choice is right")
        case Text(text=spellings):
            if not any(each.strip() for each in spellings):
                yield Fault((*path, "text"), "text is a list of at least one spelling")
        case Order(order=lines):
            if len(lines) < 2 or len(set(lines)) < len(lines):
                yield Fault((*path, "order"), "order is a list of at least two lines, all different")


def functions_of(written: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The functions of the deck's Python file that a question names, by the key that names them."""
    for key in ("generate", "world"):
        if isinstance(name := written.get(key), str) and name:
            yield key, name


def texts_of(written: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """The Markdown of a question, with its place in it."""
    yield ("ask",), written.get("ask", "")
    for place, option in enumerate(written.get("choose", ())):
        for key, text in option.items():
            yield ("choose", place, key), text
    for place, line in enumerate(written.get("order", ())):
        yield ("order", place), line
    for key, feedback in written.get("reject", {}).items():
        yield ("reject", key), feedback


def _is_kind(where: str | tuple[str, ...]) -> bool:
    if isinstance(where, str):
        return _KIND_OF_SYMBOL.fullmatch(where) is not None
    return 1 <= len(where) <= 2 and all(_DIMENSION.fullmatch(each) for each in where)
