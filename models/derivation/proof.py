"""Proof at an explicit small size: a gradient is the derivative, entry by entry, as an identity of polynomials.

The whole network is written out in its entries. Each function applied (an exponential, a logarithm, a tanh) and each
reciprocal of a sum becomes a variable of its own, whose derivative SymPy gives, and the loss is differentiated without
the graph. What is left has powers of independent variables only, so that expanding it decides whether it is zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import sympy
from sympy import Add, Dummy, Expr, Function, Indexed, KroneckerDelta, Piecewise, Pow, Sum, Symbol

from models.derivation.indices import leaves
from models.derivation.reverse import Recursion, free_indices
from models.graph import Graph, i

Place = tuple[int, ...]
Entries = dict[Place, Expr]


def proved(graph: Graph, node: str, sizes: Mapping[Symbol, int], closed: Expr | None = None) -> bool:
    """Whether the closed form (the derived one unless another is given) is ∂F/∂node at these sizes, for all values.

    `node` is a parameter or an input. False: with each function applied taken as a variable, it is no identity. Raises
    ValueError for a definition by cases, as that of ReLU: nothing is proved of it, its values are compared only.
    """
    network = WrittenOut(graph, sizes)
    derived = Recursion(graph).closed(node) if closed is None else closed
    return network.same(network.gradient(node), network.of(derived, node))


class WrittenOut:
    """Every entry of every node, from those of parameters and inputs; a one-hot vector's entries sum to one.

    `entries` holds them by the node's name. What else an expression names, δ and ∂ among them, may be added to it.
    """

    def __init__(self, graph: Graph, sizes: Mapping[Symbol, int]) -> None:
        self.sizes = dict(sizes)
        self.graph, self.entries = graph, dict[str, Entries]()
        self.names: dict[Expr, Symbol] = {}  # a function applied → the variable that stands for it
        self._known: dict[Symbol, Expr] = {}  # a variable that is a share of a sum → what it is
        self._own_slopes: dict[Symbol, Expr] = {}
        self._slopes: dict[tuple[Expr, Symbol], Expr] = {}
        for name, node in graph.nodes.items():
            places = self.places(name)
            if node.definition is not None:
                values = [self.explicit(node.definition, {i: place[0]} if place else {}) for place in places]
            else:
                values = [Symbol("_".join([name, *map(str, place)])) for place in places]
                if node.one_hot:
                    values[-1] = 1 - sympy.Add(*values[:-1])
            self.entries[name] = dict(zip(places, values, strict=True))
        self.output: Expr = self.entries[graph.output.name][()]

    def places(self, name: str) -> list[Place]:
        """Where the entries of a node are."""
        return list(product(*(range(int(length.xreplace(self.sizes))) for length in self.graph[name].shape)))

    def gradient(self, name: str) -> Entries:
        """∂F/∂node for a parameter or an input, by differentiating F."""
        return {place: self.slope(self.output, entry) for place, entry in self.entries[name].items()}

    def of(self, e: Expr, name: str, indices: Mapping[Symbol, int] | None = None) -> Entries:
        """An expression in index form, at every entry of the node that its free indices j, k speak of."""
        free = free_indices(self.graph[name])
        return {
            place: self.explicit(e, {**(indices or {}), **dict(zip(free, place, strict=True))})
            for place in self.places(name)
        }

    def same(self, left: Entries, right: Entries) -> bool:
        """Whether they are equal entry by entry, for all values of the variables."""
        return all(self.is_zero(entry - right[place]) for place, entry in left.items())

    def is_zero(self, e: Expr) -> bool:
        """Whether it is zero for all values: decided for sums of powers, their variables being independent."""
        expanded = sympy.expand(sympy.expand(e).xreplace(self._known))
        if any(isinstance(power.base, Add) for power in expanded.atoms(Pow)):
            expanded = sympy.expand(sympy.fraction(sympy.together(expanded))[0])
        return bool(expanded == 0)

    def slope(self, e: Expr, by: Symbol) -> Expr:
        """The derivative by one variable, also through the functions applied."""
        if (e, by) not in self._slopes:
            total = e.diff(by)
            for applied, name in self.names.items():
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
        while found := [part for part in e.atoms(Function, Pow) if isinstance(part, Function) or _is_reciprocal(part)]:
            innermost = min(found, key=sympy.count_ops)
            if isinstance(innermost, Piecewise):
                raise ValueError("a definition by cases is no polynomial, so nothing can be proved of it here")
            if innermost not in self.names:
                self._name(innermost)
            e = e.xreplace({innermost: self.names[innermost]})
        return e

    def _name(self, applied: Expr) -> None:
        variable, argument = Dummy("t"), applied.args[0]
        of_variable = applied.xreplace({argument: variable})
        self.names[applied] = name = Dummy(applied.func.__name__)
        slope = of_variable.diff(variable).xreplace({of_variable: name})
        self._own_slopes[name] = slope.xreplace({variable: argument})
        if isinstance(applied, Pow):
            self._own_slopes[name] = -(name**2)
            self._share_out(name, argument)

    def _share_out(self, reciprocal: Symbol, total: Expr) -> None:
        """Write the functions that are summed as their shares of the sum, of which the last is what the others leave.

        So exp(a_k) is p_k Σ exp(a_m), with p_K = 1 - p_1 - … , and exp(-z) is 1/σ - 1.
        """
        free = [term for term in total.args if term in self._own_slopes and term not in self._known]
        if free:
            shares = [Dummy("share") for _ in free[:-1]]
            last = 1 - Add(*shares) - (total - Add(*free)) * reciprocal
            self._known |= {term: share / reciprocal for term, share in zip(free, [*shares, last], strict=True)}


def _is_reciprocal(e: Pow) -> bool:
    """Whether it is one over a sum."""
    return bool(e.exp == -1 and isinstance(e.base, Add))
