"""A card under another name, in the text of its deck and of those that name it in `after`.

The texts are spliced at the marks of their YAML nodes, so that comments and layout stay; what reads otherwise
afterwards than it should is refused before anything is written.
"""

import codecs
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from engine.decks.card import Card, Deck
from engine.decks.cards import is_id
from engine.decks.events import load
from engine.decks.finding import shipped
from engine.decks.library import Library
from engine.decks.mending import card_nodes
from engine.decks.order import key_of
from engine.problems import RecurError

Named = Callable[[str, list[str]], tuple[str, list[str]]]
"""A card's id and the names in its `after`, as they are to be."""


@dataclass(frozen=True)
class Rewritten:
    """A deck's file, as it was and as it is to be."""

    path: Path
    before: bytes
    after: bytes


def renamed(library: Library, card: Card, name: str) -> list[Rewritten]:
    """The files that change where a card gets the id `name`. Raises RecurError (2) where it cannot have it."""
    if not is_id(name):
        raise RecurError(f"{name} cannot be an id: it has letters, digits and hyphens", 2)
    new = f"{card.deck}/{name}"
    if new in library.cards:
        raise RecurError(f"{card.deck} has a card {name} already: choose another id", 2)
    called = Called(library, card.key, new)
    rewritten = []
    for deck in library.decks:
        if deck.name != card.deck and not called.concern(deck):
            continue
        raw, text = read_text(deck)
        changed = spliced(deck.path, text, called.named(deck.name))
        if changed != text:
            rewritten.append(Rewritten(writable(deck, one_of(deck, card)), raw, encoded(raw, changed)))
    return rewritten


class Called:
    """What cards are to be called by the others, where `old` becomes `new`."""

    def __init__(self, library: Library, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._before = list(library.cards)
        order = {deck.name: place for place, deck in enumerate(library.decks)}
        after = [new if key == old else key for key in library.cards]
        self._after = sorted(after, key=lambda key: order[key.partition("/")[0]])
        self._by_id_before, self._by_id_after = _by_id(self._before), _by_id(self._after)
        self._keys_before, self._keys_after = set(self._before), set(self._after)
        self._ids = {key.partition("/")[2] for key in (old, new)}

    def concern(self, deck: Deck) -> bool:
        """Whether a card of this deck names one that may be meant otherwise afterwards."""
        return any(key.partition("/")[2] in self._ids for card in deck.cards for key in card.after)

    def named(self, deck: str) -> Named:
        """How the cards of a deck are to name others, each as it did where it can."""

        def change(card: str, after: list[str]) -> tuple[str, list[str]]:
            key = f"{deck}/{card}"
            where, _, name = (self.new if key == self.old else key).partition("/")
            return name, [self._name(each, deck, where) for each in after]

        return change

    def _name(self, name: str, deck: str, deck_after: str) -> str:
        meant = key_of(name, deck, self._keys_before, self._by_id_before)
        if meant is None:
            return name
        meant = self.new if meant == self.old else meant
        known = meant.partition("/")[2]
        for written in (name, *([known] if "/" not in name else [])):
            if key_of(written, deck_after, self._keys_after, self._by_id_after) == meant:
                return written
        return meant


def read_text(deck: Deck) -> tuple[bytes, str]:
    """The bytes of a deck's file and its text. Raises RecurError where it is not YAML."""
    raw = deck.path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if load(text).broken:
        raise RecurError(f"{deck.path} cannot be read as it is: `recur check {deck.path}` says what is wrong")
    return raw, text


def encoded(raw: bytes, text: str) -> bytes:
    """A text in bytes, with the mark at its beginning if the old one had it."""
    return (codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b"") + text.encode("utf-8")


def writable(deck: Deck, card: str) -> Path:
    """The deck's file, links followed. Raises RecurError (2) for one that is installed; `card` is the key of a card."""
    path = deck.path.resolve()
    if path in {each.resolve() for each in shipped()}:
        raise RecurError(
            f"{deck.name} came with a package and stays as it is: `recur edit --copy {card}` copies it into your decks;"
            " then say this again",
            2,
        )
    return path


def one_of(deck: Deck, card: Card) -> str:
    """The key of a card where it is of that deck, else of the deck's first."""
    return card.key if card.deck == deck.name or not deck.cards else deck.cards[0].key


def spliced(path: Path, text: str, change: Named) -> str:
    """The text with each card's id and `after` changed. Raises RecurError where that cannot be done safely."""
    edits: list[tuple[int, int, str]] = []
    for card in card_nodes(yaml.compose(text, yaml.CSafeLoader)):
        nodes = {key.value: value for key, value in card.value}
        known = nodes.get("id")
        names = getattr(nodes.get("after"), "value", [])
        if not isinstance(known, yaml.ScalarNode) or not isinstance(names, list):
            continue
        name, after = change(known.value, [str(each.value) for each in names])
        pairs = [(known, name), *zip(names, after, strict=True)]
        edits += [
            (node.start_mark.index, node.end_mark.index, _scalar(node, new)) for node, new in pairs if node.value != new
        ]
    parts, at = [], 0
    for start, end, new in sorted(set(edits)):
        parts += [text[at:start], new]
        at = end
    made = "".join([*parts, text[at:]])
    if load(made).data != with_cards(load(text).data, lambda cards: [_changed(card, change) for card in cards]):
        raise RecurError(f"{path} is written in a way that cannot be changed safely: change it in your editor")
    return made


def with_cards(data: Any, change: Callable[[list[Any]], list[Any]]) -> Any:
    """A deck's data with its list of cards changed."""
    return {**data, "cards": change(data["cards"])} if isinstance(data, Mapping) else change(data)


def _changed(card: Any, change: Named) -> Any:
    if not isinstance(card, dict) or not isinstance(card.get("id"), str) or not isinstance(card.get("after", []), list):
        return card
    name, after = change(card["id"], list(map(str, card.get("after", []))))
    return card | {"id": name} | ({"after": after} if "after" in card else {})


def _scalar(node: Any, text: str) -> str:
    """A text as a scalar in place of another, in its quotes if it has some."""
    if node.style == "'":
        return "'" + text.replace("'", "''") + "'"
    plain = node.style != '"' and load(f"a: [{text}]").data == {"a": [text]}
    return text if plain else json.dumps(text, ensure_ascii=False)


def _by_id(keys: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(key.partition("/")[2], []).append(key)
    return found
