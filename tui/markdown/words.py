"""Words: what a line of prose is wrapped from. A word may be of several roles, and a short formula is one word."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec
from textual.content import Content

from tui.tex.box import cell_width
from tui.tex.paint import Run


@lru_cache(4096)
def text_width(text: str) -> int:
    """Columns, by Textual's measure."""
    return len(text) if text.isascii() else Content(text).cell_length


class Word(msgspec.Struct, frozen=True):
    """Runs that stay together; `space` is the role of the blank before it (None: none), `newline` starts a line."""

    runs: tuple[Run, ...]
    space: str | None = None
    newline: bool = False

    @property
    def width(self) -> int:
        """Columns."""
        return sum(text_width(text) for text, _ in self.runs)


class Writer(msgspec.Struct):
    """Collects text and formulas into words."""

    words: list[Word] = msgspec.field(default_factory=list)
    _runs: list[Run] = msgspec.field(default_factory=list)
    _space: str | None = None
    _newline: bool = False

    def text(self, text: str, role: str) -> None:
        """Text whose blanks part words."""
        for index, part in enumerate(text.split(" ")):
            if index:
                self.blank(role)
            if part:
                self._runs.append((part, role))

    def solid(self, runs: Iterable[Run]) -> None:
        """Runs that are part of the word at hand, blanks and all."""
        self._runs += runs

    def blank(self, role: str) -> None:
        """A place where a line may end."""
        if self._runs or not self._newline:
            self._end()
            self._space = role if self.words else None

    def newline(self) -> None:
        """A place where a line must end."""
        self._end()
        self._newline, self._space = bool(self.words), None

    def done(self) -> list[Word]:
        """All words, the last one ended."""
        self._end()
        return self.words

    def _end(self) -> None:
        if self._runs:
            self.words.append(Word(tuple(self._runs), self._space, self._newline))
            self._runs, self._space, self._newline = [], None, False


def wrapped(words: Iterable[Word], width: int) -> list[list[Run]]:
    """Lines no wider than `width`; only a word that is itself wider is cut."""
    lines: list[list[Run]] = []
    line: list[Run] = []
    used = 0
    for word in words:
        size = word.width
        gap = 0 if not line or word.space is None else 1
        if line and (word.newline or used + gap + size > width):
            lines.append(line)
            line, used, gap = [], 0, 0
        if gap:
            line.append((" ", word.space or ""))
        if size <= width:
            line += word.runs
            used += gap + size
            continue
        *full, (line, used) = _cut(word.runs, width)
        lines += [cut for cut, _ in full]
    return [*lines, line] if line else lines


def _cut(runs: Iterable[Run], width: int) -> Iterator[tuple[list[Run], int]]:
    """A word too wide for any line, in pieces that fit, each with its width."""
    line: list[Run] = []
    used = 0
    for text, role in runs:
        for char in text:
            size = cell_width(char)
            if used + size > width and used:
                yield line, used
                line, used = [], 0
            line.append((char, role))
            used += size
    yield line, used
