"""The table of notations, line by line."""

from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

import pytest
from formula_table import LAID_OUT, REFUSED, SAME
from random_formulas import SYMBOLS

from engine.formula.echo import tex
from engine.formula.error import FormulaError
from engine.formula.kinds import kinds
from engine.formula.reading import closed, read
from engine.formula.tree import Constant, Negative, Power, Product, Quotient, Sum, Symbol, Tree

X, Y, TWO = Symbol("x"), Symbol("y"), Constant(Fraction(2))


def _side_by_side(tree: Tree) -> Tree:
    """The tree with @ as the product side by side."""
    changed: dict[str, Any] = {}
    for field in fields(tree):
        value = getattr(tree, field.name)
        if isinstance(value, tuple):
            changed[field.name] = tuple(_side_by_side(each) for each in value)
        elif hasattr(value, "start"):
            changed[field.name] = _side_by_side(value)
    if isinstance(tree, Product) and tree.sign == "@":
        changed["sign"] = ""
    return replace(tree, **changed)


@pytest.mark.parametrize(("text", "same"), [(text, same) for same, texts in SAME.items() for text in texts])
def test_a_formula_is_the_same_in_every_notation(text: str, same: str) -> None:
    assert _side_by_side(read(text, SYMBOLS)) == _side_by_side(read(same, SYMBOLS))


@pytest.mark.parametrize(("text", "laid_out"), LAID_OUT.items())
def test_a_formula_is_laid_out_as_the_notes_write_it(text: str, laid_out: str) -> None:
    assert tex(read(text, SYMBOLS), SYMBOLS) == laid_out


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text[:30]))
def test_what_cannot_be_read_is_refused_at_its_place(text: str) -> None:
    column, message = REFUSED[text]
    with pytest.raises(FormulaError) as refused:
        read(text, SYMBOLS)
    assert (refused.value.column, message in refused.value.message) == (column, True), refused.value.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sum(p_n, n)", "write: n=1..M"),
        ("mean(p)", "p stands for p_1 to p_M"),
        ("sum(p_n for n in range(M, 1))", "range counts up: range(1, M+1)"),
    ],
)
def test_how_far_an_index_runs_is_said_in_the_letter_of_the_question(text: str, said: str) -> None:
    with pytest.raises(FormulaError) as refused:
        read(text, kinds({"p": "M of [K]", "N": "scalar"}))
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-x^2", Negative(Power(X, TWO))),
        ("x^-2", Power(X, Negative(TWO))),
        ("x^y^2", Power(X, Power(Y, TWO))),
        ("x - y - 2", Sum((X, Negative(Y), Negative(TWO)))),
        ("x/y/2", Quotient(Quotient(X, Y), TWO)),
        ("x*y/2", Quotient(Product(X, Y, "*"), TWO)),
        ("2x^2", Product(TWO, Power(X, TWO))),
        ("x @ y", Product(X, Y, "@")),
        ("x ⊙ y", Product(X, Y, "⊙")),
        ("0.1", Constant(Fraction(1, 10))),
    ],
)
def test_what_binds_tighter(text: str, tree: Tree) -> None:
    assert read(text, SYMBOLS) == tree


@pytest.mark.parametrize(
    "text", ["2^3", "6/5", "2*(3+4)", "sqrt(2)", "log_2 8", "1/3 + 1e-3", "½", "e^-1", "3 × 10^-4"]
)
def test_a_number_is_closed_arithmetic(text: str) -> None:
    closed(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("h_{n-1}", "h_{n-1}"),
        ("h_{n-1}", "h[n-1]"),
        ("h_{n-1}", "hₙ₋₁"),
        ("h_{n-1}", r"\mathbf{h}_{n-1}"),
        ("h_prev", r"h_{\text{prev}}"),
        ("p̂_n", r"\hat p_n"),
        ("p̂_n", "p_n"),
        ("delta_h", "δ_h"),
        ("δ_h", r"\delta_{h}"),
        ("Vh", "V_h"),
        ("∂F/∂h_N", r"\frac{\partial F}{\partial h_N}"),
        ("dF/dh_N", "∂F/∂h_{N}"),
        ("∂h_N/∂h_1", "dh_N/dh_1"),
        ("∂cost/∂p̂", "dcost/dp"),
        ("∂⁺h_n/∂θ", r"\frac{\partial^+ h_n}{\partial \theta}"),
        ("ö", "ö"),
        ("н", "н"),
    ],
)
def test_a_name_is_found_in_every_spelling(name: str, text: str) -> None:
    symbols = kinds({name: "opaque", "h": ("H",)})
    assert read(text, symbols) == Symbol(name)
    assert read(tex(Symbol(name), symbols), symbols) == Symbol(name)


def test_a_mark_counts_where_the_question_has_both() -> None:
    symbols = kinds({"p": ("K",), "p̂": ("K",)})
    assert read(r"\hat p - p", symbols) == Sum((Symbol("p̂"), Negative(Symbol("p"))))
