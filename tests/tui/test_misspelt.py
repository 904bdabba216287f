"""A name that is misspelt, wherever a name is taken: one line that says which was meant; nothing is done."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tui.recur import cli

DECK = "- {id: compound-growth, question: q, answer: y}\n"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("shwo x", "show"),
        ("due mnie", "mine"),
        ("list mnie", "mine"),
        ("study mnie", "mine"),
        ("quiz mnie", "mine"),
        ("check mnie", "mine"),
        ("new card mnie", "mine"),
        ("trust mnie", "mine"),
        ("export mnie --to x.csv", "mine"),
        ("move compound-growth mnie", "mine"),
        *((f"{each} compund-growth", "compound-growth") for each in ("show", "edit", "check", "suspend", "unsuspend")),
        *((f"{each} compund-growth x", "compound-growth") for each in ("rename", "move", "grade")),
        ("reset compund-growth", "compound-growth"),
    ],
)
def test_a_misspelt_name_is_told_with_the_one_that_is_meant(
    words: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "mine.yaml").write_text(DECK)
    result = CliRunner().invoke(cli, words.split())
    assert result.exit_code == 2 and isinstance(result.exception, SystemExit)
    assert f"did you mean {meant}?" in result.output and result.output.count("\n") == 1


@pytest.mark.parametrize("words", ["new card mine", "edit compound-growth"])
def test_without_a_terminal_no_editor_is_started_that_needs_one(words: str, tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "mine.yaml").write_text(DECK)
    (tmp_path / "vi").write_text(f"#!/bin/sh\ntouch {tmp_path / 'started'}\n")
    (tmp_path / "vi").chmod(0o755)
    environ = {name: each for name, each in os.environ.items() if name not in ("EDITOR", "VISUAL")}
    ended = subprocess.run(
        [sys.executable, "-m", "tui.cli", *words.split()],
        env={**environ, "RECUR_HOME": str(tmp_path), "PATH": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 2 and "set EDITOR" in ended.stderr and ended.stderr.count("\n") == 1
    assert not (tmp_path / "started").exists() and not list(tmp_path.glob("drafts/*"))
