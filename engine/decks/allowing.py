"""Decks whose code may run: that of installed packages and of `--trust` as it is, other code as somebody trusted it."""

from pathlib import Path
from shlex import quote

import msgspec

from engine.decks.card import Deck
from engine.decks.trust import List, known_to, sealed
from engine.seals import Seal, is_whole


def free(deck: Deck) -> Deck:
    """The deck, its code free to run as it is."""
    return msgspec.structs.replace(deck, trusted=deck.code is not None, seal=())


def under(deck: Deck, seal: Seal) -> Deck:
    """The deck, its code free to run under this seal; under an empty one it may not."""
    return msgspec.structs.replace(deck, trusted=bool(seal), seal=seal)


def permitted(deck: Deck, known: List) -> Deck:
    """The deck, its code free to run where it still is as somebody trusted it."""
    return under(deck, sealed(known, deck.code) if deck.code is not None and known else ())


def lapsed(deck: Deck, home: Path) -> Deck | None:
    """The deck as it may run now, where its code is no longer what was sealed; else None."""
    if deck.code is None or not deck.seal or is_whole(deck.seal):
        return None
    return permitted(deck, known_to(home))


def how_to_trust(deck: Deck) -> str:
    """What to type so that a deck's code runs."""
    return f"`recur trust {quote(str(deck.path))}`, or --trust for this time"
