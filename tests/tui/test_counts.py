"""What is left of a day is told in the same words and numbers by `recur due`, the header and the end of a sitting."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.decks.library import find_decks
from engine.desk import Desk
from engine.memory import Grade
from tests.tui.sitting import play, sitting
from tui.due import due_lines

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DECK = "".join(f"- {{id: {name}, question: {name}?, answer: y, reversed: true}}\n" for name in ("one", "two"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECUR_NOW", NOON.isoformat())
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "mine.yaml").write_text(DECK)
    return tmp_path


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_what_is_left_is_told_alike_after_each_grade(
    home: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = home / "decks" / "mine.yaml"
    wanted = ["0 due, 2 new", "0 due, 1 learning, 1 new", "0 due, 2 learning, 0 new"]

    async def story() -> None:
        async with sitting(home, deck, size=size) as person:
            for each in wanted:
                assert due_lines(find_decks([deck], home=home), home, None)[0] == each
                assert each.replace(", ", "   " if size[0] == 120 else " · ") in person.read()
                await person.reveal()
                await person.press("3")

    play(story())


def test_a_step_is_asked_when_nothing_else_is_left_and_its_time_is_within_twenty_minutes(home: Path) -> None:
    deck = find_decks([home / "decks" / "mine.yaml"])
    desk = Desk.open(deck, home)
    try:
        first = desk.current
        desk.grade(Grade.GOOD, 1.0)
        assert desk.current is not None and desk.current != first
        desk.grade(Grade.GOOD, 1.0)
        assert desk.current == first, "its step comes in ten minutes, and nothing else is left"
    finally:
        desk.close()


def test_what_waits_for_tomorrow_is_not_told_of_today(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = find_decks([home / "decks" / "mine.yaml"])
    now = [NOON]
    desk = Desk.open(library, home, 4, lambda: now[0])
    try:
        for _ in range(2):  # on two days both ways of both cards are met
            while desk.current is not None:
                desk.grade(Grade.EASY, 1.0)
            now[0] += timedelta(days=1)
            desk.refresh()
        now[0] += timedelta(days=60)
        desk.refresh()
        assert desk.forecast(2) == [desk.counts.due, 2] == [2, 2]
        while desk.current is not None:
            desk.grade(Grade.EASY, 1.0)
        assert desk.forecast(2) == [0, 2]
    finally:
        desk.close()


def test_the_next_card_is_told_where_nothing_is_left(home: Path) -> None:
    (home / "config.toml").write_text("new = 1\n")
    library = find_decks([home / "decks" / "mine.yaml"])
    desk = Desk.open(library, home)
    desk.grade(Grade.EASY, 1.0)
    desk.close()
    said = due_lines(library, home, None)
    assert said[0] == "0 due, 0 new" and said[1].startswith("The next card comes on ")
