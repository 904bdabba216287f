"""How a plot uses its width and height: the scales, and how much of the width the names take."""

from collections.abc import Collection
from dataclasses import dataclass

from tui.draw import bars
from tui.draw.dots import ACROSS, DOWN
from tui.draw.figure import Curve, Figure
from tui.draw.frame import Frame, labels_fit
from tui.draw.names import Name
from tui.draw.scale import Scale, snapped, spanning
from tui.tex.glyphs import Profile

MOST_GAPS = 5  # between the ticks of the vertical axis
NARROWEST = 12  # the fewest columns of the area
SHORT = 14  # an x quantity of up to so many columns stands beside the last tick, a longer one below


@dataclass(frozen=True)
class _Sizes:
    """What is settled before the horizontal axis is."""

    figure: Figure
    y: Scale
    span: int
    seated: bool
    left: int
    width: int

    def frame(self, x: Scale, margin: int) -> Frame:
        """With `margin` columns right of the area. Bars get a whole number of columns each, so that they stand
        evenly."""
        columns = max(NARROWEST, self.width - self.left - margin)
        barred = self.figure.bars
        if not barred:
            return Frame(x, self.y, self.left, columns, self.span)
        wide = bars.widest(barred, x, columns)
        inset = min((wide * len(barred)) // 2 + 1, columns // 4)
        even = bars.even(barred, x, columns - 2 * inset)
        return Frame(x, self.y, self.left, even + 2 * inset, self.span, self.seated, inset)


def arrange(figure: Figure, width: int, rows: int, outside: Collection[Curve], profile: Profile) -> Frame:
    """The frame. The names of the curves in `outside` stand right of the area, the others where they fit at their
    line's end."""
    exhibit = figure.exhibit
    heights = [y for _, y in figure.points] + [level.y for level in figure.levels]
    if figure.bars and not exhibit.log_y:
        heights.append(0.0)
    y = snapped(heights, exhibit.log_y, max(2, min(MOST_GAPS, (rows - 1) // 2)), profile)
    seated = bool(figure.bars) and (exhibit.log_y or y.low == 0)
    span = (rows - 1) // y.gaps * y.gaps if y.gaps else rows - 1
    left = max((len(tick.label) for tick in y.ticks), default=0) + 2
    sizes = _Sizes(figure, y, span, seated, left, width)
    across = [x for x, _ in figure.points]
    bare = spanning(across, exhibit.log_x, lambda _: False, profile)
    margin = _margin(figure, sizes, bare, outside)
    x = spanning(across, exhibit.log_x, lambda scale: labels_fit(sizes.frame(scale, margin), width), profile)
    return sizes.frame(x, margin)


def end_of(curve: Curve, frame: Frame) -> Name | None:
    """The curve's name, and the cell at which the curve ends."""
    if not curve.name.plain or not curve.runs:
        return None
    last = curve.runs[-1]
    [(x, y)] = frame.dots([max(last) if curve.series.style == "bars" else last[-1]])
    return Name(curve.name, x // ACROSS + frame.inset, y / DOWN)


def _margin(figure: Figure, sizes: _Sizes, x: Scale, outside: Collection[Curve]) -> int:
    """Columns for the x quantity, the levels' names, and those names that do not fit within the area."""
    quantity = figure.quantity.cell_length
    always = [quantity + 4 if 0 < quantity <= SHORT else 1]
    always += [level.name.cell_length + 1 for level in figure.levels if level.name.plain]
    named = [curve for curve in figure.curves if curve.name.plain]
    widest = sizes.frame(x, max([*always, *(curve.name.cell_length + 1 for curve in named)]))
    # what fits at its line's end now, fits all the more when the area grows
    ends = [(curve, end_of(curve, widest)) for curve in named]
    beyond = [end for curve, end in ends if end and (curve in outside or not end.fits_within(widest.columns))]
    return max([*always, *(end.text.cell_length + 1 for end in beyond)])
