"""What is typed into a field, however fast, is what comes of the keys in the order in which they were pressed."""

import asyncio
from pathlib import Path
from random import Random

import pytest
from textual.app import App, ComposeResult
from textual.containers import Container
from textual.widgets import Input, TextArea

from engine.quiz import Asked
from tests.tui.quizzing import Sitter, quiz_room
from tests.tui.sitting import Person
from tui.screens.quiz import QuizScreen
from tui.widgets.form import LinesField
from tui.widgets.line_field import LineField

MOVES = ("backspace", "delete", "home", "end", "left", "right")


def typed(keys: list[str]) -> str:
    """What they come to: letters, and moves in one line."""
    text, at = "", 0
    for key in keys:
        match key:
            case "backspace":
                text, at = text[: max(0, at - 1)] + text[at:], max(0, at - 1)
            case "delete":
                text = text[:at] + text[at + 1 :]
            case "home" | "end":
                at = 0 if key == "home" else len(text)
            case "left" | "right":
                at = max(0, at - 1) if key == "left" else min(len(text), at + 1)
            case _:
                text, at = text[:at] + key + text[at:], at + 1
    return text


def read(field: Input | TextArea) -> str:
    return field.text if isinstance(field, TextArea) else field.value


class Fields(App[None]):
    """Both kinds of fields, with something above them."""

    def compose(self) -> ComposeResult:
        with Container(), Container():
            yield LineField()
            yield LinesField()


def test_letters_and_keys_that_change_them_keep_their_order() -> None:
    rng = Random(7)

    async def story() -> None:
        async with Fields().run_test() as pilot:
            person = Person(pilot.app, pilot)  # type: ignore[arg-type]  # another app will do
            for field in (pilot.app.query_one(LineField), pilot.app.query_one(LinesField)):
                pilot.app.screen.set_focus(field)
                pressed: list[str] = []
                for last in "abcdefgh":
                    keys = [rng.choice((*"xyz1", *MOVES)) for _ in range(rng.randrange(1, 40))] + [last]
                    person.hurry(*keys)
                    pressed += keys
                    await person.until(lambda field=field, last=last: last in read(field))
                    assert read(field) == typed(pressed), keys

    asyncio.run(story())


def test_an_answer_typed_over_another_at_once_is_graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.quiz.plan", lambda *_: [Asked("quizzed/ratio", 1, 1)])

    async def story(person: Sitter, room) -> None:  # type: ignore[no-untyped-def]  # a room
        await person.asked()
        await person.type("?(p-w")
        person.hurry("end", *["backspace"] * 9, *"3/2", "enter")
        await person.until(lambda: person.screen.judged)
        assert isinstance(person.screen, QuizScreen)
        assert person.screen.said.given == "3/2" and room.score.right == 1

    quiz_room(tmp_path, story)


def test_what_is_typed_in_one_breath_with_the_key_that_brings_its_question_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.quiz.plan", lambda *_: [Asked("quizzed/word", 1, 1), Asked("quizzed/ratio", 1, 1)])

    async def story(person: Sitter, room) -> None:  # type: ignore[no-untyped-def]  # a room
        await person.asked()
        await person.type("Markov chain")
        person.hurry("enter", *"37", "backspace", *"/2")
        await person.asked()
        await person.until(lambda: person.screen.field.value == "3/2")
        person.hurry("escape", "t", *"00")
        await person.until(lambda: person.screen.field.value in ("3/2t00", "3/200"))

    quiz_room(tmp_path, story)


def test_what_is_typed_while_an_answer_is_graded_counts_where_it_is_not_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.quiz.plan", lambda *_: [Asked("quizzed/ratio", 1, 1)])

    async def story(person: Sitter, room) -> None:  # type: ignore[no-untyped-def]  # a room
        await person.asked()
        person.hurry(*"12?(((", "enter", "ctrl+u", *"3/2", "enter", *"14")
        await person.until(lambda: person.screen.judged)
        assert person.screen.said.given == "3/2" and room.score.right == 1
        assert person.screen.field.value == "3/2"  # and what came behind it is no grade

    quiz_room(tmp_path, story)
