"""`recur export`: decks for other tools."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.exchange import FORMATS_OUT
from tui.commands.options import deck_options, wanted

if TYPE_CHECKING:
    from engine.decks.library import Library


@click.command
@click.argument("names", nargs=-1, metavar="[DECK]...")
@click.option(
    "--to",
    "file",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write.",
)
@click.option("--format", "kind", type=click.Choice(FORMATS_OUT), help="What to write, else told by FILE's ending.")
@click.option("--no-run", is_flag=True, help="For Anki: leave out what answers show, which is quicker.")
@deck_options
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    file: Path,
    kind: str | None,
    no_run: bool,
    decks: tuple[Path, ...],
    trust: bool,
) -> None:
    """Write DECKs, or all of them, to FILE.

    \b
    .apkg       for Anki: reversals and gaps as cards of their own, mathematics for MathJax, and what answers show
                at their start as text. Imported again it updates the notes of a deck that was changed since.
    .csv .tsv   a row for each card
    .md         Q: and A:, or C:, as hashcards reads it; `recur import` reads all of it
    .json       everything that the decks say

    FILE is replaced where it stands. Schedules stay here. What is not carried over is listed on standard error. The
    exit code is 1 when a deck has errors or an answer fails; what is well is written all the same.
    """
    written = kind or file.suffix.lower().removeprefix(".")
    if written not in FORMATS_OUT:
        known = ", ".join(f".{each}" for each in FORMATS_OUT)
        raise click.BadParameter(f"{file.name} should end in one of {known}; or say --format", param_hint="'--to'")
    if not file.parent.is_dir():
        raise click.BadParameter(f"there is no folder {file.parent}", param_hint="'--to'")
    ctx.exit(0 if _export(wanted(decks, trust).library().select(names), file, written, not no_run) else 1)


def _export(library: "Library", file: Path, kind: str, run: bool) -> bool:
    """Write, and tell. Whether nothing was wrong with the decks."""
    import asyncio

    from engine.exchange.destination import write_over
    from engine.exchange.draft import LEFT
    from engine.exchange.exporting import left_behind
    from engine.problems import RecurError
    from tui.imported import tell
    from tui.words import count

    cards = sum(len(deck.cards) for deck in library.decks)
    if not cards:
        raise RecurError("there is no card to export" if not library.problems else str(library.problems[0]), 1)
    shown: dict[str, str] = {}
    problems = list(library.problems)
    if kind == "apkg" and run:
        from engine.exchange.shown import shown_by
        from tui.progress import progress
        from tui.static import static_text

        shown, more = asyncio.run(shown_by(library.decks, static_text, progress=progress("answers")))
        problems += more
    write_over(file, _written(library, kind, shown))
    errors = [problem for problem in problems if problem.level == "error"]
    for problem in errors:
        click.echo(str(problem), err=True)
    tell([each for each in problems if each.level == LEFT] + left_behind(library.decks, kind, run))
    click.echo(f"{file}: {count(cards, 'card')} of {count(len(library.decks), 'deck')}")
    return not errors


def _written(library: "Library", kind: str, shown: Mapping[str, str]) -> bytes:
    from engine.exchange.exporting import written

    if kind != "apkg":
        return written(library, kind, shown)
    from tui.journal import at_the_journal

    return at_the_journal(lambda journal, _: written(library, kind, shown, journal.first_name))
