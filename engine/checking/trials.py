"""What a check has graded of one question: its right answer and its examples, each with what grading must say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.decks.faults import Path
from engine.decks.questions import AnyQuestion, Choose, Order
from engine.grading.examples import example_typed, right_answers
from engine.grading.verdict import Judgement, Verdict

GENERATED_SEEDS = (1, 2, 3, 4)
SHUFFLED_SEEDS = (1, 2, 3)
SEEDS = (1,)


@dataclass(frozen=True)
class Trial:
    """One answer to grade, at the path of the question where it stands."""

    path: Path
    on_key: bool
    role: Literal["right answer", "accepted", "rejected"]
    example: str
    typed: str

    @property
    def wanted(self) -> Judgement:
        return "wrong" if self.role == "rejected" else "correct"

    def told(self, verdict: Verdict) -> str:
        """What is not as it should be, in one line; empty where all is."""
        if verdict.verdict == self.wanted:
            return ""
        graded = {"unknown": "is not decided", "refused": "is not understood"}.get(
            verdict.verdict, f"is graded {verdict.verdict}"
        )
        reason = " ".join(verdict.reason.split())
        what = self.role if self.role == "right answer" else f"{self.role} answer"
        return f"the {what} {self.example} {graded}" + (f": {reason}" if reason else "")


def seeds_of(question: AnyQuestion) -> tuple[int, ...]:
    """At which seeds a question that stands in the deck is tried: at several where it is shuffled."""
    return SHUFFLED_SEEDS if isinstance(question, Choose | Order) else SEEDS


def trials(question: AnyQuestion, seed: int) -> Iterator[Trial]:
    """The right answer, every spelling of it, and every example."""
    kind = type(question).__name__.lower()
    for place, right in enumerate(right_answers(question, seed)):
        path: Path = (kind, place) if kind == "text" else (kind,)
        yield Trial(path, False, "right answer", right, right)
    for place, example in enumerate(question.accept):
        yield Trial(("accept", place), False, "accepted", example, example_typed(question, example, seed))
    for example in question.reject:
        yield Trial(("reject", example), True, "rejected", example, example_typed(question, example, seed))
