"""`recur quiz`: questions whose answers are typed and graded; in plain text where there is no terminal."""

import re
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.options import deck_options, given, theme_option, wanted

if TYPE_CHECKING:
    from engine.decks.library import Library
    from engine.room import Room


LONGEST = 24 * 60
"""Minutes of an exam."""
_MINUTES = re.compile(r"(\d+\.?\d*|\.\d+) ?(?:m|min|minutes?)?", re.IGNORECASE | re.ASCII)


def _minutes(ctx: click.Context, param: click.Parameter, value: str | None) -> timedelta | None:
    if value is None:
        return None
    found = _MINUTES.fullmatch(value.strip())
    minutes = float(found[1]) if found else 0.0
    if not 0 < minutes <= LONGEST:
        raise click.BadParameter(
            f"an exam takes more than 0 and at most {LONGEST} minutes, as in --exam 20, not {value!r}"
        )
    return timedelta(minutes=minutes)


@click.command
@click.argument("names", nargs=-1, metavar="[DECK]...")
@click.option("-n", "--number", type=click.IntRange(1), metavar="N", help="How many questions (10).")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), metavar="S", help="The same seed asks the same questions.")
@click.option("--weak", is_flag=True, help="Ask first what was wrong last, then what is likely forgotten.")
@click.option("--exam", callback=_minutes, metavar="MINUTES", help="Against the clock, verdicts at the end.")
@click.option("--grade", "grading", is_flag=True, help="Without a terminal: a line after each answer grades its card.")
@deck_options
@theme_option
def command(
    names: tuple[str, ...],
    number: int | None,
    seed: int | None,
    weak: bool,
    exam: timedelta | None,
    grading: bool,
    decks: tuple[Path, ...],
    trust: bool,
    theme: str | None,
) -> None:
    """Answer questions of all decks, or of those named.

    Every answer is kept. A verdict suggests a grade for its card; what you decide is kept too. Where there is no
    terminal, questions are printed and each line read is an answer; a card without questions takes a second line, y
    where you had it and n where not, once it has shown its answer.

    With --grade, each answer there takes a second line, which does what a key does on the screen: 1 (Again), 2 (Hard),
    3 (Good) or 4 (Easy) grades the card, an empty line takes the grade that the verdict suggests, and - gives none. An
    empty answer leaves its question out, and takes none.

    In an exam the second lines come after all the answers, in their order: with --grade one for each answer, else one
    for each that you have to judge yourself.
    """
    asked, theme = wanted(decks, trust), given("theme", theme)
    library = asked.library().select(names)
    if sys.stdin.isatty() and sys.stdout.isatty():
        _screen(library, number, seed, weak, exam, theme)
        return
    from engine.home import home
    from engine.room import COUNT, Room
    from tui.piped import quiz

    room = Room.open(library, home(), number or COUNT, seed, weak, exam, typed=exam is not None)
    if word := fewer(room, number):
        click.echo(f"{word}\n")
    quiz(room, grading)


def fewer(room: "Room", number: int | None) -> str:
    """What to say where there are fewer questions than were asked for."""
    has = len(room.quiz.asked)
    if number is None or has >= number:
        return ""
    from tui.words import count

    return f"There {'is' if has == 1 else 'are'} {count(has, 'question')}, not {number}."


def _screen(
    library: "Library", number: int | None, seed: int | None, weak: bool, exam: timedelta | None, theme: str | None
) -> None:
    from engine.config import read_config
    from engine.desk import Desk
    from engine.home import home
    from engine.room import COUNT, Room
    from tui.app import RecurApp

    folder = home()
    room = Room.open(library, folder, number or COUNT, seed, weak, exam, typed=exam is not None)
    app = RecurApp(Desk.open(library, folder), folder, read_config(folder), theme, room=room, word=fewer(room, number))
    sys.exit(app.sit())
