"""`recur trust`: let the Python beside a deck run from now on."""

from pathlib import Path

import click


@click.command
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
def command(paths: tuple[Path, ...]) -> None:
    """Let the Python beside these decks run, until it changes.

    PATH is a deck or a folder of decks. Read the Python first: it runs with your rights.
    """
    from engine.decks.library import find_decks
    from engine.decks.trust import trust
    from engine.home import home

    folder = home()
    codes = [deck.code for deck in find_decks(paths).decks if deck.code is not None]
    for code in codes:
        trust(folder, code)
        click.echo(f"trusted {code}")
    if not codes:
        click.echo("nothing to trust: there is no Python beside these decks")
