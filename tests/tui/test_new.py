"""Beginning a deck, and writing a card of one: what is made is well, and nothing is overwritten or lost."""

from pathlib import Path

import pytest

from engine.decks.schema import printed
from tests.tui.test_editing import recur


@pytest.fixture
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The decks folder of an empty home."""
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECUR_NOW", "2026-03-02T12:00:00+00:00")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home" / "decks"


def test_a_new_deck_is_well_and_editors_know_its_keys(decks: Path) -> None:
    assert recur("new", "deck", "no: 1").exit_code == 0
    path = decks / "no: 1.yaml"
    assert recur("check", str(path)).output == "1 card of 1 deck: all well\n"
    assert path.read_text().startswith("# yaml-language-server: $schema=deck.schema.json\n")
    assert (decks / "deck.schema.json").read_text() == printed()


def test_a_new_deck_with_code_runs_at_once_until_the_code_is_changed(decks: Path) -> None:
    assert "recur study mine\n" in recur("new", "deck", "mine", "--code").output
    assert recur("check", str(decks / "mine.yaml")).output == "1 card of 1 deck: all well\n"
    shown = recur("show", "compound-growth", "--knob", "years=40", "--knob", "rate=0.1").output
    assert "45.3 = 45.3" in shown and "✗" not in shown and "years" in shown
    assert recur("grade", "compound-growth", "121").exit_code == 0
    code = decks / "mine.py"
    code.write_text(code.read_text() + "# mine\n")
    assert "not trusted" in recur("show", "compound-growth").output


def test_a_deck_is_made_where_one_says(decks: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert f"--decks {tmp_path / 'a.yaml'}" in recur("new", "deck", "a", "--here").output
    assert recur("new", "deck", "a", "--to", "other").exit_code == 0
    assert (tmp_path / "a.yaml").read_text() == (tmp_path / "other" / "a.yaml").read_text()
    assert recur("new", "deck", "a", "--to", "other", "--here").exit_code == 2


@pytest.mark.parametrize("there", ["mine.yaml", "mine.yml", "mine.py"])
def test_nothing_is_overwritten(decks: Path, there: str) -> None:
    decks.mkdir(parents=True)
    (decks / there).write_text("as it was")
    result = recur("new", "deck", "mine", "--code")
    assert result.exit_code == 2 and "stands there already" in result.output
    assert [each.name for each in decks.iterdir()] == [there] and (decks / there).read_text() == "as it was"
