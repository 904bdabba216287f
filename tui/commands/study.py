"""`recur study`, and `recur` alone: the study screen, or the next card in plain text where there is no terminal."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.options import deck_options, given, new_option, theme_option, wanted

if TYPE_CHECKING:
    from engine.decks.library import Library


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
        gc.disable()  # till the first card is painted: nothing is thrown away before, and looking for it takes time
        _screen(asked.library().select(names), new, theme)
        return
    from tui.plain import study

    study(lambda: asked.library().select(names), new)


def _screen(library: "Library", new: int | None, theme: str | None) -> None:
    from engine.config import read_config
    from engine.desk import Desk
    from engine.home import home
    from tui.app import RecurApp

    folder = home()
    desk = Desk.open(library, folder, new)
    sys.exit(RecurApp(desk, folder, read_config(folder), theme, new).sit())
