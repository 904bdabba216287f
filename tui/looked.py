"""What is seen of a form while it is typed: the card as its deck would read it, and what keeps it from going there."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from engine.decks.adding import ids_of
from engine.decks.card import Deck
from engine.decks.library import Library
from engine.exchange.destination import among_ones_own
from engine.form import Form, Formed, formed, suggested_id
from engine.problems import RecurError
from tui.tex.measure import columns

NEW = "a new deck"
"""What is chosen where the card is to be the first of a deck."""


class Decks(NamedTuple):
    """The decks a card may go into, by name, and which is chosen; `home` is where a new one would be."""

    own: Mapping[str, Deck]
    chosen: str
    home: Path


class Look(NamedTuple):
    """The form with its id, what it makes, the id suggested, and what is wrong with the deck."""

    form: Form
    formed: Formed
    suggested: str
    said: str


def look(form: Form, decks: Decks, library: Library, suggested: str, tried: bool) -> Look:
    """Read what is typed. `suggested` is the id that was so before; a missing name is told once saving was `tried`."""
    said, taken = "", frozenset[str]()
    deck = decks.own.get(decks.chosen)
    try:
        if deck is None:
            deck = _deck_to_be(form, decks, tried)
        else:
            taken = frozenset(ids_of(deck))
    except RecurError as error:
        said = str(error)
    now = suggested_id(form, taken)
    if form.id in ("", suggested):
        form = msgspec.structs.replace(form, id=now)
    deck = deck or Deck(name=form.deck or "new", path=decks.home / "decks" / "new.yaml")
    return Look(form, formed(form, deck, library, taken, columns), now, said)


def _deck_to_be(form: Form, decks: Decks, tried: bool) -> Deck:
    """The new deck. Raises RecurError for a name that it cannot have."""
    name = form.deck.strip()
    if not name:
        raise RecurError("give the new deck a name" if tried else "")
    path = among_ones_own(name, decks.home)
    if path.exists() or name in decks.own:
        raise RecurError(f"{path} stands there already: choose another name")
    return Deck(name=path.stem, path=path)
