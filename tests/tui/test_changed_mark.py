"""A card whose code has changed since a check found it well is marked until it is checked again."""

import asyncio
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.tui.sitting import DECKS, play, sitting
from tui.recur import cli
from tui.screens.read import ReadScreen
from tui.widgets.about import CHANGED


def copied(folder: Path) -> Path:
    """The first card of a small deck, with its code."""
    text = (DECKS / "small.yaml").read_text()
    (folder / "small.yaml").write_text(text)
    shutil.copy(DECKS / "small.py", folder)
    return folder / "small.yaml"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_a_card_is_marked_when_its_code_changes_and_no_longer_when_it_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    deck, home = copied(tmp_path), tmp_path / "home"
    monkeypatch.setenv("RECUR_HOME", str(home))

    seen: list[bool] = []

    def check() -> None:
        CliRunner().invoke(cli, ["check", "--trust", str(deck)])

    async def look() -> None:
        async with sitting(home, deck, size=size) as person:
            asked = CHANGED in person.read()
            await person.press("slash", "enter")
            assert isinstance(person.screen, ReadScreen)
            assert (CHANGED in person.read()) == asked, "where it is read, as where it is asked"
            seen.append(asked)

    play(look())
    check()
    play(look())
    deck.write_text(deck.read_text().replace("When does", "When, then, does"))
    play(look())
    deck.write_text(deck.read_text().replace("base: 1.1", "base: 1.2"))
    play(look())
    check()
    code = deck.with_suffix(".py")
    code.write_text(code.read_text() + "# otherwise\n")
    play(look())
    check()
    play(look())
    assert seen == [False, False, False, True, True, False], "words are not run; knobs and code are"


def test_the_mark_of_the_card_that_is_asked_goes_when_it_was_checked_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck, home = copied(tmp_path), tmp_path / "home"
    monkeypatch.setenv("RECUR_HOME", str(home))
    CliRunner().invoke(cli, ["check", "--trust", str(deck)])
    deck.write_text(deck.read_text().replace("base: 1.1", "base: 1.2"))

    async def story() -> None:
        async with sitting(home, deck) as person:
            assert CHANGED in person.read() and "show the answer, and run it" in person.read()
            await asyncio.to_thread(CliRunner().invoke, cli, ["check", "--trust", str(deck)])
            await person.press("slash", "escape")
            assert CHANGED not in person.read()

    play(story())
