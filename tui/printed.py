"""What a quiz without a terminal prints: questions, verdicts, the grades to choose from, and what it came to."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from textual.content import Content

from engine.grading.verdict import Verdict
from engine.memory import Grade, Review
from engine.room import Room
from tui.ansi import output_profile, say
from tui.draw.markdown import markdown
from tui.draw.rows import stack, wrap
from tui.draw.solution import allowed, numbered, solution
from tui.draw.verdict import draw_verdict
from tui.posed import Posed
from tui.words import clocked, grade_name, lasting, since_last, span

WIDEST = 100
MEASURE = 72


@dataclass(frozen=True)
class Answered:
    """A question, what was typed, and what was said of it."""

    posed: Posed
    given: str
    verdict: Verdict


def print_block(content: Content | str) -> None:
    """Print something, set off from what follows."""
    say(content)
    say()


def print_question(room: Room, posed: Posed) -> None:
    place = f"{room.quiz.number} of {len(room.quiz.asked)}"
    told = [posed.deck.title or posed.deck.name, *([] if room.left is None else [f"{clocked(room.left)} left"])]
    print_block(Content.assemble((place, "bold $muted"), "   ", ("   ".join(told), "$muted")))
    _print_asked(posed)
    if posed.question is not None:
        symbols = allowed(posed.question, min(_width(), MEASURE), output_profile(), posed.symbols)
        if symbols:
            print_block(Content.assemble(("You may use", "bold $muted"), "\n\n", symbols))
    print_block(Content.styled(f"Type {posed.way}.", "italic $muted"))


def _print_asked(posed: Posed) -> None:
    width, profile = min(_width(), MEASURE), output_profile()
    print_block(markdown(posed.ask, width, style="bold $bright", profile=profile))
    if posed.options:
        print_block(numbered(posed.options, width, profile))


def print_given(given: str) -> None:
    """The line that was read, which a pipe does not show; nothing of it steers the terminal."""
    shown = "".join(each if each.isprintable() else "\ufffd" for each in given)
    print_block(Content.assemble((f"> {shown}", "$foreground")))


def print_answer(posed: Posed) -> None:
    """The card's own answer."""
    print_block(markdown(posed.card.siblings[0].answer, min(_width(), MEASURE), profile=output_profile()))


def print_verdict(answered: Answered) -> None:
    width, profile = _width(), output_profile()
    right, question = Content(), answered.posed.question
    if answered.verdict.verdict in ("wrong", "unknown") and question is not None:
        right = Content.assemble(("The right answer", "bold $muted"), "\n\n", solution(question, width, profile))
    print_block(draw_verdict(answered.verdict, width, profile, right=right))


def print_answered(answered: Answered) -> None:
    """All of a question that is told later."""
    _print_asked(answered.posed)
    print_given(answered.given)
    print_verdict(answered)


def print_grades(intervals: Mapping[Grade, timedelta], suggested: Grade | None) -> None:
    """The grades, each with how long it would be until the card comes back; the suggested one is marked."""
    mark = ">" if output_profile().ascii else "▸"
    chips = []
    for grade, interval in intervals.items():
        sign = mark if grade is suggested else " "
        chips.append(
            Content.assemble((f"{sign}{grade:d} ", "bold $accent"), grade_name(grade), (f" {span(interval)}", "$muted"))
        )
    say(Content("   ").join(chips))


def print_graded(review: Review) -> None:
    """What a grade promised."""
    print_block(
        Content.styled(f"{grade_name(review.grade)}: the card comes back in {span(review.due - review.at)}.", "$muted")
    )


def print_score(room: Room) -> None:
    score = room.score
    left_out = score.total - score.right - score.wrong - score.undecided
    undecided = f"{score.undecided} undecided, " if score.undecided else ""
    said = f"{score.right} of {score.total} right, {score.wrong} wrong, {undecided}{left_out} left out."
    say(Content.styled(said, "bold $bright"))
    say(Content.styled(f"It took {lasting(score.seconds)}.", "$muted"))
    if compared := since_last(*room.progress):
        say(Content.styled(compared, "$muted"))
    if room.mistakes:
        names = dict.fromkeys(turn.asked.key for turn in room.mistakes)
        say(stack(wrap(Content.styled(f"Look again: {', '.join(names)}", "$muted"), _width())))


def _width() -> int:
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
