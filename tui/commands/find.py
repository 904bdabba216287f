"""`recur find`: the cards that have some words."""

import json
from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


@click.command
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
def command(words: tuple[str, ...], as_json: bool, decks: tuple[Path, ...], trust: bool) -> None:
    """Find the cards that have every WORD in their id, tags, question, deck, source or answer, the best first.

    The rows are those of `recur list`; a part of a word will do.
    """
    from tui.ansi import columns, output_profile, say
    from tui.finding import Findable, found
    from tui.listing import lines, rows
    from tui.words import count

    library = wanted(decks, trust).library()
    cards = found(
        (Findable.of(card, deck.title or deck.name) for deck in library.decks for card in deck.cards), " ".join(words)
    )
    listed = rows(cards)
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for line in lines(listed, output_profile(), columns()):
        say(line)
    if not cards:
        click.echo(f"none of {count(len(library.cards), 'card')} has all of these words", err=True)
