"""What means harm, has no value, or is too large gets a clear verdict, soon, and without a warning."""

import importlib.util
from pathlib import Path

import pytest

from engine.decks.questions import Formula
from engine.grading.formulas import grade_formula

_SPEC = importlib.util.spec_from_file_location(
    "hostile_formulas", Path(__file__).parents[2] / "hostile" / "formulas.py"
)
hostile = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(hostile)

SCALARS = Formula(ask="?", formula="x^2 + y", where={"x": "scalar", "y": "scalar"})
ARRAYS = Formula(
    ask="?",
    formula="W^T g(w) + h",
    where={"W": ("K", "H"), "h": ("H",), "w": ("K",), "S": ("H", "H"), "q": "N of [K]", "x": "scalar", "g": "function"},
)


@pytest.mark.parametrize("question", [SCALARS, ARRAYS], ids=["scalars", "arrays"])
def test_nothing_hostile_is_right(question):
    for text in hostile.ALL:
        graded = grade_formula(question, text)
        assert graded.verdict in ("wrong", "unknown", "refused"), text[:60]
        assert graded.reason, text[:60]


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("exp(exp(exp(x)))", "wrong"),
        ("(x^9999)^9999", "wrong"),
        ("x^(y^(x^y))", "wrong"),
        ("1/0", "refused"),
        ("1/(x - x)", "wrong"),
        ("log(0)", "refused"),
        ("0/0", "refused"),
        ("log(-exp(x))", "unknown"),
        ("x^2 + y + 0/0", "refused"),
        ("sin(10^30 x)", "unknown"),
        ("sum_{n=1}^{60} sum_{m=1}^{60} n m x", "unknown"),
        ("sum_{n=1}^{1000000} x", "unknown"),
        ("x^2 + y + 10^45 - 10^45", "correct"),
        ("2 x^2 + y + 10^45 - 10^45", "unknown"),
        ("exp(9000) exp(-9000) (x^2 + y)", "correct"),
        ("exp(x)^1000 / exp(1000 x) * (x^2 + y)", "correct"),
        ("x^2 + y + 10^-6", "wrong"),
    ],
)
def test_extreme_numbers_are_judged_or_left_open(typed, verdict):
    assert grade_formula(SCALARS, typed).verdict == verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("W^T g(w) + h + 10^30 h - 10^30 h", "correct"),
        ("2 W^T g(w) + h + 10^30 h - 10^30 h", "wrong"),
        ("W^T g(w) + h + 10^20 - 10^20", "correct"),
        ("exp(exp(exp(h)))", "wrong"),
        ("h/0", "refused"),
        ("0 h/0", "refused"),
        ("W^T g(w) (10^99)^9 / (10^99)^9 + h", "correct"),
        ("softmax(10^6 h)", "wrong"),
        ("S^999 h", "wrong"),
        ("ones(1000)", "wrong"),
        ("W^T q_1 + h_1", "wrong"),
        ("W^T q_9 + h", "refused"),
        ("W^T q_{1/2} + h", "unknown"),
    ],
)
def test_extreme_arrays_are_judged_or_left_open(typed, verdict):
    assert grade_formula(ARRAYS, typed).verdict == verdict


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1/0", "`1/0` has no value: this divides by zero."),
        ("x^2 + y/(2 - 2)", "`y/(2 - 2)` has no value: this divides by zero."),
        ("log(0)", "`log(0)` has no value: there is a logarithm of positive numbers only."),
        ("x sqrt(-4)", "`sqrt(-4)` has no value: a root of a negative number is not real."),
        ("x + 0^-1", "`0^-1` has no value: this divides by zero."),
    ],
)
def test_what_has_no_value_is_refused_and_quoted(typed, said):
    graded = grade_formula(SCALARS, typed)
    assert (graded.verdict, graded.reason) == ("refused", said)


@pytest.mark.parametrize(
    "typed", ["(x^2 + y) / exp(-9000) * exp(-9000)", "(x^2 + y) 0^0", "x^2 + y + log(1) + sqrt(0)"]
)
def test_what_is_tiny_is_not_nothing(typed):
    assert grade_formula(SCALARS, typed).verdict == "correct"
