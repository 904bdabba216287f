"""A new activation, or a new layer, changes the derivation: nothing about one is written by hand."""

from collections.abc import Callable

import numpy as np
import pytest
import sympy

from models import rnn
from models.derivation import backward, forward, rnn_values, through_time
from models.derivation.evaluation import forward_values
from models.derivation.generic import forget
from models.derivation.proof import proved
from models.differences import entrywise
from models.graph import (
    Activation,
    Entry,
    Graph,
    H,
    K,
    Node,
    affine,
    cross_entropy,
    elementwise,
    over,
    rnn_graph,
    softmax,
    trigram_graph,
)
from models.graph.cases import where

NEW = {
    "softplus": lambda z: sympy.log(1 + sympy.exp(z)),
    "arctan": sympy.atan,
    "leaky relu": lambda z: sympy.Piecewise((z, z > 0), (z / 10, True)),
    "a bend": lambda z: sympy.Max(z, z / 2),
    "softsign": lambda z: z / sympy.sqrt(1 + z**2),
    "a distance": sympy.Abs,
    "between 0 and 6": lambda z: sympy.Min(sympy.Max(z, 0), 6),
    "hard shrink": lambda z: sympy.Piecewise((z, abs(z) > 0.1), (0, True)),
    "GELU": lambda z: z * (1 + sympy.erf(z / sympy.sqrt(2))) / 2,
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


def two_recurrent_layers(N: int) -> Graph:
    """The state h_n goes into a second layer, o_n, with a state of its own, and past it into the prediction."""
    graph = Graph()
    Vx, Vh, c = graph.add("Vx", (H, K)), graph.add("Vh", (H, H)), graph.add("c", (H,))
    Ux, Uh, d = graph.add("Ux", (H, H)), graph.add("Uh", (H, H)), graph.add("d", (H,))
    W, S, b = graph.add("W", (K, H)), graph.add("S", (K, H)), graph.add("b", (K,))
    h, o = graph.add("h0", (H,)), graph.add("o0", (H,))
    for n in range(1, N + 1):
        x, w = graph.add(f"x{n}", (K,), one_hot=True), graph.add(f"w{n}", (K,), one_hot=True)
        z = graph.add(f"z{n}", (H,), affine((Vx, x), (Vh, h), bias=c), inner=True)
        h = graph.add(f"h{n}", (H,), elementwise(sympy.tanh, z))
        u = graph.add(f"u{n}", (H,), affine((Ux, h), (Uh, o), bias=d), inner=True)
        o = graph.add(f"o{n}", (H,), elementwise(sympy.tanh, u))
        a = graph.add(f"a{n}", (K,), affine((W, o), (S, h), bias=b), inner=True)
        graph.add(f"F{n}", (), cross_entropy(w, graph.add(f"p{n}", (K,), softmax(a))))
    graph.add("F", (), sympy.Add(*(graph[f"F{n}"].symbol for n in range(1, N + 1))))
    return graph


def with_a_layer(normalised: Callable[[Node], Entry], activation: Activation = sympy.tanh) -> Graph:
    """The trigram with a layer between z and its activation."""
    graph = Graph()
    V, c, W, b = (graph.add(n, s) for n, s in (("V", (H, K)), ("c", (H,)), ("W", (K, H)), ("b", (K,))))
    x, w = graph.add("x", (K,)), graph.add("w", (K,), one_hot=True)
    y = graph.add("y", (H,), normalised(graph.add("z", (H,), affine((V, x), bias=c))))
    a = graph.add("a", (K,), affine((W, graph.add("h", (H,), elementwise(activation, y))), bias=b))
    graph.add("F", (), cross_entropy(w, graph.add("p", (K,), softmax(a))))
    return graph


def centred(z: Node) -> Entry:
    return lambda i: z[i] - over(H, lambda m: z[m]) / H


def layer_norm(z: Node) -> Entry:
    """Centred, and divided by the standard deviation: sums within sums."""
    mean = over(H, lambda m: z[m]) / H
    return lambda i: (z[i] - mean) / sympy.sqrt(1 + over(H, lambda m: (z[m] - mean) ** 2) / H)


def twice_summed(z: Node) -> Entry:
    return lambda i: over(H, lambda m: over(H, lambda n: z[m] * z[n] * z[i]))


def with_a_node_beside() -> Graph:
    graph, trigram = Graph(), trigram_graph()
    for node in trigram.nodes.values():
        if node is trigram.output:
            graph.add("u", (H,), lambda i: trigram["h"][i] ** 2)
        graph.add(node.name, node.shape, node.definition, one_hot=node.one_hot, inner=node.inner)
    return graph


def with_a_loss_at_the_end_only() -> Graph:
    graph, unrolled = Graph(), rnn_graph(3)
    for node in unrolled.nodes.values():
        by = unrolled["F3"].symbol if node is unrolled.output else node.definition
        graph.add(node.name, node.shape, by, one_hot=node.one_hot, inner=node.inner)
    return graph


def somewhere(graph: Graph) -> dict[str, np.ndarray]:
    """Random values of parameters and inputs."""
    rng = np.random.default_rng(7)
    sizes = {H: 3, K: 4}
    leaves = [node for node in graph.nodes.values() if node.definition is None]
    values = {node.name: rng.normal(size=[int(size.subs(sizes)) for size in node.shape]) for node in leaves}
    return values | {node.name: np.eye(4)[rng.integers(4)] for node in leaves if node.one_hot}


def agrees_with_its_slopes(graph: Graph, names: str, forwards: bool = True) -> None:
    """Reverse and forward mode against finite differences, at random values."""
    values = somewhere(graph)
    gradients = backward(graph)
    for name in names.split():
        derived = gradients.evaluate(name, values)
        measured = entrywise(lambda each, n=name: float(forward_values(graph, {**values, n: each})["F"]), values[name])
        np.testing.assert_allclose(derived, measured, atol=1e-8, err_msg=name)
        if forwards:
            np.testing.assert_allclose(forward(graph, name).evaluate(values)["F"], derived, atol=1e-10, err_msg=name)


@pytest.mark.parametrize("name", NEW)
def test_a_new_activation_derives_anew(name):
    forget()
    graph = trigram_graph(NEW[name])
    agrees_with_its_slopes(graph, "V c W b x")
    slopes = {backward(trigram_graph(g)).tex("c") for g in (NEW[name], "tanh", "sigmoid", "relu", "identity")}
    assert len(slopes) == 5
    written = [step.index for step in backward(graph).derivation("V")]
    assert not any(name in tex for tex in written for name in ("Heaviside", "Max", "Min", "Abs", "Piecewise", "sign"))
    unrolled = backward(rnn_graph(3, NEW[name]))
    assert all("sum" not in unrolled.tex(node) for node in unrolled.graph.nodes if node != "F")  # all in matrix form


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
    forget()
    graph = two_layers()
    agrees_with_its_slopes(graph, "U V W b c d x")
    assert [name for name in "UVWbcd" if proved(graph, name, {H: 2, K: 2}) is not True] == []
    assert backward(graph).children("h") == ("y", "o")
    assert backward(graph).tex("V") != backward(trigram_graph()).tex("V")


def test_a_second_recurrent_layer_derives_anew():
    forget()
    graph = two_recurrent_layers(2)
    parameters = "Vx Vh c Ux Uh d W S b"
    agrees_with_its_slopes(graph, f"{parameters} h0 o0")
    gradients = backward(graph)
    assert [term.towards for term in gradients.terms("h1")] == ["o1", "p1", "h2"]
    assert gradients.terms("h1")[0].value.startswith("U_x^\\top")
    assert gradients.chain("h1").count("+") == 2 and backward(rnn_graph(2)).chain("h1").count("+") == 1
    assert [name for name in parameters.split() if proved(graph, name, {H: 2, K: 2}) is not True] == []


@pytest.mark.parametrize("layer", [centred, layer_norm, twice_summed])
def test_a_layer_with_sums_of_its_own_derives_anew(layer):
    forget()
    graph = with_a_layer(layer)
    agrees_with_its_slopes(graph, "V c x W b")
    gradients = backward(graph)
    assert all(gradients.tex(name) and gradients.derivation(name) and gradients.steps(name) for name in "VxczyW")
    if layer is centred:
        assert [name for name in "Vcz" if proved(graph, name, {H: 2, K: 2}) is not True] == []


def test_a_bend_need_not_be_in_an_activation():
    agrees_with_its_slopes(with_a_layer(lambda z: lambda i: sympy.Max(z[i], 0) + over(H, lambda m: abs(z[m]))), "V c x")


@pytest.mark.parametrize("build", [with_a_node_beside, with_a_loss_at_the_end_only])
def test_what_the_loss_does_not_depend_on_sends_nothing_back(build):
    forget()
    graph = build()
    parameters = [name for name in graph.nodes if graph[name].definition is None]
    agrees_with_its_slopes(graph, " ".join(parameters), forwards=False)
    gradients, values = backward(graph), somewhere(graph)
    for name, node in graph.nodes.items():
        assert gradients.evaluate(name, values).shape == np.shape(forward_values(graph, values)[name])
        assert gradients.derivation(name) and len(gradients.terms(name)) == len(gradients.children(name))
        assert gradients.tex(name) and (gradients.steps(name) or node is graph.output)
    beside = {with_a_node_beside: "u", with_a_loss_at_the_end_only: "a1"}[build]
    assert gradients.tex(beside).endswith("= 0") and not gradients.evaluate(beside, values).any()
    assert gradients.chain(beside).endswith("= 0") and gradients.steps(beside)[-1].index.endswith("= 0")
    assert proved(graph, "c", {H: 2, K: 2}) is True and proved(graph, beside, {H: 2, K: 2}) is True


def test_what_has_no_numbers_says_so():
    graph = trigram_graph(lambda z: sympy.besselj(0, z))
    assert "besselj" in backward(graph).tex("c")
    with pytest.raises(ValueError, match="no numbers for it"):
        forward_values(graph, somewhere(graph))


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


def test_a_case_is_one_where_its_condition_holds_and_nothing_elsewhere():
    t, u = sympy.symbols("t u", real=True)
    low, high = t > 0, u < 3
    conditions = [
        sympy.And(low, high),
        sympy.Or(low, high),
        sympy.Not(sympy.Or(low, high), evaluate=False),
        sympy.Or(sympy.And(low, high), sympy.Not(low)),
    ]
    for condition in conditions:
        for values in ({t: a, u: b} for a in (-1, 1) for b in (2, 4)):
            assert where(condition).xreplace(values) == int(bool(condition.xreplace(values)))
