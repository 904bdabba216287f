"""`recur due`: what is due, by deck."""

from pathlib import Path

import click

from tui.commands.options import deck_options, given, new_option, wanted


@click.command
@deck_options
@new_option
def command(decks: tuple[Path, ...], trust: bool, new: int | None) -> None:
    """Print what is due today, by deck, and when the next card comes."""
    from engine.home import home
    from tui.due import due_lines

    for line in due_lines(wanted(decks, trust).library(), home(), given("new", new)):
        click.echo(line)
