"""Whether a claim holds is computed from its sides."""

import math

from hypothesis import given
from hypothesis import strategies as st

from engine import Claim
from engine.claims import holds
from engine.exhibits import Relation

finite = st.floats(allow_nan=False, allow_infinity=False, width=32)
sides = st.one_of(st.floats(), st.integers(), st.just(10**400))
OPPOSITES: list[tuple[Relation, Relation]] = [("=", "≠"), ("<", "≥"), (">", "≤")]


@given(sides, sides)
def test_of_opposite_relations_exactly_one_holds(left: float, right: float) -> None:
    for one, other in OPPOSITES:
        both = [holds(Claim("", left, relation, right, tolerance=0)) for relation in (one, other)]
        assert sum(both) == (left == left and right == right)  # none, of NaN


@given(finite.filter(lambda x: abs(x) > 1e-30), st.sampled_from([1e-3, 1e-6]))
def test_the_tolerance_is_relative_to_the_right_side(right: float, tolerance: float) -> None:
    assert holds(Claim("", right * (1 + 0.9 * tolerance), "=", right, tolerance))
    assert holds(Claim("", right * (1 + 1.1 * tolerance), "≠", right, tolerance))
    assert holds(Claim("", right + 0.9 * tolerance * abs(right), "≤", right, tolerance))
    assert not holds(Claim("", right * (1 + 1.1 * tolerance), "≈", right, tolerance))


def test_at_zero_the_tolerance_is_absolute_and_texts_are_equal_or_not() -> None:
    assert holds(Claim("", 1e-10, "=", 0))
    assert not holds(Claim("", 1e-8, "=", 0))
    assert holds(Claim("", "p - w", "=", "p - w"))
    assert not holds(Claim("", "a", "<", "b"))
    assert holds(Claim("", math.inf, "=", math.inf))
    assert not holds(Claim("", 1.0, "≈", math.inf))
