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
    """One memory a row, by its key."""
    days: dict[str, date] = {}  # few, and shared by many rows

    def day_of(text: str) -> date:
        day = days.get(text)
        if day is None:
            day = days[text] = date.fromisoformat(text)
        return day

    return {
        key: Memory(
            _STATES[state],
            instant(due),
            stability,
            difficulty,
            step,
            instant(last),
            reviews,
            lapses,
            day_of(day),
            day_of(introduced),
        )
        for key, state, due, stability, difficulty, step, last, reviews, lapses, day, introduced in rows
    }
