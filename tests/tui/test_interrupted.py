"""Ctrl+C before a command has begun, while all that it needs is imported, and while it is at work: a line, no more."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

INTERRUPTED = """\
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)

class Key:
    def find_spec(self, name, *_):
        if name == AT:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Key())
from tui.cli import main
main()
"""
"""`recur` as a shell starts it, with the key pressed as a module is looked for."""


@pytest.mark.parametrize("words", [["due"], ["check"]])
@pytest.mark.parametrize("module", ["click", "tui.recur", "tui.commands.", "engine.decks.library"])
def test_what_is_broken_off_is_told_in_a_line_whenever_that_is(tmp_path: Path, words: list[str], module: str) -> None:
    at = module + words[0] if module.endswith(".") else module
    code = INTERRUPTED.replace("AT", repr(at))
    home = {**os.environ, "RECUR_HOME": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, env=home)
    kept = "; what was well is kept, the next check goes on from there"
    assert (ended.stdout, ended.stderr.replace(kept, ""), ended.returncode) == ("", "recur: interrupted\n", 130)
