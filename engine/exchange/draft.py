"""What comes out of notes: drafts of cards, and what of the notes is not carried over."""

from dataclasses import dataclass, field
from pathlib import Path

from engine.decks.written import Written
from engine.problems import Problem

LEFT = "not carried over"
"""The level of a problem that tells of something left behind."""


@dataclass(frozen=True)
class Draft:
    """A card as an author would write it, and the line of the notes where it begins. Its id may still be empty."""

    written: Written
    path: Path
    line: int


@dataclass
class Notes:
    """One file of notes, or several: what a deck needs, and a list of what is left behind."""

    path: Path
    title: str = ""
    about: str = ""
    tags: list[str] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)

    def add(self, written: Written, line: int) -> None:
        self.drafts.append(Draft(written, self.path, line))

    def leave(self, line: int, what: str, column: int = 1) -> None:
        """Tell that something at this place is not carried over."""
        self.left.append(Problem(self.path, line, column, what, level=LEFT))

    def join(self, other: "Notes") -> None:
        """Take in another file's; the first title and text about it stand."""
        self.title, self.about = self.title or other.title, self.about or other.about
        self.tags += [tag for tag in other.tags if tag not in self.tags]
        self.drafts += other.drafts
        self.left += other.left


def blank(lines: list[str]) -> int:
    """How many lines pass before the text begins."""
    return next((number for number, line in enumerate(lines) if line.strip()), 0)


def short(text: str) -> str:
    """The beginning of a text in one line, for a message."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 50 else f"“{line[:49]}…”"
