"""Rows of the journal to values and back."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from engine.attempt import Attempt
from engine.memory import Grade, Memory, Reset, Review, State

REVIEW_COLUMNS = "id, key, grade, at, day, seconds, state, due, attempt"
ATTEMPT_COLUMNS = ", ".join(Attempt.__struct_fields__)
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
        review.attempt or None,
    )


def remembered_of(row: tuple[Any, ...]) -> Review | Reset:
    """From the values of REVIEW_COLUMNS: a reset has no grade."""
    event, key, grade, at, day, seconds, state, due, attempt = row
    if grade is None:
        return Reset(event, key)
    return Review(
        event,
        key,
        Grade(grade),
        instant(at),
        date.fromisoformat(day),
        seconds,
        State(state),
        instant(due),
        attempt or "",
    )


def attempt_row(attempt: Attempt) -> dict[str, Any]:
    """By column."""
    columns = msgspec.structs.asdict(attempt)
    return columns | {"at": micros(attempt.at), "day": attempt.day.isoformat(), "right": int(attempt.right)}


def attempt_of(row: tuple[Any, ...]) -> Attempt:
    """From the values of ATTEMPT_COLUMNS."""
    columns = dict(zip(Attempt.__struct_fields__, row, strict=True))
    at, day, right = instant(columns.pop("at")), date.fromisoformat(columns.pop("day")), bool(columns.pop("right"))
    return Attempt(at=at, day=day, right=right, **columns)


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
