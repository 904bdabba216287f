"""What is right in another notation is refused with what to write, and that, written, is right."""

import pytest

from engine.decks.questions import Formula
from engine.grading.formulas import grade_formula

VECTORS = {"p": ("K",), "w": ("K",), "W": ("K", "H")}
RUN = {"p": "N of scalar", "w": "N of [K]"}


@pytest.mark.parametrize(
    ("right", "where", "typed", "said", "written"),
    [
        ("(diag(p) - p p^T) W", VECTORS, "diag(p) @ (W - p @ W)", "ones(K) vᵀ", "diag(p) (W - ones(K) (p @ W)^T)"),
        ("diag(p) W", VECTORS, "W / (1/p)", "diag(v) M", "diag(p) W"),
        ("p * w", VECTORS, "p w", "write a ⊙ b, or a * b", "p ⊙ w"),
        ("-1/N sum_n log2(p_n)", RUN, "-sum_n ln(p_n)/N ln 2", "put `N ln 2` in", "-sum_n ln(p_n)/(N ln 2)"),
        ("p_N", RUN, "p[N-1]", "[N] for the last", "p[N]"),
        ("sum_{n=2}^N p_n p_{n-1}", RUN, "sum(p[n] p[n-1] for n in range(1, N))", "write [i+1] for [i]",
         "sum(p[n+1] p[n] for n in range(1, N))"),
        ("sum_n sum_k w_nk", RUN, "sum(w)", "sum_n (…) for sum(…)", "sum_n sum(w_n)"),
        ("sum_n p_n", RUN, "p_1 + … + p_N", "write the sum as sum_n (…)", "sum_n p_n"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_write(right, where, typed, said, written):
    question = Formula(ask="?", formula=right, where=where)
    graded = grade_formula(question, typed)
    assert (graded.verdict, said in graded.reason) == ("refused", True), graded
    assert grade_formula(question, written).verdict == "correct"


@pytest.mark.parametrize("typed", ["W - p @ W", "p w", "ones(K) + W", "1/K ln 2"])
def test_what_is_wrong_in_every_notation_is_wrong(typed):
    assert grade_formula(Formula(ask="?", formula="w^T W", where=VECTORS), typed).verdict == "wrong"
