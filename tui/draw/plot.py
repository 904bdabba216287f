"""Plots: a title, two axes, curves with their names at their ends, lines at the values that decide."""

from textual.content import Content

from engine.exhibits import Plot
from tui.draw import bars, names
from tui.draw.arrange import arrange, end_of
from tui.draw.canvas import Canvas
from tui.draw.curve import stroke
from tui.draw.dots import Dots
from tui.draw.figure import ACCENT, WORDS, Curve, Figure, figure
from tui.draw.frame import AXIS, Frame, draw_axes, draw_grid, label_starts
from tui.draw.names import Name
from tui.draw.rows import row, stack, words, wrap
from tui.tex.glyphs import UNICODE, Profile

ROWS = 13  # of the plot's area where nobody asks for another height
FEWEST = 3
_MARKS = {"line": "+", "dashes": "-", "dots": ".", "bars": "#"}  # without braille, each style has its character
_ABOUT = "*"


def plot(exhibit: Plot, width: int, rows: int | None = None, profile: Profile = UNICODE) -> Content:
    """The plot with `rows` rows between the highest tick and the axis, or a few less, so that each tick has its
    row."""
    drawn = figure(exhibit, width, profile)
    lines = _head(exhibit, width, profile)
    foot = [row((told, WORDS)) for told in drawn.left_out]
    if not drawn.points:
        return stack([*lines, row(("nothing to draw", WORDS)), *(part for line in foot for part in wrap(line, width))])
    area, unnamed = _area(drawn, width, max(rows or ROWS, FEWEST), profile)
    if unnamed:
        foot.insert(0, row(("without a name above: ", WORDS), Content(", ").join(name.text for name in unnamed)))
    return stack([*lines, area, *(part for line in foot for part in wrap(line, width))])


def _head(exhibit: Plot, width: int, profile: Profile) -> list[Content]:
    """The quantity, and beside it (below it, where that is too long) its scale in words."""
    title, scale = words(exhibit.title, "$bright", profile), words(exhibit.scale, WORDS, profile)
    beside = row(title, ("   ", ""), scale) if title.plain and scale.plain else row(title, scale)
    if beside.cell_length <= width:
        return [beside] if beside.plain else []
    return [line for line in (*wrap(title, width), *wrap(scale, width)) if line.plain]


def _area(drawn: Figure, width: int, rows: int, profile: Profile) -> tuple[Content, list[Name]]:
    """The axes and what lies between them, and the names for which there was no row."""
    outside: set[Curve] = set()
    while True:
        frame = arrange(drawn, width, rows, outside, profile)
        canvas = Canvas(width, frame.axis_row + 3)
        draw_axes(canvas, frame)
        _draw_curves(canvas, drawn, frame, profile)
        margin, crowded = _name_curves(canvas, drawn, frame, outside)
        if not crowded:
            break
        outside |= crowded  # these names find no room at their line's end: the area yields some to them
    unnamed = names.in_margin(canvas, margin, frame.left + frame.columns + 1, frame.span + 1)
    for at in _level_rows(drawn, frame):
        for column in range(frame.columns):
            if canvas.free(frame.left + column, at):
                canvas.put(frame.left + column, at, "─", AXIS)
    if not profile.ascii:
        draw_grid(canvas, frame)
    _draw_quantity(canvas, frame, drawn.quantity)
    return canvas.content().rstrip("\n"), unnamed


def _draw_curves(canvas: Canvas, drawn: Figure, frame: Frame, profile: Profile) -> None:
    """The accent last, over the others."""
    dots = Dots(frame.columns, frame.span + 1)
    for curve in sorted(drawn.curves, key=lambda curve: curve.style == ACCENT):
        if curve.series.style == "bars":
            bars.draw(canvas, curve, drawn.bars, frame)
        else:
            dots.set(stroke(curve, frame), curve.style)
    marks = {curve.style: _ABOUT if curve.heavy else _MARKS[curve.series.style] for curve in drawn.curves}
    dots.paint(canvas, frame.left, marks if profile.ascii else None)


def _name_curves(canvas: Canvas, drawn: Figure, frame: Frame, outside: set[Curve]) -> tuple[list[Name], set[Curve]]:
    """Write the names that stand within the area; returns those for the margin, and the curves whose name found no
    room."""
    at_levels = _level_rows(drawn, frame)
    margin = [
        Name(level.name, frame.columns, (1 - frame.y.place(level.y)) * frame.span + 0.5)
        for level in drawn.levels
        if level.name.plain
    ]
    crowded: set[Curve] = set()
    for curve in drawn.curves:
        name = end_of(curve, frame)
        if name is None:
            continue
        if curve in outside or not name.fits_within(frame.columns):
            margin.append(name)
        elif not names.beside_end(canvas, name, frame.left, frame.span + 1, at_levels):
            crowded.add(curve)
    return margin, crowded


def _level_rows(drawn: Figure, frame: Frame) -> list[int]:
    """The rows of the levels, then that of zero where bars go both ways."""
    zero = [0.0] if drawn.bars and not frame.seated else []
    return [frame.row(level) for level in [*(each.y for each in drawn.levels), *zero]]


def _draw_quantity(canvas: Canvas, frame: Frame, quantity: Content) -> None:
    """At the right end of the axis, after the last tick's label, or below it where there is no room."""
    x = max((start + len(tick.label) + 2 for tick, start in label_starts(frame)), default=frame.left)
    if x + quantity.cell_length <= canvas.width:
        canvas.put(x, frame.axis_row + 1, quantity)
    else:
        right = max(frame.left + frame.columns, quantity.cell_length)
        canvas.put(right - quantity.cell_length, frame.axis_row + 2, quantity)
