"""Naming: in a derivative, write a node's value where its definition recurs (tanh z becomes h).

No activation is known here. The definition `value = E(u)` is solved for its transcendental part u, and u is replaced by
the solution: for the sigmoid u = exp(-z) = 1/h - 1, for the softmax u = exp(a_i) = p_i Σ exp(a_m). Where that isn't
possible, nothing is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable

import sympy
from sympy import Expr, Function, Indexed, Sum, Symbol

from models.derivation.indices import canonical, leaves, substitute_indices
from models.graph import Holds, Node, i


def named(e: Expr, node: Node, indices: Iterable[Symbol]) -> Expr:
    """The expression with the node's values written in, for each of the free indices.

    >>> from models.graph import j, trigram_graph
    >>> graph = trigram_graph()
    >>> named(1 - sympy.tanh(graph["z"][j]) ** 2, graph["h"], [j])
    1 - h[j]**2
    """
    solved = _solved(node)
    if solved is None:
        return e
    part, solution = solved
    if not canonical(e).has(part.func):
        return e
    new = canonical(e)
    for index in indices:
        new = new.xreplace({substitute_indices(part, {i: index}): substitute_indices(solution, {i: index})})
        new = canonical(new)
    new = sympy.factor_terms(sympy.expand_mul(new))
    return new if sympy.count_ops(new) <= sympy.count_ops(e) and not new.has(part.func) else e


def _solved(node: Node) -> tuple[Expr, Expr] | None:
    """The transcendental part u of the definition, and what it is by the node's own entry.

        tanh     h_i = tanh(z_i)                 u = tanh(z_i)   is  h_i
        sigmoid  h_i = 1 / (1 + exp(-z_i))       u = exp(-z_i)   is  1/h_i - 1
        softmax  p_i = exp(a_i) / Σ_m exp(a_m)   u = exp(a_i)    is  p_i Σ_m exp(a_m), the sum taken as a number

    None where there are several such parts, or none, or where the equation isn't linear in u, or has a value in it
    beside the node's: z tanh(z).
    """
    if node.definition is None or len(node.shape) != 1:
        return None
    definition = canonical(node.definition)
    numbers = {leaf: sympy.Dummy("S") for leaf in leaves(definition) if isinstance(leaf, Sum)}
    outside = definition.xreplace(numbers)
    parts = [part for part in outside.atoms(Function) if part.atoms(Indexed) and not isinstance(part, Holds)]
    if len(parts) != 1:
        return None
    (part,) = parts
    if part == outside:
        return definition, node[i]
    u = sympy.Dummy("u")
    above, below = outside.xreplace({part: u}).as_numer_denom()
    equation = above - node[i] * below  # = slope u + rest, and 0 where node_i = above/below
    slope, rest = equation.diff(u), equation.xreplace({u: sympy.Integer(0)})
    if slope == 0 or slope.has(u):
        return None
    solution = sympy.expand_mul(-rest / slope)
    if any(entry != node[i] for entry in solution.atoms(Indexed)):
        return None
    sums = {number: leaf for leaf, number in numbers.items()}
    return part.xreplace(sums), solution.xreplace(sums)
