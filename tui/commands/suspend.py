"""`recur suspend`: a card that is not to be asked for a time."""

from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


@click.command
@click.argument("card")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
def command(card: str, as_json: bool, decks: tuple[Path, ...], trust: bool) -> None:
    """Don't ask CARD (its id, or deck/id) until `recur unsuspend` resumes it; its progress is kept.

    It is suspended as a whole, with its reversal and all of its gaps.
    """
    from tui.aside import put_aside

    put_aside(wanted(decks, trust).library(), card, aside=True, as_json=as_json)
