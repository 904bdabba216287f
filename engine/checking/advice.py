"""What could be better about a deck that is not wrong: cards that are hard to learn from, and what is left over."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

import msgspec

from engine.checking.idle import idle_knobs
from engine.checking.losses import gaps_unread, lost_in_markdown, lost_in_yaml
from engine.decks.card import Card, Deck
from engine.decks.faults import Fault, Part
from engine.decks.locating import located
from engine.decks.texts import written_texts
from engine.problems import Problem
from engine.tex import Formula, find

Measure = Callable[[Formula, int], int]
"""How many columns a formula takes where there is so much room: the screen knows."""

ROOM = 60
"""Columns that a formula has beside what runs, and on a narrow terminal."""
SHORT = ROOM // 2
"""A formula of fewer characters is never wider than the room: at worst each comes with a space."""
MOST_WORDS = 80

_SECOND = re.compile(r"\?.*\?|[,;] and (?:how|what|which|where|who|whose|why)\b", re.DOTALL | re.IGNORECASE)


def advice(deck: Deck, measure: Measure) -> Iterator[Problem]:
    """Every warning about a deck that can be seen without running it."""
    bare, which = [card.key for card in deck.cards if card.source is None], "this card has"
    if 1 < len(bare) > len(deck.cards) / 2:  # once for all: a deck that was imported may have thousands of them
        bare, which = bare[:1], f"{len(bare)} of {len(deck.cards)} cards have"
    sourceless = set(bare)
    for card in deck.cards:
        faults = [*advised(card, measure)]
        if card.key in sourceless:
            faults.append(Fault((), f"{which} no source: say where it comes from, as in source: {{note: Lecture 3}}"))
        for fault in faults:
            yield located(deck, card, fault, "warning")
    yield from _lost(deck)
    yield from idle_knobs(deck)


def advised(card: Card, measure: Measure) -> Iterator[Fault]:
    """What could be better about one card, whatever deck it stands in."""
    yield from _hard_to_learn(card)
    yield from _of_formulas(card, measure)
    yield from _without_reason(card)
    yield from gaps_unread(card)


def _lost(deck: Deck) -> Iterator[Problem]:
    try:
        text = deck.path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return
    lines = [card.line for card in deck.cards]
    for spot in lost_in_yaml(text):
        at = bisect_right(lines, spot.line)
        key = deck.cards[at - 1].key if at else ""
        yield Problem(deck.path, spot.line, spot.column, spot.message, key, "warning")


def _hard_to_learn(card: Card) -> Iterator[Fault]:
    if _SECOND.search(card.question) and (second := _SECOND.search(_prose(card.question))):
        message = "this card asks two things: make two cards of it, each is forgotten on its own"
        part = Part(second[0], 0, 0) if second[0] in card.question else None
        yield Fault(("question",), message, part=part)
    if len(card.answer) > 4 * MOST_WORDS and (words := len(_prose(card.answer).split())) > MOST_WORDS:
        message = f"{words} words are too many to recall, {MOST_WORDS} are the most: make several cards of it"
        yield Fault(("answer",), message)


def _of_formulas(card: Card, measure: Measure) -> Iterator[Fault]:
    for path, text in written_texts(_written(card)):
        if "$" not in text and "\\" not in text:
            continue
        yield from lost_in_markdown(path, text)
        for formula in find(text):
            if len(formula.tex) > SHORT and (columns := measure(formula, ROOM)) > ROOM:
                message = (
                    f"this formula takes {columns} columns and cannot be broken to {ROOM}: part it, or name a part"
                )
                yield Fault(path, message, part=Part(formula.tex, text.count(formula.tex, 0, formula.offset), 0))


def _without_reason(card: Card) -> Iterator[Fault]:
    for number, question in enumerate(card.quiz):
        for place, option in enumerate(question.get("choose", ())):
            if option.get("wrong") and not option.get("because", "").strip():
                message = "this wrong choice does not say why it is wrong: give it a because"
                yield Fault(("quiz", number, "choose", place), message)


def _written(card: Card) -> dict[str, object]:
    """A card's texts as its deck has them."""
    source = msgspec.structs.asdict(card.source) if card.source else None
    texts = {key: getattr(card, key) for key in ("question", "answer", "cloze", "hint")}
    return {**texts, "source": source, "quiz": card.quiz}


def _prose(text: str) -> str:
    """A text with a word in place of each formula."""
    parts, at = [], 0
    for formula in find(text):
        parts += [text[at : formula.start], "x"]
        at = formula.end
    return "".join([*parts, text[at:]])
