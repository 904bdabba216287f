"""A quiz by lines piped in, with real grading in a real worker process."""

import io
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from engine.decks.library import find_decks
from engine.grading.verdict import Verdict
from engine.journal import Journal
from engine.memory import Grade
from engine.quiz import Asked
from engine.room import Room
from tests.tui.quizzing import LIBRARY, Clock, Sitter, quiz_room
from tests.tui.sitting import DECKS, reviews
from tui.commands.quiz import command as quiz_command
from tui.piped import quiz
from tui.posed import judge


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path))
    return tmp_path


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
    assert asked < said and "Was it right?" in done.stdout
    journal = Journal.open(home / "journal.db")
    assert sorted(journal.last_attempts().values()) == [False, True]
    journal.close()


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "inf", "1e12", "soon"])
def test_an_exam_has_a_length(home: Path, minutes: str) -> None:
    done = piped("", "--exam", minutes)
    assert done.returncode == 2 and not done.stdout and done.stderr.splitlines()[-1].startswith("Error: ")
    assert "as in --exam 20" in done.stderr


@pytest.mark.parametrize("typed", ["5", "5m", "5 min", "5.0 Minutes"])
def test_the_length_of_an_exam_may_have_its_unit(typed: str) -> None:
    assert quiz_command.make_context("quiz", ["--exam", typed]).params["exam"] == timedelta(minutes=5)


def test_lines_that_come_to_an_end_leave_the_rest_out(home: Path) -> None:
    done = piped("3 1 2", "--seed", "4")
    assert done.returncode == 0 and "1 of 7 right, 0 wrong, 6 left out." in done.stdout


def test_a_piped_exam_tells_its_verdicts_at_the_end(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock()

    class Lines(io.StringIO):
        def readline(self, size: int = -1) -> str:
            clock.now += timedelta(seconds=15)
            return super().readline(size)

    monkeypatch.setattr("sys.stdin", Lines("1.5\nwrong\n2 1 3\nlate\n"))
    quiz(Room.open(LIBRARY, home, 6, seed=4, exam=timedelta(minutes=1), typed=True, now=clock))
    said = capsys.readouterr().out
    assert said.index("The time is up.") < said.index("✗  Wrong") < said.index("1 of 6 right, 2 wrong, 3 left out.")
    assert "✓" not in said and said.count("The right answer") == 2
    first, again = (part.partition(">")[0] for part in said.split("Put these in order.")[1:])
    assert first.partition("Type")[0] == again and "1  " in again  # with the numbers that were typed


BOTH = find_decks([DECKS / "quizzed.yaml", DECKS / "awkward.yaml"], trust=True)
SITTING = {
    "ratio": ("3/2", ""),
    "gradient": ("(w - p) h^T", "2"),
    "colours": ("1,2,3", ""),
    "word": ("Markov chain", "4"),
    "steps": ("1 2 3", "1"),
    "drill": ("7", "-"),
    "bare": ("", "3"),
    "long": ("(W^T (w - p) * g'(z)) x^T", "1"),
    "astray": ("a / 2", "3"),
    "killed": ("a / 2", "-"),
    "many": ("1, 2, 3, 4", "3"),
}
"""What is typed to each card's question, and how its card is graded: an empty line as suggested, `-` not at all."""

TWICE = [Asked(card, 1, seed) for seed in (1, 2) for card in ("awkward/astray", "quizzed/ratio")]


def kept(home: Path) -> list[object]:
    """All that is in the journal of what was typed and graded, without the names that were drawn for it."""
    journal = Journal.open(home / "journal.db")
    typed = [each for card in BOTH.cards for each in journal.attempts(card)]
    journal.close()
    given = {each.id: each.given for each in typed}
    graded = [
        (each.key, each.grade, each.at, each.seconds, each.state, each.due, given[each.attempt])
        for each in reviews(home)
    ]
    return [
        *sorted(graded),
        *(
            (each.key, each.question, each.seed, each.given, each.verdict, each.right, each.slip, each.at)
            for each in typed
        ),
    ]


@pytest.mark.parametrize("exam", [None, timedelta(minutes=9)])
@pytest.mark.parametrize("drawn", [[], TWICE])
def test_a_quiz_piped_in_with_its_grades_keeps_what_the_same_keys_keep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawn: list[Asked], exam: timedelta | None
) -> None:
    if drawn:
        monkeypatch.setattr("engine.quiz.plan", lambda *_: drawn)

    async def by_keys(person: Sitter, room: Room) -> None:
        for asked in room.quiz.asked:
            posed = await person.asked()
            typed, grade = SITTING.get(posed.card.id, ("", "-"))
            if typed:
                await person.type(typed)
            elif grade != "-":
                await person.press("s")
            if room.current == asked:  # an exam goes on by itself
                await person.press({"": "enter", "-": "n"}.get(grade, grade))
            await person.until(lambda posed=posed: getattr(person.screen, "posed", None) is not posed)
        for asked in room.quiz.asked if exam else ():
            person.screen.chosen = [line.turn.asked for line in person.screen._lines].index(asked)
            grade = SITTING.get(asked.key.partition("/")[2], ("", "-"))[1]
            if grade != "-" and person.screen.possible("grade"):
                await person.press(grade or str(person.screen.suggested))

    def lines(asked: Asked) -> list[str]:
        return list(SITTING[asked.key.partition("/")[2]])

    keyed, piped = tmp_path / "keyed", tmp_path / "piped"
    for home in (keyed, piped):
        home.mkdir()
    quiz_room(keyed, by_keys, library=BOTH, now=Clock(), seed=8, exam=exam, typed=exam is not None)
    room = Room.open(BOTH, piped, seed=8, exam=exam, typed=exam is not None, now=Clock())
    each = [lines(asked) for asked in room.quiz.asked if asked.key != "awkward/broken"]
    if exam:  # the grades come after all the answers
        said = [*(typed for typed, _ in each), *(grade for typed, grade in each if typed)]
    else:
        said = [line for both in each for line in both]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in said)))
    quiz(room, grading=True)
    assert kept(piped) == kept(keyed)
    grades = {each.key.partition("/")[2]: each.grade for each in reviews(piped)}
    assert grades["astray"] is Grade.GOOD
    if not drawn and exam is None:
        assert len(room.quiz.asked) == 10 and len(grades) >= 6 and "killed" not in grades


