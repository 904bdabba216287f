"""Proof at an explicit small size: a gradient is the derivative, entry by entry, as an identity of polynomials.

    every function applied and every reciprocal gets a name:  e_k = exp(a_k),  r = 1/(e_1 + … + e_K),  t = tanh(z)
    ∂F/∂θ by the chain rule with  ∂e_k/∂a_k = e_k,   ∂r/∂e_k = -r²,   ∂t/∂z = 1 - t²
    ∂F/∂θ - closed form is a polynomial in the parameters, the words and these names: multiplied out, it is 0 or not

The whole network is written out in its entries and differentiated without its graph. Names, parameters and words are
taken as independent variables, but for the reciprocals r, which are multiplied away. A difference that is zero so is
zero for all values: that is a proof. One that isn't may still be zero by a law that ties the functions applied to one
another, as cosh² = 1 + sinh² does; exponentials and tanh of different arguments have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import sympy
from sympy import Add, Dummy, Expr, Function, Indexed, KroneckerDelta, Mul, Pow, Sum, Symbol

from models.derivation.indices import leaves, outermost
from models.derivation.polynomials import Polynomials
from models.derivation.reverse import Recursion, free_indices
from models.graph import Graph, Holds, i

Place = tuple[int, ...]
Entries = dict[Place, Expr]


def proved(graph: Graph, node: str, sizes: Mapping[Symbol, int], closed: Expr | None = None) -> bool:
    """Whether the closed form (the derived one unless another is given) is ∂F/∂node at these sizes, for all values.

    Raises ValueError where a definition is no polynomial in such names, as that of ReLU, by cases: nothing is proved of
    it, its values can only be found to agree.

    >>> from models.graph import H, K, j, trigram_graph
    >>> graph = trigram_graph()
    >>> proved(graph, "b", {H: 2, K: 2}), proved(graph, "b", {H: 2, K: 2}, closed=graph["p"][j])
    (True, False)
    """
    network = WrittenOut(graph, sizes, free=node)
    derived = Recursion(graph).closed(node) if closed is None else closed
    return network.same(network.gradient(node), network.of(derived, node))


class WrittenOut:
    """Every entry of every node, from those of parameters and inputs; a one-hot vector's entries sum to one.

    `entries` holds them by the node's name. What else an expression names, δ and ∂ among them, may be added to it.
    The `free` node is what F is to be differentiated by: its entries are variables whatever its definition.
    """

    def __init__(self, graph: Graph, sizes: Mapping[Symbol, int], free: str = "") -> None:
        self.sizes = dict(sizes)
        self.graph, self.entries = graph, dict[str, Entries]()
        self.names: dict[Expr, Symbol] = {}  # a function applied → the variable that stands for it
        self.reciprocals: dict[Symbol, Expr] = {}  # a variable that stands for 1/sum → the sum
        self._polynomials = Polynomials(())
        self._own_slopes: dict[Symbol, Expr] = {}
        self._slopes: dict[tuple[Expr, Symbol], Expr] = {}
        for name, node in graph.nodes.items():
            places = self.places(name)
            if node.definition is not None and name != free:
                values = [self.explicit(node.definition, {i: place[0]} if place else {}) for place in places]
            else:
                values = [Symbol("_".join([name, *map(str, place)])) for place in places]
                if node.one_hot and name != free:
                    values[-1] = 1 - sympy.Add(*values[:-1])
            self.entries[name] = dict(zip(places, values, strict=True))
        self.output: Expr = self.entries[graph.output.name][()]

    def places(self, name: str) -> list[Place]:
        """Where the entries of a node are."""
        return list(product(*(range(int(length.xreplace(self.sizes))) for length in self.graph[name].shape)))

    def gradient(self, name: str) -> Entries:
        """∂F/∂node for a parameter, an input or the free node, by differentiating F."""
        return {place: self.slope(self.output, entry) for place, entry in self.entries[name].items()}

    def of(self, e: Expr, name: str, indices: Mapping[Symbol, int] | None = None) -> Entries:
        """An expression in index form, at every entry of the node that its free indices j, k speak of."""
        free = free_indices(self.graph[name])
        return {
            place: self.explicit(e, {**(indices or {}), **dict(zip(free, place, strict=True))})
            for place in self.places(name)
        }

    def same(self, left: Entries, right: Entries) -> bool:
        """Whether they are equal entry by entry, for all values of the variables. Raises ValueError: no polynomials."""
        left, right = ({place: self._named(entry, Symbol) for place, entry in side.items()} for side in (left, right))
        variables = {symbol for entry in (*left.values(), *right.values()) for symbol in entry.free_symbols}
        variables |= {symbol for total in self.reciprocals.values() for symbol in total.free_symbols}
        if not variables <= self._polynomials.variables:
            self._polynomials = Polynomials(variables | self._polynomials.variables)
        return all(self._equal(entry, right[place]) for place, entry in left.items())

    def _equal(self, left: Expr, right: Expr) -> bool:
        difference = self._polynomials.of(left) - self._polynomials.of(right)
        return not difference or not self._polynomials.without_reciprocals(difference, self.reciprocals)

    def slope(self, e: Expr, by: Symbol) -> Expr:
        """The derivative by one variable, also through the functions applied."""
        if (e, by) not in self._slopes:
            total = e.diff(by)
            for applied, name in list(self.names.items()):  # a slope may be named
                if e.has(name):
                    total += e.diff(name) * self._own_slope(applied) * self.slope(applied.args[0], by)
            self._slopes[e, by] = total
        return self._slopes[e, by]

    def explicit(self, e: Expr, indices: Mapping[Symbol, int]) -> Expr:
        """An expression in index form at these values of its indices, every function applied under its name."""
        e = e.xreplace(self.sizes)
        parts: dict[Expr, Expr] = {Symbol(name): own[()] for name, own in self.entries.items() if () in own}
        for leaf in leaves(e):
            if isinstance(leaf, Sum):
                bound, low, high, term = outermost(leaf)
                terms = (self.explicit(term, {**indices, bound: m}) for m in range(low, high + 1))
                parts[leaf] = sympy.Add(*terms)
            elif isinstance(leaf, KroneckerDelta):
                parts[leaf] = sympy.Integer(indices[leaf.args[0]] == indices[leaf.args[1]])
            elif isinstance(leaf, Indexed):
                parts[leaf] = self.entries[leaf.base.name][tuple(indices[index] for index in leaf.indices)]
        return self._named(e.xreplace(parts))

    def _named(self, e: Expr, divisor: type[Expr] = Add) -> Expr:
        """The expression with every function applied and every reciprocal of a sum under its name, innermost first.

        Reciprocals of a single variable are named last of all, in what is compared: 1/e · e has cancelled by then.
        """
        while found := [
            part for part in e.atoms(Function, Pow) if isinstance(part, Function) or _divides(part, divisor)
        ]:
            innermost = min(found, key=sympy.count_ops)
            if isinstance(innermost, Pow):
                value = self.name(1 / innermost.base) ** -innermost.exp
            else:
                value = self.name(innermost)
            e = e.xreplace({innermost: value})
        return e

    def name(self, applied: Expr) -> Expr:
        """The variable that stands for it; ln(ab) is ln a + ln b."""
        argument = applied.args[0]
        if isinstance(applied, Holds):
            raise ValueError("a definition by cases is no polynomial, so nothing can be proved of it here")
        if isinstance(applied, sympy.log) and isinstance(argument, Mul):
            return Add(*(self.name(sympy.log(factor)) for factor in argument.args))
        if applied not in self.names:
            self.names[applied] = name = Dummy(applied.func.__name__)
            if isinstance(applied, Pow):
                self.reciprocals[name] = argument
        return self.names[applied]

    def _own_slope(self, applied: Expr) -> Expr:
        """The derivative of a function applied, or a reciprocal, by its argument: e for e^a, -r² for r = 1/s."""
        name, argument = self.names[applied], applied.args[0]
        if isinstance(applied, Pow):
            return -(name**2)
        if name not in self._own_slopes:
            variable = Dummy("t")
            slope = applied.func(variable).diff(variable).xreplace({applied.func(variable): name})
            self._own_slopes[name] = self._named(slope.xreplace({variable: argument}))
        return self._own_slopes[name]


def _divides(e: Pow, divisor: type[Expr]) -> bool:
    """Whether it is one over such a divisor, or over a power of it."""
    return bool(e.exp.is_Integer and e.exp < 0 and isinstance(e.base, divisor))
