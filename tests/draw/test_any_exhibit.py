"""Whatever an answer yields is drawn, within the width, in the roles of the palette."""

import string

from drawable_things import CLAIMS, EXHIBITS, WIDTHS, roles_of, widest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.exhibits import Claim, Exhibit, Matrix
from tui.draw import draw, draw_claims
from tui.tex.glyphs import ASCII, PLAIN, UNICODE

PALETTE = {
    *("$background", "$surface", "$panel", "$lit", "$bright", "$foreground", "$muted", "$faint", "$rule"),
    *("$accent", "$good", "$bad", "$two", "$three", "$h0", "$h1", "$h2", "$h3", "$h4"),
}


@settings(max_examples=400, deadline=None)
@given(EXHIBITS, WIDTHS, st.none() | st.integers(1, 30), st.booleans())
def test_any_exhibit_is_drawn_within_the_width(exhibit: Exhibit, width: int, rows: int | None, plain: bool) -> None:
    drawn = draw(exhibit, width, ASCII if plain else UNICODE, rows=rows)
    assert widest(drawn) <= width
    assert not drawn.plain.endswith("\n")
    assert {role for role in roles_of(drawn) if not role.endswith("%")} <= PALETTE
    if plain:
        assert drawn.plain.isascii(), {each for each in drawn.plain if each not in string.printable}


@settings(max_examples=150, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=6), WIDTHS, st.booleans())
def test_any_claims_are_drawn_within_the_width(claims: list[Claim], width: int, fold: bool) -> None:
    assert widest(draw_claims(claims, width, fold)) <= width


def test_a_heatmap_without_colours_tells_small_from_large() -> None:
    drawn = draw(Matrix("W", ((0.0, 0.1, 1.0), (0.0, -0.1, -1.0)), style="heatmap"), 60, PLAIN).plain
    rows = [row.split() for row in drawn.split("\n")[1:3]]
    assert rows[0][0] == rows[1][0] == "·"
    assert len({*rows[0], *rows[1]}) == 5
