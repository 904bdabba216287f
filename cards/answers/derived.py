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
    if any(r"\delta_{ij}" in step.tex for step in shown):  # beside δ_n, which is something else
        note = f"$\\delta_{{ij}}$ is 1 where $i = j$, else 0. {note}".strip()
    return Derivation(title, tuple(shown), note)
