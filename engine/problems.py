"""A problem is a value that points at its place: file, line, column, what was found and what would be right."""

from pathlib import Path

import msgspec


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing wrong with a deck. Lines and columns count from 1.

    `card` is the card's key, deck:line where it has none that can be read, and empty for what is wrong with the deck.
    """

    path: Path
    line: int
    column: int
    message: str
    card: str = ""
    level: str = "error"

    def __str__(self) -> str:
        lead = "" if self.level == "error" else f"{self.level}: "
        return f"{self.path}:{self.line}:{self.column}: {lead}{self.message}"


class RecurError(Exception):
    """What a person did or has that cannot go on; the message is one clear line. `exit_code` is the command's."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code
