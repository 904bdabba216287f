"""The desk: a sitting with its clock and its disk, over several days, kills and other windows."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.decks.library import Library, find_decks
from engine.desk import Desk
from engine.grading.verdict import Verdict
from engine.journal import Journal
from engine.memory import Grade
from engine.problems import RecurError
from engine.quiz import Asked
from engine.room import Room

Sit = Callable[..., Desk]


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 10, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    text = "".join(f"- {{id: c{number}, question: q{number}, answer: y}}\n" for number in range(6))
    (tmp_path / "deck.yaml").write_text(text + "- {id: turned, question: q, answer: y, reversed: true, after: []}\n")
    return find_decks([tmp_path])


@pytest.fixture
def desks(library: Library, tmp_path: Path, clock: Clock) -> Iterator[list[Desk]]:
    """Desks opened here are closed at the end."""
    opened: list[Desk] = []
    yield opened
    for desk in opened:
        desk.close()


@pytest.fixture
def sit(library: Library, tmp_path: Path, clock: Clock, desks: list[Desk]) -> Sit:
    def open_one(new: int | None = None) -> Desk:
        desks.append(Desk.open(library, tmp_path, new, clock))
        return desks[-1]

    return open_one


def study(desk: Desk, grade: Grade = Grade.GOOD) -> list[str]:
    asked = []
    while desk.current is not None:
        asked.append(desk.current.key)
        desk.grade(grade, 30.0)
    return asked


def test_what_was_promised_is_due_and_nothing_before(sit: Sit, clock: Clock) -> None:
    desk = sit()
    promised = {}
    while desk.current is not None:
        key, shown = desk.current.key, desk.intervals()
        review = desk.grade(Grade.EASY, 5.0)
        assert review.due - clock.time == shown[Grade.EASY]
        promised[key] = review.due
    first = min(promised.values())
    assert desk.summary().next_due == first
    clock.time = first - timedelta(days=1)
    assert study(sit(new=0)) == []
    clock.time = first
    due = sit(new=0)
    assert due.counts.due == sum(each.date() <= first.date() for each in promised.values())
    assert due.forecast(1)[0] == due.counts.due


def test_a_sitting_goes_on_where_it_was_left_without_a_close(sit: Sit) -> None:
    first = sit()
    asked = [first.current.key]
    for _ in range(3):
        first.grade(Grade.EASY, 1.0)
        asked.append(first.current.key)
    again = sit()  # the other was never closed, as after a kill
    assert again.current.key == asked[-1]
    assert again.counts == first.counts


def test_a_suspended_card_is_asked_again_when_it_is_resumed_and_nothing_is_forgotten(
    sit: Sit, clock: Clock, tmp_path: Path
) -> None:
    study(sit(), Grade.EASY)
    clock.time += timedelta(days=60)
    desk, today = sit(), clock.time.date()
    due, memory, asked = desk.counts.due, desk.memory, desk.current.key
    with closing(Journal.open(tmp_path / "journal.db")) as elsewhere:
        elsewhere.suspend(asked, clock.time, today)
        desk.refresh()
        assert desk.current.key != asked and (desk.counts.due, desk.forecast(1)) == (due - 1, [due - 1])
        assert not desk.undo(), "what was done elsewhere than in a sitting is not taken back there"
        elsewhere.resume(asked, clock.time, today)
    desk.refresh()
    assert desk.counts.due == due and desk.remembered(asked) == memory


def test_the_limit_counts_what_was_met_earlier_today(sit: Sit, clock: Clock) -> None:
    assert len(set(study(sit(new=4)))) == 4
    assert sit(new=4).current is None
    assert sit(new=5).counts.new == 1
    clock.time += timedelta(days=1)
    assert sit(new=4).counts.new == 3, "of seven"


def test_undo_goes_back_through_the_sitting_and_into_the_one_before(sit: Sit) -> None:
    first = sit()
    start = first.current.key
    first.grade(Grade.EASY, 1.0)
    first.grade(Grade.EASY, 1.0)
    first.bury()
    before = first.counts
    second = sit()
    buried = "deck/c2"
    second.grade(Grade.AGAIN, 1.0)
    assert [second.undo() for _ in range(5)] == [True, True, True, True, False]
    assert second.current.key == start
    assert second.counts.new == before.new + 3
    assert second.recall(start) is None
    assert second.history(start).count == 0
    assert buried in study(second)


def test_a_card_that_begins_anew_stays_on_the_screen_though_no_new_one_is_left_for_today(
    sit: Sit, clock: Clock, library: Library
) -> None:
    study(sit(), Grade.EASY)
    clock.time += timedelta(days=60)
    desk = sit(new=0)
    key, moment, memory, counts = desk.current.key, desk.session, desk.memory, desk.counts
    assert desk.reset([key]) and not desk.reset([key])
    assert (desk.current.key, desk.memory, desk.history(key).count, desk.history(key).before) == (key, None, 0, 1)
    assert (desk.counts.new, desk.counts.due, desk.total) == (1, counts.due - 1, sum(counts))
    desk.reread(library)
    assert desk.current.key == key, "and when its deck is read again"
    assert desk.grade(Grade.GOOD, 1.0).state == "new"
    assert desk.undo() and desk.current.key == key and desk.memory is None
    assert desk.undo() and desk.memory == memory and desk.counts == counts
    desk.reset([key])
    assert desk.undo() and desk.memory == memory
    with closing(sit(new=0)) as other:
        assert (other.counts, other.remembered(key)) == (moment.counts, memory)


def test_what_begins_anew_elsewhere_than_on_the_screen_waits_its_turn_and_comes_back_with_undo(
    sit: Sit, clock: Clock
) -> None:
    desk = sit(new=4)
    while desk.current is not None:
        desk.grade(Grade.EASY, 1.0)
    clock.time += timedelta(days=1)
    desk = sit(new=3)
    asked, moment = desk.current.key, desk.session
    known = [key for key in ("deck/c0", "deck/c1") if desk.remembered(key)]
    memories = [desk.remembered(key) for key in known]
    assert desk.reset(known) and desk.current.key == asked
    assert desk.counts.new == 3, "within the limit"
    assert desk.undo() and desk.current.key == asked and desk.counts == moment.counts
    assert [desk.remembered(key) for key in known] == memories


def test_a_step_that_begins_anew_is_undone_exactly(sit: Sit) -> None:
    desk = sit(new=1)
    desk.grade(Grade.AGAIN, 1.0)
    moment = desk.session
    assert desk.counts.learning == 1
    desk.reset([desk.current.key])
    assert (desk.counts.learning, desk.counts.new, desk.total) == (0, 1, 1)
    assert desk.undo() and desk.session is moment


def test_undo_within_a_sitting_restores_the_moment(sit: Sit) -> None:
    desk = sit()
    moments = []
    for grade in (Grade.AGAIN, Grade.GOOD, Grade.EASY, Grade.HARD):
        moments.append(desk.session)
        desk.grade(grade, 1.0)
    while moments:
        assert desk.undo()
        assert desk.session is moments.pop()
    assert desk.summary().cards == 0


def test_a_buried_card_stays_away_till_tomorrow(sit: Sit, clock: Clock) -> None:
    desk = sit()
    buried = desk.current.key
    desk.bury()
    assert buried not in study(desk)
    assert sit().current is None
    clock.time += timedelta(days=1)
    assert sit().current.key in (buried, *(f"deck/c{n}" for n in range(6)))
    assert buried in study(sit())


def test_the_share_that_is_done_survives_what_another_window_does(sit: Sit) -> None:
    one, other = sit(), sit()
    assert (one.done, one.total) == (0, 7)
    one.grade(Grade.EASY, 1.0)
    other.refresh()
    assert (other.done, other.total) == (1, 7)
    other.grade(Grade.EASY, 1.0)
    one.grade(Grade.EASY, 1.0)
    assert one.done >= 2 and one.total == 7
    sit().undo()
    one.refresh()
    assert one.total == 7 and one.done == one.total - sum(one.counts)


def test_two_windows_do_not_lose_each_others_reviews(sit: Sit) -> None:
    one, other = sit(), sit()
    assert one.current.key == other.current.key
    key = one.current.key
    one.grade(Grade.EASY, 1.0)
    other.refresh()
    assert other.current.key == one.current.key != key
    other.grade(Grade.EASY, 1.0)
    one.refresh()
    assert one.current.key == other.current.key
    assert one.history(key).count == 1


def test_a_new_day_begins_while_the_desk_is_open(sit: Sit, clock: Clock) -> None:
    desk = sit(new=2)
    study(desk)
    assert desk.current is None
    clock.time += timedelta(days=1)
    desk.refresh()
    assert desk.counts.new == 2
    assert desk.summary().cards == 2, "the sitting goes on"
    study(desk)
    assert desk.summary().days_in_a_row == 2


def test_the_summary_speaks_of_this_sitting(sit: Sit, clock: Clock) -> None:
    study(sit())
    clock.time += timedelta(days=30)
    desk = sit(new=1)
    slipped = desk.current.key
    desk.grade(Grade.AGAIN, 30.0)
    study(desk)
    told = desk.summary()
    assert told.slipped == (slipped,)
    assert (told.reviewed, told.remembered, told.new) == (7, 6, 0)
    assert told.grades[Grade.AGAIN] == 1
    assert told.cards == 7
    assert told.minutes == 4
    assert told.days_in_a_row == 1


@pytest.mark.parametrize("new", [-1])
def test_a_limit_that_cannot_be_is_refused(library: Library, tmp_path: Path, new: int) -> None:
    with pytest.raises(RecurError):
        Desk.open(library, tmp_path, new)


def test_a_card_that_left_its_deck_leaves_its_reviews(
    sit: Sit, tmp_path: Path, clock: Clock, desks: list[Desk]
) -> None:
    study(sit())
    (tmp_path / "deck.yaml").write_text("- {id: c0, question: changed, answer: y}\n")
    clock.time += timedelta(days=60)
    desks.append(Desk.open(find_decks([tmp_path]), tmp_path, None, clock))
    assert desks[-1].counts == (0, 0, 1)
    assert desks[-1].history("deck/c5").count > 0


@pytest.mark.parametrize("new", ["deck/another", "elsewhere/c0"])
def test_a_card_that_is_renamed_or_moved_meanwhile_keeps_what_is_learnt_of_it(
    sit: Sit, library: Library, tmp_path: Path, clock: Clock, new: str
) -> None:
    desk = sit()
    assert desk.current and desk.current.key == "deck/c0"
    with closing(Journal.open(tmp_path / "journal.db")) as other:
        for old, now in [("deck/c0", "deck/between"), ("deck/between", new)]:
            with other.renaming(old, now, clock(), clock().date()):
                pass
        asked = desk.question() or Asked("deck/c0", 0, 0)
        attempt = desk.answer(asked, "y", Verdict(verdict="correct"), 1.0)
        desk.grade(Grade.EASY, 1.0)
        assert other.memories().keys() == {new} and [each.id for each in other.attempts(new)] == [attempt.id]
        assert desk.current.key == "deck/c1" and desk.remembered("deck/c0") == other.memory(new)
        with closing(Room.open(library, tmp_path, now=clock, beside=desk.journal)) as room:
            answered = room.answer("y", Verdict(verdict="correct"))
            while answered.key != "deck/c0":
                room.follow()
                answered = room.answer("y", Verdict(verdict="correct"))
            room.grade(answered, Grade.AGAIN)
            assert len(other.reviews(new)) == 2 and room.is_graded(Asked("deck/c0", 0, 0))
            room.take_back()
        assert desk.undo() and desk.current.key == "deck/c0" and other.memory(new) is None
        desk.grade(Grade.EASY, 1.0)
        other.reset([new], clock(), clock().date())
        desk.refresh()
        assert desk.remembered("deck/c0") is None
        desk.undo()
        (tmp_path / "deck.yaml").write_text((tmp_path / "deck.yaml").read_text().replace("{id: c0", "{id: another"))
        (tmp_path / "elsewhere.yaml").write_text("- {id: c0, question: q0, answer: y}\n")
        desk.reread(find_decks([tmp_path]))
        assert desk.remembered(new) == other.memory(new) is not None
        assert desk.remembered("deck/c0") is None


def test_a_name_that_was_given_up_here_is_free_for_another_card(
    sit: Sit, library: Library, tmp_path: Path, clock: Clock
) -> None:
    desk = sit()
    text = (tmp_path / "deck.yaml").read_text()
    (tmp_path / "deck.yaml").write_text(text.replace("{id: c0", "{id: another"))
    desk.rename({"deck/c0": "deck/another"}, find_decks([tmp_path]))
    (tmp_path / "deck.yaml").write_text(
        "- {id: c0, question: a new one, answer: y}\n" + text.replace("{id: c0", "{id: another")
    )
    desk.reread(find_decks([tmp_path]))
    graded: set[str] = set()
    while desk.current is not None and "deck/c0" not in graded:
        graded.add(desk.grade(Grade.EASY, 1.0).key)
    with closing(Journal.open(tmp_path / "journal.db")) as other:
        assert other.memories().keys() == graded and "deck/c0" in graded
