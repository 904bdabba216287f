"""`recur list`: every card, with where it stands."""

import json
from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


@click.command
@click.argument("names", nargs=-1, metavar="[DECK]...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
def command(names: tuple[str, ...], as_json: bool, decks: tuple[Path, ...], trust: bool) -> None:
    """List the cards, each gap and reversal in a row of its own; of each DECK, or of all."""
    from engine.home import home
    from tui.ansi import columns, output_profile, say
    from tui.hidden import told_hidden
    from tui.listing import lines, rows

    asked = wanted(decks, trust)
    library = asked.library().select(names)
    found = rows(library.cards.values())
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in lines(found, output_profile(), columns()):
        say(line)
    named = {deck.name for deck in library.decks}
    for told in () if asked.decks else told_hidden(home(), named):
        click.echo(told, err=True)
