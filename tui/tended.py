"""What `recur rename` and `recur move` do, and say of it."""

import json
from collections.abc import Callable
from datetime import datetime

import click
import msgspec

from engine.decks.library import Library
from engine.journal import Journal
from engine.tending import Renamed
from tui.journal import at_the_journal


def tend(work: Callable[[Library, Journal, datetime], Renamed], library: Library, as_json: bool) -> None:
    """Do it, and print what became of the card and which files were changed. Raises RecurError."""
    done = at_the_journal(lambda journal, at: work(library, journal, at))
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(done), ensure_ascii=False))
        return
    click.echo(f"{done.was} is {done.card} now, with its history")
    for file in done.files:
        click.echo(f"changed {file}")
