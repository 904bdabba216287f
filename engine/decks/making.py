"""New decks on the disk: the deck, what editors complete it with, and the Python beside it where that is wanted."""

from pathlib import Path

from engine import clock
from engine.decks.schema import printed
from engine.decks.templates import SCHEMA, new_code, new_deck
from engine.decks.trust import look, trust
from engine.exchange.destination import among_ones_own, named, write_new
from engine.problems import RecurError


def make_deck(name: str, folder: Path | None, with_code: bool, home: Path, cards: str = "") -> Path:
    """Write a new deck, into a folder or else where decks are; returns its file.

    `cards`, as a list in YAML, stand in it in place of the one to begin from. Its Python is trusted as it is written
    here. Raises RecurError (2) for what is no name, and where something of that name is in the way.
    """
    there, _, last = name.strip().rstrip("/").rpartition("/")
    elsewhere = f"; `recur new deck {last} --to {there or '/'}` puts it there" if last.strip("./~ ") else ""
    path = named(name.strip(), folder.absolute()) if folder else among_ones_own(name.strip(), home, elsewhere)
    code = path.with_suffix(".py")
    for each in (path, path.with_suffix(".yml"), *((code,) if with_code else ())):
        if each.exists():
            raise RecurError(f"{each} stands there already: choose another name", 2)
    write_new(path, new_deck(path.stem, with_code, cards))
    schema = path.with_name(SCHEMA)
    if not schema.exists():
        write_new(schema, printed())
    if with_code:
        write_new(code, new_code())
        trust(home, look(code), clock.now())
    return path
