"""The networks without recurrence: the neural trigram, and softmax with cross entropy by itself."""

from __future__ import annotations

from models.graph.activations import Activation, called
from models.graph.layers import affine, cross_entropy, elementwise, softmax
from models.graph.nodes import Graph, H, K, Node


def trigram_graph(activation: str | Activation = "tanh") -> Graph:
    """The neural trigram at one position: `x = [w_{n-1}; w_{n-2}]` (2K,), `h = g(Vx + c)`, `p = softmax(Wh + b)`.

    Its output is F = -wᵀ ln p for that position; over a text it is averaged, and so are its gradients. Nodes: V, c, W,
    b, x, w, z, h, a, p, F, with z = Vx + c and a = Wh + b.
    """
    graph = Graph()
    V, c = graph.add("V", (H, 2 * K)), graph.add("c", (H,))
    W, b = graph.add("W", (K, H)), graph.add("b", (K,))
    before = Node("wn-1", "w", "n-1", (K,), place=(0, 2)), Node("wn-2", "w", "n-2", (K,), place=(0, 0))
    x, w = graph.add("x", (2 * K,), place=(0, 1), blocks=before), graph.add("w", (K,), one_hot=True)
    z = graph.add("z", (H,), affine((V, x), bias=c), inner=True)
    h = graph.add("h", (H,), elementwise(called(activation), z), place=(1, 1))
    a = graph.add("a", (K,), affine((W, h), bias=b), inner=True)
    p = graph.add("p", (K,), softmax(a), letter=r"\hat p", place=(2, 1))
    graph.add("F", (), cross_entropy(w, p), place=(3, 1))
    return graph


def softmax_graph() -> Graph:
    """Softmax with cross entropy by itself: scores a, `p = softmax(a)`, `F = -wᵀ ln p` for a one-hot w."""
    graph = Graph()
    a, w = graph.add("a", (K,), place=(0, 0)), graph.add("w", (K,), one_hot=True)
    p = graph.add("p", (K,), softmax(a), letter=r"\hat p", place=(1, 0))
    graph.add("F", (), cross_entropy(w, p), place=(2, 0))
    return graph
