"""Where an imported deck is written: a new file, or over one that stands there when that is asked for."""

import os
import re
from pathlib import Path

from engine.decks.finding import shipped
from engine.problems import RecurError

_ENDINGS = (".yaml", ".yml")


def destination(name: str, home: Path) -> Path:
    """The deck's file: in the decks folder for a mere name, else where the path says. Raises RecurError (2)."""
    path = Path(name).expanduser()
    is_path = path.suffix in _ENDINGS or path.parent != Path()
    if path.suffix not in _ENDINGS:
        path = path.with_name(f"{path.name}.yaml")
    if not is_path:
        path = home / "decks" / path
        if path.stem in {each.stem for each in shipped()}:
            raise RecurError(f"a deck called {path.stem} comes with the tool: choose another name", 2)
    if not path.stem.strip(". ") or set(path.stem) & set("#/") or not path.stem.isprintable():
        raise RecurError(f"{path.stem!r} cannot be the name of a deck: it holds no # and no unprintable character", 2)
    if not path.parent.is_dir():
        raise RecurError(f"there is no folder {path.parent}", 2)
    return path


def name_of(path: Path) -> str:
    """A deck's name from that of a file of notes."""
    return re.sub(r"[\s#/]+", "_", path.stem.strip()).strip("_") or "notes"


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there. Raises RecurError (2) where it is."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise RecurError(
            f"{path} stands there already: choose another name, or bring it up to date with --update", 2
        ) from None


def write_over(path: Path, content: bytes, keep: bool = False) -> Path | None:
    """Write a file in one step, so that there is never half of one. With `keep`, the old one stays as `name~`."""
    before = path.with_name(path.name + "~") if keep else None
    if before is not None:
        before.write_bytes(path.read_bytes())
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        new.write_bytes(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return before
