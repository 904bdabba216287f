"""A card as it is typed into a form: what it would be in its deck, what is wrong with it, and how it is put there."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from engine.checking.advice import Measure, advised
from engine.decks.adding import add, ids_of
from engine.decks.card import Deck, Sibling
from engine.decks.cards import card_of
from engine.decks.events import load
from engine.decks.faults import Fault
from engine.decks.functions import Functions, functions_of
from engine.decks.library import Library
from engine.decks.making import make_deck
from engine.decks.mending import read_as_text
from engine.decks.order import key_of
from engine.decks.questions import KINDS as KINDS_OF_QUESTION
from engine.decks.questions import AnyQuestion, Generated
from engine.decks.reading import missing
from engine.decks.shape import near
from engine.decks.sound import sound_card
from engine.decks.texts import tex_faults
from engine.decks.typed_formulas import typed_formula_faults
from engine.decks.written import Head, Source, Written
from engine.exchange.comments import with_comments
from engine.exchange.deck_text import deck_text
from engine.exchange.naming import id_for
from engine.form_quiz import as_typed, place, quiz_in, typed_quiz
from engine.problems import RecurError

Kind = Literal["basic", "reversed", "cloze"]
KINDS: tuple[Kind, ...] = ("basic", "reversed", "cloze")
_ITEM = re.compile(r"(.*\S), item (\d{1,9})", re.DOTALL)


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the fields. `rest` is what a card may have besides: its run and its knobs."""

    deck: str = ""
    kind: Kind = "basic"
    question: str = ""
    """The text with gaps too, where the card is a cloze."""
    answer: str = ""
    hint: str = ""
    source: str = ""
    tags: str = ""
    id: str = ""
    after: str = ""
    quiz: str = ""
    """Questions as a deck has them, in YAML."""
    rest: Written = Written()
    draft: str = ""
    """The card as it came from the editor, for its comments."""

    @property
    def blank(self) -> bool:
        """Whether nothing is typed that would be missed."""
        return not any(each.strip() for each in (self.question, self.answer, self.hint, self.quiz))

    @property
    def wanted(self) -> tuple[str, ...]:
        """The fields that may not stay empty."""
        return ("question",) if self.kind == "cloze" else ("question", "answer")


class Trouble(NamedTuple):
    """What is wrong with a field, or could be better; `at` is how far into its text."""

    field: str
    message: str
    level: str = "error"
    at: int = 0
    missing: bool = False
    """Whether it is only that nothing is typed there yet."""


class Formed(NamedTuple):
    """The card that a form makes: its text in the deck, what it asks, as far as it can be told, and its troubles.

    `quiz` has its questions with which nothing is wrong.
    """

    text: str
    asks: tuple[Sibling, ...]
    troubles: tuple[Trouble, ...]
    quiz: tuple[AnyQuestion | Generated, ...] = ()

    @property
    def well(self) -> bool:
        return all(each.level != "error" for each in self.troubles)


def written(form: Form) -> Written:
    """The card as its author would write it."""
    cloze = form.kind == "cloze"
    note = _ITEM.fullmatch(form.source.strip())
    source = Source(note=note[1], item=int(note[2])) if note else Source(note=form.source.strip())
    erratum = form.rest.source.erratum if form.rest.source else None
    return msgspec.structs.replace(
        form.rest,
        id=form.id.strip(),
        question="" if cloze else form.question.strip(),
        answer="" if cloze else form.answer.strip(),
        cloze=form.question.strip() if cloze else "",
        hint=form.hint.strip(),
        reversed=form.kind == "reversed",
        source=msgspec.structs.replace(source, erratum=erratum) if source.note else None,
        tags=_listed(form.tags),
        after=_listed(form.after),
        quiz=typed_quiz(form.quiz).questions,
    )


def form_of(card: Written, deck: str, draft: str = "") -> Form:
    """The fields that make this card; `draft` is its text, where it was written in an editor."""
    source = card.source
    item = f", item {source.item}" if source and source.item is not None else ""
    return Form(
        deck=deck,
        kind="cloze" if card.cloze else "reversed" if card.reversed else "basic",
        question=card.cloze.strip() or card.question.strip(),
        answer=card.answer.strip(),
        hint=card.hint.strip(),
        source=source.note + item if source else "",
        tags=", ".join(card.tags),
        id=card.id,
        after=", ".join(card.after),
        quiz=quiz_in(draft) or as_typed(card.quiz),
        rest=Written(run=card.run, knobs=card.knobs, source=source),
        draft=draft,
    )


def suggested_id(form: Form, taken: frozenset[str]) -> str:
    """An id of the question's words that no other card has; none before there is a question."""
    return read_as_text(id_for(form.question, taken), taken) if form.question.strip() else ""


