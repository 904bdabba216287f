"""The quiz room by keys alone, and by lines piped in, with real grading in a real worker process."""

import io
from datetime import timedelta
from pathlib import Path

import pytest

from engine.config import read_config
from engine.decks.library import find_decks
from engine.decks.questions import Choose, Formula, Number, Order, Text
from engine.desk import Desk
from engine.grading.posing import shown_places
from engine.journal import Journal
from engine.memory import Grade
from engine.room import Room
from tests.tui.sitting import DECKS, Person, play, reviews, sitting
from tui.app import RecurApp
from tui.piped import quiz
from tui.posed import Posed
from tui.screens.read import ReadScreen
from tui.screens.results import ResultsScreen
from tui.screens.study import StudyScreen

LIBRARY = find_decks([DECKS / "quizzed.yaml"], trust=True)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path))
    return tmp_path


def right_answer(posed: Posed) -> str:
    """What to type for full marks."""
    match posed.question:
        case Number(number=number):
            return str(number)
        case Formula():
            return "outer(p - w, h)"
        case Text(text=spellings):
            return spellings[-1].upper()
        case Choose(choose=options) as question:
            places = shown_places(question, posed.asked.seed)
            return ",".join(str(at) for at, place in enumerate(places, 1) if options[place].right)
        case Order() as question:
            places = shown_places(question, posed.asked.seed)
            return " ".join(str(places.index(place) + 1) for place in range(len(places)))
    return ""


class Sitter(Person):
    """A person in the quiz room."""

    async def asked(self) -> Posed:
        """The question, when it stands there."""
        await self.until(lambda: self.screen.posed is not None and self.screen.place in ("typing", "asked"))
        await self.pilot.pause()
        found: Posed = self.screen.posed
        return found

    async def type(self, text: str) -> None:
        """Type into the field and have it graded."""
        self.screen.field.value = text
        await self.pilot.pause()
        await self.press("enter")
        await self.until(lambda: not getattr(self.screen, "said", None) or not self.screen.said.busy)
        await self.pilot.pause()


def quiz_room(home: Path, story, size=(80, 24), **drawn) -> None:  # type: ignore[no-untyped-def]  # a test's story
    async def told() -> None:
        room = Room.open(LIBRARY, home, **drawn)
        app = RecurApp(Desk.open(LIBRARY, home), home, read_config(home), room=room)
        try:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await story(Sitter(app, pilot), room)
        finally:
            await app.close()

    play(told())


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
        assert {line.turn.asked.key for line in person.screen._lines[:2]} == {"quizzed/gradient", "quizzed/colours"}
        while person.screen._lines[person.screen.chosen].title != "Gradient":
            await person.press("down")
        assert "(w - p) h^T" in person.read()
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
        await person.press("escape", "escape")
        assert isinstance(person.screen, ResultsScreen)

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


def test_ten_answers_piped_in(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["1.5"] * 6
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    quiz(Room.open(LIBRARY, home, 10, seed=4, typed=True))
    said = capsys.readouterr().out
    assert "1 of 6" in said and "6 of 6" in said
    assert "1 of 6 right" in said
    assert "The right answer" in said


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
            assert person.screen.suggested == Grade.AGAIN
            await person.press("2")
            (review,) = reviews(home, "quizzed/ratio")
            assert review.grade is Grade.HARD and review.attempt

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
