"""Whether a card is still what it was when it was last found well. Nothing is run, and nothing large imported."""

from pathlib import Path
from typing import Literal

from engine.checking import record
from engine.decks import digests
from engine.decks.card import Card, Deck

State = Literal["verified", "changed", "never"]


def state(card: Card, deck: Deck, home: Path) -> State:
    """`changed` where the card, its code or a module that it is made of is no longer what was found well.

    `never` where no check has found the card well, or there is nothing in it to be run.
    """
    kept = record.read(deck.path, home)
    well = kept.cards.get(card.id)
    if well is None:
        return "never"
    return "verified" if well.content == digests.of_card(card, deck, kept.behind) else "changed"
