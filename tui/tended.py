"""What `recur rename` and `recur move` do, and say of it."""

import json
from collections.abc import Callable
from datetime import datetime

import click
import msgspec

from engine.clock import now
from engine.config import read_config
from engine.decks.library import Library
from engine.home import home
from engine.journal import Journal
from engine.scheduler import Scheduler
from engine.tending import Renamed


def tend(work: Callable[[Library, Journal, datetime], Renamed], library: Library, as_json: bool) -> None:
    """Do it, and print what became of the card and which files were changed. Raises RecurError."""
    folder, at = home(), now()
    journal = Journal.open(folder / "journal.db", Scheduler(read_config(folder).retention))
    try:
        done = work(library, journal, at)
    finally:
        journal.close()
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(done), ensure_ascii=False))
        return
    click.echo(f"{done.was} is {done.card} now, with its history")
    for file in done.files:
        click.echo(f"changed {file}")
