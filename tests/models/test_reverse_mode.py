"""Reverse mode on the graph's own local Jacobians: recursion, sum over paths and finite differences agree."""

from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models import bptt, rnn
from models.activations import ACTIVATIONS
from models.derivation import forward_values, local_jacobians, rnn_values
from models.derivation.evaluation import Array
from models.differences import entrywise
from models.graph import Graph, H, K, affine, cross_entropy, elementwise, rnn_graph, softmax
from models.graph.activations import ACTIVATIONS as SYMBOLIC
from models.reverse_mode import along, children, derivatives, paths, terms, upstream

unrolled = cache(rnn_graph)
sizes = st.integers(1, 4)


def has_the_slopes(graph: Graph, values: dict[str, Array]) -> None:
    """Hold ∂F/∂node, for every node with a place, against its slope and against the sum over all paths."""
    jacobians, known = local_jacobians(graph, values), forward_values(graph, values)
    found = derivatives(jacobians)
    assert found.keys() == {name for edge in jacobians for name in edge}
    for name in found.keys() - {"F"}:

        def loss(value: Array, name: str = name) -> float:
            return float(forward_values(graph, {**values, name: value})["F"])

        measured = entrywise(loss, known[name])
        np.testing.assert_allclose(found[name], np.atleast_1d(measured), rtol=1e-5, atol=1e-6, err_msg=name)
        shares = [along(jacobians, path) for path in paths(jacobians, name)]
        np.testing.assert_allclose(np.sum(shares, axis=0), found[name], atol=1e-10, err_msg=name)


@settings(deadline=None, max_examples=30)
@given(K=sizes, H=sizes, N=sizes, seed=st.integers(0, 99), name=st.sampled_from(list(ACTIVATIONS)))
def test_the_recursion_gives_the_slope_at_every_node(K: int, H: int, N: int, seed: int, name: str) -> None:
    rng = np.random.default_rng(seed)
    params = rnn.Params(*(each / 2 for each in rnn.init(K, H, seed)))  # no p so small that differences fail at ln p
    (inputs, targets), h0 = rng.integers(K, size=(2, N)), rng.normal(size=H)
    values = rnn_values(params, inputs, targets, h0)
    known = forward_values(unrolled(N, name), values)
    assume(name != "relu" or min(np.abs(known[f"z{n}"]).min() for n in range(1, N + 1)) > 1e-3)
    assert float(known["F"]) == pytest.approx(N * bptt.gradient(params, inputs, targets, h0, activation=name)[0])
    has_the_slopes(unrolled(N, name), values)


def test_one_local_term_alone_is_off() -> None:
    rng = np.random.default_rng(1)
    inputs, targets = rng.integers(5, size=(2, 4))
    values = rnn_values(rnn.init(5, 4, 1), inputs, targets, rng.normal(size=4))
    jacobians = local_jacobians(unrolled(4, "tanh"), values)
    found = derivatives(jacobians)
    for node in ("h1", "h2", "h3"):
        sent = terms(jacobians, node, found)
        assert len(sent) == 2
        assert all(np.linalg.norm(found[node] - term) > 0.05 for term in sent.values())


def test_the_gradient_comes_back_only_along_paths_to_the_loss() -> None:
    edges = rnn_graph(3).edges()
    assert upstream(edges, "h2") == {
        ("h2", "p2"), ("p2", "F2"), ("F2", "F"), ("h2", "h3"), ("h3", "p3"), ("p3", "F3"), ("F3", "F")
    }  # fmt: skip
    assert children(edges, "h2") == ["p2", "h3"]
    assert upstream(edges, "F") == set()


def test_nodes_without_a_place_are_passed_through_on_every_way() -> None:
    """From y, which is not drawn, lead three ways into o: through z and u, through s, and directly; none through q."""
    graph = Graph()
    V, U, c = graph.add("V", (H, K)), graph.add("U", (H, H)), graph.add("c", (H,))
    w, x = graph.add("w", (H,), one_hot=True), graph.add("x", (K,), place=(0, 0))
    y = graph.add("y", (H,), affine((V, x), bias=c))
    u = graph.add("u", (H,), elementwise(SYMBOLIC["tanh"], graph.add("z", (H,), affine((U, y), bias=c), inner=True)))
    s = graph.add("s", (H,), elementwise(SYMBOLIC["sigmoid"], y))
    graph.add("q", (H,), elementwise(SYMBOLIC["tanh"], y), place=(1, 1))  # beside the loss
    o = graph.add("o", (H,), lambda i: u[i] + s[i] + y[i], place=(1, 0))
    graph.add("F", (), cross_entropy(w, graph.add("p", (H,), softmax(o))))
    assert set(graph.edges()) == {("x", "o"), ("x", "q"), ("o", "F")}
    assert graph.factor("x", "o") == "V"
    rng = np.random.default_rng(0)
    shapes = {"V": (3, 2), "U": (3, 3), "c": (3,), "x": (2,)}
    has_the_slopes(graph, {"w": np.eye(3)[1], **{name: rng.normal(size=shape) for name, shape in shapes.items()}})
