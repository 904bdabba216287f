"""A quiz without a terminal: questions are printed, each line that is read answers one."""

import asyncio
import shutil
import sys

from textual.content import Content

from engine.room import Room
from engine.runner import Runner, RunnerError
from tui.ansi import output_profile, say
from tui.draw.markdown import markdown
from tui.draw.solution import numbered, solution
from tui.draw.verdict import draw_verdict
from tui.posed import Posed, judge, pose
from tui.words import lasting

WIDEST = 100
MEASURE = 72


def quiz(room: Room) -> None:
    """Ask, read, grade, until the questions or the lines come to an end."""
    asyncio.run(_quiz(room))


async def _quiz(room: Room) -> None:
    try:
        async with Runner(spare=False) as runner:
            while (asked := room.current) is not None:
                card = room.card_of(asked)
                try:
                    posed = await pose(runner, asked, card, room.library.deck(card.deck))
                except RunnerError as error:
                    say(f"This question cannot be asked: {error}")
                    say()
                    room.follow()
                    continue
                _print_question(room, posed)
                line = await asyncio.to_thread(sys.stdin.readline)
                if not line:
                    break
                await _answer(room, runner, posed, line.strip())
                room.follow()
        _print_score(room)
    finally:
        room.close()


async def _answer(room: Room, runner: Runner, posed: Posed, given: str) -> None:
    """Grade one line. An empty one, one not understood, or one not decided counts as left out."""
    say(Content.assemble((f"> {given}", "$foreground")))
    say()
    if not given:
        return
    try:
        verdict = await judge(runner, posed, given)
    except RunnerError as error:
        say(str(error))
        say()
        return
    if verdict.verdict in ("correct", "wrong"):
        room.answer(given, verdict)
    if room.quiz.exam:
        return
    width, profile = _width(), output_profile()
    say(draw_verdict(verdict, width, profile))
    say()
    if verdict.verdict != "correct" and posed.question is not None:
        say(Content.styled("The right answer", "bold $muted"))
        say()
        say(solution(posed.question, width, profile))
        say()


def _print_question(room: Room, posed: Posed) -> None:
    width, profile = min(_width(), MEASURE), output_profile()
    place = f"{room.quiz.number} of {len(room.quiz.asked)}"
    say(Content.assemble((place, "bold $muted"), "   ", (posed.deck.title or posed.deck.name, "$muted")))
    say()
    say(markdown(posed.ask, width, style="bold $bright", profile=profile))
    say()
    if posed.options:
        say(numbered(posed.options, width, profile))
        say()


def _print_score(room: Room) -> None:
    score = room.score
    left_out = score.total - score.right - score.wrong
    say(
        Content.styled(
            f"{score.right} of {score.total} right, {score.wrong} wrong, {left_out} left out.", "bold $bright"
        )
    )
    say(Content.styled(f"It took {lasting(score.seconds)}.", "$muted"))
    if room.mistakes:
        names = dict.fromkeys(turn.asked.key for turn in room.mistakes)
        say(Content.styled(f"Look again: {', '.join(names)}", "$muted"))


def _width() -> int:
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
