"""The quiz room by keys alone, with real grading in a real worker process."""

import asyncio
import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from textual import events

from engine.decks.library import find_decks
from engine.grading.verdict import Verdict
from engine.journal import Journal
from engine.memory import Grade
from engine.problems import RecurError
from engine.quiz import Asked
from engine.room import Room
from tests.tui.quizzing import AWKWARD, LIBRARY, Clock, Sitter, quiz_room, right_answer
from tests.tui.sitting import play, reviews, sitting
from tui import keys
from tui.app import RecurApp
from tui.posed import Posed, judge, pose
from tui.screens.quiz import QuizScreen
from tui.screens.read import ReadScreen
from tui.screens.results import ResultsScreen
from tui.screens.study import StudyScreen


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_quiz_by_keys_alone_right_and_wrong_and_the_mistakes_to_look_at(home: Path, size: tuple[int, int]) -> None:
    async def story(person: Sitter, room: Room) -> None:
        wrong = {"gradient": "(w - p) h^T", "colours": "1,2,3"}
        for _ in range(7):
            posed = await person.asked()
            if posed.question is None:
                await person.press("s")
                assert "This card." in person.read()
                await person.press("2")
                continue
            await person.type(wrong.get(posed.card.id) or right_answer(posed))
            assert ("✗" if posed.card.id in wrong else "✓") in person.read()
            if posed.card.id == "gradient":
                assert "sign" in person.read()
            assert person.screen.suggested == (1 if posed.card.id in wrong else 3)
            await person.press("enter")
        assert isinstance(person.screen, ResultsScreen)
        assert "5 of 7 right" in person.read()
        assert "Gradient   " in (listed := person.on_screen("Lines")) and "Quizzed" in listed and "…" not in listed
        assert {line.turn.asked.key for line in person.screen._lines[:2]} == {"quizzed/gradient", "quizzed/colours"}
        while person.screen._lines[person.screen.chosen].title != "Gradient":
            await person.press("down")
        assert "(w - p) h^T" in person.read()
        await person.press("up" if person.screen.chosen else "down")
        assert "1,2,3" in (full := person.read()) and all(f"{at}  " in full for at in (1, 2, 3)) and "blue" in full
        await person.press("down" if person.screen._lines[0].title != "Gradient" else "up")
        await person.press("enter")
        assert isinstance(person.screen, ReadScreen)
        await person.ran()
        assert "✓ halves" in person.read() or size == (80, 24)
        await person.press("escape")
        assert isinstance(person.screen, ResultsScreen)

    quiz_room(home, story, size=size, seed=5)
    assert len(reviews(home)) == 7
    assert {each.key: each.grade for each in reviews(home)} == {
        "quizzed/ratio": Grade.GOOD,
        "quizzed/gradient": Grade.AGAIN,
        "quizzed/colours": Grade.AGAIN,
        "quizzed/word": Grade.GOOD,
        "quizzed/steps": Grade.GOOD,
        "quizzed/drill": Grade.GOOD,
        "quizzed/bare": Grade.HARD,
    }
    assert all(each.attempt for each in reviews(home))


