"""A card brought from one deck to the end of another, as it is written, with the comments beside it and right above."""

from collections.abc import Iterator
from typing import Any

import yaml

from engine.decks.adding import appended, line_behind
from engine.decks.card import Card, Deck
from engine.decks.events import load
from engine.decks.functions import Functions, functions_of
from engine.decks.library import Library
from engine.decks.mending import card_nodes
from engine.decks.questions import functions_of as named_by
from engine.decks.renaming import Called, Rewritten, encoded, one_of, read_text, spliced, with_cards, writable
from engine.problems import RecurError


def moved(library: Library, card: Card, to: Deck) -> list[Rewritten]:
    """The files that change where a card is moved to a deck. Raises RecurError where it cannot be."""
    new = f"{to.name}/{card.id}"
    if to.name == card.deck:
        raise RecurError(f"{card.key} is in {to.name} already", 2)
    if new in library.cards:
        raise RecurError(f"{to.name} has a card {card.id} already: `recur rename` one of them first", 2)
    source = library.deck(card.deck)
    for deck in (source, to):
        writable(deck, one_of(deck, card))
    called = Called(library, card.key, new)
    decks = [deck for deck in library.decks if deck.name in (card.deck, to.name) or called.concern(deck)]
    raw = {deck.name: read_text(deck) for deck in decks}
    texts = {deck.name: spliced(deck.path, raw[deck.name][1], called.named(deck.name)) for deck in decks}
    texts[source.name], written, data = _cut(source, texts[source.name], card.id)
    _check_functions(card, data, to)
    texts[to.name] = _added(to, texts[to.name], written, data)
    return [
        Rewritten(writable(deck, one_of(deck, card)), raw[deck.name][0], encoded(raw[deck.name][0], texts[deck.name]))
        for deck in sorted(decks, key=lambda deck: deck.name != to.name)  # a kill in between leaves two, never none
        if texts[deck.name] != raw[deck.name][1]
    ]


def _check_functions(card: Card, data: dict[str, Any], to: Deck) -> None:
    """Raises RecurError (2) where the card names a function that is not beside its new deck."""
    named = [data["run"]] if data.get("run") else []
    named += [name for question in data.get("quiz", ()) for _, name in named_by(question)]
    found = functions_of(to.code) if named and to.code else None
    known = found.names if isinstance(found, Functions) else frozenset()
    lacking = sorted(set(named) - known)
    if lacking and not (isinstance(found, Functions) and not found.complete):
        code = to.path.with_suffix(".py").name
        raise RecurError(f"{card.key} needs {', '.join(lacking)}: put that into {code} beside the deck first", 2)


def _cut(deck: Deck, text: str, name: str) -> tuple[str, list[str], dict[str, Any]]:
    """The deck's text without a card, the card's lines with its hyphen at the margin, and its data."""
    cards = list(card_nodes(yaml.compose(text, yaml.CSafeLoader)))
    if len(cards) == 1:
        raise RecurError(
            f"{name} is the only card of {deck.name}, and no deck is empty: rename the file, or add one", 2
        )
    before = load(text).data
    place = next(place for place, node in enumerate(cards) if _id(node) == name)
    start, end = _lines(deck, text, cards, place)
    column = cards[place].start_mark.index
    dash = text.rfind("-", start, column)
    shift = dash - text.rfind("\n", 0, dash) - 1
    written = text[start:end].replace("\r\n", "\n").rstrip("\n").split("\n")
    lines = [line[min(shift, len(line) - len(line.lstrip())) :] for line in written]
    data = next(each for each in _listed(before) if isinstance(each, dict) and each.get("id") == name)
    wanted = with_cards(before, lambda listed: [each for each in listed if each is not data])
    for made in _closed(text, start, end, last=place == len(cards) - 1):
        after = load(made)
        if not after.broken and after.data == wanted:
            return made, lines, data
    raise _by_hand(deck)


def _closed(text: str, start: int, end: int, last: bool) -> Iterator[str]:
    """The text without what stands between and without the empty lines that set it off; else with them."""
    head, tail = text[:start], text[end:]
    if head.replace("\r\n", "\n").endswith("\n\n"):
        eol = "\r\n" if "\r\n" in head else "\n"
        yield head.rstrip("\r\n") + eol + tail if last else head + tail.lstrip("\r\n")
    yield head + tail


def _added(deck: Deck, text: str, lines: list[str], data: dict[str, Any]) -> str:
    """The deck's text with the card behind its last one, set off and indented as that is."""
    block = "\n".join(lines)
    made = appended(text, block, apart=False) if load(f"{block}\n").data == [data] else None
    if made is None:
        raise _by_hand(deck)
    return made


def _lines(deck: Deck, text: str, cards: list[Any], place: int) -> tuple[int, int]:
    """From where to where a card's lines go, with the comments right above; those above the first are the deck's."""
    at = cards[place].start_mark.index
    dash = text.rfind("-", 0, at)
    start = text.rfind("\n", 0, max(dash, 0)) + 1
    if dash < 0 or text[start:dash].strip() or text[dash + 1 : at].strip():
        raise _by_hand(deck)
    while place and start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].lstrip().startswith("#"):
            break
        start = above
    return start, line_behind(text, cards[place])


def _by_hand(deck: Deck) -> RecurError:
    return RecurError(f"{deck.path} is written in a way that a card cannot be moved safely: do it in your editor")


def _id(node: Any) -> str:
    return next((str(value.value) for key, value in node.value if key.value == "id"), "")


def _listed(data: Any) -> list[Any]:
    return list(data["cards"] if isinstance(data, dict) else data)
