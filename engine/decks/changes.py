"""What an edit did to a card: which of its siblings are asked otherwise than before, and what it is called now."""

from collections.abc import Iterable

from engine.decks.card import Card, Sibling
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


def called_now(card: Card, before: Library, after: Library) -> str:
    """The key that a card has now whose id was changed; else empty.

    It is known by its text, or by its place where part of that was changed as well.
    """
    fresh = [each for each in after.cards.values() if each.deck == card.deck and each.key not in before.cards]
    place = _place(card, before, after)
    alike = [each for each in fresh if _text(each) & _text(card) and _place(each, after, before) == place]
    same = [each for each in fresh if _text(each) == _text(card)] or alike
    return same[0].key if len(same) == 1 else ""


def _place(card: Card, library: Library, other: Library) -> int:
    """How many cards stand before it in its deck, of those that the other library has too."""
    return sum(each.line < card.line and each.key in other.cards for each in library.deck(card.deck).cards)


def _which(sibling: Sibling) -> str:
    return sibling.key.removeprefix(sibling.card)


def _text(card: Card) -> set[str]:
    return {_words(each) for each in _parts(card) if each.strip()}


def _parts(card: Card) -> Iterable[str]:
    return ("Q " + card.question, "A " + card.answer) if not card.cloze else ("C " + card.cloze,)


def _words(text: str) -> str:
    return " ".join(text.split())
