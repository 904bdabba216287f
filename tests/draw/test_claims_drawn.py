"""Claims: their signs in one column, a failing one never out of sight, its difference said."""

import pytest
from drawable_things import roles_of, rows_of
from hypothesis import given, settings
from hypothesis import strategies as st
from known_things import CLAIMS
from textual.content import Content

from engine.claims import holds
from engine.exhibits import Claim
from tui.draw import draw_claims

SIGNS = "=≈≠<≤>≥"
NUMBERS = st.floats(-1e12, 1e12) | st.integers(-(10**7), 10**7)
PLAIN = st.builds(
    Claim,
    statement=st.sampled_from(["loss", "a rather long statement of what the card says " * 2]),
    left=NUMBERS,
    relation=st.sampled_from(list(SIGNS)),
    right=NUMBERS,
)


@settings(deadline=None)
@given(st.lists(PLAIN, min_size=1, max_size=6), st.integers(60, 120))
def test_relation_signs_stand_in_one_column(claims: list[Claim], width: int) -> None:
    drawn = rows_of(draw_claims(claims, width))
    signs = {row.index(f" {sign} ") for row in drawn for sign in SIGNS if f" {sign} " in row}
    assert len(signs) == 1


@settings(deadline=None)
@given(st.lists(PLAIN, min_size=1, max_size=6))
def test_a_failing_claim_is_never_folded(claims: list[Claim]) -> None:
    drawn = draw_claims(claims, 100, fold=True).plain
    assert drawn.count("✗") == sum(not holds(claim) for claim in claims)


def test_folding_counts_those_that_hold() -> None:
    drawn = draw_claims(CLAIMS[:3], 80, fold=True)
    assert rows_of(drawn)[1].strip() == "✓ 2 more hold"
    assert "$bad" not in set(roles_of(drawn))


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (0.998, 1, "off by 0.002, 0.2 % of the right side"),
        (1.1, 6400, "off by 6,399, 100 % of the right side"),
        (3, 0.0384, "off by 2.96, 77.1 times the right side"),
        (3, 0, "off by 3"),
    ],
)
def test_a_failing_claim_says_by_how_much(left: float, right: float, told: str) -> None:
    drawn = draw_claims([Claim("sums to one", left, "=", right)], 80)
    assert rows_of(drawn)[1].strip() == told
    assert "$bad" in set(roles_of(drawn))


def test_sides_that_differ_are_shown_to_differ() -> None:
    row = rows_of(draw_claims([Claim("differs", 1.00001, "≠", 1.0)], 80))[0]
    left, right = row.split("≠")
    assert left.split()[-1] != right.strip()


def test_a_statement_takes_the_room_that_its_own_left_side_leaves() -> None:
    wide = Claim("for all values, at H = K = 2", "an identity", "=", "an identity")
    long = Claim("derived, against the model: off by", 0.0, "=", 0.0)
    drawn = rows_of(draw_claims([wide, long], 63))
    assert len(drawn) == 2
    assert {row.index(" = ", 35) for row in drawn} == {drawn[1].rindex(" = ")}


def test_the_marks_take_the_same_column_as_long_statements() -> None:
    drawn = rows_of(draw_claims(CLAIMS, 60))
    assert all(Content(row).cell_length <= 60 for row in drawn)
    assert {row[:4] for row in drawn} <= {"  ✓ ", "  ✗ ", "    "}
