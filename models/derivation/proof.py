"""Proof at an explicit small size: the closed form is the derivative, entry by entry, as an identity of polynomials.

The whole network is written out in its entries, each function applied (an exponential, a logarithm, a tanh) becoming a
variable of its own whose derivative SymPy gives, and differentiated without the graph. What is left is a rational
identity, which expanding its numerator decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import sympy
from sympy import Dummy, Expr, Function, Indexed, KroneckerDelta, Piecewise, Sum, Symbol

from models.derivation.indices import leaves
from models.derivation.reverse import Recursion, free_indices
from models.graph import Graph, i

Entries = dict[str, dict[tuple[int, ...], Expr]]


def proved(graph: Graph, node: str, sizes: Mapping[Symbol, int], closed: Expr | None = None) -> bool:
    """Whether the closed form (the derived one unless another is given) is ∂F/∂node at these sizes, for all values.

    `node` is a parameter or an input. False: with each function applied taken as a variable, it is no identity.
    """
    network = WrittenOut(graph, sizes)
    derived = Recursion(graph).closed(node) if closed is None else closed
    for place, entry in network.entries[node].items():
        indices = dict(zip(free_indices(graph[node]), place, strict=True))
        difference = network.slope(network.output, entry) - network.explicit(derived, indices)
        if sympy.expand(sympy.fraction(sympy.together(difference))[0]) != 0:
            return False
    return True


class WrittenOut:
    """Every entry of every node, from those of parameters and inputs; a one-hot vector's entries sum to one."""

    def __init__(self, graph: Graph, sizes: Mapping[Symbol, int]) -> None:
        self.sizes = dict(sizes)
        self.entries: Entries = {}
        self._names: dict[Expr, Symbol] = {}  # a function applied → the variable that stands for it
        self._own_slopes: dict[Symbol, Expr] = {}
        self._slopes: dict[tuple[Expr, Symbol], Expr] = {}
        for name, node in graph.nodes.items():
            places = list(product(*(range(int(dimension.subs(self.sizes))) for dimension in node.shape)))
            if node.definition is not None:
                values = [self.explicit(node.definition, {i: place[0]} if place else {}) for place in places]
            else:
                values = [Symbol("_".join([name, *map(str, place)])) for place in places]
                if node.one_hot:
                    values[-1] = 1 - sympy.Add(*values[:-1])
            self.entries[name] = dict(zip(places, values, strict=True))
        self.output: Expr = self.entries[graph.output.name][()]

    def slope(self, e: Expr, by: Symbol) -> Expr:
        """The derivative by one variable, also through the functions applied."""
        if (e, by) not in self._slopes:
            total = e.diff(by)
            for applied, name in self._names.items():
                if e.has(name):
                    total += e.diff(name) * self._own_slopes[name] * self.slope(applied.args[0], by)
            self._slopes[e, by] = total
        return self._slopes[e, by]

    def explicit(self, e: Expr, indices: Mapping[Symbol, int]) -> Expr:
        """An expression in index form at these values of its indices, every function applied under its name."""
        e = e.xreplace(self.sizes)
        parts: dict[Expr, Expr] = {Symbol(name): own[()] for name, own in self.entries.items() if () in own}
        for leaf in leaves(e):
            if isinstance(leaf, Sum):
                ((bound, low, high),) = leaf.limits
                terms = (self.explicit(leaf.function, {**indices, bound: m}) for m in range(low, high + 1))
                parts[leaf] = sympy.Add(*terms)
            elif isinstance(leaf, KroneckerDelta):
                parts[leaf] = sympy.Integer(indices[leaf.args[0]] == indices[leaf.args[1]])
            elif isinstance(leaf, Indexed):
                parts[leaf] = self.entries[leaf.base.name][tuple(indices[index] for index in leaf.indices)]
        return self._named(e.xreplace(parts))

    def _named(self, e: Expr) -> Expr:
        while functions := e.atoms(Function):
            innermost = min(functions, key=sympy.count_ops)
            if isinstance(innermost, Piecewise):
                raise ValueError("a definition by cases is no polynomial, so nothing can be proved of it here")
            if innermost not in self._names:
                self._names[innermost] = name = Dummy(innermost.func.__name__)
                variable = Dummy("t")
                of_variable = innermost.func(variable)
                slope = of_variable.diff(variable).xreplace({of_variable: name})
                self._own_slopes[name] = slope.xreplace({variable: innermost.args[0]})
            e = e.xreplace({innermost: self._names[innermost]})
        return e
