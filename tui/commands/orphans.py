"""`recur orphans`: what was learnt of cards that no deck has."""

import json
from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


@click.command
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
def command(as_json: bool, decks: tuple[Path, ...], trust: bool) -> None:
    """List the cards that the journal knows and no deck has, with the name that each may have now.

    `recur rename OLD NEW` carries the history of such a card over to one that has none yet.
    """
    import msgspec

    from engine.config import read_config
    from engine.home import home
    from engine.journal import Journal
    from engine.orphans import orphans
    from engine.scheduler import Scheduler
    from tui.words import count

    library, folder = wanted(decks, trust).library(), home()
    journal = Journal.open(folder / "journal.db", Scheduler(read_config(folder).retention))
    try:
        found = orphans(library, journal)
    finally:
        journal.close()
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=2))
        return
    for each in found:
        hint = f"; renamed? recur rename {each.card} {each.near}" if each.near else ""
        click.echo(f"{each.card}: {count(each.reviews, 'review')}{hint}")
    click.echo(f"{count(len(found), 'card')} that no deck has" if found else "every card of the journal has its deck")
