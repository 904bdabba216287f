"""The scheduler: py-fsrs's intervals, without its traps."""

import random
from datetime import UTC, datetime, timedelta, timezone

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory import Grade, Memory, State
from engine.problems import RecurError
from engine.scheduler import Scheduler, _fuzzed

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GRADES = st.sampled_from(list(Grade))

# Grades, and the days until each next review, recorded from py-fsrs 6.3 without fuzz.
GOLDEN = [
    ([3, 3, 3, 3, 3, 3, 1, 3, 3, 3], [0, 2, 11, 46, 163, 498, 0, 7, 17, 38]),
    ([4, 3, 3, 2], [8, 39, 153, 367]),
]


@pytest.mark.parametrize(("grades", "golden"), GOLDEN)
def test_intervals_are_the_recorded_ones_but_for_the_fuzz(grades: list[int], golden: list[int]) -> None:
    memory, at = None, NOON
    for repetition, (grade, days) in enumerate(zip(grades, golden, strict=True)):
        memory = Scheduler().review("d/a", memory, Grade(grade), at)
        assert (memory.due - at).days == _fuzzed(days, "d/a", repetition)
        at += timedelta(days=days) if days else memory.due - at


@given(st.lists(GRADES, min_size=1, max_size=12), st.sampled_from([0.8, 0.9, 0.97]))
def test_stability_and_difficulty_are_py_fsrs_own(grades: list[Grade], retention: float) -> None:
    ours, theirs = Scheduler(retention), fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)
    memory, card, at = None, fsrs.Card(card_id=1, due=NOON), NOON
    for grade in grades:
        memory = ours.review("d/a", memory, grade, at)
        card, _ = theirs.review_card(card, fsrs.Rating(int(grade)), at)
        assert (memory.stability, memory.difficulty, memory.step) == (card.stability, card.difficulty, card.step)
        assert memory.state == card.state.name.lower()
        at += timedelta(days=(card.due - at).days or 0, minutes=0)


def test_the_interval_shown_is_the_interval_given() -> None:
    scheduler, memory, at = Scheduler(), None, NOON
    for grade in (Grade.GOOD, Grade.GOOD, Grade.HARD, Grade.AGAIN, Grade.GOOD, Grade.EASY):
        shown = scheduler.intervals("d/a", memory, at)
        assert list(shown.values()) == sorted(shown.values())
        memory = scheduler.review("d/a", memory, grade, at)
        assert memory.due - at == shown[grade]
        at = memory.due


def test_fuzz_leaves_the_global_random_generator_alone_and_differs_between_cards() -> None:
    random.seed(1)
    before = random.getstate()
    memories = [replay_of(key) for key in ("d/a", "d/b", "d/c", "d/d", "d/e")]
    assert random.getstate() == before
    assert len({memory.due for memory in memories}) > 1
    assert memories == [replay_of(key) for key in ("d/a", "d/b", "d/c", "d/d", "d/e")]


def replay_of(key: str) -> Memory:
    memory, at, scheduler = None, NOON, Scheduler()
    for _ in range(5):
        memory = scheduler.review(key, memory, Grade.GOOD, at)
        at = memory.due
    assert memory is not None
    return memory


@given(st.integers(1, 36_500), st.text(max_size=4), st.integers(0, 50))
def test_fuzz_stays_near(days: int, key: str, repetition: int) -> None:
    fuzzed = _fuzzed(days, key, repetition)
    assert abs(fuzzed - days) <= 1 + 0.15 * 4.5 + 0.1 * 13 + 0.05 * max(0, days - 20) + 1
    assert fuzzed == days if days < 3 else fuzzed >= 2


def test_a_night_counts_as_a_day_and_an_evening_past_midnight_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    scheduler = Scheduler()
    evening = datetime(2026, 3, 1, 22, tzinfo=UTC)
    learnt = scheduler.review("d/a", None, Grade.EASY, evening)
    night = scheduler.review("d/a", learnt, Grade.GOOD, evening + timedelta(hours=5))
    morning = scheduler.review("d/a", learnt, Grade.GOOD, evening + timedelta(hours=11))
    whole_day = scheduler.review("d/a", learnt, Grade.GOOD, evening + timedelta(days=1))
    assert morning.stability == whole_day.stability > night.stability


def test_a_clock_that_goes_backwards_harms_nothing() -> None:
    scheduler = Scheduler()
    first = scheduler.review("d/a", None, Grade.EASY, NOON)
    earlier = scheduler.review("d/a", first, Grade.GOOD, NOON - timedelta(days=400))
    same = scheduler.review("d/a", first, Grade.GOOD, NOON)
    assert earlier.stability == same.stability
    assert scheduler.recall(first, NOON - timedelta(days=400)) == 1.0


def test_any_zone_is_taken_and_none_is_refused() -> None:
    scheduler = Scheduler()
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    assert scheduler.review("d/a", None, Grade.GOOD, tokyo) == scheduler.review("d/a", None, Grade.GOOD, NOON)
    with pytest.raises(ValueError, match="zone"):
        scheduler.review("d/a", None, Grade.GOOD, NOON.replace(tzinfo=None))


@pytest.mark.parametrize("retention", [0, 0.69, 1, float("nan"), -1])
def test_a_retention_that_cannot_be_is_refused(retention: float) -> None:
    with pytest.raises(RecurError):
        Scheduler(retention)


def test_lapses_are_counted_where_something_known_was_forgotten() -> None:
    memory, at = None, NOON
    for grade in (1, 3, 3, 1, 1, 3, 1):
        memory = Scheduler().review("d/a", memory, Grade(grade), at)
        at = memory.due
    assert memory is not None
    assert (memory.reviews, memory.lapses, memory.state) == (7, 2, State.RELEARNING)
