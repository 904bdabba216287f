"""A deck that is not its student's to edit, copied among those that are: it stands in the place of the other.

A card is remembered by the name of its deck and its id, so that all that was learnt of it stays.
"""

from contextlib import suppress
from pathlib import Path

from engine import clock
from engine.decks.beside import python_of
from engine.decks.card import Deck
from engine.decks.editing import comes_with_a_package, read_again
from engine.decks.library import Library
from engine.decks.schema import printed
from engine.decks.templates import SCHEMA
from engine.decks.trust import NotKeptError, look, trust
from engine.exchange.destination import write_over
from engine.problems import RecurError


def copied(library: Library, deck: Deck, home: Path) -> Library:
    """The library with a copy of the deck, and of the Python beside it, in the deck's place: `home`/decks.

    What of its Python might run, runs there as well, till it is changed. Raises RecurError where something of its name
    is in the way, or where it cannot be read or written; then no deck was written.
    """
    folder = home / "decks"
    taken = next((each for each in (folder / f"{deck.name}{end}" for end in (".yaml", ".yml")) if each.exists()), None)
    if taken is not None:
        raise RecurError(f"{taken} stands there already: edit that one", 2)
    path, code = folder / deck.path.name, folder / f"{deck.name}.py"
    beside = python_of(deck.code) if deck.code else ()
    try:
        contents = {folder / each.relative_to(deck.path.absolute().parent): each.read_bytes() for each in beside}
        cards = deck.path.read_bytes()
    except OSError as error:
        raise RecurError(f"{error.filename} cannot be read: {error.strerror or error}") from None
    for each, content in contents.items():
        if each.exists() and each.read_bytes() != content:
            raise RecurError(f"{each} stands there already, and is another: rename it first", 2)
    try:
        for each, content in contents.items():
            each.parent.mkdir(parents=True, exist_ok=True)
            write_over(each, content)
        if deck.trusted and contents and (deck.seal or comes_with_a_package(deck.path)):
            with suppress(NotKeptError):  # the app asks then
                trust(home, look(code), clock.now())
        if not (folder / SCHEMA).exists():
            write_over(folder / SCHEMA, printed().encode("utf-8"))
        write_over(path, cards)
    except OSError as error:
        raise RecurError(f"the copy {path} cannot be written: {error.strerror or error}") from None
    return read_again(library, path, home)
