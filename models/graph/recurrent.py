"""The recurrent network: unrolled over N steps, or at any one step n of N.

h_n = g(Vx x_n + Vh h_{n-1} + c),   p_n = softmax(W h_n + b),   F_n = -w_nᵀ ln p_n,   F = F_1 + … + F_N
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy

from models.graph.activations import Activation, called
from models.graph.layers import affine, cross_entropy, elementwise, softmax
from models.graph.nodes import Graph, H, K, Node

Parameters = Mapping[str, Node]


def rnn_graph(N: int, activation: str | Activation = "tanh", tied: bool = True) -> Graph:
    """N steps, all with the same parameters, h_0 given.

    Node names are x1, z1, h1, a1, p1, w1, F1, … and F, Vx, Vh, c, W, b, h0; not `tied`, step n has parameters of its
    own, Vx1, Vh1, … Raises ValueError for N below 1.
    """
    if N < 1:
        raise ValueError(f"a network of {N} steps has no output")
    graph, g = Graph(), called(activation)
    if tied:
        shared = _add_parameters(graph)
        copies = [shared] * N
    else:
        copies = [_add_parameters(graph, str(n)) for n in range(1, N + 1)]
    graph.add("h0", (H,), place=(0, 2))
    for n, parameters in enumerate(copies, 1):
        _add_state(graph, parameters, f"{n}", f"{n - 1}", g, column=n)
        _add_loss(graph, parameters, f"{n}", column=n)
    graph.add("F", (), sympy.Add(*(graph[f"F{n}"].symbol for n in range(1, N + 1))))
    return graph


def rnn_step_graph(activation: str | Activation = "tanh") -> Graph:
    """Any one step n of N, by the same definitions, with as much of its neighbours as it meets: h_{n-1} and h_{n+1}.

    Node names are hn-1, zn, hn, an, pn, Fn, zn+1, hn+1, … The other steps' losses are one value, `rest`. What they owe
    to h_n they owe to h_{n+1}, so ∂F/∂h_{n+1} stays a name: h_{n+1} is `open`. So is h_N, whose name is hN. In
    formulas ∂F/∂h_n is δ_n.
    """
    graph, g = Graph(), called(activation)
    parameters = _add_parameters(graph)
    graph.add("hn-1", (H,), open=True)
    _add_state(graph, parameters, "n", "n-1", g, column=1, adjoint=r"\delta")
    _add_loss(graph, parameters, "n", column=1)
    _add_state(graph, parameters, "n+1", "n", g, column=2, open=True, adjoint=r"\delta")
    graph.add("hN", (H,), open=True)
    rest = graph.add("rest", (), letter=r"\sum_{m \neq n} F_m", subscript="")
    graph.add("F", (), graph["Fn"].symbol + rest.symbol)
    return graph


def _add_parameters(graph: Graph, step: str = "") -> Parameters:
    """The parameters by name; where a step has copies of its own, Vh is the node Vh2, written V_{h,2}."""
    shapes = {"Vx": (H, K), "Vh": (H, H), "c": (H,), "W": (K, H), "b": (K,)}
    subscripts = {name: ",".join(part for part in (name[1:], step) if part) for name in shapes}
    return {name: graph.add(f"{name}{step}", shapes[name], subscript=subscripts[name]) for name in shapes}


def _add_state(
    graph: Graph,
    parameters: Parameters,
    n: str,
    before: str,
    g: Activation,
    column: int,
    open: bool = False,
    adjoint: str = "",
) -> None:
    """h_n from x_n and the state before."""
    x, h = graph.add(f"x{n}", (K,), one_hot=True, place=(column, 3)), graph[f"h{before}"]
    Vx, Vh, c = (parameters[name] for name in ("Vx", "Vh", "c"))
    z = graph.add(f"z{n}", (H,), affine((Vx, x), (Vh, h), bias=c), inner=True)
    graph.add(f"h{n}", (H,), elementwise(g, z), place=(column, 2), open=open, adjoint=adjoint)


def _add_loss(graph: Graph, parameters: Parameters, n: str, column: int) -> None:
    """F_n from h_n and the word w_n that came."""
    w, h = graph.add(f"w{n}", (K,), one_hot=True), graph[f"h{n}"]
    a = graph.add(f"a{n}", (K,), affine((parameters["W"], h), bias=parameters["b"]), inner=True)
    p = graph.add(f"p{n}", (K,), softmax(a), letter=r"\hat p", place=(column, 1))
    graph.add(f"F{n}", (), cross_entropy(w, p), place=(column, 0))
