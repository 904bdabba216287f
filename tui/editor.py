"""The person's own editor, opened at a line of a file: which one, how it is told the line, and what can go wrong."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from engine.problems import RecurError

if TYPE_CHECKING:
    from textual.app import App

_USUAL = ("vi", "nano")
_PLUS = (
    "vi",
    "vim",
    "nvim",
    "view",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "micro",
    "kak",
    "hx",
    "helix",
    "joe",
    "ne",
)
"""These take `+LINE` before the file."""
_GOTO = ("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf")
"""These take `--goto FILE:LINE`, and come back at once unless they are told to wait."""
_COLON = ("subl", "zed")
"""These take `FILE:LINE`, and are told to wait too."""


def open_at(path: Path, line: int, environ: Mapping[str, str] = os.environ) -> None:
    """Open a file in the editor, and come back when it is closed. Raises RecurError where there is none or it fails."""
    words = called(path, line, environ)
    if not _named(environ) and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RecurError(f"there is no terminal for {words[0]}: set EDITOR to an editor that needs none", 2)
    try:
        with _keys_are_its_own():
            code = subprocess.run(words, check=False).returncode
    except OSError as error:
        raise RecurError(
            f"{words[0]} cannot be started: {error.strerror or error}; set EDITOR to your editor"
        ) from None
    if code:
        how = f"ended with exit code {code}" if code > 0 else f"was ended by signal {-code}"
        raise RecurError(f"{words[0]} {how}; nothing more was done")


def open_from(app: "App[None]", path: Path, line: int, instead: str) -> None:
    """Open a file in the editor while the screen steps aside. Raises RecurError, when the screen is back.

    `instead` is the command that does the same where the screen cannot be left.
    """
    from textual.app import SuspendNotSupported

    trouble: RecurError | None = None
    try:
        with app.suspend():
            try:
                open_at(path, line)
            except RecurError as error:
                trouble = error  # the app has to come back before it is told
    except SuspendNotSupported:
        raise RecurError(f"the screen cannot be left here: {instead}") from None
    if trouble is not None:
        raise trouble


def called(path: Path, line: int, environ: Mapping[str, str]) -> list[str]:
    """The words that start the editor: $VISUAL, else $EDITOR, else vi, else nano. Raises RecurError."""
    name = "VISUAL" if environ.get("VISUAL", "").strip() else "EDITOR"
    try:
        words = shlex.split(environ.get(name, ""))
    except ValueError:
        raise RecurError(f"{name} cannot be read as a command: a quote is not closed in {environ[name]}", 2) from None
    search = environ.get("PATH")
    if not words:
        found = next((each for each in _USUAL if shutil.which(each, path=search)), "")
        if not found:
            raise RecurError("there is no editor: set EDITOR to yours, as in EDITOR=nano", 2)
        words = [found]
    elif not shutil.which(words[0], path=search):
        raise RecurError(f"the editor {words[0]} is not found: set {name} to one that is", 2)
    return [*words, *_told(Path(words[0]).name, words[1:], path, line)]


def _named(environ: Mapping[str, str]) -> bool:
    return any(environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))


def _told(editor: str, given: list[str], path: Path, line: int) -> list[str]:
    """How this editor is told the line and, where it would come back at once, to wait."""
    wait = [] if {"-w", "--wait"} & set(given) else ["--wait"]
    if editor in _PLUS:
        return [f"+{line}", str(path)]
    if editor in _GOTO:
        return [*wait, "--goto", f"{path}:{line}"]
    if editor in _COLON:
        return [*wait, f"{path}:{line}"]
    return [str(path)]


@contextmanager
def _keys_are_its_own() -> Iterator[None]:
    """Ctrl+C is for the editor while it is open; a handler, because what is ignored would be ignored there too."""
    before = {each: signal.signal(each, lambda *_: None) for each in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
