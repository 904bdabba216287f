"""From a fault of a card that was read to a problem with its line and column. Only for messages, so it may be slow."""

from engine.decks.card import Card, Deck
from engine.decks.faults import Fault, Spot
from engine.problems import Problem


def located(deck: Deck, card: Card, fault: Fault, level: str = "error") -> Problem:
    """The problem at the fault's place in the deck's file; at the card's line where the file is no longer there."""
    from engine.decks.places import places_in  # with YAML: only where something is wrong

    try:
        places = places_in(deck.path, deck.path.stat().st_mtime_ns)
    except OSError:
        places = None
    spot = places.card_spot(fault, card.line) if places else Spot(card.line, 1, fault.message)
    return Problem(deck.path, spot.line, spot.column, spot.message, card.key, level)
