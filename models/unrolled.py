"""The unrolled network as a graph of values and local Jacobians, and reverse mode on it.

    ∂F/∂v_i = Σ_{j: child of v_i} ∂F/∂v_j ∂v_j/∂v_i,        ∂F/∂F = 1

Nodes are called x1, h1, p1, F1, …, h0 and F = Σ F_n: x_n is the input, h_n the state, p_n the prediction, F_n its loss.
Source: Baydin et al., Automatic differentiation in machine learning: a survey, 2018.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from models.activations import activation as activation_called
from models.arrays import Array, Ids
from models.bptt import checked
from models.rnn import Params
from models.softmax import softmax


class Unrolled(NamedTuple):
    """Each node's value, and for each edge (from, to) the local Jacobian ∂to/∂from, a matrix."""

    values: dict[str, Array]
    jacobians: dict[tuple[str, str], Array]

    def children(self, name: str) -> list[str]:
        """Whose values are computed from that of `name`."""
        return [end for start, end in self.jacobians if start == name]


def unroll(
    params: Params,
    inputs: ArrayLike,
    targets: ArrayLike,
    h0: ArrayLike,
    *,
    activation: str = "tanh",
    nudge: dict[str, Array] | None = None,
) -> Unrolled:
    """Run a text (N,) forward from h0 (H,); `nudge` adds to the value of a node once it is computed, before it is used.

    With it the slope by any node can be measured. Raises ValueError as the gradients do.
    """
    words, goals, start = checked(params, inputs, targets, h0)
    Vx, Vh, c, W, b = params
    K, g = len(b), activation_called(activation)
    values: dict[str, Array] = {}
    jacobians: dict[tuple[str, str], Array] = {}

    def put(name: str, value: Array) -> Array:
        values[name] = value + (nudge or {}).get(name, 0.0)
        return values[name]

    h, F = put("h0", start), np.zeros(1)  # (H,), (1,)
    for n, (word, goal) in enumerate(zip(words, goals, strict=True), 1):
        x = put(f"x{n}", np.eye(K)[word])  # (K,)
        h = put(f"h{n}", g.g(Vx @ x + Vh @ h + c))  # (H,)
        p = put(f"p{n}", softmax(W @ h + b))  # (K,)
        F = F + put(f"F{n}", -np.log(p[[goal]]))  # (1,): a scalar as a vector, so that every Jacobian is a matrix
        slope = g.slope(h)[:, None]  # (H, 1)
        jacobians[f"x{n}", f"h{n}"] = slope * Vx  # (H, K)
        jacobians[f"h{n - 1}", f"h{n}"] = slope * Vh  # (H, H)
        jacobians[f"h{n}", f"p{n}"] = (np.diag(p) - np.outer(p, p)) @ W  # (K, H)
        jacobians[f"p{n}", f"F{n}"] = np.where(np.arange(K) == goal, -1 / p, 0.0)[None]  # (1, K)
        jacobians[f"F{n}", "F"] = np.ones((1, 1))
    put("F", F)
    return Unrolled(values, jacobians)


def terms(graph: Unrolled, name: str, derivatives: dict[str, Array]) -> dict[str, Array]:
    """What each child v_j sends back to the node v_i, ∂F/∂v_j ∂v_j/∂v_i, by the child's name; all ∂F/∂v_j are given."""
    return {child: derivatives[child] @ graph.jacobians[name, child] for child in graph.children(name)}


def derivatives(graph: Unrolled) -> dict[str, Array]:
    """∂F/∂v of every node, children before parents: the nodes in the reverse of the order they were computed in."""
    done: dict[str, Array] = {"F": np.ones(1)}
    for name in reversed(graph.values):
        if name != "F":
            done[name] = np.sum(list(terms(graph, name, done).values()), axis=0)
    return done


def upstream(graph: Unrolled, name: str) -> set[tuple[str, str]]:
    """The edges by which the node reaches F: the gradient comes back along these and no others."""
    found: set[tuple[str, str]] = set()
    waiting = [name]
    while waiting:
        start = waiting.pop()
        for end in graph.children(start):
            if (start, end) not in found:
                found.add((start, end))
                waiting.append(end)
    return found


def text(N: int, K: int, rng: np.random.Generator) -> tuple[Ids, Ids]:
    """A random text as inputs (N,) and targets (N,): each target is the next step's input."""
    words = rng.integers(0, K, N + 1)  # (N + 1,)
    return words[:-1], words[1:]


def paths(graph: Unrolled, name: str) -> list[tuple[str, ...]]:
    """Every path from the node to F, as the nodes passed."""
    if name == "F":
        return [("F",)]
    return [(name, *rest) for child in graph.children(name) for rest in paths(graph, child)]


def along(graph: Unrolled, path: tuple[str, ...]) -> Array:
    """The product of the local Jacobians of one path, the last leftmost: its share of ∂F/∂(first node)."""
    product = np.ones((1, 1))
    for start, end in reversed(list(pairwise(path))):
        product = product @ graph.jacobians[start, end]
    return np.asarray(product[0])
