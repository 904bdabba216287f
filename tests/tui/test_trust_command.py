"""`recur trust`: of decks, folders and Python files; what is trusted is listed, and forgotten."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.recur import cli

CARD = "- {id: one, question: q, answer: a, run: one}\n"
CODE = "from engine import Claim, answer\n@answer()\ndef one():\n    yield Claim('one is one', 1, '=', 1)\n"

Recur = Callable[..., Result]


@pytest.fixture
def recur(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recur:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECUR_NOW", "2026-03-02T12:00:00+00:00")
    return lambda *words: CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two decks with code and one without."""
    folder = tmp_path / "my decks"
    folder.mkdir()
    for name in ("first", "second", "plain"):
        (folder / f"{name}.yaml").write_text(CARD if name != "plain" else "- {id: p, question: q, answer: a}\n")
        if name != "plain":
            (folder / f"{name}.py").write_text(CODE)
    return folder


def states(recur: Recur) -> dict[str, str]:
    return {Path(row["path"]).name: row["state"] for row in json.loads(recur("trust", "--list", "--json").output)}


def test_what_show_says_to_type_makes_it_run(recur: Recur, folder: Path) -> None:
    deck = folder / "first.yaml"
    untrusted = recur("--decks", deck, "show", "one")
    assert untrusted.exit_code == 0 and "one is one" not in untrusted.output
    assert f"`recur trust '{deck}'`" in "".join(untrusted.output.split("\n"))
    assert recur("trust", deck).output == f"trusted {folder / 'first.py'}\n"
    assert "one is one" in recur("--decks", deck, "show", "one").output


@pytest.mark.parametrize("named", ["first.yaml", "first.py", ""])
def test_a_deck_its_python_or_its_folder_is_trusted_and_forgotten(recur: Recur, folder: Path, named: str) -> None:
    path = folder / named
    assert recur("trust", path).exit_code == 0
    assert states(recur) == dict.fromkeys(["first.py"] if named else ["first.py", "second.py"], "trusted")
    (folder / "first.py").write_text(CODE + "\n")
    assert states(recur)["first.py"] == "changed"
    (folder / "first.py").unlink()
    assert states(recur)["first.py"] == "gone"
    listed = recur("trust", "--list").output.splitlines()
    assert listed[0] == f"2026-03-02  gone      {folder / 'first.py'}"
    forgotten = recur("trust", "--forget", path)
    assert forgotten.exit_code == 0 and str(folder / "first.py") in forgotten.output
    assert states(recur) == {}
    assert recur("trust", "--forget", path).exit_code == 2


def test_what_the_code_names_beside_itself_is_trusted_with_it(recur: Recur, folder: Path) -> None:
    (folder / "helper.py").write_text("x = 1\n")
    (folder / "first.py").write_text("import helper\n" + CODE)
    assert f"and {folder / 'helper.py'}, which it names" in recur("trust", folder / "first.yaml").output


def test_a_deck_without_code_has_nothing_to_trust(recur: Recur, folder: Path) -> None:
    result = recur("trust", folder / "plain.yaml")
    assert result.exit_code == 0 and "nothing to trust" in result.output


@pytest.mark.parametrize("words", [("nowhere.yaml",), (), ("--forget",), ("x.yaml", "--list"), ("x.yaml", "--json")])
def test_what_cannot_be_meant_is_a_usage_error_in_a_line(recur: Recur, words: tuple[str, ...]) -> None:
    result = recur("trust", *words)
    assert result.exit_code == 2 and "Traceback" not in result.output


def test_a_damaged_list_stops_no_other_command_and_the_next_trust_says_so(recur: Recur, folder: Path) -> None:
    deck, home = folder / "first.yaml", folder.parent / "home"
    recur("trust", deck)
    (home / "trusted.json").write_text('{"a": ')
    assert "one is one" not in recur("--decks", deck, "show", "one").output
    assert recur("--decks", deck, "list").exit_code == 0
    listing = recur("trust", "--list")
    assert listing.exit_code == 2 and "is damaged" in listing.output
    again = recur("trust", deck)
    assert again.exit_code == 0 and "is damaged" in again.output
    assert states(recur) == {"first.py": "trusted"} and (home / "trusted.damaged").exists()
