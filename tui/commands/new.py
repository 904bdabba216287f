"""`recur new`: a deck, or a card of one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.options import deck_options, given, theme_option, wanted

if TYPE_CHECKING:
    from engine.decks.card import Deck
    from engine.decks.library import Library


@click.group
def command() -> None:
    """Begin a deck, or write a card."""


@command.command
@click.argument("name")
@click.option("--code", "with_code", is_flag=True, help="With Python beside it: a card with a slider and a plot.")
@click.option("--here", is_flag=True, help="In this folder, not in your decks folder.")
@click.option(
    "--to", "folder", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path), help="In FOLDER."
)
def deck(name: str, with_code: bool, here: bool, folder: Path | None) -> None:
    """Write a deck called NAME, with a card to begin from.

    It goes into your decks folder, where `recur` finds it; elsewhere, study it with --decks. A file is never
    overwritten. The Python written here may run at once; when you have changed it, `recur trust` it.
    """
    from engine.decks.making import make_deck
    from engine.home import home

    if here and folder is not None:
        raise click.UsageError("--here and --to both say where: give one of them")
    path = make_deck(name, Path.cwd() if here else folder, with_code, home())
    click.echo(path)
    if with_code:
        click.echo(path.with_suffix(".py"))
    named = _quoted(path.stem) if path.parent == home() / "decks" else f"--decks {_quoted(path)}"
    click.echo(f"study it: recur study {named}", err=True)
    click.echo(f"check it: recur check {_quoted(path)}", err=True)


@command.command
@click.argument("deck", required=False, metavar="[DECK]")
@click.option("--editor", "-e", is_flag=True, help="In your editor, not in the form.")
@deck_options
@theme_option
@click.pass_context
def card(
    ctx: click.Context, deck: str | None, editor: bool, decks: tuple[Path, ...], trust: bool, theme: str | None
) -> None:
    """Write a card in a form, and add it to DECK (or to one that you choose there).

    The form shows the card as it will be asked, and what is wrong with it. With --editor, or where there is no
    terminal, it is written in your editor ($VISUAL, else $EDITOR, else vi or nano), for DECK or your only one: a card
    that is not well is told with its line and kept as a draft, with which the same command goes on. All else of the
    deck stays as it was. The exit code is 1 where the card could not be added or the editor failed; where nothing was
    written there is nothing to add, and it is 0.
    """
    from engine.decks.editing import of_ones_own
    from engine.home import home

    library = wanted(decks, trust).library()
    if not editor and sys.stdin.isatty() and sys.stdout.isatty():
        _form(library, of_ones_own(library, deck, home()) if deck else None, given("theme", theme))
        return
    from tui.drafting import draft_into

    if not draft_into(library, of_ones_own(library, deck, home()), home()):
        ctx.exit(1)


def _form(library: "Library", deck: "Deck | None", theme: str | None) -> None:
    """The form on the screen; what was added with it is told afterwards."""
    from engine.config import read_config
    from engine.decks.editing import own_decks
    from engine.desk import Desk
    from engine.home import home
    from tui.app import RecurApp
    from tui.screens.form import FormScreen

    folder = home()
    form = FormScreen(folder, deck, tuple(own_decks(library)))
    app = RecurApp(Desk.open(library, folder), folder, read_config(folder), theme, form=form)
    code = app.sit()
    for each in app.written:
        click.echo(each)
    sys.exit(code)


def _quoted(text: str | Path) -> str:
    """As a shell reads it."""
    from shlex import quote

    return quote(str(text))
