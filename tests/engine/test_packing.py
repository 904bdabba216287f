"""Exhibits cross to the screen as plain data, whatever library their numbers came from."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra import numpy as arrays

from engine.exhibits import Claim, Diagram, Edge, Equation, Exhibit, Matrix, Node, Plot, Prose, Series, Table
from engine.packing import ExhibitError, settle

numbers = some.floats(allow_nan=True, allow_infinity=True)


@given(arrays.arrays(some.sampled_from([np.float32, np.float64, np.int32, np.bool_]), (3, 2)))
def test_an_array_is_the_tuple_of_its_numbers(values: np.ndarray) -> None:
    if values.dtype == np.bool_:
        with pytest.raises(ExhibitError, match=r"Matrix\.values\[0\]\[0\]: expected `float`, got `bool`"):
            settle(Matrix("W", values))
        return
    exhibit, _ = settle(Matrix("W", values))
    assert isinstance(exhibit, Matrix)
    assert np.array_equal(np.array(exhibit.values), values.astype(float), equal_nan=True)
    assert {type(each) for row in exhibit.values for each in row} == {float}


@given(some.one_of(numbers, some.integers(-(2**63), 2**63), some.text(some.characters(exclude_categories=["Cs"]))))
def test_plain_sides_of_a_claim_come_back_as_they_were(side: float | str) -> None:
    claim, size = settle(Claim("c", side, "=", side))
    assert isinstance(claim, Claim)
    assert type(claim.left) is type(side)
    assert claim.left == side or (isinstance(side, float) and math.isnan(side))
    assert size > 0


@pytest.mark.parametrize(
    "two", [np.float32(2), np.int8(2), np.array(2.0), sympy.Integer(2), Fraction(2), sympy.Float(2)]
)
def test_numbers_of_any_library_are_numbers(two: float) -> None:
    claim, _ = settle(Claim("c", two, "=", two))
    assert isinstance(claim, Claim)
    assert type(claim.left) in {int, float}
    assert claim.left == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (None, "yielded None, which is not an exhibit"),
        (Exhibit(), "yielded an Exhibit, which is not an exhibit"),
        (type("Mine", (Prose,), {})("x"), "yielded a Mine, which is not an exhibit"),
        (Equation(sympy.Symbol("x")), r"Equation\.tex: a Symbol is no text, number or array of numbers"),
        (Equation(b"x^2\xff"), r"Equation\.tex: "),
        (Prose("\ud800"), r"Prose\.text: .*surrogates not allowed"),
        (Claim("big", 2**70, "=", 0), r"Claim\.left: .*"),
        (Claim("two", 2, "==", 2), r"Claim\.relation: invalid enum value '=='"),
        (Table(("a",), ((Decimal(1), object()),)), r"Table\.rows: an object is no text"),
        (Plot("p", (Series("s", (1, 2), (1, "b")),)), r"Plot\.series\[0\]\.y\[1\]: expected `float`, got `str`"),
        (Diagram(({"id": "h"},), ()), r"Diagram\.nodes\[0\]: object missing required field"),
    ],
)
def test_what_is_wrong_names_its_field(wrong: object, message: str) -> None:
    with pytest.raises(ExhibitError, match=message):
        settle(wrong)


@pytest.mark.parametrize(
    ("misfit", "message"),
    [
        (Plot("p", (Series("s", (1, 2), (1,)),)), "Plot.series[0]: 2 x, but 1 y: every point has both"),
        (Table(("a", "b"), ((1, 2), (1,))), "Table.rows[1]: 1 cell in a table of 2 columns"),
        (Matrix("M", ((1, 2), (3,))), "Matrix.values[1]: 1 number in a row, 2 in another"),
        (Matrix("M", ((1, 2),), ("a", "b")), "Matrix.rows: 2 labels for 1"),
        (Diagram((Node("a", "a", 0, 0),), (Edge("a", "z"),)), "Diagram.edges[0]: there is no node 'z'"),
        (Diagram((Node("a", "a", 0, 0), Node("a", "b", 1, 0)), ()), "Diagram.nodes[1]: there is a node 'a' already"),
        (
            Diagram((Node("a", "a", 1, 0), Node("b", "b", 1, 0)), ()),
            "Diagram.nodes[1]: in column 1, row 0 the node 'a' stands already",
        ),
        (Diagram((Node("a", "a", 0, 0),), (), picked="b"), "Diagram.picked: there is no node 'b'"),
    ],
)
def test_what_would_be_lost_in_drawing_is_refused(misfit: Exhibit, message: str) -> None:
    with pytest.raises(ExhibitError) as raised:
        settle(misfit)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("exhibit", "field"),
    [
        (Equation(r"\frca{1}"), "Equation.tex"),
        (Equation("x", note=r"as $\frca$"), "Equation.note"),
        (Table(("a",), ((r"$\frca$",),)), "Table.rows[0][0]"),
        (Diagram((Node("a", r"\frca", 0, 0),), ()), "Diagram.nodes[0].tex"),
    ],
)
def test_a_formula_that_cannot_be_read_fails_a_check_and_is_shown_otherwise(exhibit: Exhibit, field: str) -> None:
    assert settle(exhibit)[0] == exhibit
    with pytest.raises(ExhibitError) as raised:
        settle(exhibit, checked=True)
    assert str(raised.value).startswith(f"{field}: this formula cannot be read: unknown command \\frca, at column ")
