"""Finding cards: which of them have all the words, the best first."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.decks.card import Card

_WEIGHTS = (4, 3, 2, 1)


@dataclass(frozen=True)
class Findable:
    """A card with its texts ready to be searched: title and tags, question, deck and source, answer."""

    card: Card
    texts: tuple[str, str, str, str]

    @classmethod
    def of(cls, card: Card, deck: str) -> "Findable":
        source = card.source.note if card.source else ""
        texts = (
            f"{card.key} {card.title} {' '.join(card.tags)}",
            f"{card.question} {card.cloze}",
            f"{deck} {source}",
            card.answer,
        )
        return cls(card, (texts[0].casefold(), texts[1].casefold(), texts[2].casefold(), texts[3].casefold()))


def found(cards: Iterable[Findable], query: str) -> list[Card]:
    """The cards that have every word of the query somewhere, those that have it in the title first."""
    words = query.casefold().split()
    scored = [(score, each.card) for each in cards if (score := _score(each, words)) is not None]
    return [card for _, card in sorted(scored, key=lambda each: -each[0])]


def _score(each: Findable, words: list[str]) -> int | None:
    total = 0
    for word in words:
        best = max((weight for weight, text in zip(_WEIGHTS, each.texts, strict=True) if word in text), default=0)
        if not best:
            return None
        total += best
    return total
