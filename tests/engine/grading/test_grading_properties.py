"""A right answer is never called wrong, and a wrong one never correct, however either is written."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from rewritten_formulas import SYMBOLS, WHERE, formulas, rewritten

from engine.decks.questions import Formula
from engine.formula.echo import tex
from engine.formula.error import FormulaError
from engine.formula.reading import read
from engine.formula.tree import Constant, Negative, Product
from engine.grading.formulas import grade_formula

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def _written(tree):
    """The formula as text; None where that is longer or deeper than may be typed."""
    text = tex(tree, SYMBOLS)
    try:
        read(text, SYMBOLS)
    except FormulaError as error:
        known = ("at most", "in each other", "commas stand between")  # too long, too deep, g(a a)
        assert any(each in error.message for each in known), f"{error.message}: {text}"
        return None
    return text


def _graded(right, answer):
    return grade_formula(Formula(ask="?", formula=right, where=WHERE), answer, None, 5)


@FEW
@given(some.data())
def test_a_formula_in_another_form_is_right(data):
    tree = data.draw(formulas())
    right, other = _written(tree), _written(data.draw(rewritten(tree)))
    if right and other:
        verdict = _graded(right, other)
        assert verdict.verdict in ("correct", "unknown"), f"{right}  <-  {other}: {verdict.slip} {verdict.reason}"


@FEW
@given(some.data())
def test_a_formula_with_a_factor_or_its_sign_turned_is_not_right(data):
    tree = data.draw(formulas())
    more = data.draw(some.sampled_from([Fraction(1, 10**6), Fraction(1, 10**3), Fraction(1, 10), Fraction(1, 2), 1]))
    factor = Constant(1 + data.draw(some.sampled_from([1, -1] if more != 1 else [1])) * more)
    turned = data.draw(some.booleans())
    other = data.draw(rewritten(tree))
    changed = Negative(other) if turned else Product(factor, other)
    right, wrong = _written(tree), _written(changed)
    if right and wrong and _graded(right, wrong).verdict == "correct":
        zero = f"0 ({right})"
        assert _graded(right, zero).verdict == "correct", f"{right}  <-  {wrong}"


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    ("right", "half"),
    [
        ("x", "|x|"),
        ("x y", "|x y|"),
        ("x y a", "|x y| a"),
        ("x", "sqrt(x^2)"),
        ("x", "max(x, y)"),
        ("x", "exp(log(x^2)/2)"),
        ("h", "relu(h)"),
        ("h^T z", "norm(h^T z)"),
        ("sum_n r_n", "sum_n |r_n|"),
        ("x h", "|x| h"),
    ],
)
def test_what_is_right_on_one_side_alone_is_wrong(right, half, seed):
    assert grade_formula(Formula(ask="?", formula=right, where=WHERE), half, None, seed).verdict == "wrong"
    alone = dict.fromkeys(("x", "y", "a"), "scalar")
    if not set("hzr") & set(right):
        assert grade_formula(Formula(ask="?", formula=right, where=alone), half, None, seed).verdict == "wrong"


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("right", "half"), [("x^n", "|x|^n"), ("x^(n-1)", "|x|^(n-1)"), ("(x y)^(m-n)", "|x y|^(m-n)")]
)
def test_a_power_of_a_whole_exponent_keeps_the_sign_of_its_base(right, half, seed):
    question = Formula(ask="?", formula=right, where=dict.fromkeys("xymn", "scalar"))
    assert grade_formula(question, half, None, seed).verdict == "wrong"
    assert grade_formula(question, right.replace("n", "(n + 2 - 2)"), None, seed).verdict == "correct"


@pytest.mark.parametrize("seed", range(6))
def test_what_cancels_to_less_than_a_float_can_tell_is_told_from_what_is_a_little_larger(seed):
    question = Formula(ask="?", formula="1 - tanh((3 + y)^2)^2", where=WHERE)
    assert grade_formula(question, "sech((3 + y)^2)^2", None, seed).verdict == "correct"
    assert grade_formula(question, "1.000001 sech((3 + y)^2)^2", None, seed).verdict == "wrong"
