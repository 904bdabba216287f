"""Decks that came with a package and are not studied: decks of one's own have their names, and stand in their place."""

from pathlib import Path
from typing import NamedTuple

from engine.decks.finding import in_folder, shipped
from engine.decks.kept import read_kept


class Hidden(NamedTuple):
    """A deck of a package, and the deck of one's own in its place."""

    path: Path
    own: Path

    @property
    def name(self) -> str:
        """What both are called."""
        return self.own.stem


def hidden(home: Path) -> list[Hidden]:
    """Each of them, by its name."""
    own = {path.stem: path for path in in_folder(home / "decks")}
    return [Hidden(path, own[path.stem]) for path in sorted(shipped()) if path.stem in own]


def is_copy(deck: Hidden, home: Path) -> bool:
    """Whether one's own is a copy, however it was edited: it has a card of the other."""
    one, other = ({card.id for card in read_kept(path, home)[0].cards} for path in (deck.own, deck.path))
    return bool(one & other)
