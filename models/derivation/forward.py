"""Forward mode: the derivative of every node by one parameter, carried from parents to children as real-time recurrent
learning carries it: ∂h_n/∂θ = ∂⁺h_n/∂θ + ∂h_n/∂h_{n-1} ∂h_{n-1}/∂θ, with ∂⁺ the immediate derivative.
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy
from sympy import Add, Expr, IndexedBase, Pow, Sum

from models.derivation.evaluation import Array, evaluate, forward_values, shape_of, sizes_of
from models.derivation.indices import canonical, contract, substitute_indices
from models.derivation.jacobian import local_jacobian, tidy
from models.derivation.printer import IndexForm, sensitivity
from models.derivation.reverse import free_indices
from models.derivation.steps import Step
from models.graph import Graph, i


class Sensitivities:
    """∂node/∂parameter for every node that the parameter reaches."""

    def __init__(self, graph: Graph, parameter: str) -> None:
        self.graph, self.parameter = graph, graph[parameter]
        self.reached = [parameter]
        for name in graph.nodes:
            if any(parent in self.reached for parent in graph.parents(name)):
                self.reached.append(name)
        self._recursions: dict[str, Expr] = {}
        self._to_evaluate: dict[str, Expr] = {}

    def recursion(self, node: str) -> Expr:
        """∂node_i/∂θ_jk in terms of those of its parents. Raises KeyError for a node that θ does not reach."""
        if node not in self.reached[1:]:
            raise KeyError(f"{node} does not depend on {self.parameter.name}")
        if node not in self._recursions:
            parts = [self._along(node, parent) for parent in self.graph.parents(node) if parent in self.reached]
            self._recursions[node] = _summed(parts)
        return self._recursions[node]

    def _cancelled(self, node: str) -> Expr:
        """The recursion, with that of a parent written in where the node divides by it: p may be too small to divide by
        where ∂p/∂θ, which p is a factor of, is too small for a number as well."""
        if node not in self._to_evaluate:
            parents = [parent for parent in self.graph.parents(node) if parent in self.reached]
            divided_by = {part.base for part in self.recursion(node).atoms(Pow) if part.exp.is_negative}
            within = {name for name in parents if any(part.has(IndexedBase(name)) for part in divided_by)}
            within -= {self.parameter.name}
            parts = [self._along(node, parent, parent in within) for parent in parents]
            self._to_evaluate[node] = _summed(parts) if within else self.recursion(node)
        return self._to_evaluate[node]

    def _along(self, name: str, parent_name: str, written_in: bool = False) -> Expr:
        """∂node_i/∂θ through one parent, the immediate derivative where that is θ itself; ∂parent/∂θ by its name, or
        written in."""
        node, parent, free = self.graph[name], self.graph[parent_name], free_indices(self.parameter)
        if parent is self.parameter:
            return local_jacobian(node, parent, free)
        carried = IndexedBase(f"∂{parent_name}/∂{self.parameter.name}")
        if not parent.shape:
            return local_jacobian(node, parent, ()) * carried[free]
        between = sympy.Dummy("l", integer=True)
        along = carried[(between, *free)]
        if written_in:
            along = substitute_indices(self.recursion(parent_name), {i: between})
        product = local_jacobian(node, parent, (between,)) * along
        return Sum(product, (between, 0, parent.shape[0] - 1))

    def step(self, node: str) -> Step:
        """The recursion as a formula in index form."""
        rows = ["i"] if self.graph[node].shape else []
        left = sensitivity(
            self.graph[node], self.parameter, rows, [str(index) for index in free_indices(self.parameter)]
        )
        index = f"{left} = {IndexForm(self.graph)(self.recursion(node))}"
        return Step(index, "summed over its parents", index, kind="chain rule")

    def evaluate(self, values: Mapping[str, Array]) -> dict[str, Array]:
        """∂node/∂θ by node, of the node's shape followed by θ's, from the values of all parameters and inputs."""
        known = forward_values(self.graph, values)
        sizes, found = sizes_of(self.graph, known), {}
        free = dict(zip(free_indices(self.parameter), shape_of(self.graph, self.parameter.name, sizes), strict=True))
        for name in self.reached[1:]:
            rows = dict(zip((i,), shape_of(self.graph, name, sizes), strict=False))
            found[name] = evaluate(self._cancelled(name), {**rows, **free}, known, sizes)
            known[f"∂{name}/∂{self.parameter.name}"] = found[name]
        return found


def _summed(parts: list[Expr]) -> Expr:
    return tidy(canonical(contract(Add(*parts))))


def forward(graph: Graph, parameter: str) -> Sensitivities:
    """The forward mode of a graph by one of its parameters."""
    return Sensitivities(graph, parameter)