def test_a_line_that_is_no_grade_is_asked_for_again_and_the_end_of_the_lines_keeps_the_answer(home: Path) -> None:
    drawn = ("--grade", "--seed", "4", "-n", "2")
    done = piped("3 1 2\n5\nGood\n\n1.5\n", *drawn)
    assert done.returncode == 0 and not done.stderr
    assert "▸3 Good 10 min" in done.stdout and done.stdout.count("That is no grade. 1 to 4 grades the card") == 2
    assert "Good: the card comes back in 10 min." in done.stdout and "2 of 2 right" in done.stdout
    assert [(each.key, each.grade) for each in reviews(home)] == [("quizzed/steps", Grade.GOOD)]


def test_what_nobody_suggests_is_not_taken_from_an_empty_line_and_what_is_not_understood_is_typed_again(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = [Asked("quizzed/bare", 0, 1), Asked("quizzed/ratio", 1, 1)]
    monkeypatch.setattr("engine.quiz.plan", lambda *_: drawn)
    monkeypatch.setattr("sys.stdin", io.StringIO("mine\n\n1\nx + y\n3\n"))
    quiz(Room.open(LIBRARY, home, now=Clock()), grading=True)
    said = capsys.readouterr().out
    assert "That is no grade. Was it right? 1 for no" in said and "Type it again" in said
    assert "▸" not in said.partition("Type it again")[0] and "0 of 2 right, 2 wrong, 0 left out." in said
    assert [(each.key, each.grade) for each in reviews(home)] == [("quizzed/bare", Grade.AGAIN)]


def undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody decides what `perhaps` is worth."""

    async def judged(runner, posed, given: str) -> Verdict:  # type: ignore[no-untyped-def]  # as `judge` has it
        return Verdict(verdict="unknown") if given == "perhaps" else await judge(runner, posed, given)

    monkeypatch.setattr("tui.piped.judge", judged)


@pytest.mark.parametrize("exam", [None, timedelta(minutes=9)])
def test_what_nobody_decides_is_judged_by_its_own_line_of_an_exam_at_the_end(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], exam: timedelta | None
) -> None:
    undecided(monkeypatch)
    drawn = [Asked("quizzed/word", 1, 1), Asked("quizzed/ratio", 1, 1)]
    monkeypatch.setattr("engine.quiz.plan", lambda *_: drawn)
    lines = ["perhaps", "3/2", "what?", "y"] if exam else ["perhaps", "what?", "y", "3/2"]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    quiz(Room.open(LIBRARY, home, exam=exam, now=Clock()))
    said = capsys.readouterr().out
    assert "2 of 2 right, 0 wrong, 0 left out." in said and "That says neither." in said
    assert (said.index("Not decided") > said.index("2 of 2   ")) == bool(exam)


def test_what_nobody_has_decided_when_the_lines_end_is_kept_and_called_undecided(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    undecided(monkeypatch)
    monkeypatch.setattr("engine.quiz.plan", lambda *_: [Asked("quizzed/word", 1, 1)])
    monkeypatch.setattr("sys.stdin", io.StringIO("perhaps\n"))
    quiz(Room.open(LIBRARY, home, now=Clock()))
    assert "0 of 1 right, 0 wrong, 1 undecided, 0 left out." in capsys.readouterr().out
    journal = Journal.open(home / "journal.db")
    (attempt,) = journal.attempts("quizzed/word")
    assert (attempt.given, attempt.verdict) == ("perhaps", "unknown")
    journal.close()


def test_what_a_formula_may_name_is_told_and_what_its_world_gives_too(home: Path, tmp_path: Path) -> None:
    deck = tmp_path / "named.yaml"
    deck.write_text(
        "- {id: a, question: x, answer: y, quiz: [{ask: how, formula: a + b, world: both, where: {a: scalar, b: [H]}}]}"
    )
    world = "def both(rng):\n    a, b = rng.normal(), rng.normal(size=3)\n    return {'a': a, 'b': b, 'other': a + b}\n"
    deck.with_suffix(".py").write_text(world)
    told = [sys.executable, "-m", "tui.cli", "quiz", "--decks", str(deck), "--trust"]
    done = subprocess.run(told, input="?\n", capture_output=True, text=True)
    assert not done.stderr and "You may use" in done.stdout and "vector, H" in done.stdout
    assert "known too   other" in done.stdout


def test_an_answer_that_is_asked_for_is_told_once(home: Path) -> None:
    done = piped("?\n", "--seed", "4", "-n", "1")
    assert done.stdout.count("The right answer") == 1 and "The answer is" not in done.stdout


def test_the_form_of_an_answer_is_told_and_a_line_not_understood_is_typed_again(home: Path) -> None:
    done = piped("3 1 2\r1.5x\x1b[2J\r3/2\r", "--seed", "4", "-n", "2")
    assert "Type all 3 numbers, in order." in done.stdout and "such as 6/5." in done.stdout
    assert "2 of 2 right" in done.stdout and "\x1b[2J" not in done.stdout
    refused = done.stdout[done.stdout.index("Not understood") :]
    assert "The right answer" not in refused
