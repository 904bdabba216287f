"""The quiz room by keys alone, and by lines piped in, with real grading in a real worker process."""

import asyncio
import io
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from engine.config import read_config
from engine.decks.library import find_decks
from engine.decks.questions import Choose, Formula, Number, Order, Text
from engine.desk import Desk
from engine.grading.posing import shown_places
from engine.grading.verdict import Verdict
from engine.journal import Journal
from engine.memory import Grade
from engine.problems import RecurError
from engine.quiz import Asked
from engine.room import Room
from tests.tui.sitting import DECKS, Person, play, reviews, sitting
from tui.app import RecurApp
from tui.piped import quiz
from tui.posed import Posed, judge, pose
from tui.screens.quiz import QuizScreen
from tui.screens.read import ReadScreen
from tui.screens.results import ResultsScreen
from tui.screens.study import StudyScreen

LIBRARY = find_decks([DECKS / "quizzed.yaml"], trust=True)
AWKWARD = find_decks([DECKS / "awkward.yaml"], trust=True)


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

    async def until_asked(self, card: str) -> Posed:
        """Pass questions until this card's stands there."""
        while (posed := await self.asked()).card.id != card:
            if self.screen.place == "typing":
                await self.press("escape")
            await self.press("n")
        return posed

    def on_screen(self, selector: str) -> str:
        """The rows of a widget that can be seen now, as they are painted; empty where none can."""
        widget = self.screen.query_one(selector)
        seen = widget.region
        for above in widget.ancestors:
            seen = seen.intersection(getattr(above, "region", seen))
        rows = self.app.screen._compositor.render_strips()[seen.y : seen.bottom]
        return "\n".join(strip.text for strip in rows) if seen.area and widget.display else ""

    async def write(self, text: str) -> None:
        """Type into the field, and leave it there."""
        self.screen.field.value = text
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type into the field and have it graded."""
        self.screen.field.value = text
        await self.pilot.pause()
        await self.press("enter")
        await self.until(lambda: not getattr(self.screen, "said", None) or not self.screen.said.busy)
        await self.pilot.pause()


def quiz_room(home: Path, story, size=(80, 24), library=LIBRARY, **drawn) -> None:  # type: ignore[no-untyped-def]  # a test's story
    async def told() -> None:
        room = Room.open(library, home, **drawn)
        app = RecurApp(Desk.open(library, home), home, read_config(home), room=room)
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


def piped(lines: str, *words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """`recur quiz` with these bytes at its standard input."""
    told = [sys.executable, "-m", "tui.cli", "quiz", "--decks", str(DECKS / "quizzed.yaml"), "--trust", *words]
    return subprocess.run(told, input=lines, capture_output=True, text=True, env={**os.environ, **(env or {})})


def test_ten_answers_piped_in(home: Path) -> None:
    """Windows lines, an empty one, one that is not understood, and more than there are questions."""
    lines = ["\ufeff3 1 2", "1.5", "Markov  CHAIN", "(p - w) h^T", "mine", "y", "", "warm", *["more"] * 4]
    done = piped("\r\n".join(lines) + "\r\n", "--seed", "4", "-n", "10", env={"PYTHONUTF8": "1"})
    assert done.returncode == 0 and not done.stderr
    assert done.stdout.startswith("There are 7 questions, not 10.")
    assert "1 of 7" in done.stdout and "7 of 7" in done.stdout
    assert "5 of 7 right, 0 wrong, 2 left out." in done.stdout
    assert done.stdout.count("✓  Correct") == 4 and "Not understood" in done.stdout
    journal = Journal.open(home / "journal.db")
    assert len(journal.last_attempts()) == 5
    journal.close()


def test_a_card_without_questions_shows_its_answer_and_the_next_line_judges_it(home: Path, tmp_path: Path) -> None:
    deck = tmp_path / "plain.yaml"
    deck.write_text("- {id: a, question: Which city?, answer: It is Paris.}\n- {id: b, question: And, answer: so.}\n")
    told = [sys.executable, "-m", "tui.cli", "quiz", "--decks", str(deck), "--seed", "1"]
    done = subprocess.run(told, input="Paris\ny\nRome\nn\n", capture_output=True, text=True)
    assert done.returncode == 0 and "1 of 2 right, 1 wrong, 0 left out." in done.stdout
    asked, said = done.stdout.index("Which city?"), done.stdout.index("It is Paris.")
    assert asked < said and "Was it what you had in mind?" in done.stdout
    journal = Journal.open(home / "journal.db")
    assert sorted(journal.last_attempts().values()) == [False, True]
    journal.close()


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "inf", "1e12", "soon"])
def test_an_exam_has_a_length(home: Path, minutes: str) -> None:
    done = piped("", "--exam", minutes)
    assert done.returncode == 2 and not done.stdout and done.stderr.splitlines()[-1].startswith("Error: ")


def test_lines_that_come_to_an_end_leave_the_rest_out(home: Path) -> None:
    done = piped("3 1 2", "--seed", "4")
    assert done.returncode == 0 and "1 of 7 right, 0 wrong, 6 left out." in done.stdout


def test_a_piped_exam_tells_its_verdicts_at_the_end(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock()

    class Lines(io.StringIO):
        def readline(self, size: int = -1) -> str:
            clock.now += timedelta(seconds=25)
            return super().readline(size)

    monkeypatch.setattr("sys.stdin", Lines("1.5\nwrong\nlate\n"))
    quiz(Room.open(LIBRARY, home, 6, seed=4, exam=timedelta(minutes=1), typed=True, now=clock))
    said = capsys.readouterr().out
    assert said.index("The time is up.") < said.index("✗  Wrong") < said.index("1 of 6 right, 1 wrong, 4 left out.")
    assert "✓" not in said and said.count("The right answer") == 1


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


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


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
        assert person.screen.said.busy
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
        await person.pilot.pause()
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
        await person.press("u")  # the card has no grade now: one is offered
        assert "▸1 Again" in person.on_screen("Grades")
        await person.press("enter")
        assert isinstance(person.screen, ResultsScreen)
        assert (room.score.right, room.score.wrong) == (1, 2)

    quiz_room(home, story, library=AWKWARD)
    assert [each.grade for each in reviews(home)] == [Grade.AGAIN]
    journal = Journal.open(home / "journal.db")
    kept = [(each.given, each.right) for each in journal.attempts("awkward/astray")]
    assert kept == [("a / 2", True), ("a / 3", False), ("", False)]
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
        await person.press("escape", "escape")
        assert isinstance(person.screen, ResultsScreen) and "It was not asked." in walked(person)

    def walked(person: Sitter) -> str:
        person.screen.chosen = [line.title for line in person.screen._lines].index("Ratio")
        return person.read()

    quiz_room(home, story)


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
        assert "3/2" in person.on_screen("#answer") and "enter" not in person.on_screen("Hints")
        made.set()
        posed = await person.asked()
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
            while not isinstance(person.screen, ResultsScreen):
                await person.press("escape")
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
