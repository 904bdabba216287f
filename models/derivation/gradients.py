"""Gradients: what the reverse mode says of each node, as formulas and as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.derivation import steps, telling
from models.derivation.evaluation import Array, evaluate, forward_values, shape_of, sizes_of
from models.derivation.matrix_form import matrix_form
from models.derivation.printer import IndexForm
from models.derivation.reverse import Recursion, Term, derivatives_in, free_indices, node_of
from models.derivation.steps import Step
from models.graph import Graph


@dataclass(frozen=True)
class PrintedTerm:
    r"""One term of a recursion, in TeX.

    `child` is the node's child in the graph, `towards` the next node that is drawn (for z_3 it is h_3). `product` is
    `\frac{\partial F}{\partial h_3} \frac{\partial h_3}{\partial h_2}`, `value` what that is:
    `V_h^\top ((1 - h_3^2) \odot \frac{\partial F}{\partial h_3})`, `index` the same in index form, `jacobian` the local
    Jacobian `\frac{\partial z_{3,i}}{\partial h_{2,j}} = V_{h,ij}`.
    """

    child: str
    towards: str
    product: str
    value: str
    index: str
    jacobian: str


class Gradients:
    """The derivatives of a graph's output by every node, derived when asked for and kept."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._recursion = Recursion(graph)

    def children(self, node: str) -> tuple[str, ...]:
        """The nodes whose definitions use this one and that the output depends on: there is one term for each."""
        return self.graph.onward(node)

    def terms(self, node: str) -> tuple[PrintedTerm, ...]:
        """The terms of the node's recursion, one for each child."""
        return tuple(self._printed(term) for term in self._recursion.terms(node))

    def _printed(self, term: Term) -> PrintedTerm:
        graph, indices = self.graph, free_indices(self.graph[term.node])
        value = self._recursion.between_drawn(term.value)
        index = IndexForm(graph)(value)
        return PrintedTerm(
            term.child,
            graph.towards(term.child),
            steps.chain_term(graph, term.node, term.child),
            matrix_form(graph, value, indices) or index,
            index,
            steps.jacobian_step(graph, term.node, term.child, term.jacobian).tex,
        )

    def chain(self, node: str) -> str:
        r"""The recursion in names: ∂F/∂h_2 = ∂F/∂p_2 ∂p_2/∂h_2 + ∂F/∂h_3 ∂h_3/∂h_2, in TeX."""
        return steps.chain_step(self.graph, node).tex

    def tex(self, node: str) -> str:
        """The gradient with nothing left to derive: ∂F/∂W = (p - w) hᵀ, in TeX."""
        return steps.gradient_tex(self.graph, self.graph[node], self._recursion.closed(node))

    def jacobian(self, child: str, node: str) -> Step:
        """∂child/∂node between drawn nodes, over every way through inner ones: ∂h_3/∂h_2 = diag(1 - h_3²) V_h."""
        return steps.jacobian_step(self.graph, node, child, self._recursion.jacobian(child, node))

    def steps(self, node: str) -> tuple[Step, ...]:
        """How ∂F/∂node follows from the derivatives by its children."""
        return tuple(telling.steps_of(self._recursion, node))

    def derivation(self, node: str) -> tuple[Step, ...]:
        """The whole way from the loss to ∂F/∂node."""
        return tuple(telling.derivation_of(self._recursion, node))

    def evaluate(self, node: str, values: Mapping[str, Array]) -> Array:
        """∂F/∂node as an array of the node's shape, from the values of all parameters and inputs by name.

        Only derived expressions are evaluated. Raises KeyError for a value that is missing, ValueError for a shape.
        """
        known = forward_values(self.graph, values)
        return self._array(node, self._terms(node, known), known)

    def evaluate_terms(self, node: str, values: Mapping[str, Array]) -> tuple[Array, ...]:
        """The terms of the node's recursion as arrays, in the order of `children`."""
        return self._terms(node, forward_values(self.graph, values))

    def _terms(self, node: str, known: dict[str, Array]) -> tuple[Array, ...]:
        """The terms, from the values of all nodes; to these is added what the terms need, ∂F/∂child as δchild."""
        recursion, sizes = self._recursion, sizes_of(self.graph, known)
        terms = {
            name: [recursion.cancelled(term) for term in recursion.terms(name)] for name in recursion.way_back(node)
        }
        needed, arrays = {node}, tuple[Array, ...]()
        for name in reversed(terms):
            if name in needed:
                needed.update(child for term in terms[name] for child in map(node_of, derivatives_in(term)))
        for name in (each for each in terms if each in needed):
            axes = dict(zip(free_indices(self.graph[name]), shape_of(self.graph, name, sizes), strict=True))
            arrays = tuple(evaluate(term, axes, known, sizes) for term in terms[name])
            known[f"δ{name}"] = self._array(name, arrays, known)
        return arrays

    def _array(self, node: str, terms: tuple[Array, ...], known: Mapping[str, Array]) -> Array:
        if node == self.graph.output.name:
            return np.ones(())
        return np.asarray(sum(terms, start=np.zeros(np.shape(known[node]))))


def backward(graph: Graph) -> Gradients:
    """The reverse mode of a graph."""
    return Gradients(graph)
