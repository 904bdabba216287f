"""A quiz without a terminal: questions are printed, each line that is read answers one; or grades its card."""

import asyncio
import io
import sys

from engine.attempt import Attempt
from engine.grading.verdict import Verdict
from engine.memory import Grade
from engine.quiz import Asked
from engine.room import Room
from engine.runner import Runner, RunnerError
from tui.posed import Posed, judge, pose
from tui.printed import (
    Answered,
    named,
    print_answer,
    print_block,
    print_given,
    print_graded,
    print_grades,
    print_mistakes,
    print_question,
    print_score,
    print_verdict,
)

UNGRADED = Verdict(verdict="unknown")
NONE = "-"
"""The line that gives no grade."""


def quiz(room: Room, grading: bool = False) -> None:
    """Ask, read, grade, until the questions or the lines come to an end. What was wrong in an exam is told then.

    With `grading` a second line after each answer grades its card, as a key does on the screen.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    try:
        # The loop stands still while a line is waited for: so an interrupt is one, and a terminal may be read.
        with asyncio.Runner() as loop:
            runner = Runner(spare=False)
            loop.run(runner.__aenter__())
            pipe = _Pipe(loop, runner, room, grading)
            try:
                while (asked := room.current) is not None and pipe.ask(asked):
                    room.follow()
            finally:
                loop.run(runner.close())
        if room.quiz.exam:
            print_mistakes(pipe.untold)
        print_score(room)
    finally:
        room.close()


class _Pipe:
    """Asks one question after another. Each step returns whether to go on: not where there are no more lines."""

    def __init__(self, loop: asyncio.Runner, runner: Runner, room: Room, grading: bool) -> None:
        self._loop, self._runner, self._room, self._grading = loop, runner, room, grading
        self.untold: list[Answered] = []
        """What an exam tells at its end."""

    def ask(self, asked: Asked) -> bool:
        """Ask one question, and take the line that answers it; an empty one leaves it out."""
        card = self._room.card_of(asked)
        try:
            posed = self._loop.run(pose(self._runner, asked, card, self._room.library.deck(card.deck)))
        except RunnerError as error:
            print_block(f"This question cannot be asked: {error}")
            return True
        print_question(self._room, posed)
        if (given := _read()) is None:
            return False
        if self._room.current is None:
            print_block("The time is up.")
            return False
        if not posed.typed:
            return self._compare(posed, given)
        return not given or self._answer(posed, given)

    def _compare(self, posed: Posed, given: str) -> bool:
        """Show the card's answer; the next line says whether it was there, or grades the card."""
        print_answer(posed)
        if self._grading:
            return self._grade(Answered(posed, given, UNGRADED), None)
        print_block("Was it what you had in mind? y or n")
        word = _read()
        if word in ("y", "n"):
            self._room.answer(given, UNGRADED, right=word == "y")
        return word is not None

    def _answer(self, posed: Posed, given: str) -> bool:
        """Grade one line. One that is not understood counts as left out; so does one that nobody decides."""
        try:
            verdict = self._loop.run(judge(self._runner, posed, given))
        except RunnerError as error:
            print_block(f"It could not be graded: {error}")
            if not self._grading:
                return True
            verdict = UNGRADED
        answered = Answered(posed, given, verdict)
        attempt = self._room.answer(given, verdict) if verdict.verdict in ("correct", "wrong") else None
        if self._room.quiz.exam and not (self._grading and verdict.verdict == "unknown"):
            self.untold.append(answered)
            return True
        print_verdict(answered)
        return not self._grading or self._grade(answered, attempt)

    def _grade(self, answered: Answered, attempt: Attempt | None) -> bool:
        """Take the line that grades the card, once in a quiz, and decides what no verdict has."""
        asked, verdict = answered.posed.asked, answered.verdict.verdict
        graded, undecided = self._room.is_graded(asked), verdict == "unknown"
        suggested = attempt.suggested if attempt is not None and not graded else None
        if not graded and verdict != "refused":
            print_grades(self._room.intervals(asked), suggested)
        ways = _ways(suggested, undecided, graded)
        print_block(ways)
        while (word := _read()) not in _words(undecided):
            if word is None:
                return False
            print_block(f"That is no grade. {ways}")
        grade = Grade(int(word)) if word.isdecimal() else None if word else suggested
        if grade is None or verdict == "refused":
            return True
        if attempt is None:
            attempt = self._room.answer(answered.given, answered.verdict, right=grade > Grade.AGAIN)
        if not graded:
            print_graded(self._room.grade(attempt, grade))
        return True


def _words(undecided: bool) -> set[str]:
    """The lines that are understood where a grade is asked for; an empty one only where something was said already."""
    return {*(f"{grade:d}" for grade in Grade), NONE, *([] if undecided else [""])}


def _ways(suggested: Grade | None, undecided: bool, graded: bool) -> str:
    """What may be typed there."""
    if suggested is not None:
        return f"1 to 4 grades the card, an empty line takes {suggested:d} {named(suggested)}, {NONE} gives no grade."
    if undecided and graded:
        return f"Was it right? 1 for no, 3 for yes, {NONE} to leave it out. The card has its grade."
    if undecided:
        return f"Was it right? 1 for no, 2 to 4 for yes, which grades the card; {NONE} leaves it out."
    return f"{'The card has its grade' if graded else 'There is nothing to grade'}: an empty line goes on."


def _read() -> str | None:
    """The next line, which is shown; None where there is no more."""
    line = sys.stdin.readline()
    if not line:
        return None
    given = line.strip().lstrip("\ufeff")
    print_given(given)
    return given
