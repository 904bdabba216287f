r"""Matrix form, read from index form: `\sum_m W_{mj} u_m` is `W^\top u`, `u_j v_k` is `u v^\top`, `u_j v_j`
is `u \odot v`.

Nothing is guessed: what the reader does not recognise has no matrix form.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy
from sympy import Add, Expr, Indexed, KroneckerDelta, Mul, Sum, Symbol

from models.derivation.indices import outermost
from models.derivation.pieces import Binds, Piece, added, bracketed, multiplied
from models.derivation.printer import Printer, factors, in_order
from models.graph import Graph


class UnreadableError(Exception):
    """An expression in index form that the reader has no matrix form for."""


def matrix_form(graph: Graph, e: Expr, indices: Sequence[Symbol]) -> str:
    r"""The matrix form of an expression with these free indices (rows, columns), or "" where there is none.

    >>> from models.graph import i, j, trigram_graph
    >>> graph = trigram_graph()
    >>> W, p, h = graph["W"], graph["p"], graph["h"]
    >>> matrix_form(graph, p[i] * W[i, j] * h[j], (i, j)), matrix_form(graph, W[i, j] * W[i, j], (i, j))
    ('\\mathrm{diag}(\\hat p) W \\mathrm{diag}(h)', '')
    """
    if e == 0:
        return "0"
    try:
        if len(indices) == 2:
            return matrix(graph, e, indices[0], indices[1]).signed
        return VectorForm(graph, indices[0] if indices else None)(e) if len(indices) < 2 else ""
    except UnreadableError:
        return ""


class VectorForm(Printer):
    """Reads an expression in one free index as a vector; without one, as a number."""

    times = r" \odot "

    def __init__(self, graph: Graph, index: Symbol | None) -> None:
        super().__init__(graph)
        self.index = index

    def entry(self, e: Indexed) -> Piece:
        if e.indices != (self.index,):
            raise UnreadableError(e)
        return self.value(e.base.name)

    def delta(self, e: KroneckerDelta) -> Piece:
        raise UnreadableError(e)

    def product(self, e: Mul) -> Piece:
        numbers = [factor for factor in e.args if self.index is None or not factor.has(self.index)]
        if not numbers or len(numbers) == len(e.args) or e.could_extract_minus_sign():
            return super().product(e)
        vector = self.piece(Mul(*(factor for factor in e.args if factor not in numbers)))
        number = self.piece(Mul(*numbers))
        return multiplied([number, Piece(vector.within(Binds.CHAIN))])

    def total(self, e: Sum) -> Piece:
        bound, _, _, term = outermost(e)
        inside = in_order(term)
        if self.index is None or not e.has(self.index):  # Σ_m u_m v_m: uᵀ v
            *left, right = inside
            if not left:
                raise UnreadableError(e)
            form = VectorForm(self.graph, bound)
            row, column = form.piece(Mul(*left)), form.piece(right)
            last = Binds.PREFIX if column.binds is Binds.PREFIX else Binds.CHAIN
            return Piece(rf"{row.within(Binds.ATOM)}^\top {column.within(last)}", last)
        # Σ_m A_jm u_m: A u
        across = [factor for factor in inside if factor.has(self.index)]
        rest = Mul(*(factor for factor in inside if factor not in across))
        if not rest.has(bound):
            raise UnreadableError(e)
        left_matrix = matrix(self.graph, Mul(*across), self.index, bound)
        vector = VectorForm(self.graph, bound).piece(rest)
        return Piece(f"{left_matrix.within(Binds.CHAIN)} {vector.within(Binds.CHAIN)}", Binds.CHAIN)


def matrix(graph: Graph, e: Expr, row: Symbol, column: Symbol) -> Piece:
    """Read an expression in two free indices as a matrix."""
    if isinstance(e, Add):
        return added(matrix(graph, term, row, column) for term in VectorForm(graph, row).terms_in_order(e))
    if e.could_extract_minus_sign():
        return -matrix(graph, -e, row, column)
    parts = factors(e)
    both = [factor for factor in parts if factor.has(row) and factor.has(column)]
    rows = Mul(*(factor for factor in parts if factor not in both and not factor.has(column)))
    columns = Mul(*(factor for factor in parts if factor not in both and factor.has(column)))
    down, along = VectorForm(graph, row), VectorForm(graph, column)
    if not both:  # u_j v_k: u vᵀ
        if not rows.has(row) or not columns.has(column):
            raise UnreadableError(e)
        left, right = down.piece(rows), along.piece(columns)
        return Piece(rf"{left.within(Binds.CHAIN)} {right.within(Binds.ATOM)}^\top", Binds.CHAIN)
    if any(isinstance(factor, Add) and not _is_of(factor, row, column) for factor in both):  # p_i (δ_ij - p_j)
        return matrix(graph, sympy.expand_mul(e), row, column)
    if len(both) > 1:
        raise UnreadableError(e)
    if isinstance(both[0], KroneckerDelta):  # δ_ij u_i v_j: diag(u ⊙ v)
        diagonal = rows * columns.xreplace({column: row})
        return Piece("I") if diagonal == 1 else _diagonal(down.piece(diagonal))
    chain = [_within(graph, both[0], row, column)]  # u_i A_ij v_j: diag(u) A diag(v)
    if rows != 1:
        chain.insert(0, _diagonal(down.piece(rows)) if rows.has(row) else down.piece(rows))
    if columns != 1:
        chain.append(_diagonal(along.piece(columns)))
    return Piece(" ".join(piece.within(Binds.CHAIN) for piece in chain), Binds.CHAIN) if len(chain) > 1 else chain[0]


def _is_of(e: Add, row: Symbol, column: Symbol) -> bool:
    """Whether every term has both indices, so that the sum is one of matrices."""
    return all(term.has(row) and term.has(column) for term in e.args)


def _diagonal(vector: Piece) -> Piece:
    return Piece(rf"\mathrm{{diag}}{bracketed(vector.signed)}")


def _within(graph: Graph, e: Expr, row: Symbol, column: Symbol) -> Piece:
    """A single factor that has both indices: a matrix, its transpose, a sum, or a product over a bound index."""
    if isinstance(e, Add):
        return matrix(graph, e, row, column)
    if isinstance(e, Indexed) and set(e.indices) == {row, column}:
        name = Printer.value(VectorForm(graph, row), e.base.name).tex
        return Piece(name if e.indices == (row, column) else rf"{bracketed(name) if 'frac' in name else name}^\top")
    if isinstance(e, Sum):
        bound, _, _, term = outermost(e)
        left = Mul(*(factor for factor in factors(term) if factor.has(row)))
        right = Mul(*(factor for factor in factors(term) if not factor.has(row)))
        if not left.has(column) and right.has(column):
            pair = (matrix(graph, left, row, bound), matrix(graph, right, bound, column))
            return Piece(" ".join(piece.within(Binds.CHAIN) for piece in pair), Binds.CHAIN)
    raise UnreadableError(e)
