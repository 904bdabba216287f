"""The session: what is asked, in which order, and that undo gives back the very moment before."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import session
from engine.clock import day_of, end_of_day
from engine.decks.card import Sibling
from engine.memory import Grade, Memory, State
from engine.scheduler import Scheduler
from engine.session import LEARNING, Limits, Session

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
SCHEDULER = Scheduler()


def sibling(card: int, part: int) -> Sibling:
    return Sibling(f"d/{card}#{part}", f"d/{card}", "q", "y")


@st.composite
def memories(draw: st.DrawFn) -> Memory:
    """What a few reviews, the last of them up to thirty days ago, have left."""
    at = NOW - timedelta(minutes=draw(st.integers(0, 60 * 24 * 30)))
    memory = None
    for grade in draw(st.lists(st.sampled_from(list(Grade)), min_size=1, max_size=4)):
        memory = SCHEDULER.review("any", memory, grade, at)
        at = min(max(at, memory.due), NOW)
    assert memory is not None
    return memory


@st.composite
def sittings(draw: st.DrawFn) -> Session:
    siblings = [
        sibling(card, part) for card in range(draw(st.integers(0, 8))) for part in range(draw(st.integers(1, 3)))
    ]
    known = {each.key: draw(memories()) for each in siblings if draw(st.booleans())}
    buried = {each.key for each in siblings if draw(st.integers(0, 9)) == 0}
    return session.begin(siblings, known, NOW, Limits(new=draw(st.integers(0, 6))), buried)


def step(sitting: Session, grade: Grade, now: datetime = NOW) -> Session:
    return session.grade(sitting, grade, now, 1.0, SCHEDULER, "id")[0]


def finish(sitting: Session) -> list[Session]:
    """Every moment until nothing is left, by good grades, on a clock that stands still."""
    moments = [sitting]
    while moments[-1].current is not None:
        moments.append(step(moments[-1], Grade.GOOD))
        assert len(moments) < 200
    return moments


@given(sittings(), st.lists(st.sampled_from(list(Grade)), max_size=10))
@settings(max_examples=100, deadline=None)
def test_a_sitting_ends_having_asked_all_that_was_due_and_of_each_card_one_sibling(
    sitting: Session, grades: list[Grade]
) -> None:
    asked: list[str] = []
    moment = sitting
    for grade in grades:
        if moment.current is not None:
            asked.append(moment.current.key)
            moment = step(moment, grade)
    moments = finish(moment)
    asked += [each.current.key for each in moments if each.current]
    end = moments[-1]

    cards = {sitting.siblings[key].card for key in asked}
    assert len(cards) == len(set(asked)), "one sibling of a card a day"
    seen = {sitting.siblings[key].card for key, memory in sitting.memories.items() if memory.day == day_of(NOW)}
    for key in asked:
        if sitting.siblings[key].card in seen:
            assert sitting.memories[key].day == day_of(NOW), "a sibling of what was seen today waits"
    assert set(sitting.queue) <= set(asked)
    assert end.done == end.total == sitting.total
    assert end.counts == (0, 0, 0)


@given(sittings())
@settings(max_examples=100, deadline=None)
def test_what_is_due_is_in_the_queue_unless_its_card_was_seen_today(sitting: Session) -> None:
    again = session.begin(list(sitting.siblings.values()), sitting.memories, NOW, Limits(new=0))
    asked = {again.siblings[key].card for key in (*again.queue, *(each.key for each in again.steps))}
    seen = {again.siblings[key].card for key, memory in again.memories.items() if memory.day == day_of(NOW)}
    for key, memory in again.memories.items():
        if memory.state is State.REVIEW and memory.due < end_of_day(NOW):
            assert again.siblings[key].card in asked | seen


@given(sittings(), st.sets(st.integers(0, 8)))
@settings(max_examples=100, deadline=None)
def test_a_sitting_with_suspended_cards_is_that_of_the_others(sitting: Session, cards: set[int]) -> None:
    siblings, away = list(sitting.siblings.values()), {f"d/{card}" for card in cards}
    limits = Limits(new=99)
    without = session.begin(siblings, sitting.memories, NOW, limits, suspended=away)
    others = session.begin([each for each in siblings if each.card not in away], sitting.memories, NOW, limits)
    assert (without.queue, without.steps, without.counts) == (others.queue, others.steps, others.counts)


@given(sittings(), st.integers(0, 30))
@settings(max_examples=100, deadline=None)
def test_no_more_new_cards_than_the_limit_leaves_after_those_of_today(sitting: Session, limit: int) -> None:
    again = session.begin(list(sitting.siblings.values()), sitting.memories, NOW, Limits(new=limit))
    met = sum(memory.introduced == day_of(NOW) for memory in again.memories.values())
    fresh = [key for key in again.queue if key not in again.memories]
    assert len(fresh) == again.counts.new <= max(0, limit - met)
    order = list(again.siblings)
    assert fresh == sorted(fresh, key=order.index)


@given(sittings(), st.lists(st.sampled_from([*Grade, None]), max_size=12))
@settings(max_examples=100, deadline=None)
def test_undo_is_the_exact_inverse(sitting: Session, steps: list[Grade | None]) -> None:
    moments, now = [sitting], NOW
    for what in steps:
        now += timedelta(minutes=3)
        if moments[-1].current is None:
            break
        moments.append(session.bury(moments[-1], now) if what is None else step(moments[-1], what, now))
    for before, after in zip(moments[-2::-1], moments[:0:-1], strict=True):
        undone = session.undo(after)
        assert undone is not None
        assert undone[0] is before
        assert before.current is not None and undone[1].key == before.current.key
    assert session.undo(sitting) is None


@given(sittings())
@settings(max_examples=50, deadline=None)
def test_every_moment_is_decided_by_what_went_before(sitting: Session) -> None:
    again = session.begin(list(sitting.siblings.values()), sitting.memories, NOW, sitting.limits)
    once = [each.key for each in finish(again)]
    twice = [each.key for each in finish(session.advance(again, NOW))]
    assert once == twice


def known(days_ago: int, interval: int) -> Memory:
    at = NOW - timedelta(days=days_ago)
    return Memory(State.REVIEW, at + timedelta(days=interval), 10.0, 5.0, None, at, 3, 0, day_of(at), day_of(at))


def keys_of(*numbers: int) -> list[Sibling]:
    return [Sibling(f"d/{number}", f"d/{number}", "q", "y") for number in numbers]


def test_new_cards_are_spread_among_reviews_the_longest_overdue_first() -> None:
    due = {f"d/{number}": known(20, number) for number in range(1, 5)}
    sitting = session.begin(keys_of(9, 4, 3, 2, 1, 8), due, NOW)
    assert sitting.queue == ("d/1", "d/9", "d/2", "d/3", "d/8", "d/4")
    assert sitting.counts == (2, 0, 4)


def test_a_step_comes_when_it_is_due_and_early_only_when_nothing_else_is_left() -> None:
    sitting = session.begin(keys_of(1, 2, 3), {}, NOW)
    sitting = step(sitting, Grade.AGAIN)  # 1 is due in a minute
    assert sitting.key == "d/2"
    sitting = step(sitting, Grade.EASY, NOW + timedelta(minutes=2))
    assert sitting.key == "d/1", "due before what is new"
    sitting = step(sitting, Grade.GOOD, NOW + timedelta(minutes=2))
    assert sitting.key == "d/3"
    sitting = step(sitting, Grade.AGAIN, NOW + timedelta(minutes=2))
    assert sitting.key == "d/1", "ahead of its time, but not the one just asked"
    assert sitting.counts == (0, 2, 0)


def test_a_step_too_far_ahead_is_waited_for() -> None:
    sitting = session.begin(keys_of(1), {}, NOW, Limits(ahead=timedelta(minutes=5)))
    sitting = step(sitting, Grade.GOOD)
    assert sitting.current is None
    assert sitting.counts == (0, 1, 0)
    assert session.advance(sitting, NOW + timedelta(minutes=6)).key == "d/1"


def test_the_day_begins_at_four() -> None:
    night = datetime(2026, 3, 11, 3, 59, tzinfo=UTC)
    due_today = {"d/1": known(1, 1), "d/2": known(1, 2)}
    assert session.begin(keys_of(1, 2), due_today, night).queue == ("d/1",)
    assert session.begin(keys_of(1, 2), due_today, night + timedelta(minutes=1)).queue == ("d/1", "d/2")


def test_a_sibling_waits_till_tomorrow() -> None:
    both = [sibling(1, 1), sibling(1, 2)]
    sitting = session.begin(both, {}, NOW)
    assert sitting.queue == ("d/1#1",)
    after = SCHEDULER.review("d/1#1", None, Grade.EASY, NOW)
    assert session.begin(both, {"d/1#1": after}, NOW).current is None
    assert session.begin(both, {"d/1#1": after}, NOW + timedelta(days=1)).queue == ("d/1#2",)


def test_what_is_buried_waits_till_tomorrow_and_takes_nothing_from_the_count() -> None:
    sitting = session.bury(session.begin(keys_of(1, 2), {}, NOW), NOW)
    assert (sitting.key, sitting.done, sitting.total) == ("d/2", 0, 1)


def test_a_long_sitting_can_be_let_go() -> None:
    """Its moments are a chain; freeing it must not run out of stack."""
    sitting = session.begin(keys_of(1), {}, NOW)
    for _ in range(20_000):
        sitting = step(sitting, Grade.AGAIN)
    assert len(sitting.reviews) == 20_000
    assert all(memory.state in LEARNING for memory in sitting.stepped.values())
    del sitting
