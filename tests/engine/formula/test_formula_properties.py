"""What holds of every formula: laid out it reads back the same, and whatever is typed raises nothing else."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as some
from random_formulas import SYMBOLS, trees

from engine.formula.echo import tex
from engine.formula.error import FormulaError
from engine.formula.limits import check
from engine.formula.reading import closed, read
from engine.formula.tree import Tree
from engine.tex.parser import parse

_PIECES = (
    "x", "h", "W", "V_h", "Vh", "p̂", "q_n", "q[n-1]", "g'(z_1)", "count(a, x)", "∂cost/∂h", "N", "2", "0.5", "1e-3",
    "½", "+", "-", "*", "/", "^", "**", "@", "⊙", "·", "_", "'", "ᵀ", "²", "^T", ".T", "(", ")", "[", "]", "{", "}",
    "|", "‖", ",", ";", "=", "%", "!", " ", "\\frac", "\\sqrt", "\\left(", "\\right)", "\\hat", "\\mathbf",
    "\\text{", "\\sum_{n=1}^N", "Σ", "sum(", "prod", " for n in range(1, N+1)", "√", "∏ₙ", "log_2 ", "tanh", "softmax(",
    "np.", "\\begin{bmatrix}", "\\end{bmatrix}", "\\\\", "e", "π", "T", "d", "∂", "..", "ₙ₋₁", "h_", "q_", "r[1", "g'(",
)  # fmt: skip


@given(trees)
def test_a_formula_laid_out_reads_back_as_itself(tree: Tree) -> None:
    try:
        check(tree)
        laid_out = tex(tree, SYMBOLS)
        back = read(laid_out, SYMBOLS)
    except FormulaError as error:
        assume("at most" not in error.message)  # too long or too deep
        raise
    assert back == tree, laid_out


@given(some.lists(some.sampled_from(_PIECES), min_size=2, max_size=7).map("".join))
@example("h_g'(z_1)")
@example("q_g'(r_1)")
@example("h_q_π")
@example("h_n_count(a, x)")
def test_the_echo_of_what_is_typed_reads_back_as_the_same(text: str) -> None:
    try:
        laid_out = tex(read(text, SYMBOLS), SYMBOLS)
    except FormulaError:
        return
    assert tex(read(laid_out, SYMBOLS), SYMBOLS) == laid_out


@given(trees)
def test_what_is_laid_out_can_be_drawn(tree: Tree) -> None:
    parse(tex(tree, SYMBOLS))


@given(some.one_of(some.text(max_size=60), some.lists(some.sampled_from(_PIECES), max_size=25).map("".join)))
def test_whatever_is_typed_is_read_or_refused_at_its_place(text: str) -> None:
    for reading in (closed, lambda typed: read(typed, SYMBOLS)):
        try:
            tree = reading(text)
        except FormulaError as error:
            assert 0 <= error.column <= len(text)
            assert error.message
            assert "\n" not in error.message
        else:
            assert 0 <= tree.start <= tree.end <= len(text)


@given(trees, some.data())
def test_a_tree_knows_where_it_stands(tree: Tree, data: some.DataObject) -> None:
    laid_out = tex(tree, SYMBOLS)
    space = data.draw(some.integers(0, 5))
    try:
        back = read(" " * space + laid_out, SYMBOLS)
    except FormulaError as error:
        assume("at most" not in error.message)
        raise
    assert back.start >= space
    assert back.end <= space + len(laid_out)


def test_an_error_is_one_of_the_language() -> None:
    with pytest.raises(FormulaError, match="a formula is wanted"):
        read("", SYMBOLS)
