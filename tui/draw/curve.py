"""A series as dots: placed on the raster, thinned to it, stroked in its style."""

from collections.abc import Iterable, Iterator

from engine.exhibits import Series
from tui.draw.dots import Dot, dashed, segment, thick
from tui.draw.frame import Frame

DASH, GAP = 5, 4  # dots: a dash and its gap are a little over four cells together
EVERY = 5  # of dotted lines, every fifth dot


def stroke(series: Series, frame: Frame, heavy: bool) -> list[Dot]:
    """The dots of a curve, in drawing order. It breaks where a point can't be drawn."""
    drawn: list[Dot] = []
    for run in runs(series, frame):
        if len(run) == 1:
            drawn += _spot(run[0])
            continue
        line = _line(thinned(run))
        if series.style == "dashes":
            line = dashed(line, DASH, GAP)
        elif series.style == "dots":
            line = dashed(line, 1, EVERY - 1)
        drawn += thick(line) if heavy else line
    return drawn


def runs(series: Series, frame: Frame) -> list[list[Dot]]:
    """Unbroken stretches of points that both axes can hold."""
    found: list[list[Dot]] = [[]]
    for at_x, at_y in zip(series.x, series.y, strict=False):
        if frame.holds(at_x, at_y):
            found[-1].append(frame.dot(at_x, at_y))
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def thinned(run: list[Dot]) -> Iterator[Dot]:
    """Of the successive points in one column of dots: the first, the extremes and the last."""
    start = 0
    for at in range(1, len(run) + 1):
        if at < len(run) and run[at][0] == run[start][0]:
            continue
        column = run[start:at]
        if len(column) <= 4:
            yield from column
        else:
            yield from (column[0], min(column, key=_height), max(column, key=_height), column[-1])
        start = at


def _height(dot: Dot) -> int:
    return dot[1]


def _line(points: Iterable[Dot]) -> Iterator[Dot]:
    before: Dot | None = None
    for point in points:
        if before is None:
            yield point
        else:
            steps = segment(before, point)
            next(steps)  # the end of the last segment
            yield from steps
        before = point


def _spot(dot: Dot) -> list[Dot]:
    """A lone point, large enough to be seen."""
    x, y = dot
    return [(x + across, y + down) for across in (0, 1) for down in (0, 1)]
