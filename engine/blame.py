"""One line for one mistake: what was raised, and where in the deck."""

import traceback
from pathlib import Path

LONGEST = 300  # characters


def blame(error: BaseException, code: Path) -> str:
    """Exception type and text, and the last line of the deck's own code that it came through."""
    if isinstance(error, SyntaxError) and error.filename:
        what, where = f"{type(error).__name__}: {error.msg}", line_of(Path(error.filename), error.lineno or 1, code)
    else:
        what, where = _told(error), place(error, code)
    line = " ".join(what.encode("utf-8", "backslashreplace").decode().split())  # a lone surrogate cannot be sent
    if len(line) > LONGEST:
        line = line[: LONGEST - 1] + "…"
    return f"{line} ({where}){_not_searched(error, code)}"


def short(path: Path) -> str:
    """A path as a person would say it: models/bptt.py, cards/rnn.py."""
    return "/".join(path.parts[-2:])


def line_of(path: Path, line: int, code: Path) -> str:
    """A line of a file, in short; a file of the deck's package from the package on: cards/answers/memory.py:40."""
    folder = code.resolve().parent
    inner = path != code and _is_own(path, code)
    return f"{path.resolve().relative_to(folder.parent) if inner else short(path)}:{line}"


def _not_searched(error: BaseException, code: Path) -> str:
    """What to do where an import is of what stands beside the deck; empty for any other error."""
    if not isinstance(error, ImportError):
        return ""
    top = (error.name or "").partition(".")[0]
    is_beside = any((code.parent / each).exists() for each in (f"{top}.py", top) if top)
    if not (is_beside and isinstance(error, ModuleNotFoundError)) and "relative import" not in str(error):
        return ""
    return (
        f": imports are not looked for beside a deck; put what is needed into {code.name}, or load the file by its "
        "place, with importlib.util.spec_from_file_location"
    )


def _told(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception as second:  # a deck's own exception may fail to print itself
        text = f"(its text cannot be had: {type(second).__name__})"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def place(error: BaseException, code: Path) -> str:
    """The last line of the deck's own code that the error came through; its file alone where it came through none."""
    through = [(Path(frame.f_code.co_filename), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    own = [(path, line) for path, line in through if _is_own(path, code)]
    return line_of(*own[-1], code) if own else short(code)


def _is_own(path: Path, code: Path) -> bool:
    """Whether it is the deck's file, or belongs to the package that the deck stands in."""
    if path == code:
        return True
    folder = code.resolve().parent
    return (folder / "__init__.py").is_file() and path.is_absolute() and path.resolve().is_relative_to(folder)
