"""Keys that come faster than the screens do what they want: nothing breaks, and nothing is left twice."""

from pathlib import Path

import pytest
from textual import events
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.screen import Screen

from tests.tui import still
from tests.tui.sitting import Person, play, sitting
from tui.palette import Palette
from tui.screens.form import FormScreen
from tui.screens.help import HelpScreen
from tui.screens.read import ReadScreen
from tui.screens.study import StudyScreen
from tui.screens.typing import TypingScreen


def test_a_screen_that_was_left_is_not_called_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called, held = [], []

    async def story() -> None:
        async with sitting(tmp_path, "small") as person:
            await opens(person, "question_mark", HelpScreen)
            left = person.screen
            with monkeypatch.context() as late:
                late.setattr(left, "post_message", held.append)
                left.call_after_refresh(called.append, "too late")
            await person.press("escape")
            await person.until(lambda: not left.is_running)
            held[0].callback()  # as the screen does that took its place

    play(story())
    assert held and not called


async def opens(person: Person, key: str, screen: type[Screen[None]]) -> None:
    await person.press(key)
    await person.until(lambda: isinstance(person.screen, screen) and person.screen.is_mounted)


def test_what_leaves_a_screen_leaves_no_other(tmp_path: Path) -> None:
    async def story() -> None:
        async with sitting(tmp_path, "small") as person:
            await opens(person, "question_mark", HelpScreen)
            person.hurry("q", "question_mark", "escape", "escape")
            await person.until(lambda: isinstance(person.screen, StudyScreen))
            await opens(person, "ctrl+p", Palette)
            left = person.screen
            left.dismiss()
            person.app.action_command_palette()  # while the one before is being taken down
            await person.until(lambda: not left.is_running and isinstance(person.screen, Palette))
            person.hurry("escape", "escape", "escape")
            await person.until(lambda: isinstance(person.screen, StudyScreen))
            person.hurry("q", "4", "space", "escape")  # the app is being left

    play(story())


def test_what_is_typed_before_the_field_is_drawn_is_in_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with sitting(tmp_path, "small") as person:
            await opens(person, "ctrl+n", FormScreen)
            await person.press("x")
            person.hurry("escape", "escape", "y")  # asked whether to leave, and going on
            await person.until(lambda: person.screen.form.question == "xy")
            assert not person.screen.AUTO_FOCUS, "a field has the focus of itself, before its screen decides"

    play(story())


def test_a_screen_that_is_left_before_it_stands_looks_for_its_parts_in_vain(tmp_path: Path) -> None:
    async def story() -> None:
        async with sitting(tmp_path, "small") as person:
            person.app.push_screen(ReadScreen(person.screen.material))
            person.app.pop_screen()
            await person.press("question_mark")
            assert isinstance(person.screen, HelpScreen)

    play(story())


def test_a_field_that_was_left_does_not_leave_the_card_when_its_verdict_comes(tmp_path: Path) -> None:
    async def story() -> None:
        async with sitting(tmp_path, "small") as person:
            await opens(person, "t", TypingScreen)
            typing = person.screen
            typing.action_back()
            typing.action_go_on()
            await person.until(lambda: not typing.is_running)
            assert isinstance(person.screen, StudyScreen)

    play(story())


def test_a_part_that_is_missing_where_nothing_is_left_is_a_fault(tmp_path: Path) -> None:
    async def story() -> None:
        async with sitting(tmp_path, "small") as person:
            person.screen.call_next(person.screen.query_one, "#missing")
            await person.press("x")

    with pytest.raises(NoMatches):
        play(story())


def test_a_window_that_changes_size_twice_at_once_comes_to_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(still, "PATIENCE", 3.0)

    async def story() -> None:
        async with sitting(tmp_path, "small") as person:
            for key, screen in (("shift+f12", StudyScreen), ("ctrl+p", Palette)):
                await opens(person, key, screen)
                for size in (Size(80, 24), person.app.size):
                    person.screen.post_message(events.Resize(size, size))
                    person.screen.post_message(events.Callback(lambda: None))  # so that neither takes the other's place
                await person.pilot.pause()
                assert person.screen.size == person.app.size == Size(120, 40)

    play(story())
