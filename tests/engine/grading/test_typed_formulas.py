"""Every formula of the table is worth what the table says, and each slip has its name."""

import pytest
from typed_formulas import TABLE

from engine.decks.questions import Formula
from engine.grading.formulas import grade_formula

ROWS = [
    (each.question, each.world, typed, verdict, slip, f"{each.question.formula} <- {typed}")
    for each in TABLE
    for typed, verdict, slip in each.rows()
]


@pytest.mark.parametrize("seed", [1, 2])
def test_each_is_worth_what_the_table_says(seed):
    found = []
    for question, world, typed, verdict, slip, name in ROWS:
        graded = grade_formula(question, typed, world, seed)
        if graded.verdict != verdict or (slip and graded.slip != slip):
            found.append(f"{name}: {graded.verdict}, {graded.slip or 'no slip'}; {graded.reason}")
    assert found == []


def test_the_table_is_large_and_names_slips():
    assert len(ROWS) >= 150
    assert sum(bool(slip) for *_, slip, _ in ROWS) >= 40


def test_the_right_formula_of_every_question_is_right():
    assert {grade_formula(each.question, each.question.formula, each.world, 3).verdict for each in TABLE} == {"correct"}


def test_a_wrong_one_comes_with_its_reason_and_with_evidence():
    for question, world, typed, verdict, _, name in ROWS:
        if verdict == "wrong":
            graded = grade_formula(question, typed, world, 4)
            assert graded.reason, name
            assert graded.method, name
            assert graded.evidence or "infinite" in graded.reason, name
            assert graded.understood, name


def test_a_symbol_that_a_message_begins_with_keeps_its_small_letter():
    family, function = {"p": "N of [K]"}, {"g": "function", "x": "scalar"}
    for where, formula, typed, begins in (
        (family, "sum_n p_n", "sum(p)", "p stands for p_1 to p_N"),
        (family, "sum_n p_n", "p_i", "i is bound by no sum"),
        (function, "g(x)", "g x", "g is a function"),
        ({"a": "N of [K]"}, "sum_n a_n", "sum(a)", "a stands for a_1"),
        ({"a": "scalar"}, "a", "a, a", "A comma stands only"),
        (function, "g(x)", "g(x", "The ( is never closed"),
    ):
        graded = grade_formula(Formula(ask="?", formula=formula, where=where), typed)
        assert graded.reason.startswith(begins), graded.reason


@pytest.mark.parametrize(
    ("formula", "where", "rejected", "slip"),
    [
        ("p - w", {"p": ("K",), "w": ("K",)}, "w - p", "sign"),
        ("outer(p, h)", {"p": ("K",), "h": ("H",)}, "h p^T", "transposed"),
        ("S", {"S": ("H", "H")}, "S^T", "transposed"),
        ("2^F", {"F": "scalar"}, "2^(-F)", "sign of the exponent"),
        ("F/2", {"F": "scalar"}, "F", "factor 1/2"),
        ("p", {"p": ("K",)}, "sum(p)", "shape"),
        ("S p", {"S": ("H", "K"), "p": ("K",)}, "p S", "shape"),
        ("2^F", {"F": "scalar"}, "F + 3", ""),
    ],
)
def test_a_slip_is_named_beside_what_the_author_says(formula, where, rejected, slip):
    graded = grade_formula(Formula(ask="?", formula=formula, where=where, reject={rejected: "Look again."}), rejected)
    assert (graded.verdict, graded.slip, graded.reason) == ("wrong", slip, "Look again.")


def test_a_slip_that_the_author_names_stands():
    question = Formula(ask="?", formula="2^F", where={"F": "scalar"}, reject={"2^(-F)": "reciprocal"})
    assert grade_formula(question, "1/2^F").slip == "reciprocal"


@pytest.mark.parametrize(
    ("formula", "where", "typed"),
    [
        ("2^F", {"F": "scalar"}, "2.000000005^F"),
        ("outer(p, h)", {"p": ("K",), "h": ("H",)}, "1.000000005 outer(p, h)"),
        ("A", {"A": ("H", "K")}, "1.000000005 A"),
        ("S", {"S": ("H", "H")}, "1.000000005 S"),
    ],
)
def test_what_is_wrong_in_its_last_digits_has_no_slip_and_is_shown_to_differ(formula, where, typed):
    graded = grade_formula(Formula(ask="?", formula=formula, where=where), typed)
    assert (graded.verdict, graded.slip) == ("wrong", "")
    assert all(isinstance(yours, str) and yours != right for _, yours, right, _ in graded.evidence[0].rows)


def test_a_sign_is_named_by_the_tolerance_of_the_verdict():
    question = Formula(ask="?", formula="A", where={"A": ("H", "K")})
    assert grade_formula(question, "-A").slip == "sign"
    assert grade_formula(question, "-1.000000005 A").slip == ""


@pytest.mark.parametrize("typed", ["diag(p) (eye(K) - 1 p^T)", "S - 1p^T", "S - S 1 p^T", "1 p^T"])
def test_a_one_beside_a_row_that_fits_nowhere_is_no_mistake_of_shape(typed):
    question = Formula(ask="?", formula="diag(p) - p p^T + 0 S", where={"p": ("K",), "S": ("K", "K")})
    graded = grade_formula(question, typed)
    assert (graded.verdict, "ones(K)" in graded.reason) == ("refused", True)
    assert grade_formula(question, "diag(p) (I_K - ones(K) p^T)").verdict == "correct"
    assert grade_formula(question, "S - p^T").slip == "shape"
