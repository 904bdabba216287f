"""An author at work, for the tests: a deck, an editor that does what it is told, and the way into it and back."""

import shlex
import sys
from contextlib import closing, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from textual.events import Resize

from engine.clock import day_of
from engine.journal import Journal
from engine.memory import Grade, Review, State
from tests.tui.sitting import Person
from tui.recur import cli

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

DECK = """\
# mine
- id: one
  question: What is one?
  answer: The first.

- id: two
  question: What is two?
  answer: The second.
"""


def edits(monkeypatch: pytest.MonkeyPatch, folder: Path, do: str, code: int = 0) -> Path:
    """An editor that runs `do` on the `text` it is given, and ends with `code`. Returns what it was called with."""
    script, words = folder / "editor.py", folder / "words"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        f"Path({str(words)!r}).write_text('\\n'.join(sys.argv[1:]))\n"
        "file = Path(sys.argv[-1])\ntext = file.read_text()\n"
        f"{do}\nfile.write_text(text)\nsys.exit({code})\n"
    )
    monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")
    return words


def recur(*words: str) -> Result:
    result = CliRunner().invoke(cli, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


async def edit(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into the editor and back: a terminal tells its size when the app has it again."""
    monkeypatch.setattr(person.app, "suspend", nullcontext)
    await person.press("e")
    person.app.post_message(Resize(person.app.size, person.app.size))
    await person.pilot.pause()


def known_already(folder: Path, *cards: str) -> None:
    """Cards of the deck that were graded once."""
    (folder / "home").mkdir(exist_ok=True)
    with closing(Journal.open(folder / "home" / "journal.db")) as journal:
        for card in cards:
            key = f"mine/{card}"
            journal.append(Review(key, key, Grade.EASY, NOON, day_of(NOON), 1.0, State.NEW, NOON))
