"""`recur unsuspend`: a card that is asked again."""

from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


@click.command
@click.argument("card")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@deck_options
def command(card: str, as_json: bool, decks: tuple[Path, ...], trust: bool) -> None:
    """Ask CARD again, which was suspended: when it was to be asked, which may be at once."""
    from tui.aside import put_aside

    put_aside(wanted(decks, trust).library(), card, aside=False, as_json=as_json)
