"""The frame of a plot: how its two scales lie on the cells, and its axes."""

from collections.abc import Sequence
from dataclasses import dataclass

from tui.draw.canvas import Canvas
from tui.draw.dots import ACROSS, DOWN, Dot
from tui.draw.scale import Scale, Tick

AXIS = "$faint"
WORDS = "$muted"
GRID = "$rule"
GRID_EVERY = 4


@dataclass(frozen=True)
class Frame:
    """`columns` cells across, `span` rows between the lowest and the highest tick, both of them in the middle of a row.

    `seated` puts the lowest tick on the axis itself, so that bars stand on it; for them `inset` cells stay free at both
    sides."""

    x: Scale
    y: Scale
    left: int
    columns: int
    span: int
    seated: bool = False
    inset: int = 0

    @property
    def axis_row(self) -> int:
        return self.span if self.seated else self.span + 1

    def dots(self, points: Sequence[tuple[float, float]]) -> list[Dot]:
        """Where on the raster the points lie."""
        left, wide = self.inset * ACROSS, ACROSS * (self.columns - 2 * self.inset) - 1
        high, middle = self.span * DOWN, DOWN // 2 - 1
        across = self.x.places(x for x, _ in points)
        up = self.y.places(y for _, y in points)
        return [(round(left + x * wide), round((1 - y) * high) + middle) for x, y in zip(across, up, strict=True)]

    def column(self, place: float) -> int:
        """The cell at that share of the horizontal scale, counted from the axis."""
        across = self.inset * ACROSS + place * (ACROSS * (self.columns - 2 * self.inset) - 1)
        return round(across) // ACROSS

    def row(self, y: float) -> int:
        """The row of a value, counted from the highest tick."""
        return self.tick_row(self.y.place(y))

    def tick_row(self, place: float) -> int:
        return round((1 - place) * self.span)


def draw_axes(canvas: Canvas, frame: Frame) -> None:
    """The left and the bottom axis, their ticks and the ticks' labels."""
    axis = frame.left - 1
    for row in range(frame.axis_row):
        canvas.put(axis, row, "│", AXIS)
    canvas.put(axis, frame.axis_row, "╰" + "─" * frame.columns, AXIS)
    for tick in frame.y.ticks:
        row = frame.tick_row(tick.place)
        canvas.put(axis, row, "├" if row == frame.axis_row else "┤", AXIS)
        canvas.put(axis - 1 - len(tick.label), row, tick.label, WORDS)
    if frame.seated and any(frame.tick_row(tick.place) == frame.axis_row for tick in frame.y.ticks):
        canvas.put(axis, frame.axis_row, "┴", AXIS)
    for tick, start in label_starts(frame):
        canvas.put(frame.left + frame.column(tick.place), frame.axis_row, "┬", AXIS)
        canvas.put(start, frame.axis_row + 1, tick.label, WORDS)


def label_starts(frame: Frame) -> list[tuple[Tick, int]]:
    """The horizontal ticks, and the column at which the label of each begins."""
    centred = ((tick, frame.left + frame.column(tick.place) - (len(tick.label) - 1) // 2) for tick in frame.x.ticks)
    return [(tick, max(0, start)) for tick, start in centred]


def labels_fit(frame: Frame, width: int) -> bool:
    """Whether the labels under the horizontal axis keep apart, and within `width`."""
    end = -3
    for tick, start in label_starts(frame):
        if start < end + 3:
            return False
        end = start + len(tick.label)
    return end <= width


def draw_grid(canvas: Canvas, frame: Frame) -> None:
    """A faint dot here and there along the rows of the ticks, where nothing else stands."""
    for tick in frame.y.ticks:
        row = frame.tick_row(tick.place)
        for column in range(GRID_EVERY, frame.columns, GRID_EVERY):
            if canvas.free(frame.left + column - 1, row, 3):
                canvas.put(frame.left + column, row, "·", GRID)
