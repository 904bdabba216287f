"""What is said of an answer while it is typed: its shape, where it cannot be read, and nothing of the right one."""

import msgspec
import pytest
from textual.content import Content

from engine.decks.questions import Formula, Number, Order, Text
from engine.exhibits import Table
from engine.grading.orders import grade_order
from engine.grading.verdict import Verdict
from tui.draw.solution import allowed
from tui.draw.typed import echo
from tui.draw.verdict import draw_verdict

QUESTION = Formula(
    ask="Write it.",
    formula="((W.T @ (p - w)) * g'(z)) @ x.T",
    where={
        "W": ("K", "H"),
        "V": ("H", "2K"),
        "p": ("K",),
        "w": ("K",),
        "z": ("H",),
        "x": ("2K",),
        "g": "function",
    },
)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("(W^T (p - w) * g'(z)) x^T", "a matrix, H × 2K, the shape of V"),
        ("(p - w) g'(z)^T", "a matrix, K × H, the shape of W"),
        ("x z^T", "a matrix, 2K × H"),
        ("W^T p", "a vector, H"),
        ("p^T", "a row, K"),
        ("p^T w", "a scalar"),
    ],
)
def test_the_shape_of_what_is_typed_is_said(typed: str, said: str) -> None:
    assert echo(QUESTION, typed, 72).said == said


def test_what_has_the_same_shape_is_named_as_it_is_drawn() -> None:
    where: dict[str, str | tuple[str, ...]] = {"Vx": ("H", "K"), "D_n": ("H", "K"), "x": ("K",), "d": ("H",)}
    question = Formula(ask="Write it.", formula="d x^T", where=where)
    assert echo(question, "d x^T", 72).said == "a matrix, H × K, the shape of Vₓ and Dₙ"


@pytest.mark.parametrize(
    ("typed", "column", "about"),
    [("W q", 2, "q"), ("W (p", 2, "never closed"), ("p + z", 4, "column of H"), ("W x", 0, "does not fit")],
)
def test_a_trouble_is_said_with_its_place(typed: str, column: int, about: str) -> None:
    found = echo(QUESTION, typed, 72)
    assert found.column == column and about in found.trouble and not found.said


WHOLE = [
    "(W^T (p - w) * g'(z)) x^T",
    "((W.T @ (p - w)) * g'(z)) @ x.T",
    r"\left(W^\top (p-w) \odot g'(z)\right) x^\top",
    "np.outer(p - w, z)",
    "diag(g'(z)) V x",
    r"\frac{1}{2} \operatorname{softmax}(W z) - \mathbf{w}",
    r"\sum_{i=1}^{K} i^2 / \sqrt{K}",
]


@pytest.mark.parametrize("typed", WHOLE)
def test_no_beginning_of_a_formula_is_called_wrong_while_it_is_typed(typed: str) -> None:
    assert not echo(QUESTION, typed, 72).trouble
    beginnings = [typed[:end] for end in range(1, len(typed))]
    found = [(each, echo(QUESTION, each, 72)) for each in beginnings]
    assert not [each for each, read in found if read.trouble and not read.unfinished]


@pytest.mark.parametrize(
    "typed", ["W q", "W q + (", "p ) +", "foo(", "\\foo{", "W (q - ", "1,5 +", "(W + z)", "(p - q"]
)
def test_what_nothing_can_mend_is_told_at_once(typed: str) -> None:
    found = echo(QUESTION, typed, 72)
    assert found.trouble and not found.unfinished


def test_a_number_that_is_not_finished_is_waited_for() -> None:
    question = Number(ask="How many?", number=1.2, unit="bits")
    for typed in ("6/", "2^(1+", "12 b", "log2(", "sq", "-"):
        assert echo(question, typed, 72).unfinished, typed
    for typed in ("1.2 nats", "6/)", "x y"):
        assert not echo(question, typed, 72).unfinished, typed


@pytest.mark.parametrize("typed", ["V", "W^T (p - w)", "((W.T @ (p - w)) * g'(z)) @ x.T", "W q", "2 (", "p + z", "1"])
def test_nothing_is_told_of_the_right_answer(typed: str) -> None:
    other = msgspec.structs.replace(QUESTION, formula="p.T @ w")
    assert echo(QUESTION, typed, 72) == echo(other, typed, 72)


def test_arithmetic_is_laid_out_with_its_value_and_a_plain_number_is_left_alone() -> None:
    question = Number(ask="How many?", number=1.2, unit="bits")
    assert echo(question, "6/5", 72).said == "1.2"
    assert echo(question, "2^8", 72).said == "256"
    for plain in ("1.2", "-3 bits", "2.5e6", "1 000", "", "  "):
        assert not echo(question, plain, 72)
    assert echo(question, "1.2 nats", 72).trouble
    assert not echo(Text(ask="?", text=("a",)), "anything", 72)


@pytest.mark.parametrize("width", [20, 40, 72])
def test_every_symbol_and_its_kind_is_listed_within_the_width(width: int) -> None:
    drawn = allowed(QUESTION, width)
    assert all(row.cell_length <= width for row in drawn.split("\n"))
    assert all(name in drawn.plain.split() for name in QUESTION.where)


def test_how_a_family_is_summed_is_said_where_there_is_one() -> None:
    where = {"p": "M of [K]", "h": "M of [H]", "n": "scalar"}
    question = Formula(ask="Write it.", formula="sum_i p_i h_i.T", where=where)
    assert "sum_i p_i  the sum over all i" in (shown := allowed(question, 72).plain) and "transpose" in shown
    assert not echo(question, "sum_i p_i h_i^T", 72).trouble
    assert "sum" not in allowed(QUESTION, 72).plain


def test_what_is_yours_and_what_is_right_stand_apart() -> None:
    rows = (("1, 2", -0.4626, 0.4626), ("2, 2", 1.1, -1.1))
    table = Table(("entry", "yours", "right"), rows, title="One point where they differ")
    verdict = Verdict(
        verdict="wrong", slip="sign", reason="It is turned.", method="6 points, tolerance 1e-9", evidence=(table,)
    )
    drawn = draw_verdict(verdict, 72)
    styles = {drawn.plain[span.start : span.end].strip(): span.style for span in drawn.spans}
    assert "bad" in str(styles["−0.463"]) and str(styles["0.463"]) == "bold $bright"
    assert "10⁻⁹" in drawn.plain
    close = draw_verdict(verdict, 72, close=True, right=Content("p - w"))
    assert close.plain.split("\n")[0] == "✗ Wrong: the sign. It is turned."
    assert close.plain.index("p - w") < close.plain.index("yours")
    assert "One point" not in close.plain


@pytest.mark.parametrize("width", [60, 80, 120])
def test_an_order_is_shown_with_all_of_its_words(width: int) -> None:
    lines = (
        "cut the text into chunks of k words",
        "read it from the last state of the chunk before",
        "go back",
        "update",
    )
    verdict = grade_order(Order(ask="?", order=lines), "4321", 1)
    drawn = draw_verdict(verdict, width).plain
    head = next(line for line in drawn.splitlines() if line.strip().startswith("yours"))
    mine, theirs = (head.index(each) for each in ("yours", "right"))
    table = drawn[drawn.index(head) :].splitlines()[1:]
    yours = " ".join(line[mine:theirs].strip() for line in table)
    assert all(each in " ".join(yours.split()) for each in lines) and "…" not in drawn
    assert all(len(line) <= width for line in drawn.splitlines())
