"""What the README tells a reader to do works as written."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.documents import ROOT, blocks_of, path_of_commands

TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


def blocks(language: str) -> list[str]:
    return [block.text for path in TEXTS for block in blocks_of(path) if block.language == language]


COMMANDS = [line for block in blocks("console") for line in block.splitlines() if line and not line.startswith("#")]


def test_the_first_screen_has_the_two_commands() -> None:
    first = (ROOT / "README.md").read_text().splitlines()[:50]
    assert "make study" in first
    assert "make test" in first


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("make ")])
def test_make_knows_the_target(line: str) -> None:
    """Dry, since one of these targets runs this test."""
    subprocess.run([*shlex.split(line), "--dry-run"], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("line", [line for line in COMMANDS if not line.startswith("make ")])
def test_the_command_runs(line: str, tmp_path: Path) -> None:
    """In an empty home and folder, the output piped: so nothing waits for a key."""
    environment = os.environ | {
        "RECUR_HOME": str(tmp_path),
        "PATH": path_of_commands(),
    }
    done = subprocess.run(
        line, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def test_the_deck_and_the_answer_of_the_readme_run(tmp_path: Path) -> None:
    """Its YAML and its Python are a deck: every claim of it holds."""
    (deck,), (answers,) = blocks("yaml"), blocks("python")
    (tmp_path / "mine.yaml").write_text(deck)
    (tmp_path / "mine.py").write_text(answers)
    checked = subprocess.run(
        [Path(sys.executable).with_name("recur"), "check", "--trust", tmp_path / "mine.yaml"],
        capture_output=True,
        text=True,
        env=os.environ | {"RECUR_HOME": str(tmp_path / "home")},
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
