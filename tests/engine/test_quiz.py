"""A quiz: what is drawn, what counts, and what the journal keeps of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import quiz
from engine.decks.card import Card, Deck, Sibling
from engine.decks.library import Library
from engine.desk import Desk
from engine.grading.verdict import Verdict
from engine.journal import Journal
from engine.memory import Grade
from engine.problems import RecurError
from engine.quiz import Asked
from engine.room import Room

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
RIGHT, WRONG = Verdict(verdict="correct"), Verdict(verdict="wrong", slip="sign")
UNKNOWN, REFUSED = Verdict(verdict="unknown"), Verdict(verdict="refused")


def card(name: str, questions: int) -> Card:
    key = f"d/{name}"
    return Card(
        id=name,
        deck="d",
        line=1,
        question="?",
        answer="!",
        quiz=tuple({"ask": f"{number}?", "number": number} for number in range(questions)),
        siblings=(Sibling(key, key, "?", "!"),),
    )


def library(*cards: Card) -> Library:
    return Library([Deck(name="d", path=Path("d.yaml"), cards=cards)])


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


CARDS = st.lists(st.integers(0, 4), min_size=1, max_size=8).map(
    lambda counts: [card(f"c{place}", count) for place, count in enumerate(counts)]
)


@given(CARDS, st.integers(0, 40), st.integers(0, 2**31), st.randoms())
def test_a_plan_asks_each_question_once_and_of_each_card_before_any_card_twice(cards, count, seed, shuffle) -> None:
    asked = quiz.plan(cards, count, seed)
    every = [(each.key, number) for each in cards for number in range(1, len(each.quiz) + 1)]
    every += [(each.key, 0) for each in cards if not each.quiz]
    chosen = [(each.key, each.question) for each in asked]
    assert len(set(chosen)) == len(chosen) == min(count, len(every))
    assert set(chosen) <= set(every)
    assert len({key for key, _ in chosen}) == min(count, len(cards))
    shuffle.shuffle(cards)
    assert quiz.plan(cards, count, seed) == asked


@given(CARDS, st.integers(0, 100))
def test_the_weakest_cards_come_first(cards, seed) -> None:
    weakness = {each.key: place / 10 for place, each in enumerate(cards)}
    first = quiz.plan(cards, len(cards), seed, weakness)
    assert [each.key for each in first] == [each.key for each in reversed(cards)]


def test_the_first_attempt_counts_and_a_question_may_be_tried_again_or_passed() -> None:
    state = quiz.begin("q", [Asked("d/a", 1, 7), Asked("d/b", 1, 8), Asked("d/c", 1, 9), Asked("d/e", 0, 9)], NOON)
    state, first = quiz.answer(state, "-x", WRONG, NOON, 3.0, "1")
    state, second = quiz.answer(state, "x", RIGHT, NOON, 2.0, "2")
    assert (first.suggested, second.suggested) == (Grade.AGAIN, Grade.GOOD)
    assert state.number == 1
    state = quiz.follow(state)
    assert state.current == Asked("d/b", 1, 8)
    state = quiz.follow(state)  # passed
    state, _ = quiz.answer(state, "y", UNKNOWN, NOON, 2.0, "3", right=True)
    state = quiz.follow(state)
    with pytest.raises(ValueError, match="refused"):
        quiz.answer(state, "y", REFUSED, NOON, 2.0, "4")
    score = state.score(NOON + timedelta(seconds=90))
    assert (score.right, score.wrong, score.passed, score.total, score.seconds) == (1, 1, 1, 4, 90)
    assert [turn.asked.key for turn in state.mistakes] == ["d/a", "d/b", "d/e"]
    state = quiz.follow(state)
    assert state.over(NOON) and state.current is None and state.score(NOON).passed == 2


def test_what_nobody_decided_is_kept_and_decided_once_by_the_student_whatever_is_typed_after_it() -> None:
    state = quiz.begin("q", [Asked("d/a", 1, 7), Asked("d/b", 1, 8)], NOON)
    state, typed = quiz.answer(state, "x", UNKNOWN, NOON, 2.0, "1")
    assert not typed.right and (score := state.score(NOON)).undecided == 1 and (score.right, score.wrong) == (0, 0)
    state, _ = quiz.answer(state, "the right one", RIGHT, NOON, 2.0, "2")  # which has been seen: it decides nothing
    assert (score := state.score(NOON)).undecided == 1 and (score.right, score.wrong) == (0, 0)
    state = quiz.follow(state)
    (turn,) = state.turns
    assert turn in state.mistakes
    state, decided = quiz.decide(state, turn, True, NOON, "3")
    assert (decided.given, decided.verdict, decided.right) == ("x", "unknown", True)
    assert state.score(NOON).right == 1 and state.score(NOON).undecided == 0
    for over in (turn, state.turns[0]):
        with pytest.raises(ValueError, match="decided"):
            quiz.decide(state, over, False, NOON, "4")


@pytest.mark.parametrize("graded", [True, False])
@pytest.mark.parametrize("later", [True, False])
def test_a_judgement_taken_back_leaves_its_answer_undecided_here_and_in_the_journal(
    tmp_path: Path, later: bool, graded: bool
) -> None:
    room = Room.open(library(card("a", 1)), tmp_path, seed=1, now=Clock())
    asked = room.current
    assert asked is not None
    if later:
        room.answer("x", UNKNOWN)
        attempt = room.decide(room.quiz.turns[0], True)
    else:
        attempt = room.answer("x", UNKNOWN, True)
    if graded:
        room.grade(attempt, Grade.EASY)
    assert room.score.right == 1 and room.can_take_back
    assert (room.take_back() is None) is not graded
    assert (room.score.right, room.score.wrong, room.score.undecided) == (0, 0, 1)
    assert not room.can_take_back and not room.is_graded(asked)
    room.grade(room.decide(room.quiz.turns[0], False), Grade.AGAIN)
    room.close()
    with_journal = Journal.open(tmp_path / "journal.db")
    said = [each.right for each in with_journal.attempts(asked.key)]
    assert said == [*([False] if later else []), True, False, False]
    assert [each.grade for each in with_journal.reviews(asked.key)] == [Grade.AGAIN]
    with_journal.close()


def test_what_nobody_has_decided_is_not_said_to_have_gone_wrong(tmp_path: Path) -> None:
    for verdict in (RIGHT, UNKNOWN):
        room = Room.open(library(card("a", 1)), tmp_path, seed=1, now=Clock())
        room.answer("x", verdict)
        assert room.progress == (0, 0)
        room.close()


def test_a_decision_is_taken_once_and_each_question_is_left_once(tmp_path: Path) -> None:
    room = Room.open(library(card("a", 1), card("b", 1), card("c", 1)), tmp_path, seed=1, now=Clock())
    first = room.current
    assert first is not None
    attempt = room.answer("1", RIGHT)
    room.grade(attempt, Grade.GOOD)
    for grade in Grade:
        with pytest.raises(ValueError, match="has its grade"):
            room.grade(attempt, grade)
    for _ in range(3):
        room.follow(first)
    assert len(room.quiz.turns) == 1 and room.quiz.number == 2
    room.take_back()
    room.grade(attempt, Grade.EASY)
    assert room.graded == (first.key,)
    room.close()


def test_an_exam_ends_when_its_time_is_up() -> None:
    state = quiz.begin("q", [Asked("d/a", 1, 7)], NOON, timedelta(minutes=2))
    assert not state.over(NOON + timedelta(seconds=119)) and state.over(NOON + timedelta(seconds=120))
    assert state.left(NOON + timedelta(seconds=30)) == timedelta(seconds=90)
    assert state.score(NOON + timedelta(hours=1)).seconds == 120


def test_what_is_answered_and_what_the_student_decides_are_both_in_the_journal(tmp_path: Path) -> None:
    clock, decks = Clock(), library(card("a", 2), card("b", 0))
    room = Room.open(decks, tmp_path, 2, seed=3, now=clock)
    asked = room.current
    assert asked is not None
    clock.move(seconds=20)
    attempt = room.answer("-1", WRONG)
    assert attempt.seconds == 20
    review = room.grade(attempt, Grade.HARD)  # suggested: again
    room.follow()
    room.close()
    with_journal = Journal.open(tmp_path / "journal.db")
    assert with_journal.attempts(asked.key) == [attempt]
    assert [(each.id, each.grade, each.attempt) for each in with_journal.reviews(asked.key)] == [
        (review.id, Grade.HARD, attempt.id)
    ]
    assert with_journal.rebuild() == []
    with_journal.close()


def test_weak_asks_first_what_was_wrong_last_then_what_is_forgotten(tmp_path: Path) -> None:
    clock, decks = Clock(), library(card("a", 1), card("b", 1), card("c", 1))
    room = Room.open(decks, tmp_path, 3, seed=1, now=clock)
    while room.current:
        attempt = room.answer("1", WRONG if room.current.key == "d/c" else RIGHT)
        room.grade(attempt, Grade.AGAIN if room.current.key == "d/a" else Grade.EASY)
        room.follow()
    room.close()
    clock.move(days=3)
    for seed in range(5):
        weak = Room.open(decks, tmp_path, 3, seed=seed, weak=True, now=clock)
        assert [each.key for each in weak.quiz.asked] == ["d/c", "d/a", "d/b"]
        weak.close()


def test_a_grade_taken_back_leaves_the_schedule_as_it_was(tmp_path: Path) -> None:
    room = Room.open(library(card("a", 1)), tmp_path, seed=1, now=Clock())
    asked = room.current
    assert asked is not None
    room.grade(room.answer("1", RIGHT), Grade.GOOD)
    assert room.is_graded(asked)
    room.take_back()
    assert room.memory(asked) is None and not room.is_graded(asked)
    room.close()


def test_no_cards_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecurError, match="no card"):
        Room.open(library(), tmp_path)


def test_while_studying_the_card_asks_its_questions_in_turn(tmp_path: Path) -> None:
    clock = Clock()
    desk = Desk.open(library(card("a", 2)), tmp_path, now=clock)
    numbers = []
    for _ in range(3):
        asked = desk.question()
        assert asked is not None
        numbers.append(asked.question)
        attempt = desk.answer(asked, "1", RIGHT, 2.0)
        assert desk.grade(attempt.suggested, 2.0, attempt.id).attempt == attempt.id
        clock.move(days=60)
        desk.refresh()
    assert numbers == [1, 2, 1]
    desk.close()


def test_a_quiz_is_held_against_what_was_answered_last(tmp_path: Path) -> None:
    clock, decks = Clock(), library(card("a", 1), card("b", 1), card("c", 1), card("e", 1))
    for wrong, expected in (({"d/a", "d/b"}, (0, 0)), ({"d/b", "d/c"}, (1, 1)), (set(), (2, 0))):
        room = Room.open(decks, tmp_path, seed=1, now=clock)
        while room.current:
            room.answer("1", WRONG if room.current.key in wrong else RIGHT)
            room.follow()
        assert room.progress == expected
        room.close()
