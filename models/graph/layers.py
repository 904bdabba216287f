"""What a node may be computed by: affine maps, functions entry by entry, softmax, cross entropy.

>>> from models.graph import Graph, H, K
>>> graph = Graph()
>>> V, x, c = graph.add("V", (H, K)), graph.add("x", (K,)), graph.add("c", (H,))
>>> affine((V, x), bias=c)(sympy.Symbol("i"))
c[i] + Sum(V[i, _m]*x[_m], (_m, 0, K - 1))
"""

from __future__ import annotations

import sympy
from sympy import Dummy, Expr, Sum, Symbol

from models.graph.activations import Activation
from models.graph.nodes import Entry, Node


def over(size: Expr, term: Entry) -> Sum:
    """The sum of `term(m)` over all m of a dimension, m an index that occurs nowhere else."""
    m = Dummy("m", integer=True)
    return Sum(term(m), (m, 0, size - 1))


def affine(*products: tuple[Node, Node], bias: Node) -> Entry:
    """A x + B y + … + bias, for matrices A, B and vectors x, y."""

    def entry(i: Symbol) -> Expr:
        return sympy.Add(*(_row_times(A, x, i) for A, x in products), bias[i])

    return entry


def _row_times(A: Node, x: Node, i: Symbol) -> Expr:
    return over(A.shape[1], lambda m: A[i, m] * x[m])


def elementwise(g: Activation, z: Node) -> Entry:
    """g(z), entry by entry."""
    t = Dummy("t", real=True)  # so that what SymPy simplifies, as √t² to |t|, it simplifies as of a real number
    value = sympy.sympify(g(t))
    return lambda i: value.xreplace({t: z[i]})


def softmax(a: Node) -> Entry:
    """exp(a) / Σ exp(a)."""
    return lambda i: sympy.exp(a[i]) / over(a.shape[0], lambda m: sympy.exp(a[m]))


def cross_entropy(w: Node, p: Node) -> Expr:
    """-wᵀ ln p, in nats."""
    return -over(p.shape[0], lambda m: w[m] * sympy.log(p[m]))
