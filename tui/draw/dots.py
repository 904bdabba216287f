"""Dots finer than a character: two across and four down in each cell, as braille.

Ours because the libraries don't get there: textual-hires-canvas is a widget and imports numpy, plotext draws whole
figures with a frame of its own."""

from collections.abc import Iterable, Iterator

from tui.draw.canvas import Canvas

ACROSS, DOWN = 2, 4
_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BLANK = 0x2800

Dot = tuple[int, int]


class Dots:
    """A raster laid over cells of a canvas; the colour of a cell is that of its last dot."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._cells: dict[Dot, tuple[int, str]] = {}

    @property
    def width(self) -> int:
        return self.columns * ACROSS

    @property
    def height(self) -> int:
        return self.rows * DOWN

    def set(self, dots: Iterable[Dot], style: str) -> None:
        for x, y in dots:
            if 0 <= x < self.width and 0 <= y < self.height:
                cell = (x // ACROSS, y // DOWN)
                bits, _ = self._cells.get(cell, (0, ""))
                self._cells[cell] = (bits | _BITS[x % ACROSS][y % DOWN], style)

    def paint(self, canvas: Canvas, left: int, mark: dict[str, str] | None = None) -> None:
        """Put the cells on the canvas from its column `left`; with `mark`, each as the plain character of its style."""
        for (column, row), (bits, style) in self._cells.items():
            symbol = mark.get(style, "*") if mark else chr(_BLANK + bits)
            canvas.put(left + column, row, symbol, style)


def segment(start: Dot, end: Dot) -> Iterator[Dot]:
    """The dots from `start` to `end`, both included, one for each step of the longer side."""
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    if not steps:
        yield start
        return
    for step in range(steps + 1):
        yield (
            start[0] + (2 * step * (end[0] - start[0]) + steps) // (2 * steps),
            start[1] + (2 * step * (end[1] - start[1]) + steps) // (2 * steps),
        )


def thick(dots: Iterable[Dot]) -> Iterator[Dot]:
    """Every dot with the one below it: two dots thick where the line is level, and no gap where it is steep."""
    before: Dot | None = None
    for x, y in dots:
        yield (x, y)
        yield (x, y + 1)
        if before is not None and abs(y - before[1]) >= 1 and abs(x - before[0]) <= 1:
            yield (x + 1, y)
        before = (x, y)


def dashed(dots: Iterable[Dot], on: int, off: int) -> Iterator[Dot]:
    """`on` dots drawn, `off` left out, and so on, counted from the end: there stands the name."""
    for at, dot in enumerate(reversed(list(dots))):
        if at % (on + off) < on:
            yield dot
