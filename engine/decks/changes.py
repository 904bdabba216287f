"""What an edit did: which siblings of a card are asked otherwise than before, and what the cards are called now."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from engine.decks.card import Card, Sibling
from engine.decks.editing import is_written, read_again
from engine.decks.library import Library


def asked_otherwise(before: Card, after: Card) -> tuple[str, ...]:
    """The keys of the siblings whose question or answer reads otherwise now, or that were not there before.

    Layout is no text: where lines break does not count.
    """
    known = {_which(each): (_words(each.question), _words(each.answer)) for each in before.siblings}
    return tuple(
        each.key for each in after.siblings if known.get(_which(each)) != (_words(each.question), _words(each.answer))
    )


def changed_part(before: Card, after: Card) -> str:
    """What of a card was changed, in a word: its answer above all."""
    if after.cloze or before.cloze:
        return "text"
    return "answer" if _words(before.answer) != _words(after.answer) else "question"


class Ids(NamedTuple):
    """What an edit did to the ids of a deck, in keys: those of today by those before, and of what is gone or new."""

    called: dict[str, str]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def read_edited(before: Library, path: Path, home: Path) -> tuple[Library, Ids]:
    """The library with the deck of that file as it is now, and what became of the ids of its cards."""
    after = read_again(before, path, home)
    ids = ids_changed(before, after, path.stem)
    return (read_again(before, path, home, ids.called) if ids.called else after), ids


def ids_changed(before: Library, after: Library, deck: str) -> Ids:
    """Which cards of a deck were given another id, which are gone, and which are new.

    A card is known by its text, or by its place where part of that was changed as well; where it is the only one gone
    and another the only one new, by its place alone.
    """
    gone = [each for each in _of(before, deck) if not is_written(after, each.key)]
    new = [each for each in _of(after, deck) if each.key in after.cards and not is_written(before, each.key)]
    texts, places = {each.key: _text(each) for each in (*gone, *new)}, {}
    for cards, library, other in ((gone, before, after), (new, after, before)):
        places.update(_places(cards, library, other))
    found: dict[str, str] = {}
    for card in gone:
        at_its_place = [each for each in new if places[each.key] == places[card.key]]
        same = [each for each in new if texts[each.key] == texts[card.key] != set()]
        same = same or [each for each in at_its_place if texts[each.key] & texts[card.key]]
        same = same or (at_its_place if len(gone) == len(new) == 1 else [])
        if len(same) == 1:
            found[card.key] = same[0].key
    often = Counter(found.values())
    called = {old: now for old, now in found.items() if often[now] == 1}
    return Ids(
        called,
        tuple(each.key for each in gone if each.key not in called),
        tuple(each.key for each in new if each.key not in called.values()),
    )


def _of(library: Library, deck: str) -> list[Card]:
    """The cards of a deck that have an id, those that cannot be studied too."""
    return [card for each in library.decks if each.name == deck for card in (*each.cards, *each.faulty) if card.id]


def _places(cards: Sequence[Card], library: Library, other: Library) -> dict[str, int]:
    """Of each of these, how many cards stand before it in its deck that the other library has too."""
    lines = sorted(each.line for each in _of(library, cards[0].deck) if is_written(other, each.key)) if cards else []
    return {each.key: bisect_left(lines, each.line) for each in cards}


def _which(sibling: Sibling) -> str:
    return sibling.key.removeprefix(sibling.card)


def _text(card: Card) -> set[str]:
    return {_words(each) for each in _parts(card) if each.strip()}


def _parts(card: Card) -> Iterable[str]:
    return ("Q " + card.question, "A " + card.answer) if not card.cloze else ("C " + card.cloze,)


def _words(text: str) -> str:
    return " ".join(text.split())
