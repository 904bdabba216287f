"""`recur study`, and `recur` alone: the study screen, or the next card in plain text where there is no terminal."""

import sys
from pathlib import Path

import click

from tui.commands.options import deck_options, given, new_option, theme_option, wanted


@click.command
@click.argument("names", nargs=-1, metavar="[DECK]...")
@deck_options
@new_option
@theme_option
def command(names: tuple[str, ...], decks: tuple[Path, ...], trust: bool, new: int | None, theme: str | None) -> None:
    """Study what is due: all decks, or those named.

    Where there is no terminal, print what is due, then the next card with its answer.
    """
    asked, new, theme = wanted(decks, trust), given("new", new), given("theme", theme)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from tui.sitting import sit

        sit(lambda: asked.library().select(names), new, theme)
    from tui.plain import study

    study(lambda: asked.library().select(names), new)
