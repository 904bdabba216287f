"""A deck of one's own that has the name of one that came with a package is studied in its place: that is told."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.decks.finding import shipped
from tui.recur import cli


@pytest.fixture
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where one's own decks are, none yet."""
    monkeypatch.setenv("RECUR_HOME", str(tmp_path))
    (tmp_path / "decks").mkdir()
    return tmp_path / "decks"


def recur(*words: str) -> tuple[str, str]:
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    return result.stdout, result.stderr


def test_an_own_deck_of_a_shipped_name_is_told_and_none_is_begun_so(decks: Path) -> None:
    name = next(shipped()).stem
    refused = CliRunner().invoke(cli, ["new", "deck", name])
    assert refused.exit_code == 2 and "comes with the tool: choose another name" in refused.output
    (decks / f"{name}.yaml").write_text("- {id: mine, question: a?, answer: b}\n")
    told = f"{decks / name}.yaml is studied in place of the deck {name} that came with a package: give its file another"
    assert told in recur("list")[1] and told in recur("doctor")[0]
    assert told not in recur("list", "--json")[0]


def test_a_copy_is_meant_and_one_quiet_line_and_other_decks_are_none(decks: Path) -> None:
    first, second, *_ = shipped()
    recur("new", "deck", "mine")
    assert recur("list")[1] == ""
    for path in (first, second):
        (decks / path.name).write_bytes(path.read_bytes())
    quiet = f"studied as your copy: {', '.join(sorted(each.stem for each in (first, second)))}\n"
    assert recur("list")[1] == quiet and recur("doctor")[0].startswith(quiet)
    assert recur("list", "mine")[1] == "" == recur("list", "--decks", str(decks / "mine.yaml"))[1]
