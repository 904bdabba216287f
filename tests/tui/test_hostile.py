"""Answers that misbehave, and text that looks like markup."""

import re
from pathlib import Path

import pytest

from engine.problems import RecurError
from tests.tui.sitting import Person, play, reviews, sitting
from tui.widgets.exhibits import Ending


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


async def _go_to(person: Person, card: str) -> None:
    while person.screen.material.card.id != card:
        await person.press("space", "4")


def test_an_answer_that_raises_says_so_in_a_line_and_is_graded_all_the_same(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "hostile") as person:
            await person.reveal()
            assert "So far it went well." in person.read()
            assert "✗  ValueError: no luck [today]" in person.read()
            await person.press("1")
            assert len(reviews(home)) == 1

    play(story())


def test_an_answer_that_loops_is_left_behind_by_a_turn_of_its_knob(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "hostile") as person:
            await _go_to(person, "loops")
            await person.press("space")
            await person.until(lambda: "running" in person.read() and person.screen.knobs)
            await person.press("left")
            await person.ran()
            assert "It ended." in person.read()

    play(story())


def test_a_long_run_shows_that_it_lives(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "hostile") as person:
            await _go_to(person, "loops")
            await person.press("space")
            await person.until(lambda: person.screen.live._latest is not None)

            def lives() -> bool:
                person.screen.query_one(Ending).tick()  # a second, without the wait
                return re.search(r"running   \d+ s", person.read()) is not None

            await person.until(lives)
            await person.press("left")
            await person.ran()
            assert "running" not in person.read()

    play(story())


def test_a_card_that_is_left_runs_no_longer(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "hostile") as person:
            await _go_to(person, "loops")
            await person.press("space")
            await person.until(lambda: person.screen.live._latest is not None)
            left = person.screen.live._latest
            assert not left.over
            await person.press("4")
            assert left.over

    play(story())


def test_a_run_that_another_card_broke_off_begins_again(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "hostile") as person:
            await _go_to(person, "loops")
            await person.press("space")
            await person.until(lambda: person.screen.live._latest is not None)
            broken_off = person.screen.live._latest
            await person.press("slash", *"lies", "enter")
            await person.ran()
            await person.press("escape", "escape")
            assert broken_off.over
            await person.until(lambda: person.screen.live._latest is not broken_off)
            assert person.screen.run.ended is None

    play(story())


def test_what_an_answer_prints_does_not_reach_the_screen(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "hostile") as person:
            await _go_to(person, "prints")
            await person.reveal()
            assert "nobody saw" in person.read() and "noise" not in person.read()

    play(story())


def test_a_claim_that_does_not_hold_is_marked_and_counted(home: Path) -> None:
    async def story() -> None:
        async with sitting(home, "hostile") as person:
            await _go_to(person, "lies")
            await person.reveal()
            assert "✗ two and two" in person.read() and "1 claim does not hold" in person.read()

    play(story())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_text_that_looks_like_markup_is_text(home: Path, size: tuple[int, int]) -> None:
    async def story() -> None:
        async with sitting(home, "hostile", size=size) as person:
            await _go_to(person, "markup")
            assert "[bold]W[i,j][/x]" in person.read()
            await person.reveal()
            assert "[red]no[/red]" in person.read()
            if size == (80, 24):
                await person.press("right_square_bracket")
            assert "[bold]x[/y] [/z] stays" in person.read() and "[/x] is text" in person.read()

    play(story())


def test_cards_that_cannot_be_read_are_counted_and_the_others_studied(home: Path, tmp_path: Path) -> None:
    deck = tmp_path / "half.yaml"
    deck.write_text(
        "- {id: good, question: What is good?, answer: This.}\n"
        "- {id: wrong, question: What is wrong?, anwser: That.}\n"
        "- {id: tex, question: 'What is $\\\\frac{1$?', answer: That.}\n"
    )

    async def story() -> None:
        async with sitting(home, deck) as person:
            assert "! 1 card could not be read: recur check" in person.read()
            await person.press("space")
            assert "This." in person.read()
            await person.press("3")
            assert "a { that is never closed" in person.read()  # the formula's fault stands in its place

    play(story())


def test_a_journal_that_refuses_keeps_the_card_and_says_why(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with sitting(home, "small") as person:
            key = person.app.desk.current.key
            await person.press("space")

            def refuse(*given: object) -> None:
                raise RecurError("the disk is full")

            monkeypatch.setattr(person.app.desk, "grade", refuse)
            await person.press("3")
            assert person.app.desk.current.key == key and "the disk is full" in person.read()

    play(story())
