"""Names at the ends of their lines, instead of a legend: moved up or down where two would collide."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from tui.draw.canvas import Canvas

SPACE = 2  # cells between the end of a line and its name
REACH = 3  # rows that a name within the plot may stand above or below the end of its line


@dataclass(frozen=True)
class Name:
    """A name, and where in the plot's area its line ends: the column, and the height in rows from the upper edge."""

    text: Content
    column: int
    height: float

    @property
    def row(self) -> int:
        return int(self.height)

    def fits_within(self, columns: int) -> bool:
        return self.column + SPACE + self.text.cell_length <= columns


def beside_end(canvas: Canvas, name: Name, left: int, rows: int, taken: Iterable[int] = ()) -> bool:
    """Write the name within the plot, right of the line's end, in the nearest row with room; else not."""
    x = left + name.column + SPACE
    length = name.text.cell_length
    for row in sorted(set(range(rows)) - set(taken), key=lambda row: abs(row - name.row)):
        if abs(row - name.row) <= REACH and canvas.free(x - 1, row, length + 1) and _clear(canvas, x + length, row):
            canvas.put(x, row, name.text)
            return True
    return False


def in_margin(canvas: Canvas, names: Sequence[Name], x: int, rows: int) -> list[Name]:
    """Write the names right of the plot, one a row, each as near its line as the others let it; returns those without
    a row."""
    ordered = sorted(names, key=lambda name: name.height)
    placed, left_over = ordered[:rows], ordered[rows:]
    for name, row in zip(placed, spread([name.height for name in placed], rows), strict=True):
        canvas.put(x, row, name.text)
    return left_over


def spread(wanted: Sequence[float], rows: int) -> list[int]:
    """Different rows in the order of the wanted heights, moved as little as groups of neighbours allow."""
    groups: list[list[float]] = []
    for height in wanted:
        groups.append([height])
        while len(groups) > 1 and _start(groups[-2], rows) + len(groups[-2]) > _start(groups[-1], rows):
            last = groups.pop()
            groups[-1] += last
    return [row for group in groups for row in range(_start(group, rows), _start(group, rows) + len(group))]


def _start(group: list[float], rows: int) -> int:
    """The first row of a group that stands centred on what its members want, within the plot."""
    centred = math.floor((sum(group) - (len(group) - 1) * len(group) / 2) / len(group))
    return max(0, min(centred, rows - len(group)))


def _clear(canvas: Canvas, x: int, row: int) -> bool:
    """Whether the cell after a name is free, or beyond the canvas."""
    return x >= canvas.width or canvas.free(x, row)
