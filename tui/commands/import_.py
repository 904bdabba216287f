"""`recur import`: a deck made of notes or of a table."""

from pathlib import Path

import click

from engine.exchange import FORMATS_IN


@click.command
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--as", "name", metavar="NAME", help="What the deck is called, or a path that ends in .yaml.")
@click.option(
    "--format", "kind", type=click.Choice(FORMATS_IN), help="How the cards are written, else told by the file."
)
@click.option("--update", is_flag=True, help="Bring a deck that was imported before up to date; its ids stay.")
def command(files: tuple[Path, ...], name: str | None, kind: str | None, update: bool) -> None:
    """Make a deck of FILEs: Markdown notes, a table (CSV, TSV) or JSON.

    \b
    Notes are read as
      hashcards  Q: … A: …, and C: … with [gaps]
      obsidian   question::answer, ::: both ways, a line ? or ?? between, ==gaps==
      headings   a heading asks, the text below it answers
    A table has a head that names question, answer, tags and hint, or these columns in this order.

    The deck goes into your decks folder, under the name of the first file or NAME; a file is never overwritten. What
    is not carried over is listed on standard error, with its line. Ids are made of the questions' words. With --update
    a card whose text is the same or alike keeps its id, and so its schedule, and what you added to it; cards that the
    notes no longer have stay, and the deck as it was stays beside it, with a ~ at the end of its name.
    """
    from engine.exchange.destination import destination, name_of
    from engine.home import home
    from tui.imported import bring_in

    path = destination(name or name_of(files[0]), home())
    bring_in(files, path, kind or "", update)
