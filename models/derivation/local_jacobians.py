"""The local Jacobians of a network as numbers: derived from the nodes' definitions, then evaluated."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from models.derivation.evaluation import Array, evaluate, forward_values, shape_of, sizes_of
from models.derivation.generic import generic
from models.derivation.jacobian import general_jacobian
from models.derivation.reverse import free_indices
from models.graph import Graph, i


def local_jacobians(graph: Graph, values: Mapping[str, Array]) -> dict[tuple[str, str], Array]:
    """∂end/∂start for each edge (start, end) on the way to the output, given all parameters and inputs by name.

    A matrix (entries of the end, entries of the start); a scalar counts as a vector of one. For `models.reverse_mode`.
    """
    known = forward_values(graph, values)
    edges = (edge for edge in graph.edges() if edge[1] == graph.output.name or graph.onward(edge[1]))
    return {(start, end): _through(graph, start, end, known) for start, end in edges}


def _through(graph: Graph, start: str, end: str, known: Mapping[str, Array]) -> Array:
    """The sum over the ways through nodes without a place: the product of the Jacobians on each."""
    total = np.zeros((known[end].size, known[start].size))
    for child in graph.children(start):
        if child == end:
            total += _one(graph, start, child, known)
        elif graph.passes(child):
            total += _through(graph, child, end, known) @ _one(graph, start, child, known)
    return total


def _one(graph: Graph, start: str, end: str, known: Mapping[str, Array]) -> Array:
    """∂end/∂start of a child by its parent; derived and compiled once for all that are equal but for their names."""
    child, parent, back = generic(graph[end], graph[start])
    sizes = sizes_of(graph, known)
    rows = dict(zip((i,), shape_of(graph, end, sizes), strict=False))
    columns = dict(zip(free_indices(parent), shape_of(graph, start, sizes), strict=True))
    jacobian = general_jacobian(child, parent, free_indices(parent))
    arrays = {general.name: known[own.name] for general, own in back.items() if own.name in known}
    return evaluate(jacobian, {**rows, **columns}, arrays, sizes).reshape(math.prod(rows.values()), -1)
