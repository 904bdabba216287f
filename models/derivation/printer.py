r"""TeX of an expression, and its index form. Matrix form differs in how entries and sums look, and is read elsewhere.

The TeX keeps to plain commands: \frac \sqrt \sum \partial \odot \top \hat \mathrm \mathbb \ln \tanh \delta \le \left(
\right).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence

import sympy
from sympy import Add, Expr, Indexed, IndexedBase, KroneckerDelta, Mul, Pow, Sum, Symbol
from sympy.core.relational import Relational

from models.derivation.indices import outermost
from models.derivation.pieces import Binds, Piece, added, bracketed, multiplied
from models.graph import Graph, Holds, Node, i, j, k
from models.graph.nodes import sub

NAMES = {"log": r"\ln"} | {name: f"\\{name}" for name in ("tanh", "sin", "cos", "cosh", "sinh")}
NAMES |= {"AnyActivation": "g", "g'": "g'"}
RELATIONS = {">": ">", "<": "<", ">=": r"\ge", "<=": r"\le", "==": "=", "!=": r"\neq"}


class Printer(ABC):
    """Prints the expressions of one graph: its nodes by their letters, δnode as ∂F/∂node."""

    times = " "

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def __call__(self, e: Expr) -> str:
        return self.piece(e).signed

    @abstractmethod
    def entry(self, e: Indexed) -> Piece:
        """An entry of a vector or a matrix."""

    @abstractmethod
    def total(self, e: Sum) -> Piece:
        """A sum over a bound index."""

    @abstractmethod
    def delta(self, e: KroneckerDelta) -> Piece:
        """A Kronecker delta."""

    def value(self, name: str, *indices: str) -> Piece:
        """A node's value, the derivative by it, or its own derivative, under the name it has in an expression."""
        if name.startswith("∂"):
            above, below = (self.graph[each.removeprefix("∂")] for each in name.split("/"))
            return Piece(sensitivity(above, below, indices[: len(above.shape)], indices[len(above.shape) :]))
        if name.startswith("δ"):
            return Piece(derivative(self.graph, self.graph[name.removeprefix("δ")], *indices))
        return Piece(self.graph[name].entry_tex(*indices))

    def piece(self, e: Expr) -> Piece:
        match e:
            case Indexed():
                return self.entry(e)
            case Sum():
                return self.total(e)
            case KroneckerDelta():
                return self.delta(e)
            case Symbol():
                ours = not e.is_integer and e.name.removeprefix("δ") in self.graph.nodes
                return self.value(e.name) if ours else Piece(e.name)
            case Add():
                return added(self.piece(term) for term in self.terms_in_order(e))
            case Mul():
                return self.product(e)
            case Pow():
                return self.power(e)
            case Holds():
                return self.bracket(e.args[0])
            case sympy.Function():
                return self.function(e)
        if e.is_negative:
            return -self.piece(-e)
        if e.is_Rational and not e.is_Integer:
            return Piece(rf"\frac{{{e.p}}}{{{e.q}}}")
        return Piece(sympy.latex(e))

    def terms_in_order(self, e: Add) -> list[Expr]:
        """Terms as they are read: sums before what is added to them, all in the order of computation."""
        place = {name: n for n, (name, node) in enumerate(self.graph.nodes.items()) if node.definition is not None}
        place |= {f"δ{name}": n for name, n in place.items()}
        added = {name: n for n, name in enumerate(self.graph.nodes)}

        def rank(term: Expr) -> tuple[bool, float, float]:
            named = {part.name for part in term.atoms(IndexedBase, Symbol)}
            computed = min((place[name] for name in named & place.keys()), default=-math.inf)
            return not term.has(Sum), computed, min((added[name] for name in named & added.keys()), default=0)

        return sorted(e.as_ordered_terms(), key=rank)

    def product(self, e: Mul) -> Piece:
        if e.could_extract_minus_sign():
            return -self.piece(-e)
        above, below = sympy.fraction(e)
        if below == 1:
            return multiplied([self.piece(factor) for factor in in_order(e)], self.times)
        named = [factor for factor in in_order(above) if is_derivative(factor)]
        rest = Mul(*(factor for factor in factors(above) if factor not in named))
        fraction = Piece(rf"\frac{{{self(rest)}}}{{{self(below)}}}")
        return multiplied([fraction, *(self.piece(factor) for factor in named)], self.times)

    def power(self, e: Pow) -> Piece:
        if e.exp.could_extract_minus_sign():
            return Piece(rf"\frac{{1}}{{{self(1 / e)}}}")
        if e.exp == sympy.Rational(1, 2):
            return Piece(rf"\sqrt{{{self(e.base)}}}")
        base = self.piece(e.base)
        exponent = self(e.exp)
        return Piece(f"{base.within(Binds.ATOM)}^{exponent if len(exponent) == 1 else f'{{{exponent}}}'}")

    def function(self, e: Expr) -> Piece:
        argument, *others = (self.piece(each) for each in e.args)
        if isinstance(e, sympy.exp):
            return Piece(f"e^{{{argument.signed}}}")
        name = e.func.__name__
        if (
            NAMES.get(name, "").startswith("\\")
            and not others
            and argument.binds is Binds.ATOM
            and not argument.negative
        ):
            return Piece(f"{NAMES[name]} {argument.tex}", Binds.PREFIX)
        inside = bracketed(", ".join(each.signed for each in (argument, *others)))
        return Piece(NAMES.get(name, rf"\mathrm{{{name}}}") + inside)

    def bracket(self, condition: Relational) -> Piece:
        """1 where the condition holds, else 0."""
        return truth(f"{self(condition.lhs)} {RELATIONS[condition.rel_op]} {self(condition.rhs)}")


