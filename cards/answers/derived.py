"""What was derived, as an exhibit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from engine import Derivation, Step

if TYPE_CHECKING:  # with it comes SymPy, which an answer imports once its numbers are shown
    from models.derivation import Step as Derived


def derivation(title: str, steps: Iterable[Derived], note: str = "") -> Derivation:
    """The steps with their rules. A local Jacobian is read by index first, then as a matrix, where it is one."""
    shown: list[Step] = []
    for step in steps:
        shown.append(Step(step.tex, step.rule))
        if step.kind == "local Jacobian" and step.matrix not in ("", step.tex):
            shown.append(Step(step.matrix, "the same as a matrix"))
    _, *cases = "".join(step.tex for step in shown).split(r"\mathbb{1}[")
    if cases:
        condition, _ = cases[0].split("]", 1)
        note = rf"$\mathbb{{1}}[{condition}]$ is 1 where ${condition}$, else 0. {note}".strip()
    return Derivation(title, tuple(shown), note)
