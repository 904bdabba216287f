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

    from engine.orphans import orphans
    from tui.journal import at_the_journal
    from tui.words import count

    library = wanted(decks, trust).library()
    found = at_the_journal(lambda journal, _: orphans(library, journal))
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=2))
        return
    for each in found:
        hint = f"; renamed? recur rename {each.card} {each.near}" if each.near else ""
        click.echo(f"{each.card}: {count(each.reviews, 'review')}{hint}")
    click.echo(f"{count(len(found), 'card')} that no deck has" if found else "every card of the journal has its deck")
