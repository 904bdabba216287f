"""Reverse mode on numbers: a computational graph as its edges, each with its local Jacobian.

    ∂F/∂v_i = Σ_{j: child of v_i} ∂F/∂v_j ∂v_j/∂v_i,        ∂F/∂F = 1

It is the sum over all paths from v_i to F, each with the product of its local Jacobians, and walks no edge twice. An
edge (from, to) has the Jacobian ∂to/∂from, a matrix: a scalar counts as a vector of one. Edges stand in an order of
computation: those out of a node after those out of its parents. What `models.derivation.local_jacobians` derives of a
network is such a graph. Source: Baydin et al., Automatic differentiation in machine learning: a survey, 2018.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np

from models.arrays import Array

Edge = tuple[str, str]
Jacobians = Mapping[Edge, Array]


def children(edges: Iterable[Edge], name: str) -> list[str]:
    """Whose values are computed from that of `name`."""
    return [end for start, end in edges if start == name]


def terms(jacobians: Jacobians, name: str, derivatives: Mapping[str, Array]) -> dict[str, Array]:
    """What each child v_j sends back to the node v_i, ∂F/∂v_j ∂v_j/∂v_i, by the child's name; all ∂F/∂v_j are given."""
    return {child: derivatives[child] @ jacobians[name, child] for child in children(jacobians, name)}


def derivatives(jacobians: Jacobians, output: str = "F") -> dict[str, Array]:
    """∂F/∂v of every node, a row, children before parents: the nodes in the reverse of the order of computation."""
    done: dict[str, Array] = {output: np.ones(1)}
    for name in reversed(dict.fromkeys(start for start, _ in jacobians)):
        done[name] = np.sum(list(terms(jacobians, name, done).values()), axis=0)
    return done


def upstream(edges: Iterable[Edge], name: str) -> set[Edge]:
    """The edges by which the node reaches F: the gradient comes back along these and no others."""
    known, found, waiting = list(edges), set[Edge](), [name]
    while waiting:
        start = waiting.pop()
        new = {(start, end) for end in children(known, start)} - found
        found |= new
        waiting += [end for _, end in new]
    return found


def paths(edges: Iterable[Edge], name: str, output: str = "F") -> list[tuple[str, ...]]:
    """Every path from the node to F, as the nodes passed."""
    known = list(edges)
    if name == output:
        return [(name,)]
    return [(name, *rest) for child in children(known, name) for rest in paths(known, child, output)]


def along(jacobians: Jacobians, path: tuple[str, ...]) -> Array:
    """The product of the local Jacobians of one path, the last leftmost: its share of ∂F/∂(first node)."""
    product = np.ones((1, 1))
    for edge in reversed(list(pairwise(path))):
        product = product @ jacobians[edge]
    return np.asarray(product[0])
