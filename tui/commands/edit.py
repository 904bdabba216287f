"""`recur edit`: a card in the editor, at its line; then its deck is read again."""

from pathlib import Path

import click

from tui.commands.options import deck_options, wanted


@click.command
@click.argument("card")
@deck_options
@click.pass_context
def command(ctx: click.Context, card: str, decks: tuple[Path, ...], trust: bool) -> None:
    """Open the deck of CARD (its id, or deck/id) in your editor, at the card's line.

    The editor is $VISUAL, else $EDITOR, else vi or nano. When it is closed the deck is read again, and what is wrong
    is told with its line. Progress stays, as long as the id does. The exit code is 1 where something is wrong; `recur
    check` runs the answers too.
    """
    from engine.decks.editing import errors_of, may_be_edited, place_of, read_again
    from engine.home import home
    from tui.editor import open_at
    from tui.problems import as_text

    library = wanted(decks, trust).library()
    place = place_of(library, card)
    may_be_edited(place.path, home())
    open_at(place.path, place.line)
    library = read_again(library, place.path, home())
    errors = errors_of(library, place.path, place.key)
    for line in as_text(errors):
        click.echo(line)
    if errors:
        ctx.exit(1)
    there = place.key in library.cards
    click.echo(f"{place.key}: well" if there else f"{place.path}: well, but {place.key} is no longer in it")