def truth(statement: str) -> Piece:
    r"""1 where it is true, else 0: \mathbb{1}[z_j > 0]."""
    return Piece(rf"\mathbb{{1}}[{statement}]")


def partial(graph: Graph, node: Node, *indices: str) -> str:
    r"""\frac{\partial F}{\partial node}, by one entry of it where indices are given."""
    return rf"\frac{{\partial {graph.output.tex}}}{{\partial {node.entry_tex(*indices)}}}"


def derivative(graph: Graph, node: Node, *indices: str) -> str:
    r"""\partial F/\partial node by the letter it has, \delta_n, or else as a fraction."""
    return node.adjoint_tex(*indices) if node.adjoint else partial(graph, node, *indices)


def slope(graph: Graph, node: Node) -> str:
    r"""\partial F/\partial node within a line of text."""
    return rf"\partial {graph.output.tex}/\partial {node.tex}"


def sensitivity(above: Node, below: Node, rows: Sequence[str], columns: Sequence[str]) -> str:
    r"""\frac{\partial above}{\partial below}, of one entry by another."""
    return rf"\frac{{\partial {above.entry_tex(*rows)}}}{{\partial {below.entry_tex(*columns)}}}"


def factors(e: Expr) -> list[Expr]:
    """The factors of a product, brackets that hold a product opened."""
    return [part for each in e.args for part in factors(each)] if isinstance(e, Mul) else [e]


def is_derivative(e: Expr) -> bool:
    """Whether it is the name of a derivative."""
    name = e.base.name if isinstance(e, Indexed) else getattr(e, "name", "")
    return name.startswith(("δ", "∂"))


def in_order(e: Expr) -> list[Expr]:
    """Factors as they are read: numbers, deltas, values and brackets by their index, logarithms, derivatives, sums."""

    def rank(factor: Expr) -> tuple[int, str, bool, Expr]:
        kinds = (
            factor.is_number,
            isinstance(factor, KroneckerDelta),
            isinstance(factor, Holds) or not (isinstance(factor, sympy.Function | Sum) or is_derivative(factor)),
            isinstance(factor, sympy.Function),
            is_derivative(factor),
            True,
        )
        index = min((str(symbol) for symbol in factor.atoms(Symbol) & {i, j, k}), default="~")  # these are never bound
        return kinds.index(True), index, factor.is_Add, sympy.default_sort_key(factor)

    return sorted(factors(e), key=rank)


class IndexForm(Printer):
    r"""Every index is written: `\hat p_j - w_j`, `\sum_m W_{mj} \frac{\partial F}{\partial a_m}`."""

    def entry(self, e: Indexed) -> Piece:
        return self.value(e.base.name, *(str(index) for index in e.indices))

    def total(self, e: Sum) -> Piece:
        bound, _, _, term = outermost(e)
        return Piece(rf"\sum{sub(str(bound))} {self.piece(term).within(Binds.PREFIX)}", Binds.PREFIX)

    def delta(self, e: KroneckerDelta) -> Piece:
        return truth(f"{e.args[0]} = {e.args[1]}")
