"""`recur check`: every deck read, every answer run and every claim held to, every question's examples graded."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.options import Wanted, deck_options, wanted

if TYPE_CHECKING:
    from engine.decks.library import Library
    from engine.problems import Problem
    from engine.tex import Formula

MOST_WORKERS = 8  # each may take a gibibyte


@click.command
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))
@click.option("--fix", is_flag=True, help="Give an id to each card that has none, in decks of yours.")
@click.option("--anew", is_flag=True, help="Run what was well before and has not changed, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="For a reader, for a program, or as annotations of a workflow.",
)
@deck_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    fix: bool,
    anew: bool,
    form: str,
    decks: tuple[Path, ...],
    trust: bool,
) -> None:
    """Check decks: PATH (files or folders), or all that would be studied.

    Each problem is a line FILE:LINE:COLUMN: message, with the line it is about and a caret; warnings come last. Every
    answer runs at its start and at the corners of its knobs, and every claim must hold. Of every question of a quiz the
    right answer and what it accepts must be graded correct, and what it rejects wrong. What was well, and of which
    neither the card nor its code has changed, is not run again. The exit code is 1 when there is an error; a warning
    alone is well.
    """
    import asyncio

    from tui.problems import FORMATS
    from tui.words import count

    asked = wanted(decks, trust)
    asked = Wanted((*asked.decks, *paths), asked.trust) if paths else asked
    if fix:
        _fix(asked.library())
    library = asked.library(thorough=True, anew=anew)
    found = asyncio.run(_found(library, anew))
    problems = sorted([*library.problems, *found])
    for line in FORMATS[form](problems):
        click.echo(line)
    errors = sum(each.level == "error" for each in problems)
    warnings = len(problems) - errors
    cards = sum(len(deck.cards) for deck in library.decks)
    said = [count(number, what) for number, what in ((errors, "error"), (warnings, "warning")) if number]
    verdict = " and ".join(said) or "all well"
    click.echo(f"{count(cards, 'card')} of {count(len(library.decks), 'deck')}: {verdict}", err=True)
    if errors:
        ctx.exit(1)


async def _found(library: "Library", anew: bool) -> "list[Problem]":
    import os

    from engine.checking.check import check
    from engine.home import home
    from tui.progress import progress

    workers = max(2, min(MOST_WORKERS, os.cpu_count() or 1))
    return await check(library, home(), _columns, progress, workers, anew)


def _columns(formula: "Formula", room: int) -> int:
    from tui.tex.measure import columns  # only where a deck is new

    return columns(formula, room)


def _fix(library: "Library") -> None:
    """Mend what is safe to mend, and say what was done."""
    from engine.checking.fixing import fix
    from tui.words import count

    for path, mended in fix(deck.path for deck in library.decks):
        given = ", ".join(mended.ids[:8]) + (", …" if len(mended.ids) > 8 else "")
        click.echo(f"{path}: {count(len(mended.ids), 'id')} given: {given}", err=True)
