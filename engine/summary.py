"""What a sitting came to, and what the coming days hold."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from engine.clock import day_of, end_of_day
from engine.memory import Grade, Memory, Review, State

LONGEST_ANSWER = 300.0  # seconds that count as study: after that somebody has left the table


class History(msgspec.Struct, frozen=True):
    """The grades of one sibling, oldest first, and when it was last seen.

    `before`: how many reviews there were before it began anew, which are not among them.
    """

    grades: tuple[Grade, ...]
    last: datetime | None
    before: int = 0

    @property
    def count(self) -> int:
        return len(self.grades)


class Summary(msgspec.Struct, frozen=True):
    """One sitting. `remembered` of `reviewed`: of what was known before and was asked again.

    `slipped`: keys of what was known and is not now. `next_due`: the first instant at which something falls due.
    """

    cards: int
    seconds: float
    reviewed: int
    remembered: int
    new: int
    grades: Mapping[Grade, int]
    slipped: tuple[str, ...]
    next_due: datetime | None
    days_in_a_row: int

    @property
    def minutes(self) -> int:
        return round(self.seconds / 60)


def summarise(reviews: Sequence[Review], memories: Sequence[Memory], days: Iterable[date], now: datetime) -> Summary:
    """`reviews` are the sitting's, `memories` its siblings', `days` those of any review, newest first."""
    asked_again = [review for review in reviews if review.state is State.REVIEW]
    return Summary(
        cards=len({review.key for review in reviews}),
        seconds=sum(min(max(review.seconds, 0.0), LONGEST_ANSWER) for review in reviews),
        reviewed=len(asked_again),
        remembered=sum(review.grade is not Grade.AGAIN for review in asked_again),
        new=sum(review.state is State.NEW for review in reviews),
        grades={grade: sum(review.grade is grade for review in reviews) for grade in Grade},
        slipped=tuple(dict.fromkeys(review.key for review in asked_again if review.grade is Grade.AGAIN)),
        next_due=min((memory.due for memory in memories), default=None),
        days_in_a_row=streak(days, day_of(now)),
    )


def due_by_day(memories: Sequence[Memory], now: datetime, days: int) -> list[int]:
    """How many fall due on each of so many days of study; the first is today, with what is overdue."""
    counts = [0] * max(days, 0)
    tomorrow = end_of_day(now)
    for memory in memories:
        day = max(0, (memory.due - tomorrow) // timedelta(days=1) + 1)
        if day < len(counts):
            counts[day] += 1
    return counts


def streak(days: Iterable[date], today: date) -> int:
    """Days of study in a row, up to today, or up to yesterday where today nothing has been done yet.

    `days` come newest first, and are taken only as far as the row goes.
    """
    count, following = 0, today + timedelta(days=1)
    for day in days:
        if day >= following:
            continue  # again, or ahead of a clock that was set back
        if following - day > timedelta(days=1 if count else 2):
            break
        count, following = count + 1, day
    return count
