"""The questions of a card's quiz: which keys each kind has. The kind is the key that is present."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, cast

import msgspec

from engine.decks.faults import Fault, Path
from engine.decks.shape import explain, near
from engine.decks.sound import sound_question
from engine.decks.written import NAMES_FUNCTION, SAYS, means
from engine.formula.kinds import kind as kind_of_symbol


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What every question but a generated one has.

    `accept` and `reject` of a choice or an order count as the deck has it written, from 1.
    """

    ask: Annotated[str, means("What is asked. Markdown, with $…$ and $$…$$ for formulas.", **SAYS)]
    accept: Annotated[
        tuple[str, ...], means("Other right answers. A check grades each: it must come out correct.", items=SAYS)
    ] = ()
    reject: Annotated[
        dict[str, str], means("Wrong answers, each with what a student is told who gives it. A check grades each.")
    ] = {}


class Number(Question, frozen=True, kw_only=True):
    """A number is wanted; closed arithmetic such as 2^3 may be typed."""

    number: Annotated[int | float, means("The right number.")]
    tolerance: Annotated[
        int | float | None,
        means(
            "How far off is still right: relative, absolute where the number is 0. Without it a whole number is "
            "exact, and any other right to 0.005.",
            minimum=0,
        ),
    ] = None
    unit: Annotated[str, means("Its unit, shown beside the field.")] = ""


class Formula(Question, frozen=True, kw_only=True):
    """A formula is wanted; every one that is equal to it is right."""

    formula: Annotated[str, means("The right formula.", **SAYS)]
    where: Annotated[
        dict[str, str | tuple[str, ...]],
        means(
            "Each symbol's kind: scalar; its dimensions, [H] or [K, 2H], different letters being different sizes; "
            "function; opaque; or a family, N of [K] or N of scalar.",
        ),
    ] = {}
    world: Annotated[
        str,
        means(
            "A seeded function beside the deck that gives values of the symbols, consistent with one another.",
            **NAMES_FUNCTION,
        ),
    ] = ""


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """One choice, right or wrong; `because` is shown to who chose a wrong one."""

    right: Annotated[str, means("A choice that is right. Markdown.")] = ""
    wrong: Annotated[str, means("A choice that is wrong. Markdown.")] = ""
    because: Annotated[str, means("Why it is wrong: told to who chose it.")] = ""


class Choose(Question, frozen=True, kw_only=True):
    """The right ones of several choices are wanted."""

    choose: Annotated[tuple[Option, ...], means("The choices, shown in another order each time.", minItems=2)]


class Text(Question, frozen=True, kw_only=True):
    """Words are wanted, in one of these spellings."""

    text: Annotated[tuple[str, ...], means("Every spelling that is right.", minItems=1, items=SAYS)]


class Order(Question, frozen=True, kw_only=True):
    """These lines are wanted in this order."""

    order: Annotated[
        tuple[str, ...],
        means("The lines in their right order, shown in another.", minItems=2, uniqueItems=True, items=SAYS),
    ]


