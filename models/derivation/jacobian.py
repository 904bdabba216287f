"""The local Jacobian of a node by one of its parents, from the node's own definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy
from sympy import Add, Dummy, Expr, Indexed, KroneckerDelta, Mul, Sum, Symbol

from models.derivation.generic import generic, kept
from models.derivation.indices import canonical, contract, leaves
from models.derivation.naming import named
from models.graph import Node, i

# What an entry or a sum is called while SymPy differentiates by it.
VARIABLE = Dummy("t", real=True)


def local_jacobian(child: Node, parent: Node, indices: Sequence[Symbol]) -> Expr:
    """∂child_i / ∂parent_indices, with the child's own values named again where its definition recurs.

    >>> from models.graph import j, trigram_graph
    >>> graph = trigram_graph("tanh")
    >>> local_jacobian(graph["h"], graph["z"], [j])
    (1 - h[j]**2)*KroneckerDelta(i, j)
    """
    general_child, general_parent, back = generic(child, parent)
    return general_jacobian(general_child, general_parent, tuple(indices)).xreplace(back)


@kept
def general_jacobian(child: Node, parent: Node, indices: tuple[Symbol, ...]) -> Expr:
    """The local Jacobian between generic nodes, derived once."""
    raw = contract(derivative(child.definition, parent, indices))
    return on_the_diagonal(canonical(tidy(named(raw, child, (i, *indices)))))


def derivative(e: Expr, parent: Node, indices: Sequence[Symbol]) -> Expr:
    """Differentiate by one entry of the parent: the total differential over the entries and sums u in the expression.

        ∂e/∂x_j = Σ_u ∂e/∂u ∂u/∂x_j,   ∂x_i/∂x_j = δ_ij,   ∂(Σ_m t_m)/∂x_j = Σ_m ∂t_m/∂x_j

    SymPy gives ∂e/∂u, with u as a variable of its own.

    >>> from models.graph import j, trigram_graph
    >>> graph = trigram_graph()
    >>> derivative(graph["z"].definition, graph["c"], [j])
    KroneckerDelta(i, j)
    """
    if not indices:
        return e.diff(parent.symbol)
    total = []
    for leaf in leaves(e):
        if isinstance(leaf, Indexed) and leaf.base.name == parent.name:
            inner = Mul(*(KroneckerDelta(own, asked) for own, asked in zip(leaf.indices, indices, strict=True)))
        elif isinstance(leaf, Sum):
            of_terms = derivative(leaf.function, parent, indices)
            inner = Sum(of_terms, *leaf.limits) if of_terms != 0 else of_terms
        else:
            continue
        if inner == 0:
            continue
        total.append(e.xreplace({leaf: VARIABLE}).diff(VARIABLE).xreplace({VARIABLE: leaf}) * inner)
    return Add(*total)


def tidy(e: Expr) -> Expr:
    """The shorter of two ways to write it: factors kept together, or multiplied out and common ones taken out."""
    return shortest(dict.fromkeys((e, sympy.expand_mul(e))))


def shortest(forms: Iterable[Expr]) -> Expr:
    """The form of fewest operations, each with the factors that its terms have in common taken out."""
    taken_out = [sympy.factor_terms(form) if form.has(Add) else form for form in forms]
    return min(taken_out, key=sympy.count_ops) if len(taken_out) > 1 else taken_out[0]


def on_the_diagonal(e: Expr) -> Expr:
    """Write δ_{ij} f_i as δ_{ij} f_j: the derivative speaks of the parent's index.

    >>> j, f = Symbol("j", integer=True), sympy.IndexedBase("f")
    >>> on_the_diagonal(KroneckerDelta(i, j) * f[i])
    KroneckerDelta(i, j)*f[j]
    """
    if not isinstance(e, Mul):
        return e
    for delta in e.atoms(KroneckerDelta):
        if delta in e.args and delta.has(i):
            (other,) = set(delta.args[:2]) - {i}
            e = delta * (e / delta).xreplace({i: other})
    return e
