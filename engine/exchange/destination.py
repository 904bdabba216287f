"""Where an imported deck is written: a new file, or over one that stands there when that is asked for."""

import os
import re
from pathlib import Path

from engine.decks.finding import shipped
from engine.problems import RecurError

_ENDINGS = (".yaml", ".yml")
SHORT = 40
LONGEST = 200
"""Bytes of a deck's name: beside its ending, a file that takes its place has a little more, and 255 are the most."""


def destination(name: str, home: Path) -> Path:
    """The deck's file: in the decks folder for a mere name, else where a path says that ends in .yaml.

    Raises RecurError (2).
    """
    if not name.endswith(_ENDINGS):
        return among_ones_own(name, home, f"; a path ends in .yaml, as in {name.rstrip('/')}.yaml")
    try:
        path = Path(name).expanduser()
    except RuntimeError:
        raise RecurError(f"{name}: nobody of that name has a home folder here", 2) from None
    if not path.parent.is_dir():
        raise RecurError(f"there is no folder {path.parent}", 2)
    return named(path.name, path.parent)


def among_ones_own(name: str, home: Path, elsewhere: str = "") -> Path:
    """The file of a deck of that name in the decks folder. Raises RecurError (2), as `named`, and where it is taken."""
    path = named(name, home / "decks", elsewhere)
    if path.stem in {each.stem for each in shipped()}:
        raise RecurError(f"a deck called {path.stem} comes with the tool: choose another name", 2)
    return path


def named(name: str, folder: Path, elsewhere: str = "") -> Path:
    """The file of a deck of that name in a folder. Raises RecurError (2) for what is no name, or where no folder is.

    `elsewhere` says how a deck is put somewhere else, to whoever gives a path.
    """
    last = name.rstrip("/").rpartition("/")[2].lstrip(".~- ")
    wrong = ""
    if not name.strip("./~- "):
        wrong = "it is a word or two, as in my-notes"
    elif "/" in name:
        wrong = f"it holds no /, as in {last or 'my-notes'}{elsewhere}"
    elif name[0] in ".~-":
        wrong = f"it does not begin with {name[0]}, as in {last}"
    elif "#" in name or not name.isprintable():
        wrong = "it holds no # and no unprintable character"
    elif len(os.fsencode(name)) > LONGEST:
        wrong = f"it has {len(os.fsencode(name))} bytes, and {LONGEST} are the most"
    if wrong:
        shown = name if len(name) <= SHORT else f"{name[:SHORT]}…"
        raise RecurError(f"{shown!r} cannot be the name of a deck: {wrong}", 2)
    if not folder.is_dir():
        raise RecurError(f"there is no folder {folder}", 2)
    return folder / (name if name.endswith(_ENDINGS) else f"{name}.yaml")


def name_of(path: Path) -> str:
    """A deck's name from that of a file of notes."""
    return re.sub(r"[\s#/]+", "_", path.stem.strip()).lstrip("._~-").rstrip("_") or "notes"


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
