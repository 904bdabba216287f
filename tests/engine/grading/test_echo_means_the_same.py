"""What is echoed of a typed product reads back as a formula of the same shape and value, whatever signs stand in it."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from engine.formula.echo import tex
from engine.formula.error import FormulaError
from engine.formula.kinds import kinds
from engine.formula.reading import read
from engine.grading.evaluation import evaluate
from engine.grading.out_of_range import TooMuchError
from engine.grading.sampling import Domain, letters_of, points
from engine.grading.shape_error import ShapeError
from engine.grading.shapes import settle

SYMBOLS = kinds({"x": "scalar", "y": "scalar", "h": ("H",), "z": ("H",), "p": ("K",), "W": ("K", "H"), "V": ("H", "H"),
                 "q": "N of [K]"})  # fmt: skip
POINT = next(points(Domain(SYMBOLS, letters_of(SYMBOLS), frozenset()), 1))

_factors = some.sampled_from([
    "x", "y", "h", "z", "p", "W", "V", "q_1", "h.T", "p^T", "W.T", "V'", "(x + y)", "(h + z)", "(h z^T)", "-x", "2",
    "diag(h)", "h^2", "sum_n q_n", "softmax(p)", "1/x", "dot(h, z)", "(h*z)", "(h @ z)", "(z @ V)", "norm(h)",
])  # fmt: skip
_signs = some.sampled_from([" ", "@ ", "*", "⊙", "·", "/", " * ", " @ "])


def value(tree):
    """What it is at a point. Raises ShapeError."""
    return evaluate(settle(tree, SYMBOLS)[0], POINT).value


@settings(max_examples=400, deadline=None)
@given(some.lists(some.tuples(_signs, _factors), min_size=2, max_size=5))
def test_a_product_laid_out_means_the_same(pieces):
    typed = "".join(sign + factor for sign, factor in pieces)[len(pieces[0][0]) :]
    try:
        tree = read(typed, SYMBOLS)
        meant = value(tree)
    except (FormulaError, ShapeError, TooMuchError):
        assume(False)
    laid_out = tex(tree, SYMBOLS)
    found = value(read(laid_out, SYMBOLS))
    assert found.shape == meant.shape, f"{typed}: {laid_out}"
    np.testing.assert_allclose(found, meant, rtol=1e-9, err_msg=f"{typed}: {laid_out}")


@pytest.mark.parametrize(
    ("typed", "laid_out"),
    [("h @ z", r"h^{\top} z"), ("h @ V", r"V^{\top} h"), ("p @ W.T.T", r"W^{\top} p"), ("h @ V.T", "V h")],
)
def test_a_column_before_a_product_sign_of_python_is_shown_as_it_is_meant(typed, laid_out):
    assert tex(read(typed, SYMBOLS), SYMBOLS) == laid_out
