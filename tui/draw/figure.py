"""What a plot draws: its series in their styles with their names, its levels, and what it must leave out."""

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
Run = list[Point]


@dataclass(frozen=True, eq=False)
class Curve:
    """A series, the role it is drawn in, and its name as it will stand at its end. `runs` are its unbroken stretches:
    it breaks where a point can't be drawn."""

    series: Series
    runs: tuple[Run, ...]
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
    quantity = fit(words(exhibit.x, WORDS, profile), width)
    curves = tuple(_curves(exhibit, longest, profile))
    points = tuple(point for curve in curves for run in curve.runs for point in run)
    return Figure(exhibit, curves, levels, quantity, points, tuple(_left_out(exhibit, len(points))))


def _curves(exhibit: Plot, longest: int, profile: Profile) -> list[Curve]:
    """The first measured series in the accent, two dots thick; what it is compared with in the other hues."""
    series = exhibit.series
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
        name = fit(words(each.name, name_style, profile), longest)
        curves.append(Curve(each, tuple(_runs(each, exhibit)), ink, heavy, name))
    return curves


def _runs(series: Series, exhibit: Plot) -> list[Run]:
    runs: list[Run] = [[]]
    log_x, log_y = exhibit.log_x, exhibit.log_y
    for point in zip(series.x, series.y, strict=False):  # the shorter of the two says how many points there are
        if drawable(point[0], log_x) and drawable(point[1], log_y):
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _left_out(exhibit: Plot, drawn: int) -> list[str]:
    """A sentence on each kind of thing that the axes can't hold."""
    count = sum(min(len(each.x), len(each.y)) for each in exhibit.series) - drawn
    told = []
    if count:
        why = "not finite, or not above 0 on a logarithmic axis" if exhibit.log_x or exhibit.log_y else "not finite"
        told.append(f"left out: {count:,} {'point' if count == 1 else 'points'}, {why}")
    gone = [level.name or "a level" for level in exhibit.levels if not drawable(level.y, exhibit.log_y)]
    return [*told, f"left out: {', '.join(gone)}"] if gone else told