def formed(form: Form, deck: Deck, library: Library, taken: frozenset[str], measure: Measure) -> Formed:
    """What the form makes of a card in that deck, whose ids are `taken`: read as the deck would be."""
    card, quiz = written(form), typed_quiz(form.quiz)
    text = deck_text(Head(), [msgspec.structs.replace(card, quiz=())]) + quiz.lines(2)
    text = with_comments(text, form.draft, typed="quiz") if form.draft else text
    loaded = load(text)
    data: Any = loaded.data[0] if isinstance(loaded.data, list) and loaded.data else {}
    if loaded.spots or not isinstance(data, dict):
        said = loaded.spots[0].message if loaded.spots else "this cannot be written down"
        return Formed(text, _as_typed(form), (Trouble("question", said),))
    keys = {"question": "cloze"} if form.kind == "cloze" else {}
    for field in (*form.wanted, "id"):
        data.setdefault(keys.get(field, field), "")
    made, faults = card_of(data, deck.name, 1, deck.code is not None)
    sound = sound_card(data, faults) if faults else data
    faults += [*tex_faults(sound), *typed_formula_faults(sound)]
    if deck.code is not None and isinstance(code := functions_of(deck.code), Functions):
        faults += missing(sound, code)
    troubles = [_trouble(form, data, fault) for fault in faults]
    if not form.question.strip():  # an id is made of it
        troubles = [each for each in troubles if not (each.field == "id" and each.missing)]
    troubles += [Trouble("quiz", quiz.wrong.message, at=quiz.wrong.at)] if quiz.wrong else []
    if card.id in taken:
        troubles.append(Trouble("id", f"the id {card.id} is taken in {deck.path.name}: choose another"))
    troubles += [Trouble("after", message) for message in _unknown(card, deck, library)]
    if made is not None:
        troubles += [_trouble(form, data, fault, "warning") for fault in advised(made, measure)]
    asks = made.siblings if made else _as_typed(form)
    return Formed(text, asks, tuple(dict.fromkeys(troubles)), tuple(_well(quiz.questions, faults)))


def put(form: Form, deck: Deck | None, formed: Formed, home: Path) -> Path:
    """Write the card behind the last one of its deck, or into a new deck of the form's name. Returns the deck's file.

    Raises RecurError, and has written nothing, where it cannot be, or its id was taken meanwhile.
    """
    if deck is None:
        return make_deck(form.deck.strip(), None, False, home, formed.text)
    if form.id.strip() in ids_of(deck):
        raise RecurError(f"the id {form.id.strip()} was taken meanwhile in {deck.path.name}: choose another")
    add(formed.text, deck)
    return deck.path


def _as_typed(form: Form) -> tuple[Sibling, ...]:
    return (Sibling("", "", form.question, form.answer),)


def _well(questions: Iterable[dict[str, Any]], faults: Sequence[Fault]) -> Iterator[AnyQuestion | Generated]:
    """The questions of which no fault is."""
    at_fault = {fault.path[1] for fault in faults if fault.path[:1] == ("quiz",) and len(fault.path) > 1}
    for at, question in enumerate(questions):
        if at not in at_fault:
            kind = next(KINDS_OF_QUESTION[name] for name in KINDS_OF_QUESTION if name in question)
            yield msgspec.convert(question, kind)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


def _unknown(card: Written, deck: Deck, library: Library) -> Iterator[str]:
    by_id: dict[str, list[str]] = {}
    for each in library.cards.values():
        by_id.setdefault(each.id, []).append(each.key)
    for name in card.after:
        if key_of(name, deck.name, library.cards, by_id) is None:
            meant = near(name, list(library.cards) if "/" in name else list(by_id))
            yield f"there is no card {name}" + (f"; did you mean {meant}?" if meant else "")


def _trouble(form: Form, data: Mapping[str, Any], fault: Fault, level: str = "error") -> Trouble:
    """A fault at the field that it is about."""
    if fault.path[:1] == ("quiz",):
        wrong = place(dataclasses.replace(fault, path=fault.path[1:]), form.quiz)
        return Trouble("quiz", wrong.message, level, wrong.at)
    key = str(fault.path[0]) if fault.path else "question"
    field = "question" if key == "cloze" else key
    typed = str(getattr(form, field, ""))
    missing = field in (*form.wanted, "id") and not typed.strip()
    at, value = 0, data.get(key)
    if fault.part is not None and isinstance(value, str):
        for _ in range(fault.part.nth + 1):
            at = typed.find(fault.part.text, at and at + 1)
        at = max(0, at) + fault.part.column
    if field not in Form.__struct_fields__:
        return Trouble("rest", fault.message, level, at)
    said = fault.message.removeprefix(f"{key} ")  # the field's name stands before it
    return Trouble(field, said, level, at, missing)
