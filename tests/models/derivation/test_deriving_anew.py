"""A new activation, or a new layer, changes the derivation: nothing about one is written by hand."""

import numpy as np
import pytest
import sympy

from models import rnn
from models.derivation import backward, forward, rnn_values, through_time
from models.derivation.evaluation import forward_values
from models.derivation.generic import forget
from models.differences import entrywise
from models.graph import Graph, H, K, affine, cross_entropy, elementwise, rnn_graph, softmax, trigram_graph

NEW = {
    "softplus": lambda z: sympy.log(1 + sympy.exp(z)),
    "arctan": sympy.atan,
    "leaky relu": lambda z: sympy.Piecewise((z, z > 0), (z / 10, True)),
    "a bend": lambda z: sympy.Max(z, z / 2),
    "softsign": lambda z: z / sympy.sqrt(1 + z**2),
    "a distance": sympy.Abs,
    "between 0 and 6": lambda z: sympy.Min(sympy.Max(z, 0), 6),
    "swish": lambda z: z / (1 + sympy.exp(-z)),
    "sine": sympy.sin,
}


def two_layers() -> Graph:
    graph = Graph()
    U, V, W, b = (graph.add(n, s) for n, s in (("U", (H, H)), ("V", (H, K)), ("W", (K, H)), ("b", (K,))))
    c, d = graph.add("c", (H,)), graph.add("d", (H,))
    x, w = graph.add("x", (K,)), graph.add("w", (K,), one_hot=True)
    h = graph.add("h", (H,), elementwise(sympy.tanh, graph.add("z", (H,), affine((V, x), bias=c))))
    y = graph.add("y", (H,), affine((U, h), bias=d))
    o = graph.add("o", (H,), lambda i: 1 / (1 + sympy.exp(-y[i])) + h[i])  # the sum makes a second way round the layer
    p = graph.add("p", (K,), softmax(graph.add("a", (K,), affine((W, o), bias=b))))
    graph.add("F", (), cross_entropy(w, p))
    return graph


def agrees_with_its_slopes(graph: Graph, names: str) -> None:
    rng = np.random.default_rng(7)
    sizes = {H: 3, K: 4}
    leaves = [node for node in graph.nodes.values() if node.definition is None]
    values = {node.name: rng.normal(size=[int(size.subs(sizes)) for size in node.shape]) for node in leaves}
    values["w"] = np.eye(4)[2]
    gradients = backward(graph)
    for name in names.split():
        measured = entrywise(lambda each, n=name: float(forward_values(graph, {**values, n: each})["F"]), values[name])
        np.testing.assert_allclose(gradients.evaluate(name, values), measured, atol=1e-8, err_msg=name)


@pytest.mark.parametrize("name", NEW)
def test_a_new_activation_derives_anew(name):
    forget()
    graph = trigram_graph(NEW[name])
    agrees_with_its_slopes(graph, "V c W b x")
    slopes = {backward(trigram_graph(g)).tex("c") for g in (NEW[name], "tanh", "sigmoid", "relu", "identity")}
    assert len(slopes) == 5
    written = [step.index for step in backward(graph).derivation("V")]
    assert not any(name in tex for tex in written for name in ("Heaviside", "Max", "Min", "Abs", "Piecewise", "sign"))


@pytest.mark.parametrize("name", NEW)
def test_a_new_activation_derives_anew_in_every_mode(name):
    forget()
    rng = np.random.default_rng(3)
    params = rnn.Params(*(rng.normal(size=each.shape) for each in rnn.init(3, 2, 0)))
    values = rnn_values(params, [0, 2, 1], [2, 1, 1], rng.normal(size=2))
    graph, found = rnn_graph(3, NEW[name]), through_time(NEW[name])
    back = backward(graph).evaluate("Vh", values)
    measured = entrywise(lambda Vh: float(forward_values(graph, {**values, "Vh": Vh})["F"]), params.Vh)
    np.testing.assert_allclose(back, measured, atol=1e-7)
    for other in (forward(graph, "Vh").evaluate(values)["F"], found.by_bptt("Vh", values), found.by_rtrl("Vh", values)):
        np.testing.assert_allclose(other, back, atol=1e-10)
    assert "h_{n," in found.rtrl("Vh")[-1].index and "h_{n-1}" in found.bptt("Vh")[-1].tex


def test_an_activation_that_has_no_slope_is_refused():
    with pytest.raises(ValueError, match="cannot be written by cases"):
        trigram_graph(sympy.floor)


def test_a_new_layer_derives_anew():
    agrees_with_its_slopes(two_layers(), "U V W b c d x")
    assert backward(two_layers()).children("h") == ("y", "o")


def test_a_graph_says_what_is_wrong_with_it():
    graph = trigram_graph()
    with pytest.raises(ValueError, match="two nodes 'h'"):
        graph.add("h", (H,))
    with pytest.raises(ValueError, match="what is not there: u"):
        Graph().add("z", (H,), lambda i: sympy.IndexedBase("u")[i])
    with pytest.raises(KeyError, match="no node 'q'"):
        backward(graph).terms("q")
    with pytest.raises(ValueError, match="0 steps"):
        rnn_graph(0)
    with pytest.raises(KeyError, match="needs a value"):
        forward_values(graph, {})
    with pytest.raises(ValueError, match=r"W has the shape \(3, 3\), not \(4, 3\)"):
        forward_values(graph, {"b": np.zeros(4), "c": np.zeros(3), "W": np.zeros((3, 3))})