def test_what_is_not_understood_keeps_the_question_open_and_the_first_answer_counts(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        posed = await person.asked()
        while posed.card.id != "gradient":
            await person.press("escape", "n")
            posed = await person.asked()
        await person.type("(p - q) h^T")
        assert "Not understood" in person.read() and "q" in person.read()
        assert room.score.wrong == 0
        await person.type("(w - p) h^T")
        assert "Wrong: the sign" in person.read()
        await person.press("t")
        await person.type("(p - w) h^T")
        assert "Correct" in person.read()
        assert (room.score.right, room.score.wrong) == (0, 1)
        await person.press("n")
        assert reviews(home) == []  # not graded: the card keeps its schedule
        await person.asked()
        await person.end()

    quiz_room(home, story, seed=2)
    journal = Journal.open(home / "journal.db")
    kept = journal.attempts("quizzed/gradient")
    assert [(each.given, each.verdict, each.slip) for each in kept] == [
        ("(w - p) h^T", "wrong", "sign"),
        ("(p - w) h^T", "correct", ""),
    ]
    assert len({each.quiz for each in kept}) == 1
    journal.close()


def test_a_grade_in_the_room_is_taken_back_by_u(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        posed = await person.asked()
        await person.type(right_answer(posed))
        await person.press("4")
        assert [each.grade for each in reviews(home)] == [Grade.EASY]
        await person.asked()
        await person.press("escape", "u")
        assert reviews(home) == []

    quiz_room(home, story, seed=1, typed=True)


def test_a_grade_is_taken_back_from_the_field_while_nothing_is_typed(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        posed = await person.asked()
        await person.press("ctrl+z")
        assert "ctrl+z" not in person.on_screen("Hints")
        await person.type(right_answer(posed))
        await person.press("4")
        await person.asked()
        await person.press("x")
        assert "ctrl+z" not in person.on_screen("Hints")
        await person.press("ctrl+z", "backspace")
        assert len(reviews(home)) == 1 and "ctrl+z undo" in person.on_screen("Hints")
        await person.press("ctrl+z")
        assert reviews(home) == [] and "is taken back" in person.on_screen("Hints")
        assert person.screen.place == "typing"

    quiz_room(home, story, seed=1, typed=True)


def test_an_exam_tells_nothing_till_its_end(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        for _ in range(3):
            posed = await person.asked()
            assert "left" in person.read()
            await person.type(right_answer(posed))
            await person.until(lambda posed=posed: getattr(person.screen, "posed", None) is not posed)
            assert isinstance(person.screen, ResultsScreen) or "✓" not in person.read()
        assert isinstance(person.screen, ResultsScreen)
        assert "3 of 3 right" in person.read()

    quiz_room(home, story, seed=1, count=3, exam=timedelta(minutes=9), typed=True)


def test_typed_while_studying_the_verdict_suggests_and_the_student_decides(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "quizzed") as found:
            person = Sitter(found.app, found.pilot)
            assert person.app.desk.current.key == "quizzed/ratio"
            await person.press("t")
            await person.asked()
            await person.type("2/3")
            assert "Wrong" in person.read()
            await person.press("enter")
            assert isinstance(person.screen, StudyScreen)
            assert person.screen.revealed and "2/3" in person.read()
            assert person.screen.suggested == Grade.AGAIN and "▸1 Again" in person.read()
            await person.press("2")
            (review,) = reviews(home, "quizzed/ratio")
            assert review.grade is Grade.HARD and review.attempt

    play(story())


@pytest.mark.parametrize(("card", "typed"), [("colours", "1"), ("steps", "3 1 2")])
def test_what_was_chosen_by_numbers_while_studying_stands_in_words_beside_the_answer(
    home: Path, card: str, typed: str
) -> None:
    async def story() -> None:
        async with sitting(home, "quizzed") as found:
            person = Sitter(found.app, found.pilot)
            while person.app.desk.current.key != f"quizzed/{card}":
                await person.press("space", "4")
            await person.press("t")
            posed = await person.asked()
            await person.type(typed)
            await person.press("enter")
            yours = person.on_screen("Answer").partition("Answer")[0].split()
            assert " ".join(f"{each} {posed.options[int(each) - 1]}" for each in typed.split()) in " ".join(yours)

    play(story())


def test_a_card_without_questions_is_typed_and_compared_by_eye(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "quizzed") as found:
            person = Sitter(found.app, found.pilot)
            while person.app.desk.current.key != "quizzed/bare":
                await person.press("space", "4")
            await person.press("t")
            await person.asked()
            await person.type("the *bare* one")
            assert isinstance(person.screen, StudyScreen) and person.screen.revealed
            assert "the *bare* one" in person.read() and "This card." in person.read()
            assert person.screen.suggested == 0
            await person.press("3")
            (review,) = reviews(home, "quizzed/bare")
            assert review.attempt

    play(story())
    journal = Journal.open(home / "journal.db")
    (attempt,) = journal.attempts("quizzed/bare")
    assert (attempt.given, attempt.verdict, attempt.right) == ("the *bare* one", "unknown", True)
    journal.close()


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
def test_a_long_question_leaves_field_echo_and_verdict_in_sight(home: Path, size: tuple[int, int]) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.until_asked("long")
        assert person.on_screen("#answer")
        await person.write("(W^T (w - p) * g'(z)) x^T")
        assert "a matrix, H × 2K, the shape of V" in person.on_screen("Understood")
        await person.press("enter")
        await person.until(lambda: person.screen.judged)
        await person.pilot.pause()
        for part in ("#answer", "Grades"):
            assert person.on_screen(part), part
        shown = person.on_screen("Sentence")
        assert "Wrong: the sign" in shown and "yours" in shown
        await person.press("s")
        assert "The right answer" in person.on_screen("Sentence")
        asked = person.on_screen("Asked")
        for _ in range(4):
            await person.press("pagedown")
        assert "biases" in person.on_screen("Asked") and (size[1] > 30 or "biases" not in asked)

    quiz_room(home, story, size=size, library=AWKWARD, seed=3)


def test_more_is_hinted_where_there_is_more_however_tall_the_window_becomes(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.until_asked("long")
        for size, more in (((80, 24), True), ((120, 70), False), ((80, 24), True)):
            await person.pilot.resize_terminal(*size)
            await person.until(lambda more=more: ("pgdn" in person.on_screen("Hints")) == more)
            assert person.screen.possible(keys.ONWARD) == more

    quiz_room(home, story, library=AWKWARD, seed=1)


def test_a_verdict_of_choices_leaves_its_options_in_sight(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.until_asked("many")
        await person.type("1, 2, 3, 4")
        await person.pilot.pause()
        options = person.on_screen("Asked")
        for option in ("A recurrent", "the sum", "Convolutions", "each input alone"):
            assert option in options
        verdict = person.on_screen("Sentence")
        assert "A sum has no order." in verdict and "It sees one input." in verdict and person.on_screen("Grades")

    quiz_room(home, story, library=AWKWARD, seed=3)


def test_what_is_not_finished_is_waited_for_and_told_after_enter(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.until_asked("gradient")
        for typed in ("(", "(p - w", "(p - w) @ "):
            await person.write(typed)
            assert "…" in person.on_screen("Understood") and "^" not in person.on_screen("Understood")
        await person.write("")
        await person.write("(")
        assert person.on_screen("Understood").split() == ["…"]  # nothing of an answer before it
        await person.write("(p - w)")
        await person.write("(p - w) @")
        assert "p − w" in person.on_screen("Understood")  # as far as it was understood
        await person.write("(p - w) @ q")
        assert "no q" in person.on_screen("Understood")
        await person.type("(p - w) @")
        assert "Not understood" in person.read() and "^" in person.on_screen("Understood")
        await person.write("(p - w) @ h")
        assert "Not understood" not in person.read()
        await person.write("(p - w) @")
        await person.press("escape", "s")
        assert "The right answer" in person.read() and "…" not in person.read()  # nothing more is to come
        await person.press("t")
        await person.write("")
        await person.press("escape", "s")
        assert not person.on_screen("#answer")  # nothing was typed, and nothing can be
        await person.press("t")
        assert person.on_screen("#answer")

    quiz_room(home, story, seed=5)


def test_the_answer_that_was_graded_stands_beside_its_verdict(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graded = asyncio.Event()

    async def late(*given) -> Verdict:  # type: ignore[no-untyped-def]  # whatever is graded
        await graded.wait()
        return await judge(*given)

    monkeypatch.setattr("tui.screens.asking.judge", late)

    async def story(person: Sitter, room: Room) -> None:
        await person.until_asked("ratio")
        await person.write("2/3")
        await person.press("enter", "w", "7")
        assert person.screen.said.busy and person.screen.field.value == "2/3"
        graded.set()
        await person.until(lambda: person.screen.judged)
        await person.pilot.pause()
        assert "Wrong" in person.read() and person.screen.field.value == "2/3"

    quiz_room(home, story, seed=5)


def test_a_verdict_stands_when_the_window_changes(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.until_asked("gradient")
        await person.type("(w - p) h^T")
        assert "You may use" not in person.read() and "Question 2" not in person.read()
        await person.pilot.resize_terminal(120, 40)
        await person.until(lambda: "You may use" in person.read())
        assert "Wrong: the sign" in person.on_screen("Sentence")
        assert f"Question {room.quiz.number} of 7" in person.read() and "You may use" in person.read()

    quiz_room(home, story, seed=5)


@pytest.mark.parametrize(
    ("card", "why"),
    [("astray", "out of joint"), ("killed", "It could not be graded: the worker process was ended by SIGKILL")],
)
def test_what_cannot_be_graded_is_judged_by_the_student_and_kept(home: Path, card: str, why: str) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.until_asked(card)
        await person.type("a / 2")
        assert why in person.read() and "for you to judge" in person.read() and "The right answer" in person.read()
        assert room.score.right == 0
        await person.press("3")
        assert room.score.right == 1

    quiz_room(home, story, library=AWKWARD, seed=3)
    (review,) = reviews(home)
    journal = Journal.open(home / "journal.db")
    (attempt,) = journal.attempts(f"awkward/{card}")
    assert (attempt.given, attempt.verdict, attempt.right) == ("a / 2", "unknown", True)
    assert review.attempt == attempt.id
    journal.close()


def test_a_card_that_comes_twice_is_judged_twice_and_graded_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = [Asked("awkward/astray", 1, seed) for seed in (1, 2, 3)]
    monkeypatch.setattr("engine.quiz.plan", lambda *_: drawn)

    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        await person.type("a / 2")
        assert "3 Good" in person.on_screen("Grades")
        await person.press("3")
        await person.asked()
        await person.type("a / 3")
        row = person.on_screen("Grades")
        assert "1 Wrong" in row and "3 Right" in row and "Good" not in row
        await person.press("1")
        await person.asked()
        await person.press("escape", "s")  # given up: nothing is left to judge
        assert not person.on_screen("Grades") and "enter" in person.on_screen("Hints")
        await person.press("u")
        assert "the last judgement is taken back" in person.on_screen("Hints") and not person.on_screen("Grades")
        await person.press("u")  # the card has no grade now: one is offered
        assert "▸1 Again" in person.on_screen("Grades")
        await person.press("enter")
        assert isinstance(person.screen, ResultsScreen)
        assert (room.score.right, room.score.wrong, room.score.undecided) == (0, 1, 2)

    quiz_room(home, story, library=AWKWARD)
    assert [each.grade for each in reviews(home)] == [Grade.AGAIN]
    journal = Journal.open(home / "journal.db")
    kept = [(each.given, each.right) for each in journal.attempts("awkward/astray")]
    assert kept == [("a / 2", True), ("a / 3", False), ("", False), ("a / 3", False), ("a / 2", False)]
    journal.close()


def test_a_short_row_names_the_keys_that_go_on_first(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.until_asked("long")
        await person.type("(W^T (w - p) * g'(z)) x^T")
        hints = person.on_screen("Hints")
        for hint in ("enter accept", "n next", "w why", "esc end", "? help"):
            assert hint in hints

    quiz_room(home, story, library=AWKWARD, seed=3)


def test_a_question_whose_card_is_gone_is_left_out_with_a_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = [Asked(f"quizzed/{card}", number, 1) for card, number in (("word", 1), ("ratio", 1), ("steps", 1))]
    monkeypatch.setattr("engine.quiz.plan", lambda *_: drawn)

    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        await person.type("Markov chain")
        deck = LIBRARY.deck("quizzed")
        kept = tuple(each for each in deck.cards if each.id != "ratio")
        person.app.desk.reread(LIBRARY.replacing(msgspec.structs.replace(deck, cards=kept)))
        await person.press("n")
        assert (await person.asked()).card.id == "steps"
        assert "quizzed/ratio" in person.read() and "left out" in person.read()
        await person.end()
        assert "It was not asked." in walked(person)

    def walked(person: Sitter) -> str:
        person.screen.chosen = [line.title for line in person.screen._lines].index("Ratio")
        return person.read()

    quiz_room(home, story)


def test_a_card_is_not_edited_while_it_is_asked_so_that_its_grade_finds_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def renames(app: RecurApp, *_: object) -> None:
        raise AssertionError("the editor was opened")

    monkeypatch.setattr(RecurApp, "edit", renames)

    async def tries(person: Sitter) -> None:
        assert isinstance(person.screen, ReadScreen) and person.screen.material is not None
        await person.press("e", "e", "ctrl+n")
        assert isinstance(person.screen, ReadScreen)
        assert f"After the quiz, recur edit {person.screen.material.card.key}" in " ".join(person.read().split())

    async def story(person: Sitter, room: Room) -> None:
        posed = await person.asked()
        await person.type(right_answer(posed))
        await person.press("w")
        await tries(person)
        await person.press("slash", *posed.card.title.lower().split()[0], "ctrl+n", "enter")
        await tries(person)
        await person.press("escape", "escape", "escape", "enter")
        assert [each.key for each in reviews(home)] == [posed.card.key]
        await person.asked()
        await person.end()
        await person.press("enter")
        await tries(person)

    quiz_room(home, story, seed=1, count=2, typed=True)


def test_a_generated_question_is_made_while_the_one_before_is_thought_about(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.quiz.plan", lambda *_: [Asked("quizzed/word", 1, 1), Asked("quizzed/drill", 1, 7)])

    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        await person.until(person.screen._ahead._begun.making.done)
        monkeypatch.setattr("tui.screens.asking.pose", raising(AssertionError("it was made already")))
        await person.press("escape", "n")
        posed = await person.asked()
        assert posed.asked == Asked("quizzed/drill", 1, 7)
        await person.type(right_answer(posed))
        assert room.score.right == 1

    quiz_room(home, story)


def test_a_question_that_cannot_be_made_is_said_and_left_out(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.until_asked("broken")
        assert "cannot be asked" in person.read() and "no [such]" in person.read()
        await person.press("n")
        assert room.quiz.turns[-1].asked.key == "awkward/broken" and not room.quiz.turns[-1].attempts

    quiz_room(home, story, library=AWKWARD, seed=3)


def test_an_answer_that_the_journal_refuses_is_kept_by_the_next_key(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(person: Sitter, room: Room) -> None:
        posed = await person.until_asked("ratio")
        passed = room.quiz.turns
        with monkeypatch.context() as full:
            full.setattr(Journal, "attempt", raising(RecurError("the disk is full")))
            await person.type(right_answer(posed))
            assert "✓" in person.read() and "the disk is full" in person.read()
            await person.press("enter")
            assert room.quiz.turns == passed and "the disk is full" in person.read()
            await person.press("n")
            assert room.quiz.turns == passed and "the disk is full" in person.read()
            await person.press("t")
            await person.type("2")  # the first answer counts, though it is not kept yet
        with monkeypatch.context() as full:
            full.setattr(Journal, "append", raising(RecurError("the disk is full")))
            await person.press("enter")
            assert room.score.right == 1 and reviews(home) == [] and "the disk is full" in person.read()
        await person.press("enter")
        assert [each.grade for each in reviews(home)] == [Grade.GOOD]
        with monkeypatch.context() as full:
            await person.asked()
            full.setattr(Journal, "undo", raising(RecurError("the disk is full")))
            await person.press("escape", "u")
            assert "the disk is full" in person.read()
        await person.press("u")
        assert reviews(home) == []

    quiz_room(home, story, seed=1, typed=True)


def raising(error: Exception):  # type: ignore[no-untyped-def]  # in place of any method
    def refuse(*_: object) -> None:
        raise error

    return refuse


@pytest.mark.parametrize("typed", [True, False])
def test_what_is_typed_when_an_exam_ends_is_handed_in(home: Path, typed: bool) -> None:
    clock = Clock()

    async def story(person: Sitter, room: Room) -> None:
        posed = await person.asked()
        assert not any(each.action == "give_up" for each in person.screen.commands)
        if typed:
            await person.write(right_answer(posed))
        clock.now += timedelta(minutes=2)
        person.screen.tick()
        await person.until(lambda: isinstance(person.screen, ResultsScreen))
        await person.pilot.pause()
        assert f"{int(typed)} of 2 right" in person.read()

    quiz_room(home, story, seed=1, count=2, exam=timedelta(minutes=1), typed=True, now=clock)


def test_what_nobody_understands_when_an_exam_ends_is_for_the_student_to_judge(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.quiz.plan", lambda *_: [Asked("quizzed/ratio", 1, 1)])
    clock = Clock()

    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        await person.write("3/(2")
        clock.now += timedelta(minutes=2)
        while not isinstance(person.screen, ResultsScreen):
            person.screen.tick()
            await person.pilot.pause()
        assert (room.score.wrong, room.score.undecided) == (0, 1)
        await person.pilot.pause()
        assert "3/(2" in person.read() and "for you to judge" in person.on_screen("InFull")

    quiz_room(home, story, exam=timedelta(minutes=1), now=clock)


@pytest.mark.parametrize("keys", ["1111", ["enter", "enter"], "nn", "4n1"])
def test_a_key_that_decides_decides_once_however_fast_it_comes_again(home: Path, keys: Sequence[str]) -> None:
    async def story(person: Sitter, room: Room) -> None:
        posed = await person.asked()
        await person.type(right_answer(posed))
        person.hurry(*keys)
        await person.until(lambda: person.screen.posed is not None and person.screen.posed is not posed)
        assert len(room.quiz.turns) == 1 and room.quiz.number == 2
        assert len(reviews(home)) == (0 if keys[0] == "n" else 1)

    quiz_room(home, story, seed=1, count=3, typed=True)


def test_an_end_that_comes_twice_ends_once(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        await person.press("escape", "escape")
        person.hurry("escape", "escape", "n")
        await person.until(lambda: isinstance(person.screen, ResultsScreen))
        await person.pilot.pause()
        assert isinstance(person.screen, ResultsScreen) and room.quiz.turns == ()

    quiz_room(home, story, seed=1)


def undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody decides what `perhaps` is worth."""

    async def judged(runner, posed, given: str) -> Verdict:  # type: ignore[no-untyped-def]  # as `judge` has it
        return Verdict(verdict="unknown") if given == "perhaps" else await judge(runner, posed, given)

    monkeypatch.setattr("tui.screens.asking.judge", judged)
    monkeypatch.setattr("tui.piped.judge", judged)


def answers(home: Path) -> list[tuple[str, str, bool]]:
    """What the journal has of what was typed."""
    journal = Journal.open(home / "journal.db")
    found = [each for card in LIBRARY.cards for each in journal.attempts(card)]
    journal.close()
    return [(each.given, each.verdict, each.right) for each in sorted(found, key=lambda each: each.at)]


def test_once_the_right_answer_is_seen_typing_it_does_not_count(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    undecided(monkeypatch)

    async def story(person: Sitter, room: Room) -> None:
        posed = await person.asked()
        await person.type("perhaps")
        assert "Not decided" in person.read() and "The right answer" in person.read()
        await person.press("t")
        await person.type(right_answer(posed))
        assert "Correct" in person.read() and person.screen.suggested == 0
        assert (room.score.right, room.score.wrong, room.score.undecided) == (0, 0, 1)
        assert "1 wrong" not in person.read() and "was your first answer right?" in person.on_screen("Hints")
        await person.press("enter")  # nothing is suggested of the first answer, which counts
        assert room.score.undecided == 1
        await person.press("3")
        assert (room.score.right, room.score.wrong, room.score.undecided) == (1, 0, 0)

    quiz_room(home, story, seed=1, typed=True)
    assert answers(home)[0] == ("perhaps", "unknown", False)
    assert answers(home)[1][1:] == ("correct", True) and answers(home)[2] == ("perhaps", "unknown", True)
    assert [each.grade for each in reviews(home)] == [Grade.GOOD]


@pytest.mark.parametrize("second", ["perhaps", "s"])
def test_an_answer_that_was_tried_again_in_vain_is_judged_once(
    home: Path, monkeypatch: pytest.MonkeyPatch, second: str
) -> None:
    undecided(monkeypatch)

    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        await person.type("perhaps")
        await person.press("t")
        if second == "s":
            await person.press("escape", "s")
        else:
            await person.type(second)
        assert room.score.undecided == 1 and person.screen.suggested == 0
        await person.press("1")
        await person.asked()
        assert (room.score.wrong, room.score.undecided) == (1, 0)
        await person.press("escape", "u")
        assert (room.score.wrong, room.score.undecided) == (0, 1) and reviews(home) == []
        await person.end()
        await person.press("4")
        assert room.score.right == 1

    quiz_room(home, story, seed=1, typed=True)
    assert answers(home)[-1] == ("perhaps", "unknown", True)
    assert [each.grade for each in reviews(home)] == [Grade.EASY]


def test_in_an_exam_what_nobody_decides_is_judged_with_the_results(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    undecided(monkeypatch)

    async def story(person: Sitter, room: Room) -> None:
        first = await person.asked()
        await person.type("perhaps")
        await person.until(lambda: person.screen.posed not in (None, first))
        assert "Not decided" not in person.read() and "The right answer" not in person.read()
        await person.type(right_answer(await person.asked()))
        await person.until(lambda: isinstance(person.screen, ResultsScreen))
        await person.pilot.pause()
        assert "1 for you to judge" in person.read() and room.score.wrong == 0
        assert "for you to judge: was it right?" in person.read() and "▸" not in person.on_screen("Grades")
        await person.press("2")
        assert "2 of 2 right" in person.read() and "▸3 Good" in person.on_screen("Grades")
        await person.press("1")
        assert not person.on_screen("Grades")
        await person.press("4", "3")  # both have their grade
        assert len(reviews(home)) == 2
        await person.press("u", "up", "down")
        assert len(reviews(home)) == 1
        await person.press("u")
        assert "1 of 2 right" in person.read() and "1 for you to judge" in person.read()
        assert answers(home)[-1] == ("perhaps", "unknown", False) and reviews(home) == []
        person.screen.chosen = [line.turn.undecided for line in person.screen._lines].index(True)
        await person.press("1")
        assert "1 of 2 right" in person.read() and "1 wrong" in person.read()
        assert answers(home)[-1] == ("perhaps", "unknown", False)
        await person.press("u", "2")
        person.screen.chosen = [person.screen._open(line) for line in person.screen._lines].index(True)
        await person.press("4")

    quiz_room(home, story, seed=1, count=2, exam=timedelta(minutes=9), typed=True)
    assert sorted(each.grade for each in reviews(home)) == [Grade.HARD, Grade.EASY]
    assert [(given, right) for given, _, right in answers(home)].count(
        ("perhaps", True)
    ) == 2  # judged, and judged anew


def test_what_is_passed_undecided_is_kept_and_may_be_judged_later(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    undecided(monkeypatch)

    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        await person.type("perhaps")
        await person.press("n")
        await person.asked()
        assert answers(home) == [("perhaps", "unknown", False)]
        await person.end()
        await person.press("3")
        assert room.score.right == 1

    quiz_room(home, story, seed=1, typed=True)
    assert answers(home)[-1] == ("perhaps", "unknown", True)
    assert [each.grade for each in reviews(home)] == [Grade.GOOD]


def test_a_grade_taken_back_is_given_again_with_the_results(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.type(right_answer(await person.asked()))
        await person.press("4")
        await person.asked()
        await person.press("escape", "u")
        assert "the results ask for it again" in person.on_screen("Hints")
        await person.end()
        while not person.on_screen("Grades"):
            await person.press("down")
        clock.now += timedelta(hours=1)  # the quiz is over: its time stands still
        await person.press("2")
        assert "in 1 second." in person.read()

    clock = Clock()
    quiz_room(home, story, seed=1, typed=True, now=clock)
    assert [each.grade for each in reviews(home)] == [Grade.HARD]


def test_what_is_typed_when_the_time_runs_out_is_not_taken_for_keys(home: Path) -> None:
    clock = Clock()

    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        clock.now += timedelta(minutes=2)
        person.screen.tick()
        await person.until(lambda: isinstance(person.screen, ResultsScreen))
        results = person.screen
        await person.press("t", "w", "q", "escape", "1", "question_mark")
        assert person.screen is results and results.place == "late"
        await person.press("enter")
        assert person.screen is results and results.place == "results"
        await person.press("t")
        assert isinstance(person.screen, QuizScreen)

    quiz_room(home, story, seed=1, count=2, exam=timedelta(minutes=1), typed=True, now=clock)


def test_an_end_that_would_lose_something_is_asked_for_twice(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        await person.press("escape")
        await asks(person, "2 questions are left")
        person.screen.field.focus()  # by the mouse; of what is typed there the screen is told no key
        await person.press("1", "escape")
        await asks(person, "what is typed is not handed in")
        await person.press("pageup")  # another key between: it is asked anew
        await asks(person, "what is typed is not handed in")
        await person.press("t")
        await person.type(right_answer(person.screen.posed))
        await asks(person, "1 question is left")
        await person.press("enter")
        await person.type(right_answer(await person.asked()))
        await person.press("escape")  # the last: nothing is lost
        assert isinstance(person.screen, ResultsScreen)

    async def asks(person: Sitter, why: str) -> None:
        await person.press("escape")
        assert f"esc once more ends the quiz: {why}" in person.on_screen("Hints")
        assert isinstance(person.screen, QuizScreen)

    quiz_room(home, story, seed=1, count=2, typed=True)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_what_is_longer_than_the_field_is_seen_at_its_end(home: Path, size: tuple[int, int]) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.until_asked("gradient")
        await person.write(" + ".join(["(p - w) h^T"] * 9))
        await person.press("end")
        await person.pilot.pause()
        assert "h^T + (p - w) h^T" in person.on_screen("#answer")
        person.screen.field.post_message(events.Paste("\n- h\r\n  h^T\n"))
        await person.pilot.pause()
        assert person.screen.field.value.endswith("(p - w) h^T- h h^T")
        assert "cut off" not in person.on_screen("Hints")
        person.screen.field.post_message(events.Paste("h" * 10**6))
        await person.pilot.pause()
        assert "the end is cut off: 2,000 characters have room" in person.on_screen("Hints")
        assert len(person.screen.field.value) == 2_000

    quiz_room(home, story, size=size, seed=5)


def test_no_deck_that_can_be_read_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    deck = tmp_path / "broken.yaml"
    deck.write_text("- {id: a, question: 'x\n")
    with pytest.raises(RecurError, match=r"(?s)no card to ask about.*broken\.yaml:\d+:\d+: "):
        Room.open(find_decks([deck]), tmp_path)


def test_letters_typed_before_a_question_stands_there_do_nothing(home: Path) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        person.screen.posed = None
        person.screen.settle()
        await person.press("n", "s", "space", "t", "1")
        assert room.quiz.turns == ()

    quiz_room(home, story, seed=1)


def test_an_answer_typed_before_its_question_stands_there_is_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.quiz.plan", lambda *_: [Asked("quizzed/word", 1, 1), Asked("quizzed/ratio", 1, 1)])

    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        await person.type("Markov chain")
        made = asyncio.Event()

        async def late(*given) -> Posed:  # type: ignore[no-untyped-def]  # whatever a question is made of
            await made.wait()
            return await pose(*given)

        monkeypatch.setattr("tui.screens.asking.pose", late)
        await person.press("enter", "3", "slash", "u", "backspace", "enter", "2")
        assert person.screen.posed is None and "making the question" in person.read()
        assert not person.on_screen("#answer") and "enter" not in person.on_screen("Hints")
        made.set()
        posed = await person.asked()
        assert "3/2" in person.on_screen("#answer")
        assert posed.card.id == "ratio" and "understood as" in person.on_screen("Understood")
        await person.press("enter")
        await person.until(lambda: person.screen.judged)
        assert room.score.right == 2

    quiz_room(home, story)
    assert [each.grade for each in reviews(home)] == [Grade.GOOD]


def test_from_studying_into_a_quiz_and_back(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "quizzed") as found:
            person = Sitter(found.app, found.pilot)
            before = person.app.desk.counts.new
            await person.press("x")
            posed = await person.asked()
            assert isinstance(person.screen, QuizScreen)
            if posed.typed:
                await person.type(right_answer(posed))
            else:
                await person.press("s")
            await person.press("4")
            await person.asked()
            await person.end()
            await person.press("escape")
            assert isinstance(person.screen, StudyScreen) and person.app.desk.counts.new == before - 1
            await person.press("x")
            await person.asked()

    play(story())


def test_typing_while_studying_falls_back_on_the_card_where_its_question_fails(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "awkward", size=(80, 24)) as found:
            person = Sitter(found.app, found.pilot)
            while person.app.desk.current.key != "awkward/broken":
                await person.press("space", "4")
            assert "t type it" in person.read()
            await person.press("t")
            posed = await person.asked()
            assert "cannot be asked" in person.read() and posed.ask == "Who makes no question?"
            await person.type("me")
            assert isinstance(person.screen, StudyScreen) and "This one." in person.read()
            await person.press("2")

    play(story())
    journal = Journal.open(home / "journal.db")
    (attempt,) = journal.attempts("awkward/broken")
    assert (attempt.question, attempt.given, attempt.right) == (0, "me", True)
    journal.close()


@pytest.mark.parametrize("width", [50, 60, 80, 120])
def test_how_long_a_grade_gives_is_told_whole_or_not_at_all(home: Path, width: int) -> None:
    async def story(person: Sitter, room: Room) -> None:
        await person.until_asked("ratio")
        await person.type("3/2")
        row = person.on_screen("Grades")
        assert re.fullmatch(
            r"[ ▸]*1 Again( +1 min)?  +2 Hard( +\d+ min)?  +▸3 Good( +10 min)?  +4 Easy( +\d+ d)? *", row
        )

    quiz_room(home, story, size=(width, 24), seed=5)


def test_a_second_that_passes_paints_the_top_row_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, painted = Clock(), set()

    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        assert re.search(r"\b0:00 .* 0/7", person.on_screen("Header"))
        screen, field = person.screen, person.screen.field
        monkeypatch.setattr(screen, "_refresh_layout", lambda *_, **__: painted.add(screen))
        update = screen._compositor.update_widgets
        monkeypatch.setattr(screen._compositor, "update_widgets", lambda each: (painted.update(each), update(each)))
        clock.now += timedelta(seconds=65)
        screen.tick()
        await person.pilot.pause()
        assert painted - {field} == {screen.query_one("Header")}  # the field's cursor may blink
        assert re.search(r"\b1:05 .* 0/7", person.on_screen("Header"))

    quiz_room(home, story, seed=5, now=clock)
