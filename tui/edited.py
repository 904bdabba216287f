"""A card edited while it is on the screen: the app steps aside for the editor, then the deck is read again."""

from pathlib import Path

from textual.app import App, SuspendNotSupported

from engine.decks.card import Card
from engine.decks.editing import errors_of, may_be_edited, place_of, read_again
from engine.decks.library import Library
from engine.problems import Problem, RecurError
from tui.editor import open_at


def edited(app: App[None], library: Library, card: Card, home: Path) -> tuple[Library, Problem | None]:
    """The library with the card's deck as it is afterwards, and the first thing that is wrong with it.

    Raises RecurError where the card cannot be edited, or the editor fails.
    """
    path, line, key = place_of(library, card.key)
    may_be_edited(path, home)
    trouble: RecurError | None = None
    try:
        with app.suspend():
            try:
                open_at(path, line)
            except RecurError as error:
                trouble = error  # the app has to come back before it is told
    except SuspendNotSupported:
        raise RecurError(f"the screen cannot be left here: recur edit {card.key}") from None
    if trouble is not None:
        raise trouble
    library = read_again(library, path, home)
    return library, next(iter(errors_of(library, path, key)), None)
