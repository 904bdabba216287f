"""`recur new`: a deck, or a card of one."""

from pathlib import Path

import click


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


def _quoted(text: str | Path) -> str:
    """As a shell reads it."""
    from shlex import quote

    return quote(str(text))
