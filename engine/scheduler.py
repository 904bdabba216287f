"""When to ask again: py-fsrs, with its inputs checked and its hidden state taken out.

Days are days of study (from 4 am to 4 am), not spans of 24 hours: a card learnt at ten in the evening and asked at nine
the next morning was remembered overnight. The fuzz of an interval is drawn from the card and its repetition, so the
interval that is shown is the interval that is given, and a replay of the journal gives the same schedule.
"""

import hashlib
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from engine.clock import day_of
from engine.memory import Grade, Memory, State
from engine.problems import RecurError

if TYPE_CHECKING:
    import fsrs

LEAST_RETENTION, MOST_RETENTION = 0.7, 0.99
LONGEST_DAYS = 36_500


class Scheduler:
    """A pure function of memory, grade and time. `retention` is the share of reviews that should be remembered."""

    def __init__(self, retention: float = 0.9) -> None:
        if not LEAST_RETENTION <= retention <= MOST_RETENTION:
            raise RecurError(f"retention is {retention}; it should be from {LEAST_RETENTION} to {MOST_RETENTION}", 2)
        self.retention = retention

    def review(self, key: str, memory: Memory | None, grade: Grade, at: datetime, day: date | None = None) -> Memory:
        """The memory after grading `key` at an instant; `day` is its day of study where that is already known."""
        import fsrs

        at = _utc(at)
        day = day or day_of(at)
        before = self._card(memory, at, day)
        after, _ = self._fsrs.review_card(before, fsrs.Rating(int(grade)), at)
        assert after.stability is not None and after.difficulty is not None  # a reviewed card has both
        interval = after.due - at
        repetition = memory.reviews if memory else 0
        if after.state is fsrs.State.Review:
            interval = timedelta(days=_fuzzed(interval.days, key, repetition))
        known = memory is not None and memory.state is State.REVIEW
        return Memory(
            state=_OURS[int(after.state)],
            due=at + interval,
            stability=after.stability,
            difficulty=after.difficulty,
            step=after.step,
            last_review=at,
            reviews=repetition + 1,
            lapses=(memory.lapses if memory else 0) + (known and grade is Grade.AGAIN),
            day=day,
            introduced=memory.introduced if memory else day,
        )

    def intervals(self, key: str, memory: Memory | None, at: datetime) -> dict[Grade, timedelta]:
        """What each grade would promise now."""
        at = _utc(at)
        return {grade: self.review(key, memory, grade, at).due - at for grade in Grade}

    def recall(self, memory: Memory, at: datetime) -> float:
        """The probability, by the model, that the answer is recalled at an instant."""
        at = _utc(at)
        return float(self._fsrs.get_card_retrievability(self._card(memory, at, day_of(at)), at))

    @cached_property
    def _fsrs(self) -> "fsrs.Scheduler":
        import fsrs  # 34 ms: only when the first answer is revealed

        return fsrs.Scheduler(desired_retention=self.retention, maximum_interval=LONGEST_DAYS, enable_fuzzing=False)

    def _card(self, memory: Memory | None, at: datetime, day: date) -> "fsrs.Card":
        """py-fsrs's card, its last review so many whole days ago; a clock that went backwards counts as none."""
        import fsrs

        if memory is None:
            return fsrs.Card(card_id=0, due=at)
        elapsed = max(0, (day - memory.day).days)
        return fsrs.Card(
            card_id=0,  # given, because py-fsrs would sleep to make one
            state=fsrs.State(_THEIRS[memory.state]),
            step=memory.step,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=memory.due,
            last_review=at - timedelta(days=elapsed),
        )


_THEIRS = {State.LEARNING: 1, State.REVIEW: 2, State.RELEARNING: 3}
_OURS = {number: state for state, number in _THEIRS.items()}

# How far an interval may be spread, as FSRS does it: from day, to day, share of the days between.
_SPREADS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))


def _fuzzed(days: int, key: str, repetition: int) -> int:
    """Days, spread so that cards learnt together part; the same for the same card and repetition."""
    if days < _SPREADS[0][0]:
        return days
    delta = 1.0 + sum(share * max(min(days, end) - start, 0.0) for start, end, share in _SPREADS)
    low = max(2, round(days - delta))
    high = min(round(days + delta), LONGEST_DAYS)
    digest = hashlib.blake2b(f"{key}\0{repetition}".encode(), digest_size=8).digest()
    share = int.from_bytes(digest) / 2**64  # one draw for all four grades, so that their order stays
    return low + int(share * (high - low + 1))


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return at.astimezone(UTC)
