"""A quiz without a terminal: questions are printed, each line that is read answers one; or grades its card."""

import asyncio
import io
import sys

from engine.attempt import Attempt
from engine.decks.card import Card
from engine.grading.verdict import Verdict
from engine.memory import Grade
from engine.quiz import Asked
from engine.room import Room
from engine.runner import Runner, RunnerError
from tui.posed import Posed, judge, named, pose
from tui.printed import (
    Answered,
    print_answer,
    print_answered,
    print_block,
    print_given,
    print_graded,
    print_grades,
    print_question,
    print_score,
    print_verdict,
)
from tui.words import grade_name

UNGRADED = Verdict(verdict="unknown")
NONE = "-"
"""The line that gives no grade, and leaves undecided what nobody has decided."""
JUDGING = f"Was it right? y or n; {NONE} leaves it undecided."


def quiz(room: Room, grading: bool = False) -> None:
    """Ask, read, grade, until the questions or the lines come to an end. What was wrong in an exam is told then.

    With `grading` a second line after each answer grades its card, as a key does on the screen.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace", newline=None)  # a line ends as it does on any system
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
            pipe.tell()
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
            posed = self._loop.run(self._posed(asked, card))
        except RunnerError as error:
            print_block(f"This question cannot be asked: {error}")
            return True
        print_question(self._room, posed)
        while (given := _read()) is not None:
            if self._room.current is None:
                print_block("The time is up.")
                return False
            if not posed.typed:
                print_answer(posed)
                return self._settle(Answered(posed, given, UNGRADED), None)
            if not given:
                return True
            verdict = self._verdict(posed, given)
            if verdict.verdict != "refused":
                return self._take(Answered(posed, given, verdict))
            print_verdict(Answered(posed, given, verdict))
            print_block("Type it again; an empty line leaves the question out.")
        return False

    async def _posed(self, asked: Asked, card: Card) -> Posed:
        """The question, with all that an answer to it may name. Raises RunnerError."""
        posed = await pose(self._runner, asked, card, self._room.library.deck(card.deck))
        return await named(self._runner, posed) if getattr(posed.question, "world", "") else posed

    def _verdict(self, posed: Posed, given: str) -> Verdict:
        try:
            return self._loop.run(judge(self._runner, posed, given))
        except RunnerError as error:
            print_block(f"It could not be graded: {error}")
            return UNGRADED

    def _take(self, answered: Answered) -> bool:
        """Keep an answer that was understood, and tell its verdict: of an exam at the end."""
        if self._room.quiz.exam:
            self._room.answer(answered.given, answered.verdict)
            self.untold.append(answered)
            return True
        decided = answered.verdict.verdict != "unknown"
        attempt = self._room.answer(answered.given, answered.verdict) if decided else None
        print_verdict(answered)
        return self._settle(answered, attempt)

    def tell(self) -> None:
        """An exam's end: what was not right, each answer that is to be judged, and with `grading` every grade."""
        turns, reading = {turn.asked: turn for turn in self._room.quiz.turns}, True
        for each in self.untold:
            if each.verdict.verdict != "correct" or self._grading:
                print_answered(each)
                attempt = turns[each.posed.asked].attempts[0] if each.verdict.verdict != "unknown" else None
                reading = reading and self._settle(each, attempt)

    def _settle(self, answered: Answered, attempt: Attempt | None) -> bool:
        """Take the line that decides what is left to the student: the grade, or whether it was right."""
        if self._grading:
            return self._grade(answered, attempt)
        return attempt is not None or self._judge(answered)

    def _judge(self, answered: Answered) -> bool:
        """Take the line that says whether an answer was right."""
        print_block(JUDGING)
        while (word := _read()) not in ("y", "n", NONE, None):
            print_block(f"That says neither. {JUDGING}")
        self._decide(answered, word == "y" if word in ("y", "n") else None)
        return word is not None

    def _decide(self, answered: Answered, right: bool | None) -> Attempt | None:
        """Keep an answer with the student's own word; without one as undecided, where anything was typed."""
        turns = self._room.quiz.turns
        turn = next((each for each in turns if each.undecided and each.asked == answered.posed.asked), None)
        if turn is not None:
            return None if right is None else self._room.decide(turn, right)
        if right is None and not answered.given:
            return None
        return self._room.answer(answered.given, answered.verdict, right)

    def _grade(self, answered: Answered, attempt: Attempt | None) -> bool:
        """Take the line that grades the card, once in a quiz, and decides what no verdict has."""
        asked, verdict = answered.posed.asked, answered.verdict.verdict
        graded, undecided = self._room.is_graded(asked), verdict == "unknown"
        suggested = attempt.suggested if attempt is not None and not graded else None
        if not graded:
            print_grades(self._room.intervals(asked), suggested)
        ways = _ways(suggested, undecided, graded)
        print_block(ways)
        while (word := _read()) not in _words(undecided):
            if word is None:
                break
            print_block(f"That is no grade. {ways}")
        grade = Grade(int(word)) if word and word.isdecimal() else None if word or word is None else suggested
        if attempt is None:
            attempt = self._decide(answered, None if grade is None else grade > Grade.AGAIN)
        if grade is None or attempt is None:
            return word is not None
        if not graded:
            print_graded(self._room.grade(attempt, grade))
        return True


def _words(undecided: bool) -> set[str]:
    """The lines that are understood where a grade is asked for; an empty one only where something was said already."""
    return {*(f"{grade:d}" for grade in Grade), NONE, *([] if undecided else [""])}


def _ways(suggested: Grade | None, undecided: bool, graded: bool) -> str:
    """What may be typed there."""
    if suggested is not None:
        taken = f"{suggested:d} {grade_name(suggested)}"
        return f"1 to 4 grades the card, an empty line takes {taken}, {NONE} gives no grade."
    if undecided and graded:
        return f"Was it right? 1 for no, 3 for yes, {NONE} to leave it out. The card has its grade."
    if undecided:
        return f"Was it right? 1 for no, 2 to 4 for yes, which grades the card; {NONE} leaves it out."
    return "The card has its grade: an empty line goes on."


def _read() -> str | None:
    """The next line, which is shown; None where there is no more."""
    line = sys.stdin.readline()
    if not line:
        return None
    given = line.strip().lstrip("\ufeff")
    print_given(given)
    return given
