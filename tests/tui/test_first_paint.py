"""What the first card does not need is not imported before it is on the screen."""

import fcntl
import os
import pty
import shutil
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.tui.sitting import DECKS

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
from pathlib import Path

_, found, *words = sys.argv
sys.argv[1:] = words
from textual.drivers.linux_driver import LinuxDriver
from tui import app, cli

write = LinuxDriver.write

def written(self, data):
    if "When does" in data and not Path(found).exists():
        Path(found).write_text(" ".join(sys.modules))
    write(self, data)

LinuxDriver.write = written
app.RecurApp.on_ready = app.RecurApp.exit
cli.main()
"""
NEVER = {"cards", "fsrs", "models", "numpy", "pygments", "sympy", "yaml"}
LATER = {
    "email",
    "importlib.metadata",
    "markdown_it",
    "tomllib",
    "engine.answers",
    "engine.checking",
    "engine.formula",
    "engine.runner",
    "tui.widgets.panes",
}
"""What comes with an answer, with settings or with a fault."""


@pytest.mark.parametrize("words", [(), ("study",), ("study", "--new", "3")], ids=" ".join)
def test_the_first_card_is_painted_without_what_comes_after_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    home, found = tmp_path / "home", tmp_path / "modules"
    (home / "decks").mkdir(parents=True)
    for deck in DECKS.glob("small.*"):
        shutil.copy(deck, home / "decks")
    on_a_terminal(home, found, *words)  # the decks are read
    found.unlink()
    assert "When does" in on_a_terminal(home, found, *words)
    loaded = set(found.read_text().split())
    assert loaded & (NEVER | LATER) == set()
    assert ("click" in loaded) == (len(words) > 1), "the parser of the command line, where there is something to parse"


def on_a_terminal(home: Path, found: Path, *words: str) -> str:
    """All that the command wrote on a terminal of its own."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    environment = os.environ | {"RECUR_HOME": str(home), "TERM": "xterm-256color"}
    command = [sys.executable, "-c", SCRIPT, str(found), *words]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        written = b""
        try:
            while piece := os.read(ours, 65_536):
                written += piece
        except OSError:  # it has closed its end
            pass
        os.close(ours)
    assert process.returncode == 0, written.decode(errors="replace")
    return written.decode(errors="replace")
