"""A plot shows what the numbers say: heights on their rows, order kept, names beside their lines."""

import math
from itertools import pairwise

from drawable_things import rows_of, widest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.exhibits import Level, Plot, Series
from tui.draw.plot import plot
from tui.draw.scale import snapped, spanning

BRAILLE = range(0x2801, 0x2900)
VALUES = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


def curve(*ys: float, log_y: bool = False, name: str = "") -> Plot:
    return Plot("", (Series(name, tuple(range(len(ys))), ys),), log_y=log_y)


def heights(drawn: list[str]) -> dict[int, list[int]]:
    """By column, the rows of dots in which it has any, the uppermost as 0."""
    found: dict[int, list[int]] = {}
    for row, text in enumerate(drawn):
        for column, symbol in enumerate(text):
            if ord(symbol) in BRAILLE:
                bits = ord(symbol) - 0x2800
                down = [0x09, 0x12, 0x24, 0xC0]
                found.setdefault(column, []).extend(4 * row + at for at, mask in enumerate(down) if bits & mask)
    return found


def tick_rows(drawn: list[str]) -> dict[str, int]:
    return {text.split("┤")[0].strip(): row for row, text in enumerate(drawn) if "┤" in text}


@settings(deadline=None)
@given(st.lists(VALUES, min_size=2, max_size=50), st.integers(40, 120), st.integers(3, 25))
def test_a_rising_curve_rises(values: list[float], width: int, rows: int) -> None:
    drawn = heights(rows_of(plot(curve(*sorted(values)), width, rows)))
    tops = [min(drawn[column]) for column in sorted(drawn)]
    assert all(left >= right for left, right in pairwise(tops))


@settings(deadline=None)
@given(st.integers(-8, 8), st.integers(2, 12), st.integers(5, 25))
def test_whole_decades_lie_on_their_ticks(low: int, decades: int, rows: int) -> None:
    drawn = rows_of(plot(curve(10.0**low, 10.0 ** (low + decades), log_y=True), 60, rows))
    ticks = list(tick_rows(drawn).values())
    assert len({after - before for before, after in pairwise(ticks)}) == 1
    dots = sorted(row for column in heights(drawn).values() for row in column)
    assert ticks[0] <= dots[0] // 4 <= dots[-1] // 4 <= ticks[-1]


def test_extremes_lie_on_the_rows_of_their_ticks() -> None:
    drawn = rows_of(plot(curve(0.0, 4.0, 2.0), 60))
    dots, ticks = heights(drawn), tick_rows(drawn)
    columns = sorted(dots)
    assert max(dots[columns[0]]) // 4 == ticks["0"]
    assert min(min(rows) for rows in dots.values()) // 4 == ticks["4"]
    assert {ticks["2"]} <= {row // 4 for row in dots[columns[-1]]}


def test_an_unsorted_plot_of_many_points_keeps_its_extremes() -> None:
    values = [0.0] * 50_000
    values[25_000], values[40_000] = 10.0, -10.0
    drawn = rows_of(plot(curve(*values), 80))
    dots, ticks = heights(drawn), tick_rows(drawn)
    rows = [row // 4 for column in dots.values() for row in column]
    assert (min(rows), max(rows)) == (ticks["10"], ticks["−10"])


@settings(deadline=None)
@given(st.lists(VALUES, min_size=2, max_size=30), st.booleans(), st.integers(2, 8))
def test_the_vertical_scale_holds_every_value(values: list[float], log: bool, gaps: int) -> None:
    values = [abs(value) + 1e-3 for value in values] if log else values
    scale = snapped(values, log, gaps)
    assert all(-1e-6 <= scale.place(value) <= 1 + 1e-6 for value in values)
    assert scale.gaps <= gaps
    assert len({tick.label for tick in scale.ticks}) == len(scale.ticks) >= 2


@settings(deadline=None)
@given(st.lists(VALUES, min_size=2, max_size=30))
def test_the_horizontal_scale_is_ticked_within(values: list[float]) -> None:
    scale = spanning(values, False, lambda scale: len(scale.ticks) <= 6)
    assert all(-1e-6 <= tick.place <= 1 + 1e-6 for tick in scale.ticks)
    assert len({tick.label for tick in scale.ticks}) == len(scale.ticks)


def test_names_never_lie_on_dots_or_on_one_another() -> None:
    steps = tuple(range(40))
    bundle = tuple(Series(f"series number {at}", steps, tuple(at / 50 + k for k in steps)) for at in range(5))
    drawn = rows_of(plot(Plot("", bundle, levels=(Level("chance", 39.0),)), 70))
    for at in range(5):
        assert sum(f"series number {at}" in row for row in drawn) == 1
    assert sum("chance" in row for row in drawn) == 1


def test_a_line_that_ends_early_has_its_name_where_it_ends() -> None:
    short = Series("bound", (0, 1, 2), (0.0, 5.0, 10.0), "dashes")
    long = Series("measured", tuple(range(20)), (1.0,) * 20)
    drawn = rows_of(plot(Plot("", (long, short)), 70))
    top = next(row for row in drawn if "bound" in row)
    assert drawn.index(top) <= 1
    assert top.index("bound") < 25


def test_what_the_axes_cannot_hold_is_counted() -> None:
    drawn = plot(curve(1.0, math.nan, 0.0, math.inf, 10.0, log_y=True), 70).plain
    assert "left out: 3 points" in drawn
    assert "nothing to draw" in plot(curve(math.nan), 70).plain
    assert "nothing to draw" in plot(Plot("$x$", ()), 70).plain


def test_styles_differ_without_colour() -> None:
    steps = tuple(range(60))
    patterns = []
    for style in ("line", "dashes", "dots"):
        drawn = plot(Plot("", (Series("", steps, (0.5,) * 60, style),)), 70)
        patterns.append(sum(len(rows) for rows in heights(rows_of(drawn)).values()))
    assert 2 * patterns[0] > 3 * patterns[1] > 4 * patterns[2] > 0


def test_bars_are_as_high_as_they_count() -> None:
    drawn = rows_of(plot(Plot("", (Series("", (1, 2, 3), (10.0, 4.0, 0.0), "bars"),)), 50))
    ticks = tick_rows(drawn)
    columns = list(zip(*(row.ljust(50) for row in drawn), strict=True))
    tops = [next((row for row, symbol in enumerate(column) if symbol in "▁▂▃▄▅▆▇█▀"), None) for column in columns]
    assert min(top for top in tops if top is not None) == ticks["10"]
    assert ticks["4"] in tops
    assert widest(plot(Plot("", (Series("", tuple(range(500)), (1.0,) * 500, "bars"),)), 50)) <= 50


def test_a_name_within_the_plot_covers_no_curve() -> None:
    long = Series("", tuple(range(40)), tuple(5 + math.sin(k) for k in range(40)), "dots")
    bare, named = (
        rows_of(plot(Plot("", (Series(name, (0, 10, 20), (0.0, 10.0, 5.0)), long)), 80))
        for name in ("", "the short one")
    )
    assert heights(bare) == heights(named)
    assert sum("the short one" in row for row in named) == 1


def test_bars_that_nearly_coincide_are_drawn() -> None:
    close = Series("a", (0.0, 5e-324, 1.0), (1.0, 2.0, 3.0), "bars")
    assert widest(plot(Plot("p", (close,)), 60, 12)) <= 60