class Generated(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A seeded function of the deck's Python file makes the question."""

    generate: Annotated[
        str, means("A function beside the deck that takes a random generator and returns a question.", **NAMES_FUNCTION)
    ]


AnyQuestion = Number | Formula | Choose | Text | Order

KINDS: dict[str, type[AnyQuestion | Generated]] = {
    "number": Number,
    "formula": Formula,
    "choose": Choose,
    "text": Text,
    "order": Order,
    "generate": Generated,
}


_SHARED = ("ask", "accept", "reject")
_WELL: dict[str, Any] = {
    "ask": "…",
    "number": 0,
    "formula": "0",
    "choose": [{"right": "1"}, {"wrong": "2"}],
    "text": ["1"],
    "order": ["1", "2"],
    "generate": "question",
}
"""What stands for a key that is missing or told already, while the others are looked at."""
LARGEST = sys.float_info.max


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
    """Every fault of one question: of its shape, and further ones of what has the right shape."""
    kinds = [name for name in KINDS if name in written]
    kind: type[Question | Generated] = Question
    if len(kinds) == 1:
        kind = KINDS[kinds[0]]
        faults = list(explain(written, kind, (), f"a {kinds[0]} question"))
    else:
        yield _kind_fault(written, kinds, path)
        written = {key: written[key] for key in _SHARED if key in written}
        faults = [each for each in explain(written, Question, (), "a question") if each.path[0] in written]
    yield from (replace(each, path=(*path, *each.path)) for each in faults)
    needed = {each.name: _WELL[each.name] for each in msgspec.structs.fields(kind) if each.required}
    try:
        question = msgspec.convert({**needed, **sound_question(written, faults)}, kind)
    except msgspec.ValidationError:
        return
    yield from _further(question, written, path)


def _kind_fault(written: Mapping[Any, Any], kinds: Sequence[str], path: Path) -> Fault:
    """Why a question is not of one kind: a key misspelt, or missing where others belong to it."""
    own = {
        kind: [each.name for each in msgspec.structs.fields(KINDS[kind]) if each.name not in (*_SHARED, kind)]
        for kind in KINDS
    }
    for key in written if not kinds else ():
        meant = near(key, tuple(KINDS)) if isinstance(key, str) and key not in _SHARED else ""
        if meant and not any(key in keys for keys in own.values()):
            return Fault((*path, key), f"a question has no key {key}; did you mean {meant}?", on_key=True)
    for kind, keys in own.items() if not kinds else ():
        if found := [key for key in keys if key in written]:
            belong = "belongs" if len(found) == 1 else "belong"
            return Fault(path, f"{' and '.join(found)} {belong} to a {kind}: `{kind}: …` is missing")
    wanted = "one of number, formula, choose, text, order, or generate"
    return Fault(path, f"a question has `ask` and {wanted}; this has {' and '.join(kinds) or 'none of them'}")


def _further(question: Question | Generated, written: Mapping[Any, Any], path: Path) -> Iterator[Fault]:
    """The faults of a question whose shape is right; `written` has the keys that its author wrote."""
    if isinstance(question, Question):
        if not question.ask.strip():
            yield Fault((*path, "ask"), "ask is empty")
        yield from _example_faults(question, path)
    match question:
        case Generated(generate=name):
            yield from _name_faults(name, (*path, "generate"))
        case Number(number=number, tolerance=tolerance):
            if not -LARGEST <= number <= LARGEST:
                yield Fault((*path, "number"), "number is finite, and below 1e308")
            if tolerance is not None and not 0 <= tolerance <= LARGEST:
                yield Fault((*path, "tolerance"), "tolerance is 0 or more")
        case Formula(formula=formula, where=where):
            if not formula.strip():
                yield Fault((*path, "formula"), "formula is empty")
            if "world" in written:
                yield from _name_faults(question.world, (*path, "world"))
            for symbol, each in where.items():
                if not _is_kind(each):
                    yield Fault(
                        (*path, "where", symbol),
                        f"{symbol} is scalar, function, opaque, N of [K], N of scalar, "
                        "or one or two dimensions such as [H, 2K]",
                    )
        case Choose(choose=options):
            for place, option in enumerate(options):
                if bool(option.right.strip()) == bool(option.wrong.strip()):
                    yield Fault((*path, "choose", place), "a choice is either right: … or wrong: …")
            said = [(option.right or option.wrong).strip() for option in options]
            for place, text in enumerate(said):
                if text and text in said[:place]:
                    yield Fault((*path, "choose", place), "this choice stands above already: make it another, or one")
            if len(options) < 2:
                yield Fault((*path, "choose"), "there is something to choose from two choices on")
            elif not any(option.right for option in options) and all(option.wrong for option in options):
                yield Fault((*path, "choose"), "at least one choice is right")
        case Text(text=spellings):
            if not spellings:
                yield Fault((*path, "text"), "text is a list of at least one spelling")
            for place, each in enumerate(spellings):
                if not each.strip():
                    yield Fault((*path, "text", place), "this spelling is empty")
        case Order(order=lines):
            for place, each in enumerate(lines):
                if not each.strip():
                    yield Fault((*path, "order", place), "this line is empty")
            if len(lines) < 2 or len({each.strip() for each in lines}) < len(lines):
                yield Fault((*path, "order"), "order is a list of at least two lines, all different")


def _name_faults(name: str, path: Path) -> Iterator[Fault]:
    if not name.strip():
        yield Fault(path, f"{path[-1]} is empty")
    elif not name.isidentifier():
        yield Fault(path, f"{path[-1]} names a function: letters, digits and underscores")


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
