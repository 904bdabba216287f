"""A histogram: bars in eighths of a cell, from the base line to the value."""

from collections.abc import Sequence
from itertools import pairwise

from tui.draw.canvas import Canvas
from tui.draw.figure import Curve
from tui.draw.frame import Frame
from tui.draw.scale import Scale

WIDEST = 8
FILLED = 0.75  # share of the room between two places that their bars take together
_EIGHTHS = " ▁▂▃▄▅▆▇█"


def widest(curves: Sequence[Curve], x: Scale, columns: int) -> int:
    """How many cells a bar may be wide, so that neighbours and the bars beside it stay apart."""
    return max(1, min(int(_closest(curves, x) * columns * FILLED / len(curves)), WIDEST))


def even(curves: Sequence[Curve], x: Scale, columns: int) -> int:
    """The number of columns, `columns` or less, on which equidistant bars stand a whole number of cells apart."""
    closest = _closest(curves, x)
    if closest * columns < 2:
        return columns  # no room to part them, and perhaps no number of slots that a float holds
    slots = round(1 / closest)
    pitch = (columns - 1) // slots
    return pitch * slots + 1 if pitch >= 2 else columns


def draw(canvas: Canvas, curve: Curve, together: Sequence[Curve], frame: Frame) -> None:
    """The bars of one series, beside those of the others."""
    width = widest(together, frame.x, frame.columns - 2 * frame.inset)
    shift = together.index(curve) * width - len(together) * width // 2
    base = 0.0 if frame.y.log else frame.y.place(0.0)
    for x, y in (point for run in curve.runs for point in run):
        start = frame.left + frame.column(frame.x.place(x)) + shift
        _bar(canvas, start, width, _height(base, frame), _height(frame.y.place(y), frame), curve.style)


def _closest(curves: Sequence[Curve], x: Scale) -> float:
    """The smallest distance of two places, as a share of the axis."""
    places = sorted({x.place(point[0]) for curve in curves for run in curve.runs for point in run})
    return min((after - before for before, after in pairwise(places)), default=0.2)


def _height(place: float, frame: Frame) -> float:
    """In rows from the canvas's upper edge: a tick lies at the middle of its row."""
    return (1 - place) * frame.span + 0.5


def _bar(canvas: Canvas, x: int, width: int, base: float, end: float, style: str) -> None:
    top, bottom = min(base, end), max(base, end)
    if top == bottom:
        return
    for row in range(int(top), int(bottom) + 1):
        # how far the bar reaches in this row, in eighths from its lower edge
        low = round(8 * (1 - min(1.0, bottom - row)))
        high = round(8 * (1 - max(0.0, top - row)))
        symbol = _block(low, high, bottom - top)
        if symbol != " ":
            canvas.put(x, row, symbol * width, style)


def _block(low: int, high: int, whole: float) -> str:
    if low == 0 and high:
        return _EIGHTHS[high]
    if high == 8 and low < 8:
        return "▀" if low <= 5 else "▔"
    # within one row, touching neither of its edges: so small that only its being there can be shown
    return "━" if high > low or (whole < 0.125 and 0 < high < 8) else " "
