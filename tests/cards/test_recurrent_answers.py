"""Figures that stated inputs fix, as the answers on recurrent networks show them; and what is called a proof."""

from typing import Any

import pytest

from cards.answers import proofs
from cards.answers.depth import depth
from cards.answers.derived import derivation
from cards.answers.eigenvalues import eigenvalues
from cards.answers.memory import parameters
from engine.answers import Answer
from engine.claims import holds
from engine.exhibits import Derivation, Table
from models.derivation import through_time
from models.graph import AnyActivation


def row(answer: Answer, first: object, **knobs: Any) -> list[object]:
    """The row of the answer's last table that begins so."""
    *_, table = (each for each in answer(**knobs) if isinstance(each, Table))
    (found,) = (list(each) for each in table.rows if each[0] == first)
    return found


@pytest.mark.parametrize(
    ("answer", "first", "figures"),
    [
        (eigenvalues, "orthogonal 0.9", [7.84e-10, 7.84e-10]),
        (eigenvalues, "orthogonal 1", [1, 1]),
        (eigenvalues, "orthogonal 1.1", [1.73e8, 1.73e8]),
        (eigenvalues, "opposite sign", [1.10e35, 1.10e35]),
        (eigenvalues, "Jordan block", [1, 1.97e4]),
        (eigenvalues, "saturated unit", [0, 1.56e35]),
        (parameters, 3, [6_010_200, 4_050_200]),
        (parameters, 10, [20_010_200, 4_050_200]),
        (parameters, 100, [200_010_200, 4_050_200]),
    ],
)
def test_the_figures_at_the_start(answer: Answer, first: object, figures: list[float]) -> None:
    assert row(answer, first)[-2:] == pytest.approx(figures, rel=5e-3)


@pytest.mark.parametrize(("gain", "norm"), [(0.9, 5.15e-3), (1.0, 1), (1.1, 117)])
def test_fifty_steps_with_the_same_matrix(gain: float, norm: float) -> None:
    assert row(depth, gain)[1] == pytest.approx(norm, rel=5e-3)


def test_a_proof_is_called_one_where_every_entry_was_decided() -> None:
    proved, other = (proofs.claim("BPTT", "any $g$", decided) for decided in (proofs.ways_agree("c"), (1, 2)))
    assert holds(proved) and "BPTT proved" in proved.statement
    assert not holds(other) and "BPTT not proved" in other.statement
    assert proofs.ways_agree("c", rtrl=True) == proofs.sum_over_copies("c") == (proofs.UNITS, proofs.UNITS)


def test_a_local_jacobian_is_read_as_a_matrix_too() -> None:
    shown: Derivation = derivation("", through_time(AnyActivation).jacobian_product())
    (place,) = (at for at, step in enumerate(shown.steps) if step.rule == "the local Jacobian")
    assert shown.steps[place + 1].tex.endswith(r"= \mathrm{diag}(g'(z_n)) V_h")
    assert len({step.tex for step in shown.steps}) == len(shown.steps)
