"""Rows of the journal to values and back."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from engine.memory import Grade, Memory, Review, State

REVIEW_COLUMNS = "id, key, grade, at, day, seconds, state, due"
MEMORY_COLUMNS = "key, state, due, stability, difficulty, step, last_review, reviews, lapses, day, introduced"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_STATES = {state.value: state for state in State}


def micros(instant: datetime) -> int:
    """Microseconds since 1970, exactly."""
    return (instant - _EPOCH) // _MICROSECOND


def instant(count: int) -> datetime:
    """The instant of so many microseconds since 1970, exactly."""
    return _EPOCH + timedelta(microseconds=count)


def review_row(review: Review) -> tuple[Any, ...]:
    return (
        review.id,
        review.key,
        int(review.grade),
        micros(review.at),
        review.day.isoformat(),
        review.seconds,
        review.state.value,
        micros(review.due),
    )


def review_of(row: tuple[Any, ...]) -> Review:
    key, name, grade, at, day, seconds, state, due = row
    return Review(key, name, Grade(grade), instant(at), date.fromisoformat(day), seconds, State(state), instant(due))


def memory_row(key: str, memory: Memory) -> tuple[Any, ...]:
    return (
        key,
        memory.state.value,
        micros(memory.due),
        memory.stability,
        memory.difficulty,
        memory.step,
        micros(memory.last_review),
        memory.reviews,
        memory.lapses,
        memory.day.isoformat(),
        memory.introduced.isoformat(),
    )


def memories_of(rows: Iterable[tuple[Any, ...]]) -> dict[str, Memory]:
    """One memory a row, by its key. There may be very many: hence no call for each that can be done without."""
    epoch, since, states = _EPOCH, timedelta, _STATES
    days = _Days()
    return {
        key: Memory(
            states[state],
            epoch + since(0, 0, due),
            stability,
            difficulty,
            step,
            epoch + since(0, 0, last),
            reviews,
            lapses,
            days[day],
            days[introduced],
        )
        for key, state, due, stability, difficulty, step, last, reviews, lapses, day, introduced in rows
    }


class _Days(dict[str, date]):
    """Dates by their text: few, and shared by many rows."""

    def __missing__(self, text: str) -> date:
        day = self[text] = date.fromisoformat(text)
        return day
