"""One line for one mistake: what was raised, and where in the deck."""

import traceback
from pathlib import Path

LONGEST = 300  # characters


def blame(error: BaseException, code: Path) -> str:
    """Exception type and text, and the last line of the deck's file that it came through."""
    if isinstance(error, SyntaxError) and error.filename:
        what, where = f"{type(error).__name__}: {error.msg}", f"{short(Path(error.filename))}:{error.lineno}"
    else:
        what, where = _told(error), place(error, code)
    line = " ".join(what.split())
    if len(line) > LONGEST:
        line = line[: LONGEST - 1] + "…"
    return f"{line} ({where})"


def short(path: Path) -> str:
    """A path as a person would say it: models/bptt.py, cards/rnn.py."""
    return "/".join(path.parts[-2:])


def _told(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception as second:  # a deck's own exception may fail to print itself
        text = f"(its text cannot be had: {type(second).__name__})"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def place(error: BaseException, code: Path) -> str:
    """The last line of the deck's file that the error came through; the file alone where it came through none."""
    own = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == str(code)]
    return f"{short(code)}:{own[-1]}" if own else short(code)
