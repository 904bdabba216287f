"""What an edit did: which siblings of a card are asked otherwise than before, and what the cards are called now."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from engine.decks.card import Card, Sibling
from engine.decks.editing import is_written, read_again
from engine.decks.library import Library

SAME = 0.5
"""From this share of common words on, a card under its old id is that card, however it reads."""


def asked_otherwise(before: Card, after: Card) -> tuple[str, ...]:
    """The keys of the siblings whose question or answer reads otherwise now, or that were not there before.

    Layout is no text: where lines break does not count.
    """
    known = {_which(each): (_words(each.question), _words(each.answer)) for each in before.siblings}
    return tuple(
        each.key for each in after.siblings if known.get(_which(each)) != (_words(each.question), _words(each.answer))
    )


def changed_part(before: Card, after: Card) -> str:
    """What of a card was changed, in a word or two: its answer above all."""
    if not _text(before) & _text(after) and not _reworded(before, after):
        return "whole card"
    if after.cloze or before.cloze:
        return "text"
    return "answer" if _words(before.answer) != _words(after.answer) else "question"


class Ids(NamedTuple):
    """What an edit did to the ids of a deck, in keys: those of today by those before, and of what is gone or new.

    Under `other` stands another card than before, which goes on with what is known of that one.
    """

    called: dict[str, str]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    other: tuple[str, ...] = ()


def read_edited(before: Library, path: Path, home: Path) -> tuple[Library, Ids]:
    """The library with the deck of that file as it is now, and what became of the ids of its cards."""
    after = read_again(before, path, home)
    ids = ids_changed(before, after, path.stem)
    return (read_again(before, path, home, ids.called) if ids.called else after), ids


def ids_changed(before: Library, after: Library, deck: str) -> Ids:
    """Which cards of a deck were given another id, which are gone, and which are new.

    A card is known by its text, also where another took its id: ids may have been swapped. A card that is gone is known
    by its place too where part of its text was changed; where it is the only one and another the only one new, by its
    place alone.
    """
    gone = [each for each in _of(before, deck) if not is_written(after, each.key)]
    new = [each for each in _of(after, deck) if each.key in after.cards and not is_written(before, each.key)]
    displaced = [each for each in _of(before, deck) if _asks_another(each, before, after)]
    at_their_ids = [after.cards[each.key] for each in displaced]
    called = _followed([*gone, *displaced], [*new, *at_their_ids])
    lost, found = [each for each in gone if each.key not in called], set(called.values())
    called |= _at_their_places(lost, [each for each in new if each.key not in found], before, after)
    texts = [_text(each) for each in (*gone, *displaced)]
    return Ids(
        called,
        tuple(each.key for each in gone if each.key not in called),
        tuple(each.key for each in new if each.key not in called.values()),
        tuple(
            each.key
            for each, now in zip(displaced, at_their_ids, strict=True)
            if each.key not in called and (_text(now) in texts or not _reworded(each, now))
        ),
    )


def _asks_another(card: Card, before: Library, after: Library) -> bool:
    """Whether under the id of this card another text stands, in all its parts."""
    return card.key in before.cards and card.key in after.cards and not _text(card) & _text(after.cards[card.key])


def _followed(gone: Sequence[Card], new: Sequence[Card]) -> dict[str, str]:
    """The ids of today of those that are known by their text, or else their question, and are the only ones of it.

    None takes the id of a card that is not known itself: what is known of the two would be mixed.
    """
    called: dict[str, str] = {}
    ways: tuple[Callable[[Card], Hashable], ...] = (
        lambda card: frozenset(_text(card)),
        lambda card: _words(card.question),
    )
    for told in ways:
        olds = _only(told, [each for each in gone if each.key not in called])
        news = _only(told, [each for each in new if each.key not in called.values()])
        called |= {olds[text]: news[text] for text in olds.keys() & news.keys() if text}
    taken = {each.key for each in gone}
    while mixed := [old for old, now in called.items() if now in taken - called.keys()]:
        for old in mixed:
            del called[old]
    return {each.key: called[each.key] for each in gone if each.key in called}


def _only(told: Callable[[Card], Hashable], cards: Sequence[Card]) -> dict[Hashable, str]:
    """The keys of the cards by what is told of them, where it is told of no other."""
    often = Counter(map(told, cards))
    return {told(each): each.key for each in cards if often[told(each)] == 1}


def _at_their_places(gone: Sequence[Card], new: Sequence[Card], before: Library, after: Library) -> dict[str, str]:
    """The ids of today of those whose place says what they are, with part of their text or without."""
    places: dict[str, int] = {}
    for cards, library, other in ((gone, before, after), (new, after, before)):
        places.update(_places(cards, library, other))
    found: dict[str, str] = {}
    for card in gone:
        at_its_place = [each for each in new if places[each.key] == places[card.key]]
        same = [each for each in new if _text(each) == _text(card) != set()]
        same = same or [each for each in at_its_place if _text(each) & _text(card)]
        same = same or (at_its_place if len(gone) == len(new) == 1 else [])
        if len(same) == 1:
            found[card.key] = same[0].key
    often = Counter(found.values())
    return {old: now for old, now in found.items() if often[now] == 1}


def _reworded(card: Card, now: Card) -> bool:
    """Whether half of the words are as they were, in their order."""
    one, other = (" ".join((each.question, each.answer, each.cloze)).split() for each in (card, now))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME


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
