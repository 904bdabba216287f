"""Decks as JSON: everything a deck's YAML says, under its own keys."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from engine.decks.card import Card, Deck
from engine.decks.cards import card_of, is_id
from engine.decks.shape import explain
from engine.decks.written import Head, Written
from engine.exchange.draft import Notes
from engine.problems import Problem, RecurError


def json_text(decks: Sequence[Deck]) -> str:
    """`{"decks": [{"name", "title", "about", "tags", "cards": […]}]}`; what a card does not say is left out."""
    listed = [_given({"name": deck.name, **_plain(deck, Head)}) | {"cards": list(_cards(deck))} for deck in decks]
    return json.dumps({"decks": listed}, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _cards(deck: Deck) -> Iterator[dict[str, Any]]:
    for card in deck.cards:
        yield _given(_plain(card, Written))


def _plain(value: Card | Deck, shape: type[msgspec.Struct]) -> dict[str, Any]:
    names = [name for name in shape.__struct_fields__ if name != "cards"]
    found: dict[str, Any] = msgspec.to_builtins({name: getattr(value, name) for name in names})
    if found.get("source"):
        found["source"] = {key: each for key, each in found["source"].items() if each is not None}
    return found


def _given(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in ("", None, False, [], {})}


def read_json(text: str, notes: Notes) -> None:
    """Draft the cards of a list, of one deck or of several. Raises RecurError for what is not JSON, or holds none."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise RecurError(str(Problem(notes.path, error.lineno, error.colno, f"not JSON: {error.msg}"))) from None
    except (RecursionError, ValueError) as error:
        raise RecurError(str(Problem(notes.path, 1, 1, f"not JSON that can be read: {error}"))) from None
    decks = data.get("decks", [data]) if isinstance(data, dict) else [{"cards": data}]
    if not isinstance(decks, list) or not all(isinstance(each, dict) for each in decks):
        raise RecurError(str(Problem(notes.path, 1, 1, "decks is a list of mappings with cards")))
    at = 0
    for deck in decks:
        cards = deck.get("cards")
        if not isinstance(cards, list):
            raise RecurError(str(Problem(notes.path, 1, 1, "there are no cards: a deck has a list of cards")))
        head = {key: value for key, value in deck.items() if key not in ("cards", "name")}
        if any(explain(head, Head, (), "a deck")):
            notes.leave(1, "the head of a deck that is not title, about and tags")
        else:
            said = msgspec.convert(head, Head)
            notes.title, notes.about = notes.title or said.title, notes.about or said.about
            notes.tags += [tag for tag in said.tags if tag not in notes.tags]
        for card in cards:
            at = _card(card, text, at, notes)


def _card(card: Any, text: str, at: int, notes: Notes) -> int:
    """Draft one card; where it was found in the text."""
    named = json.dumps(card.get("id", ""), ensure_ascii=False) if isinstance(card, dict) else ""
    found = text.find(named, at) if named else -1
    at = max(found, at)
    line = text.count("\n", 0, at) + 1
    if not isinstance(card, dict):
        notes.leave(line, "a card that is not a mapping")
        return at
    named_well = {**card, "id": card["id"] if is_id(str(card.get("id", ""))) else "unnamed"}
    _, faults = card_of(named_well, "deck", line, True)
    for fault in faults:
        message = fault.message.replace("{found}", "this")
        notes.leave(line, f"a card: {message}" if fault.drop else message)
    if not any(fault.drop for fault in faults):
        notes.add(msgspec.convert({**card, "id": str(card.get("id", ""))}, Written), line)
    return at
