"""`recur check`: every deck read, every answer run and every claim held to, every question's examples graded."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.options import Wanted, deck_options, wanted

if TYPE_CHECKING:
    from engine.decks.library import Library
    from engine.problems import Problem


@click.command
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))
@deck_options
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], decks: tuple[Path, ...], trust: bool) -> None:
    """Check decks: PATH (files or folders), or all that would be studied.

    Each problem is a line FILE:LINE:COLUMN: message. Every answer runs at its start and at the corners of its knobs,
    and every claim must hold. Of every question of a quiz the right answer and what it accepts must be graded correct,
    and what it rejects wrong. The exit code is 1 when there is an error; a warning alone is well.
    """
    import asyncio

    asked = wanted(decks, trust)
    library = (Wanted((*asked.decks, *paths), asked.trust) if paths else asked).library(thorough=True)
    found = asyncio.run(_found(library))
    problems = sorted([*library.problems, *found])
    for problem in problems:
        click.echo(str(problem))
    errors = sum(problem.level == "error" for problem in problems)
    if errors:
        ctx.exit(1)
    from tui.words import count

    cards = sum(len(deck.cards) for deck in library.decks)
    click.echo(f"{count(cards, 'card')} of {count(len(library.decks), 'deck')}: all well", err=True)


async def _found(library: "Library") -> "list[Problem]":
    from engine.checking.answers import check_answers
    from engine.checking.questions import check_questions

    answers = await check_answers(library.decks, progress=_progress("runs"), known=library.problems)
    return answers + await check_questions(library.decks, progress=_progress("gradings"), known=library.problems)


def _progress(what: str) -> Callable[[int, int], None] | None:
    """Tells a terminal how far the check has come; a pipe is told nothing."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        click.echo(f"\r{done} of {total} {what}" + ("\r\033[K" if done == total else ""), err=True, nl=False)

    return tell
