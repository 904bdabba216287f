"""Sessions at the screen, by keys alone, with real answers in a real worker process."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from engine.memory import Grade
from tests.tui.sitting import Person, play, reviews, sitting
from tui.screens.study import StudyScreen
from tui.screens.summary import SummaryScreen
from tui.widgets.ending import Sheet, SheetView
from tui.widgets.page import Question

HOME = "home"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / HOME))
    return tmp_path / HOME


def test_ten_cards_by_keys_alone_each_grade_in_the_journal_before_the_next_card(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_when_shown: list[int] = []
    load = StudyScreen.load

    def watched(self: StudyScreen, *given: object) -> None:
        written_when_shown.append(len(reviews(home)))
        load(self, *given)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(StudyScreen, "load", watched)

    async def story() -> None:
        async with sitting(home, "small") as person:
            for number in range(10):
                question = person.screen.page.question
                await person.reveal()
                assert person.screen.page.question == question
                assert "✗" not in person.read()
                await person.press("4")
                assert len(reviews(home)) == number + 1

    play(story())
    assert written_when_shown == list(range(11))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_a_journal_that_another_program_writes_to_is_told_and_the_grade_can_be_given_again(
    home: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr("engine.journal.log.HASTE", 0.0)

    async def story() -> None:
        async with sitting(home, "small", size=size) as person:
            await person.press("space", "4")
            key = person.app.desk.current.key
            await person.press("space")
            with closing(sqlite3.connect(home / "journal.db", isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                for pressed in ("3", "b", "u"):
                    await person.press(pressed)
                    assert "another program is writing to the journal, nothing is lost" in person.read()
                    assert person.app.desk.current.key == key and person.screen.revealed
                other.execute("ROLLBACK")
            await person.press("3")
            assert person.app.desk.current.key != key and "another program" not in person.read()
            assert len(reviews(home)) == 2

    play(story())


def test_undo_restores_the_card_and_its_schedule(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small") as person:
            key = person.app.desk.current.key
            assert "u undo" not in person.read()
            await person.press("space", "3")
            assert person.app.desk.current.key != key and "u undo" in person.read()
            await person.press("u")
            assert "u undo" not in person.read()
            assert person.app.desk.current.key == key
            assert person.app.desk.remembered(key) is None
            assert not person.screen.revealed

    play(story())
    assert reviews(home) == []


def test_what_was_graded_is_kept_when_the_process_ends_without_a_word(home: Path) -> None:
    seen = []

    async def first() -> None:
        async with sitting(home, "small") as person:
            for grade in "234":
                seen.append(person.app.desk.current.key)
                await person.press("space", grade)
            assert [each.grade for each in reviews(home)] == [Grade.HARD, Grade.GOOD, Grade.EASY]

    async def again() -> None:
        async with sitting(home, "small") as person:
            assert person.app.desk.current.key not in seen
            assert person.screen.sitting.learning == 2  # hard and good come back today, easy does not

    play(first())
    play(again())


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 45)])
def test_the_question_does_not_move_when_the_answer_shows(home: Path, size: tuple[int, int]) -> None:
    async def story() -> None:
        async with sitting(home, "small", size=size) as person:
            question = person.screen.query_one(Question)
            before = question.region.offset
            assert "When does" in person.read() and "exceeds one" not in person.read()
            await person.reveal()
            assert question.region.offset == before
            assert "exceeds one" in person.read()
            assert "Note 3, corrected." in person.read()

    play(story())


def test_a_window_of_any_size_shows_question_grades_and_help(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small") as person:
            await person.reveal()
            for size in [(80, 24), (140, 50), (60, 18), (99, 30), (100, 30), (20, 8), (120, 40)]:
                await person.pilot.resize_terminal(*size)
                await person.pilot.pause()
                assert "? help" in person.read()
                lines = person.app.screen.size
                assert (lines.width, lines.height) == size
            await person.until(lambda: "measured" in person.read())
            assert "3 Good" in person.read()

    play(story())


def test_a_turned_knob_runs_again_and_reset_goes_back(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small") as person:
            await person.reveal()
            assert person.screen.values["base"] == 1.1  # where the card starts it
            first = person.screen.run.claims
            await person.press("right")
            await person.ran()
            assert person.screen.values["base"] == pytest.approx(1.2)
            assert person.screen.run.claims != first
            await person.press("tab", "shift+right")
            await person.ran()
            assert person.screen.values["steps"] == 30
            await person.press("r")
            await person.ran()
            assert person.screen.run.claims == first

    play(story())


def test_old_exhibits_stand_until_new_ones_come(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small") as person:
            await person.reveal()
            shown = person.screen.run.shown
            person.screen.action_turn(1)
            await person.until(lambda: person.screen.values["base"] != 1.1)
            assert len(person.screen.run.shown) == len(shown)
            await person.ran()

    play(story())


def test_digits_typed_into_a_text_knob_are_text_and_not_grades(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small") as person:
            await person.press("space", "4", "space", "4")  # to the card with a text
            await person.reveal()
            await person.press("enter", "space", "3", "q", "enter")
            await person.ran()
            assert person.screen.values["sentence"] == "the cat sat on the mat 3q"
            assert "3q" in person.read()
            await person.press("enter", "x", "escape")
            assert person.screen.values["sentence"] == "the cat sat on the mat 3q"
        assert len(reviews(home)) == 2

    play(story())


def test_a_derivation_is_uncovered_step_by_step(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small") as person:
            await person.press("space", "4")
            await person.reveal()
            assert person.screen.tabs == ("runs", "derivation", "code", "note")
            await person.press("right_square_bracket")
            assert "what is given" in person.read() and "expand" not in person.read()
            await person.press("space")
            assert "expand and divide" in person.read()
            await person.press("backspace")
            assert "expand and divide" not in person.read()
            await person.press("a")
            assert "let" in person.read()
            await person.press("y")
            assert "\\frac" in person.app.clipboard

    play(story())


def test_code_and_note_have_their_tabs(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small", size=(80, 24)) as person:
            await person.reveal()
            assert person.screen.tabs == ("card", "runs", "code", "note")
            await person.press("left_square_bracket", "left_square_bracket")
            assert "product *= base" in person.read() and "one factor for each step" in person.read()
            await person.press("right_square_bracket")
            assert "A small note, item 3" in person.read()

    play(story())


def test_a_pressed_node_turns_the_knob_that_picks_it(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small") as person:
            await person.press("space", "4", "space", "4", "space", "4")
            await person.reveal()
            assert "You picked b" in person.read()
            await person.screen.run_action("pick('node', 'c')")
            await person.pilot.pause()
            await person.ran()
            assert "You picked c" in person.read()
            await person.press("left")
            await person.ran()
            assert "You picked a" in person.read()

    play(story())


def test_a_hint_is_shown_when_asked_for(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small") as person:
            assert "not at its sign" not in person.read()
            await person.press("h")
            assert "not at its sign" in person.read()

    play(story())


def test_a_buried_card_waits_till_tomorrow(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small") as person:
            key = person.app.desk.current.key
            await person.press("b")
            assert person.app.desk.current.key != key

    play(story())
    assert reviews(home) == []


def test_a_long_answer_scrolls_and_says_that_there_is_more(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small", size=(80, 24)) as person:
            for _ in range(10):
                await person.press("space", "4")
            await person.press("space")
            await person.until(lambda: "pgdn more" in person.read())
            page = person.screen.query_one("#page")
            await person.press("pagedown", "pagedown")
            assert page.scroll_y > 0
            assert "pgdn more" not in person.read()
            await person.press("pageup", "pageup")
            assert page.scroll_y == 0

    play(story())


def test_the_end_says_what_was_done_and_more_can_be_asked_for(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small", new=2) as person:
            await person.press("space", "4", "space", "4")
            assert isinstance(person.screen, SummaryScreen)
            assert "Done for today." in person.read() and "2 cards" in person.read()
            await person.press("u")
            assert isinstance(person.screen, StudyScreen)
            await person.press("space", "4", "n")
            assert isinstance(person.screen, StudyScreen)
            assert person.screen.sitting.new == 9

    play(story())


def test_when_nothing_is_due_it_says_when_the_next_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECUR_NOW", "2026-03-02T12:00:00+00:00")

    async def first() -> None:
        async with sitting(home, "small", new=1) as person:
            await person.press("space", "4")

    async def second() -> None:
        async with sitting(home, "small", new=1) as person:
            assert "Nothing is due." in person.read() and "Next card on" in person.read()
            assert "cards are still new to you" in person.read()
            await person.press("q")

    play(first())
    play(second())


def test_everything_can_be_done_with_the_mouse(home: Path) -> None:
    async def click(person: Person, selector: str, word: str) -> None:
        """Press a word where it stands in a widget."""
        widget = person.screen.query_one(selector)
        lines = widget.at(widget.content_size.width).plain.split("\n")
        row, line = next((row, line) for row, line in enumerate(lines) if word in line)
        left = widget.content_region.x - widget.region.x
        await person.pilot.click(selector, offset=(left + line.index(word) + 1, row))
        await person.pilot.pause()

    async def story() -> None:
        async with sitting(home, "small") as person:
            await click(person, "Hints", "show the answer")
            await person.ran()
            await click(person, "#panel > Tabs", "Code")
            assert "product *= base" in person.read()
            await click(person, "#panel > Tabs", "Runs")
            rows = {row.label: row for row in person.screen.query("Knob")}
            track = rows["base"].at(rows["base"].content_size.width).plain.index("━")
            await person.pilot.click(rows["base"], offset=(track, 0))
            await person.ran()
            assert person.screen.values["base"] == -2.0
            kinds = rows["kind"].at(rows["kind"].content_size.width).plain
            await person.pilot.click(rows["kind"], offset=(kinds.index("sum"), 0))
            await person.ran()
            assert person.screen.values["kind"] == "sum"
            await person.pilot.click(rows["absolute"])
            await person.ran()
            assert person.screen.values["absolute"] is False
            key = person.app.desk.current.key
            await click(person, "Grades", "Good")
            assert person.app.desk.current.key != key
        assert [each.grade for each in reviews(home)] == [Grade.GOOD]

    play(story())


def test_the_panel_takes_the_whole_width_and_gives_it_back(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "small") as person:
            await person.reveal()
            await person.press("z")
            assert "exceeds one" not in person.read() and "measured" in person.read()
            await person.press("z")
            assert "exceeds one" in person.read()

    play(story())


def test_the_coming_days_are_whole_at_any_width() -> None:
    sheet = Sheet(grades={3: 2}, coming=(1,) * 10, today=date(2026, 3, 2), head="Done for today.")
    for width in (74, 78, 79, 110):
        view = SheetView()
        view.set_reactive(SheetView.sheet, sheet)
        drawn = view.drawing(width)
        assert max(line.cell_length for line in drawn.split("\n")) <= width
