"""A quiz without a terminal: questions are printed, each line that is read answers one."""

import asyncio
import io
import shutil
import sys
from dataclasses import dataclass, replace

from textual.content import Content

from engine.grading.verdict import Verdict
from engine.quiz import Asked
from engine.room import Room
from engine.runner import Runner, RunnerError
from tui.ansi import output_profile, say
from tui.draw.markdown import markdown
from tui.draw.solution import numbered, solution
from tui.draw.verdict import draw_verdict
from tui.posed import Posed, judge, pose
from tui.words import lasting, since_last

WIDEST = 100
MEASURE = 72
UNGRADED = Verdict(verdict="unknown")


@dataclass(frozen=True)
class Answered:
    """A question, and what was said of what was typed."""

    posed: Posed
    given: str
    verdict: Verdict


def quiz(room: Room) -> None:
    """Ask, read, grade, until the questions or the lines come to an end. What was wrong in an exam is told then."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    answered: list[Answered] = []
    try:
        # The loop stands still while a line is waited for: so an interrupt is one, and a terminal may be read.
        with asyncio.Runner() as loop:
            runner = Runner(spare=False)
            loop.run(runner.__aenter__())
            try:
                while (asked := room.current) is not None and _ask(loop, runner, room, asked, answered):
                    room.follow()
            finally:
                loop.run(runner.close())
        if room.quiz.exam:
            _print_mistakes(answered)
        _print_score(room)
    finally:
        room.close()


def _ask(loop: asyncio.Runner, runner: Runner, room: Room, asked: Asked, answered: list[Answered]) -> bool:
    """Ask one question, and grade the line that answers it. Whether to go on."""
    card = room.card_of(asked)
    try:
        posed = loop.run(pose(runner, asked, card, room.library.deck(card.deck)))
    except RunnerError as error:
        say(f"This question cannot be asked: {error}")
        say()
        return True
    _print_question(room, posed)
    if (given := _read()) is None:
        return False
    if room.current is None:
        say("The time is up.")
        say()
        return False
    if not posed.typed:
        return _judged(room, posed, given)
    if given:
        _answer(loop, runner, room, Answered(posed, given, UNGRADED), answered)
    return True


def _read() -> str | None:
    """The next line, which is shown; None where there is no more."""
    line = sys.stdin.readline()
    if not line:
        return None
    given = line.strip().lstrip("\ufeff")
    say(Content.assemble((f"> {given}", "$foreground")))
    say()
    return given


def _judged(room: Room, posed: Posed, given: str) -> bool:
    """Show the card's answer; the next line says whether it was there. Whether to go on."""
    say(markdown(posed.card.siblings[0].answer, min(_width(), MEASURE), profile=output_profile()))
    say()
    say(Content.styled("Was it what you had in mind? y or n", "$muted"))
    say()
    word = _read()
    if word in ("y", "n"):
        room.answer(given, UNGRADED, right=word == "y")
    return word is not None


def _answer(loop: asyncio.Runner, runner: Runner, room: Room, typed: Answered, answered: list[Answered]) -> None:
    """Grade one line. One that is not understood, or not decided, counts as left out."""
    try:
        verdict = loop.run(judge(runner, typed.posed, typed.given))
    except RunnerError as error:
        say(f"It could not be graded: {error}")
        say()
        return
    if verdict.verdict in ("correct", "wrong"):
        room.answer(typed.given, verdict)
    typed = replace(typed, verdict=verdict)
    answered.append(typed)
    if not room.quiz.exam:
        _print_verdict(typed)


def _print_verdict(answered: Answered) -> None:
    width, profile = _width(), output_profile()
    say(draw_verdict(answered.verdict, width, profile))
    say()
    if answered.verdict.verdict != "correct" and answered.posed.question is not None:
        say(Content.styled("The right answer", "bold $muted"))
        say()
        say(solution(answered.posed.question, width, profile))
        say()


def _print_mistakes(answered: list[Answered]) -> None:
    for each in answered:
        if each.verdict.verdict != "correct":
            say(markdown(each.posed.ask, min(_width(), MEASURE), style="bold $bright", profile=output_profile()))
            say()
            say(Content.assemble((f"> {each.given}", "$foreground")))
            say()
            _print_verdict(each)


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
    if compared := since_last(*room.progress):
        say(Content.styled(compared, "$muted"))
    if room.mistakes:
        names = dict.fromkeys(turn.asked.key for turn in room.mistakes)
        say(Content.styled(f"Look again: {', '.join(names)}", "$muted"))


def _width() -> int:
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
