"""`recur check --fix`: what is safe to mend is mended in the user's own decks, never in those of installed packages."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from engine.decks.finding import shipped
from engine.decks.mending import mended, without_id
from engine.exchange.destination import write_over


class Fixed(NamedTuple):
    """What was done to a deck: the ids it was given; and what was left as it is, and why, in a line or not at all."""

    path: Path
    ids: tuple[str, ...]
    left: str


def fix(decks: Iterable[Path]) -> Iterator[Fixed]:
    """Mend each deck in its place; each to which something was done, or left to do, is told.

    Raises OSError for one that cannot be written.
    """
    installed = {path.resolve() for path in shipped()}
    for path in decks:
        ids: tuple[str, ...] = ()
        ours = path.resolve() in installed
        lines = without_id(path)
        if lines and not ours and (found := mended(path)) is not None:
            write_over(path.resolve(), found.content)
            ids, lines = found.ids, without_id(path)
        left = ""
        if lines is None:
            left = f"{path}: left as it is: it cannot be read as YAML, mend that first"
        elif lines and ours:
            left = f"{path}: left as it is: it came with a package"
        elif lines:
            more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
            left = f"{path}:{lines[0]}: left without an id{more}: it cannot be put in safely, write it in your editor"
        if ids or left:
            yield Fixed(path, ids, left)
