"""Proof at an explicit small size: the closed form is the derivative, entry by entry, as an identity of polynomials.

The whole network is written out in its entries and differentiated at once, without the graph. Each exponential and each
tanh is then a name like any other, and what is left is a rational identity, which `cancel` decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import sympy
from sympy import Expr, Function, Indexed, KroneckerDelta, Sum, Symbol

from models.derivation.indices import leaves
from models.derivation.reverse import Recursion, free_indices
from models.graph import Graph, i

Entries = dict[str, dict[tuple[int, ...], Expr]]


class Exp(Function):  # type: ignore[misc]  # SymPy ships no types
    """The exponential without SymPy's habit of joining a product of two into one, which would hide its factors."""

    def fdiff(self, argindex: int = 1) -> Expr:
        return self


def proved(graph: Graph, node: str, sizes: Mapping[Symbol, int], closed: Expr | None = None) -> bool:
    """Whether the closed form (the derived one unless another is given) is ∂F/∂node at these sizes, for all values.

    `node` is a parameter or an input. False: with each exponential and tanh taken as a variable, it is no identity.
    """
    entries = written_out(graph, sizes)
    derived = Recursion(graph).closed(node) if closed is None else closed
    output = entries[graph.output.name][()]
    for place, entry in entries[node].items():
        indices = dict(zip(free_indices(graph[node]), place, strict=True))
        if not _vanishes(output.diff(entry) - _explicit(derived, indices, entries, sizes)):
            return False
    return True


def written_out(graph: Graph, sizes: Mapping[Symbol, int]) -> Entries:
    """Every entry of every node in terms of the entries of parameters and inputs; a one-hot vector's sum to one."""
    entries: Entries = {}
    for name, node in graph.nodes.items():
        places = list(product(*(range(int(dimension.subs(dict(sizes)))) for dimension in node.shape)))
        if node.definition is not None:
            own = ({i: place[0]} if place else {} for place in places)
            values = [_explicit(node.definition, indices, entries, sizes) for indices in own]
        else:
            values = [Symbol("_".join([name, *map(str, place)])) for place in places]
            if node.one_hot:
                values[-1] = 1 - sympy.Add(*values[:-1])
        entries[name] = dict(zip(places, values, strict=True))
    return entries


def _explicit(e: Expr, indices: Mapping[Symbol, int], entries: Entries, sizes: Mapping[Symbol, int]) -> Expr:
    """An expression in index form at these values of its indices."""
    e = e.xreplace(dict(sizes)).replace(sympy.exp, Exp)
    parts: dict[Expr, Expr] = {Symbol(name): own[()] for name, own in entries.items() if () in own}
    for leaf in leaves(e):
        if isinstance(leaf, Sum):
            ((bound, low, high),) = leaf.limits
            terms = (_explicit(leaf.function, {**indices, bound: m}, entries, sizes) for m in range(low, high + 1))
            parts[leaf] = sympy.Add(*terms)
        elif isinstance(leaf, KroneckerDelta):
            parts[leaf] = sympy.Integer(indices[leaf.args[0]] == indices[leaf.args[1]])
        elif isinstance(leaf, Indexed):
            parts[leaf] = entries[str(leaf.base)][tuple(indices[index] for index in leaf.indices)]
    return e.xreplace(parts)


def _vanishes(e: Expr) -> bool:
    """Whether a rational expression in entries, exponentials and tanh is zero; these are named, the outermost first."""
    while functions := e.atoms(Function):
        outermost = max(functions, key=sympy.count_ops)
        e = e.xreplace({outermost: sympy.Dummy()})
    return bool(sympy.cancel(e) == 0)
