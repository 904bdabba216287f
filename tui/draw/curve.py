"""A series as dots: placed on the raster, thinned to it, stroked in its style."""

from collections.abc import Iterable, Iterator

from tui.draw.dots import Dot, dashed, segment, thick
from tui.draw.figure import Curve
from tui.draw.frame import Frame

DASH, GAP = 5, 4  # dots: a dash and its gap are a little over four cells together
EVERY = 5  # of dotted lines, every fifth dot


def stroke(curve: Curve, frame: Frame) -> list[Dot]:
    """The dots of a curve, in drawing order."""
    drawn: list[Dot] = []
    for points in curve.runs:
        run = frame.dots(points)
        if len(run) == 1:
            drawn += _spot(run[0])
            continue
        line = _line(thinned(run))
        if curve.series.style == "dashes":
            line = dashed(line, DASH, GAP)
        elif curve.series.style == "dots":
            line = dashed(line, 1, EVERY - 1)
        drawn += thick(line) if curve.heavy else line
    return drawn


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
