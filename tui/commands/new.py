"""`recur new`: a deck, or a card of one."""

from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


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
@deck_options
@click.pass_context
def card(ctx: click.Context, deck: str | None, decks: tuple[Path, ...], trust: bool) -> None:
    """Write a card in your editor, and add it to DECK (or to your only one).

    The editor is $VISUAL, else $EDITOR, else vi or nano. A card that is not well is told with its line, and can be
    edited again; till it is well it is kept as a draft, with which the same command goes on. All else of the deck stays
    as it was. The exit code is 1 where no card could be added.
    """
    from engine.decks.editing import of_ones_own
    from engine.home import home
    from tui.drafting import draft_into

    library = wanted(decks, trust).library()
    if not draft_into(library, of_ones_own(library, deck, home()), home()):
        ctx.exit(1)


def _quoted(text: str | Path) -> str:
    """As a shell reads it."""
    from shlex import quote

    return quote(str(text))
