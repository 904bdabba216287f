"""`recur check --fix`: what is safe to mend is mended in the user's own decks, never in those of installed packages."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.decks.finding import shipped
from engine.decks.mending import Mended, mended
from engine.exchange.destination import write_over


def fix(decks: Iterable[Path]) -> Iterator[tuple[Path, Mended]]:
    """Mend each deck in its place, and tell what was done. Raises OSError for one that cannot be written."""
    installed = {path.resolve() for path in shipped()}
    for path in decks:
        if path.resolve() in installed:
            continue
        found = mended(path)
        if found is not None:
            write_over(path.resolve(), found.content)
            yield path, found
