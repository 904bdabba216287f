"""From a fault of a card that was read to a problem with its line and column. Only for messages, so it may be slow."""

from typing import TYPE_CHECKING

from engine.decks.card import Card, Deck
from engine.decks.faults import Fault, Path, Spot
from engine.problems import Problem

if TYPE_CHECKING:
    from engine.decks.places import Places


def located(deck: Deck, card: Card, fault: Fault, level: str = "error") -> Problem:
    """The problem at the fault's place in the deck's file; at the card's line where the file is no longer there."""
    places = _places(deck)
    spot = places.card_spot(fault, card.line) if places else Spot(card.line, 1, fault.message)
    return Problem(deck.path, spot.line, spot.column, spot.message, card.key, level)


def is_within(problem: Problem, deck: Deck, card: Card, path: Path) -> bool:
    """Whether a problem of the card is within that path of it; true where that can no longer be told."""
    places = _places(deck)
    return places is None or places.in_card(problem.line, problem.column, card.line, path)


def _places(deck: Deck) -> "Places | None":
    from engine.decks.places import places_in  # with YAML: only where something is wrong

    try:
        return places_in(deck.path, deck.path.stat().st_mtime_ns)
    except OSError:
        return None
