"""`recur due`: what is due, by deck."""

from pathlib import Path

import click

from tui.commands.options import deck_options, given, new_option, wanted


@click.command
@click.argument("names", nargs=-1, metavar="[DECK]...")
@deck_options
@new_option
def command(names: tuple[str, ...], decks: tuple[Path, ...], trust: bool, new: int | None) -> None:
    """Print what is due today, by deck, and when the next card comes; of each DECK, or of all.

    Due are cards to be reviewed, learning those that were met or forgotten a moment ago and come back today: when
    nothing else is left, up to twenty minutes early. The header of `recur study` counts alike.
    """
    from engine.home import home
    from tui.due import due_lines

    for line in due_lines(wanted(decks, trust).library().select(names), home(), given("new", new)):
        click.echo(line)
