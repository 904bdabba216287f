"""The questions of a card's quiz: which keys each kind has. The kind is the key that is present."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, cast

import msgspec

from engine.decks.faults import Fault, Path
from engine.decks.shape import explain
from engine.formula.kinds import kind as kind_of_symbol


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What every question but a generated one has.

    `accept` are right answers and `reject` wrong ones, each with its feedback, that a check grades; what is rejected is
    told to a student who answers it. Those of a choice or an order count as the deck has it written, from 1.
    """

    ask: str
    accept: tuple[str, ...] = ()
    reject: dict[str, str] = {}


class Number(Question, frozen=True, kw_only=True):
    """A number is wanted. `tolerance` is relative, absolute where `number` is 0.

    Without one an integer is exact to 1e-9, and any other number to three digits, 0.005.
    """

    number: int | float
    tolerance: int | float | None = None
    unit: str = ""


class Formula(Question, frozen=True, kw_only=True):
    """A formula is wanted. `where` gives each symbol's kind."""

    formula: str
    where: dict[str, str | tuple[str, ...]] = {}
    world: str = ""


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
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


AnyQuestion = Number | Formula | Choose | Text | Order

KINDS: dict[str, type[AnyQuestion | Generated]] = {
    "number": Number,
    "formula": Formula,
    "choose": Choose,
    "text": Text,
    "order": Order,
    "generate": Generated,
}


def question_of(written: Mapping[str, Any]) -> AnyQuestion:
    """A question that was checked, typed. Raises ValueError for one that is generated, or is none."""
    kind = next((KINDS[name] for name in KINDS if name in written), Generated)
    if kind is Generated:
        raise ValueError("this question is yet to be generated")
    return cast(AnyQuestion, msgspec.convert(written, kind))


def written(question: AnyQuestion | Mapping[str, Any]) -> dict[str, Any]:
    """A question as a deck has it."""
    return cast(dict[str, Any], msgspec.to_builtins(question))


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
    if isinstance(question, Question):
        if not question.ask.strip():
            yield Fault((*path, "ask"), "ask is empty")
        yield from _example_faults(question, path)
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
                        f"{symbol} is scalar, function, opaque, N of [K], N of scalar, "
                        "or one or two dimensions such as [H, 2K]",
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


def functions_of(written: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
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


def _example_faults(question: Question, path: Path) -> Iterator[Fault]:
    for place, example in enumerate(question.accept):
        if not example.strip():
            yield Fault((*path, "accept", place), "an accepted example is empty")
        if example in question.reject:
            yield Fault((*path, "reject", example), f"{example} is accepted as well", on_key=True)
    for example, feedback in question.reject.items():
        if not example.strip():
            yield Fault((*path, "reject", example), "a rejected example is empty", on_key=True)
        if not feedback.strip():
            yield Fault((*path, "reject", example), f"say what is wrong with {example}")


def _is_kind(where: str | tuple[str, ...]) -> bool:
    try:
        kind_of_symbol(where)
    except ValueError:
        return False
    return True
