"""What a plot draws: its series in their styles with their names, its levels, and what it must leave out."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from engine.exhibits import Plot, Series
from tui.draw.rows import fit, words
from tui.draw.scale import drawable
from tui.tex.glyphs import UNICODE, Profile

ACCENT = "$accent"
BARS = "$h3"
OTHERS = ("$two", "$three", "$foreground", "$muted")
WORDS = "$muted"

Point = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Curve:
    """A series, the role it is drawn in, and its name as it will stand at its end."""

    series: Series
    style: str
    heavy: bool
    name: Content


@dataclass(frozen=True)
class Line:
    """A level and its name."""

    y: float
    name: Content


@dataclass(frozen=True)
class Figure:
    """A plot as it can be drawn. `points` are all that both axes can hold."""

    exhibit: Plot
    curves: tuple[Curve, ...]
    levels: tuple[Line, ...]
    quantity: Content
    points: tuple[Point, ...]
    left_out: tuple[str, ...]

    @property
    def bars(self) -> list[Curve]:
        return [curve for curve in self.curves if curve.series.style == "bars"]


def figure(exhibit: Plot, width: int, profile: Profile = UNICODE) -> Figure:
    """Names take a third of the width at most."""
    longest = max(6, width // 3)
    levels = tuple(
        Line(level.y, fit(words(level.name, WORDS, profile), longest))
        for level in exhibit.levels
        if drawable(level.y, exhibit.log_y)
    )
    points = tuple(point for series in exhibit.series for point in _drawable(series, exhibit))
    quantity = fit(words(exhibit.x, WORDS, profile), width)
    curves = tuple(_curves(exhibit.series, longest, profile))
    return Figure(exhibit, curves, levels, quantity, points, tuple(_left_out(exhibit, len(points))))


def _curves(series: Sequence[Series], longest: int, profile: Profile) -> list[Curve]:
    """The first measured series in the accent, two dots thick; what it is compared with in the other hues."""
    about = next((each for each in series if each.style == "line"), None)
    about = about or next((each for each in series if each.style == "bars"), None)
    curves, others = [], 0
    for each in series:
        if each is about:
            ink, heavy = (BARS, False) if each.style == "bars" else (ACCENT, True)
            name_style = f"bold {ACCENT}"
        else:
            ink, heavy = OTHERS[others % len(OTHERS)], False
            name_style = ink
            others += 1
        curves.append(Curve(each, ink, heavy, fit(words(each.name, name_style, profile), longest)))
    return curves


def _drawable(series: Series, exhibit: Plot) -> list[Point]:
    return [
        (x, y)
        for x, y in zip(series.x, series.y, strict=False)  # the shorter of the two says how many points there are
        if drawable(x, exhibit.log_x) and drawable(y, exhibit.log_y)
    ]


def _left_out(exhibit: Plot, drawn: int) -> list[str]:
    """A sentence on each kind of thing that the axes can't hold."""
    count = sum(min(len(each.x), len(each.y)) for each in exhibit.series) - drawn
    told = []
    if count:
        why = "not finite, or not above 0 on a logarithmic axis" if exhibit.log_x or exhibit.log_y else "not finite"
        told.append(f"left out: {count:,} {'point' if count == 1 else 'points'}, {why}")
    gone = [level.name or "a level" for level in exhibit.levels if not drawable(level.y, exhibit.log_y)]
    return [*told, f"left out: {', '.join(gone)}"] if gone else told
