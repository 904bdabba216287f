"""One definition of the keys: bindings, hints, help and palette all have it."""

import asyncio
from pathlib import Path

import pytest
from textual.content import Content

from tests.tui.sitting import play, sitting
from tui import keys, palette
from tui.keys import Command
from tui.screens.find import FindScreen
from tui.screens.form import FormScreen
from tui.screens.help import HelpScreen, Keys, grouped
from tui.screens.quiz import QuizScreen
from tui.screens.read import ReadScreen
from tui.screens.results import ResultsScreen
from tui.screens.study import StudyScreen
from tui.screens.summary import SummaryScreen
from tui.screens.typing import TypingScreen
from tui.widgets.hints import Hints

SCREENS = {
    StudyScreen: keys.STUDY,
    ReadScreen: keys.READ,
    SummaryScreen: keys.SUMMARY_COMMANDS,
    FindScreen: keys.FINDING,
    FormScreen: keys.FORMING,
    HelpScreen: keys.HELPING,
    QuizScreen: keys.QUIZ,
    ResultsScreen: keys.RESULT,
    TypingScreen: keys.TYPE,
}


@pytest.mark.parametrize(("screen", "table"), SCREENS.items())
def test_every_command_has_a_method_and_a_binding(screen: type, table: tuple[Command, ...]) -> None:
    bound = {(binding.key, binding.action) for binding in screen.BINDINGS}  # type: ignore[attr-defined]
    for command in table:
        assert callable(getattr(screen, f"action_{keys.name_of(command.action)}")), command
        assert all((key, command.action) in bound for key in command.keys.split(","))


@pytest.mark.parametrize("table", keys.TABLES.values())
def test_help_shows_every_command_of_a_screen(table: tuple[Command, ...]) -> None:
    listed = [command for _, commands in grouped(table) for command in commands]
    assert sorted(listed, key=repr) == sorted(table, key=repr)
    view = Keys()
    view.set_reactive(Keys.table, table)
    for width in (50, 74, 94, 114, 134):
        shown = view.drawing(width)
        assert all(line.cell_length <= width for line in shown.split("\n"))
        said = shown.plain.split()
        assert all(word in said for command in table for word in command.meaning.split())
        if width == 74:
            assert all(command.meaning in shown.plain for command in table)


@pytest.mark.parametrize("table", keys.TABLES.values())
def test_a_key_does_one_thing_in_a_place(table: tuple[Command, ...]) -> None:
    for place in keys.ANYWHERE:
        pressed = [key for command in keys.here(table, place) for key in command.keys.split(",")]
        assert len(pressed) == len(set(pressed)), place


@pytest.mark.parametrize("table", keys.TABLES.values())
@pytest.mark.parametrize("width", [20, 40, 74, 114, 134])
def test_hints_never_wrap_and_help_is_the_last_to_go(table: tuple[Command, ...], width: int) -> None:
    for place in keys.ANYWHERE:
        view = Hints()
        view.set_reactive(Hints.commands, keys.here(table, place))
        row: Content = view.drawing(width)
        assert "\n" not in row.plain
        assert row.cell_length <= width
        if any(command.action == "help" for command in keys.here(table, place)):
            assert row.plain.endswith(("? help", "f1 help"))
        if width >= 74:
            ways_back = [each for each in keys.here(table, place) if each.shown == "esc" and each.hinted]
            assert all(f"esc {each.verb}" in row.plain for each in ways_back)


def test_the_palette_offers_what_can_be_done_and_does_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))

    async def story() -> None:
        async with sitting(tmp_path / "home", "small") as person:
            await person.reveal()
            offered = [hit.text or str(hit.display) async for hit in palette.Commands(person.screen).discover()]
            assert offered[:-1] == [palette.title(command) for command in person.screen.commands]
            assert "paper theme" in offered
            await person.press("ctrl+p")
            await person.press(*"note")
            await person.press("escape")
            hits = [hit async for hit in palette.Commands(person.screen).search("Good")]
            call = next(hit for hit in hits if str(hit.text).startswith("Good"))
            graded = person.app.desk.current.key
            result = call.command()
            assert asyncio.iscoroutine(result)
            await result
            assert person.app.desk.current.key != graded

    play(story())


def test_find_opens_a_card_to_read_and_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))

    async def story() -> None:
        async with sitting(tmp_path / "home", "small") as person:
            asked = person.app.desk.current.key
            await person.press("slash", *"derivative")
            assert "1 of 11 cards" in person.read()
            await person.press("enter")
            assert isinstance(person.screen, ReadScreen)
            await person.ran()
            assert "the slope" in person.read() and "Good" not in person.read()
            await person.press("escape", "escape")
            assert isinstance(person.screen, StudyScreen) and person.app.desk.current.key == asked

    play(story())


def test_a_card_opened_in_a_narrow_window_shows_the_card_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))

    async def story() -> None:
        async with sitting(tmp_path / "home", "small", size=(80, 24)) as person:
            await person.press("slash", *"growth", "enter")
            await person.ran()
            assert person.screen.tab == keys.CARD and "exceeds one" in person.read()

    play(story())
