"""A card edited while it is on the screen: the app steps aside for the editor, then the deck is read again."""

from dataclasses import dataclass
from pathlib import Path

from textual.app import App

from engine.decks.card import Card
from engine.decks.changes import Ids, asked_otherwise, changed_part, read_edited
from engine.decks.editing import errors_of, is_written, may_be_edited, place_of
from engine.decks.library import Library
from engine.problems import Problem
from tui.editor import open_from


@dataclass(frozen=True)
class Edited:
    """What became of a card in the editor. `card` is as it was when it was last graded, however often it was edited."""

    card: Card
    key: str
    """What it is called now; empty where it is gone, and not for something that is wrong."""
    ids: Ids
    """What became of the ids of its deck."""
    fault: Problem | None = None
    """The first thing that is wrong with its deck now."""

    def otherwise(self, card: Card) -> tuple[str, ...]:
        """The keys of its siblings that are asked otherwise than they were; none, of another card."""
        return asked_otherwise(self.card, card) if card.key == self.key else ()

    def part(self, card: Card) -> str:
        """What of it was changed, in a word."""
        return changed_part(self.card, card)


def edited(app: App[None], library: Library, card: Card, home: Path, last: Edited | None) -> tuple[Library, Edited]:
    """The library with the card's deck as it is afterwards, and what became of the card.

    Where the edit of it before, `last`, left a fault, the editor is opened there. Raises RecurError where the card
    cannot be edited, or the editor fails.
    """
    path, line, key = place_of(library, card.key)
    again = last if last is not None and last.key == card.key else None
    if again is not None and again.fault is not None and again.fault.path == path:
        line = again.fault.line
    may_be_edited(path, home, key)
    open_from(app, path, line, instead=f"recur edit {card.key}")
    after, ids = read_edited(library, path, home)
    if key not in after.cards and is_written(after, key):
        ids = Ids({}, (), ())  # it stays on the screen, with its deck as it was, till it is mended
    called = ids.called.get(key) or (key if is_written(after, key) else "")
    fault = next(iter(errors_of(after, path, called or key)), None)
    return after, Edited(again.card if again else card, called or (key if fault else ""), ids, fault)
