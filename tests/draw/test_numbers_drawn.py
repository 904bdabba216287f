"""Numbers keep three digits, and columns of them stand on the digit."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.draw.numbers import column, number
from tui.tex.glyphs import ASCII

FINITE = st.floats(allow_nan=False, allow_infinity=False).filter(
    lambda value: value == 0 or 1e-300 < abs(value) < 1e308
)


SCIENTIFIC = re.compile(r"(?P<sign>-?)(?:(?P<mantissa>[\d.]+)×)?10(?P<power>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def read_back(text: str) -> float:
    plain = text.strip().replace(",", "").replace("−", "-")
    if found := SCIENTIFIC.fullmatch(plain):
        plain = f"{found['sign']}{found['mantissa'] or 1}e{found['power'].translate(SUPERSCRIPTS)}"
    return float(plain)


@given(FINITE)
def test_a_number_is_right_to_three_digits(value: float) -> None:
    shown = read_back(number(value))
    assert math.isclose(shown, value, rel_tol=5.001e-3)
    assert math.isclose(float(number(value, profile=ASCII).replace(",", "")), value, rel_tol=5.001e-3)


@given(st.integers(-999_999, 999_999))
def test_whole_numbers_below_a_million_are_written_out(value: int) -> None:
    assert int(read_back(number(value))) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.5e6, "2.5×10⁶"), (1e-7, "10⁻⁷"), (-0.95, "−0.95"), (10.1, "10.1"), (0.0012345, "0.00123"), (4182, "4,182"),
        (9.9999, "10"), (99999.7, "10⁵"), (0, "0"), (-0.0, "0"), (math.inf, "∞"), (-math.inf, "−∞"), (math.nan, "nan"),
        (10**400, "10⁴⁰⁰"),
    ],
)  # fmt: skip
def test_numbers_as_a_reader_wants_them(value: float, text: str) -> None:
    assert number(value) == text


@given(
    st.lists(st.floats(1e-3, 9e3) | st.floats(-9e3, -1e-3) | st.sampled_from([0.0, math.inf]), min_size=1),
    st.booleans(),
)
def test_a_column_stands_on_the_digit(values: list[float], coarse: bool) -> None:
    texts = column(values, coarse=coarse)
    assert len({len(text) for text in texts}) == 1
    points = {text.index(".") for text in texts if "." in text}
    assert len(points) <= 1
    for value, text in zip(values, texts, strict=True):
        if math.isfinite(value):
            assert math.isclose(read_back(text), value, rel_tol=0.0205 if coarse else 0.00501)


def test_whole_numbers_beside_powers_of_ten_end_with_them() -> None:
    assert column([7.12e6, 17_267]) == ["7.12×10⁶", "  17,267"]
