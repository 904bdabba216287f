r"""Index form in TeX: `\hat p_j - w_j`, `\sum_m W_{mj} \frac{\partial F}{\partial a_m}`."""

from __future__ import annotations

from sympy import Indexed, KroneckerDelta, Sum

from models.derivation.pieces import Binds, Piece
from models.derivation.printer import Printer


class IndexForm(Printer):
    """Every index is written."""

    def entry(self, e: Indexed) -> Piece:
        return self.value(e.base.name, *(str(index) for index in e.indices))

    def total(self, e: Sum) -> Piece:
        return Piece(rf"\sum_{e.limits[0][0]} {self.piece(e.function).within(Binds.PREFIX)}", Binds.PREFIX)

    def delta(self, e: KroneckerDelta) -> Piece:
        return Piece(rf"\delta_{{{e.args[0]}{e.args[1]}}}")
