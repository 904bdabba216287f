"""A grid of cells to draw on, and the `Content` that shows it."""

from collections.abc import Iterator
from functools import lru_cache

from textual.content import Content, Span
from textual.style import Style

Styles = tuple[str | Style, ...]
Cell = tuple[str, Styles]
EMPTY: Cell = (" ", ())


class Canvas:
    """Cells by column and row, the origin at the upper left; what falls outside is not drawn."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._rows: list[list[Cell]] = [[EMPTY] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str | Content, *styles: str | Style) -> None:
        """Write from (x, y) to the right; styles of a `Content` lie over `styles`."""
        for symbol, own in _symbols(text):
            cells = cell_len(symbol)
            if 0 <= y < self.height and x >= 0 and x + cells <= self.width:
                self._rows[y][x] = (symbol, (*(style for style in styles if style), *own))
                for covered in range(x + 1, x + cells):
                    self._rows[y][covered] = ("", ())
            x += cells

    def free(self, x: int, y: int, length: int = 1) -> bool:
        """Whether nothing stands in `length` cells from (x, y), all of them on the canvas."""
        if not (0 <= y < self.height and x >= 0 and x + length <= self.width):
            return False
        return all(symbol == " " and not styles for symbol, styles in self._rows[y][x : x + length])

    def content(self) -> Content:
        """The drawing, without spaces at the ends of its rows."""
        text: list[str] = []
        spans: list[Span] = []
        at = 0
        for y, cells in enumerate(self._rows):
            if y:
                text.append("\n")
                at += 1
            for run, styles in _runs(_trimmed(cells)):
                text.append(run)
                spans.extend(Span(at, at + len(run), style) for style in styles)
                at += len(run)
        return Content("".join(text), spans)


@lru_cache(maxsize=1024)
def cell_len(symbol: str) -> int:
    """Columns of the terminal that a character takes: two for a wide one, none for a combining mark."""
    return Content(symbol).cell_length


def _symbols(text: str | Content) -> Iterator[tuple[str, Styles]]:
    """Characters with their combining marks, and the styles that lie on them."""
    content = Content(text) if isinstance(text, str) else text
    plain = content.plain
    at = 0
    while at < len(plain):
        end = at + 1
        while end < len(plain) and cell_len(plain[end]) == 0:
            end += 1
        yield plain[at:end], tuple(span.style for span in content.spans if span.start <= at < span.end)
        at = end


def _trimmed(cells: list[Cell]) -> list[Cell]:
    end = len(cells)
    while end and cells[end - 1] == EMPTY:
        end -= 1
    return cells[:end]


def _runs(cells: list[Cell]) -> Iterator[Cell]:
    start = 0
    for at in range(1, len(cells) + 1):
        if at == len(cells) or cells[at][1] != cells[start][1]:
            yield "".join(symbol for symbol, _ in cells[start:at]), cells[start][1]
            start = at
