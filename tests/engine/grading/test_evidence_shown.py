"""The counterexample: yours, the right one and the difference, and the point where they differ."""

import pytest

from engine.decks.questions import Formula
from engine.exhibits import Prose, Table
from engine.grading.formulas import grade_formula

VECTORS = {"p": ("K",), "w": ("K",), "h": ("H",)}


@pytest.mark.parametrize(
    ("formula", "where", "typed"),
    [
        ("(p - w) @ h.T", VECTORS, "(w - p) h^T"),
        ("p.T @ w", VECTORS, "2 p^T w"),
        ("a/b", {"a": "scalar", "b": "scalar"}, "a b"),
    ],
)
def test_a_counterexample_tells_the_difference_and_the_point(
    formula: str, where: dict[str, object], typed: str
) -> None:
    table, prose = grade_formula(Formula(ask="?", formula=formula, where=where), typed).evidence
    assert isinstance(table, Table) and table.heads == ("entry", "yours", "right", "difference")
    for _, yours, right, difference in table.rows:
        assert difference == pytest.approx(yours - right, rel=0.01)
    assert isinstance(prose, Prose)
    for name in set(where) - {"h"}:  # which is longer than what is written out
        assert f"{name} = " in prose.text


def test_a_long_vector_is_not_written_out() -> None:
    question = Formula(ask="?", formula="x.T @ x", where={"x": ("9K",)})
    *_, prose = grade_formula(question, "2 x^T x").evidence
    assert isinstance(prose, Prose) and "K = " in prose.text and "x = " not in prose.text
