"""`recur check`: every deck read, every answer run and every claim held to, every question's examples graded."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from tui.commands.options import Wanted, deck_options, wanted
from tui.telling import interrupted

if TYPE_CHECKING:
    from engine.decks.library import Library
    from engine.problems import Problem
    from engine.tex import Formula

MOST_WORKERS = 8  # each may take a gibibyte


@click.command
@click.argument("names", nargs=-1, metavar="[PATH|DECK|CARD]...")
@click.option("--fix", is_flag=True, help="Give an id to each card that has none, in decks of yours.")
@click.option("--anew", is_flag=True, help="Run everything, what was well before too.")
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
    names: tuple[str, ...],
    fix: bool,
    anew: bool,
    form: str,
    decks: tuple[Path, ...],
    trust: bool,
) -> None:
    """Check decks: PATH (files or folders), a DECK or a CARD by its name, or all that would be studied.

    Each problem is a line FILE:LINE:COLUMN: message, with the line it is about and a caret; warnings come last. Every
    answer runs at its start and at the corners of its knobs, and every claim must hold. Of every question of a quiz the
    right answer and what it accepts must be graded correct, and what it rejects wrong. What was well, and of which
    neither the card nor its code has changed, is not run again; the files of data that code reads are not watched, so
    say --anew when one of them has changed. The exit code is 1 when there is an error; a warning alone is well.
    """
    from tui.words import count

    asked = wanted(decks, trust)
    try:
        if fix:
            _fix(_scope(names, asked, anew=False, thorough=False).library)
        scope = _scope(names, asked, anew)
        problems = _problems(scope, anew)
    except KeyboardInterrupt:
        interrupted("; what was well is kept, the next check goes on from there")
    from tui.problems import FORMATS

    for line in FORMATS[form](problems):
        click.echo(line)
    errors = sum(each.level == "error" for each in problems)
    warnings = len(problems) - errors
    cards = scope.library.cards.keys() if scope.only is None else scope.library.cards.keys() & scope.only
    said = [count(number, what) for number, what in ((errors, "error"), (warnings, "warning")) if number]
    verdict = " and ".join(said) or "all well"
    click.echo(f"{count(len(cards), 'card')} of {count(len(scope.library.decks), 'deck')}: {verdict}", err=True)
    if errors:
        ctx.exit(1)


class _Scope(NamedTuple):
    """What is checked: decks, and of these the cards of those keys alone, where cards were named."""

    library: "Library"
    only: frozenset[str] | None = None


def _scope(names: tuple[str, ...], asked: Wanted, anew: bool, thorough: bool = True) -> _Scope:
    """The decks and cards of these names; a path where there is one. Raises RecurError (2) for what is none of them."""
    from engine.decks.library import Library

    paths = tuple(path for path in map(Path, names) if path.exists())
    others = [name for name in names if not Path(name).exists()]
    pointed = Wanted((*asked.decks, *paths), asked.trust).library(thorough, anew) if paths or not others else None
    if not others:
        assert pointed is not None
        return _Scope(pointed)
    library = asked.library(thorough, anew)
    known = {deck.name for deck in library.decks}
    keys = [_key(library, name) for name in others if name not in known]
    whole = [name for name in others if name in known]
    named = library.select([*whole, *(key.partition("/")[0].partition(":")[0] for key in keys)])
    cards = {*keys, *(card.key for name in whole for card in library.deck(name).cards)}
    if pointed is not None:
        met = {deck.path.absolute() for deck in pointed.decks}
        decks = [*pointed.decks, *(deck for deck in named.decks if deck.path.absolute() not in met)]
        named = Library(decks, sorted({*pointed.problems, *named.problems}))
        cards |= pointed.cards.keys()
    return _Scope(named, frozenset(cards) if keys else None)


def _key(library: "Library", name: str) -> str:
    from engine.decks.editing import place_of
    from engine.decks.shape import near
    from engine.problems import RecurError

    try:
        return place_of(library, name).key
    except RecurError as error:
        if "several decks" in str(error):
            raise
    ids = list(library.cards) if "/" in name else [card.id for card in library.cards.values()]
    meant = near(name.removesuffix(".yaml"), [*(deck.name for deck in library.decks), *ids])
    hint = f"; did you mean {meant}?" if meant else ""
    raise RecurError(f"there is no file or folder, no deck and no card {name}{hint}", 2)


def _problems(scope: _Scope, anew: bool) -> "list[Problem]":
    import asyncio

    found = sorted([*scope.library.problems, *asyncio.run(_found(scope, anew))])
    return [each for each in found if scope.only is None or not each.card or each.card in scope.only]


async def _found(scope: _Scope, anew: bool) -> "list[Problem]":
    import os

    from engine.checking.check import check
    from engine.home import home
    from tui.progress import progress

    workers = max(2, min(MOST_WORKERS, os.cpu_count() or 1))
    return await check(scope.library, home(), _columns, progress, workers, anew, scope.only)


def _columns(formula: "Formula", room: int) -> int:
    from tui.tex.measure import columns  # only where a deck is new

    return columns(formula, room)


def _fix(library: "Library") -> None:
    """Mend what is safe to mend, and say what was done and what was left."""
    from engine.checking.fixing import fix
    from tui.words import count

    for path, ids, left in fix(deck.path for deck in library.decks):
        given = ", ".join(ids[:8]) + (", …" if len(ids) > 8 else "")
        if ids:
            click.echo(f"{path}: {count(len(ids), 'id')} given: {given}", err=True)
        if left:
            click.echo(left, err=True)
