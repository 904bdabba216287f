"""A deck's Python as somebody is shown it who decides whether it may run."""

from dataclasses import dataclass
from pathlib import Path

from engine.decks.card import Deck
from engine.decks.trust import Earlier, Seen
from tui.draw.unhidden import unhidden
from tui.words import dated

MOST, LONGEST = 2_000, 1_000
"""Lines that are shown in all, and characters of one; more is for an editor to show."""


@dataclass(frozen=True)
class File:
    """One file as it is, and as it was trusted where that is known: texts in which nothing hides."""

    path: Path
    size: int
    text: str
    marks: tuple[tuple[int, str], ...] = ()
    before: str | None = None

    @property
    def lines(self) -> int:
        return self.text.count("\n") + (not self.text.endswith("\n"))

    @property
    def changed(self) -> bool:
        return self.before is not None and self.before != self.text


@dataclass(frozen=True)
class Vetted:
    """All that is shown: whose code, why it is asked, the files, and what is out of order."""

    name: str = ""
    why: str = ""
    files: tuple[File, ...] = ()
    trouble: str = ""
    """Why it cannot be trusted here, or the list is not as it was left."""


def vetted(deck: Deck, seen: Seen, earlier: Earlier | None, trouble: str = "") -> Vetted:
    """What there is to see, and why it is asked."""
    here = earlier is not None and earlier.place == seen.code
    before = earlier.contents if earlier is not None and here else {}
    files = tuple(_file(path, content, before.get(path)) for path, content in seen.contents.items())
    title = deck.title or deck.name
    if earlier is None:
        why = f"The deck {title} answers with Python of its own. None of it has been run: nobody has said that it may."
    elif here:
        why = (
            f"You trusted it on {dated(earlier.at)}. It has changed since, and is not run until you have looked again."
        )
    else:
        why = f"You trusted the same code on {dated(earlier.at)}, where it was {earlier.place}."
    troubles = [trouble] if trouble else []
    if any(file.marks for file in files):
        troubles.append("Some characters in it are not seen, or change how others are shown: the marked lines.")
    return Vetted(seen.code.name, why, files, " ".join(troubles))


def too_long(seen: Seen) -> bool:
    """Whether there is more than can be shown here."""
    lines = [line for content in seen.contents.values() for line in content.splitlines()]
    return len(lines) > MOST or any(len(line) > LONGEST for line in lines)


def _file(path: Path, content: bytes, before: bytes | None) -> File:
    text, marks = unhidden(content)
    return File(path, len(content), text, marks, None if before is None else unhidden(before)[0])
