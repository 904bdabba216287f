"""What is remembered of one sibling, and the review that changes it."""

from datetime import date, datetime
from enum import IntEnum, StrEnum

import msgspec


class Grade(IntEnum):
    """How well an answer was recalled. The numbers are FSRS's."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(StrEnum):
    """Where a sibling stands: never seen, in its first steps, known, or in its steps after a slip."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class Memory(msgspec.Struct, frozen=True, gc=False):
    """The schedule of one sibling after its last review.

    `stability` is in days, `difficulty` from 1 to 10; `step` is the learning step, None once known. `day` and
    `introduced` are the days of study of the last and the first review. Instants are UTC.
    """

    state: State
    due: datetime
    stability: float
    difficulty: float
    step: int | None
    last_review: datetime
    reviews: int
    lapses: int
    day: date
    introduced: date


class Review(msgspec.Struct, frozen=True, gc=False):
    """One grading of one sibling at one time: an event. `state` is what it was before, `due` what was promised.

    `attempt` is the typed answer that came before the grade, where there was one.
    """

    id: str
    key: str
    grade: Grade
    at: datetime
    day: date
    seconds: float
    state: State
    due: datetime
    attempt: str = ""


class Reset(msgspec.Struct, frozen=True, gc=False):
    """One sibling begun anew, as new as if it had never been reviewed: an event."""

    id: str
    key: str
