"""`recur rename`: a card under another id, its history kept."""

from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


@click.command
@click.argument("card")
@click.argument("new", metavar="NEW-ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
def command(card: str, new: str, as_json: bool, decks: tuple[Path, ...], trust: bool) -> None:
    """Give CARD the id NEW-ID, in its deck and wherever `after` names it; what was learnt goes along.

    CARD may also be one that no deck has any more (`recur orphans`): then NEW-ID is the card that it has become, which
    gets its history. What was learnt of that one since goes on from it; of one that was learnt before, nothing changes.
    """
    from engine.tending import rename
    from tui.tended import tend

    tend(lambda library, journal, at: rename(library, journal, card, new, at), wanted(decks, trust).library(), as_json)
