"""Where all sizes are one number no shape gives a transposed factor away: gradients against finite differences, as
formulas against what they were computed from.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
import sympy
from sympy import IndexedBase

from models import bptt, copies, deep, jacobians, reverse_mode, rnn, rtrl, rtrl_clear, tbptt, trigram
from models.activations import ACTIVATIONS
from models.arrays import Array
from models.derivation import backward, forward, forward_values, local_jacobians, rnn_values, through_time
from models.derivation.evaluation import evaluate
from models.derivation.matrix_form import matrix_form
from models.derivation.proof import proved
from models.derivation.reverse import Recursion
from models.differences import along, directions, entrywise, inner
from models.graph import Graph, H, K, affine, elementwise, i, j, rnn_graph, trigram_graph
from models.softmax import read_out

SIZE = 4  # K, H, N and B
SMOOTH = [name for name in ACTIVATIONS if name != "relu"]
rng = np.random.default_rng(4)
NET = rnn.Params(*(rng.normal(0, 0.8, each.shape) for each in rnn.init(SIZE, SIZE, 0)))
IDS = rng.integers(0, SIZE, (2, SIZE, SIZE))  # (inputs and targets, N, B)
H0 = rng.normal(size=(SIZE, SIZE))  # (B, H)
TEXT = NET, IDS[0, :, 0], IDS[1, :, 0], H0[0]


def has_the_slope(f: Callable[..., float], x: list[Array], gradient: list[Array]) -> None:
    """Array by array, so that one cannot make up for another."""
    for place, (each, slope) in enumerate(zip(x, gradient, strict=True)):
        (direction,) = directions([each], rng)
        measured = along(
            lambda new, at=place: f(*(new if n == at else old for n, old in enumerate(x))), [each], [direction]
        )
        assert inner([slope], [direction]) == pytest.approx(measured, rel=1e-6, abs=1e-9), place


@pytest.mark.parametrize("name", SMOOTH)
@pytest.mark.parametrize("gradient", [bptt.gradient, rtrl.gradient, partial(tbptt.gradient, k=SIZE)])
def test_the_recurrent_network(gradient: Callable[..., tuple[float, rnn.Params]], name: str) -> None:
    for given in ((*IDS, H0), TEXT[1:]):

        def loss(*params: Array, given: tuple[Array, ...] = given) -> float:
            return bptt.gradient(rnn.Params(*params), *given, activation=name)[0]

        has_the_slope(loss, list(NET), list(gradient(NET, *given, activation=name)[1]))


def test_the_recurrent_network_runs_as_its_equations_say() -> None:
    Vx, Vh, c, W, b = NET
    state = H0[0]
    for n, (h, p) in enumerate(zip(*rnn.forward(NET, TEXT[1], H0[0]), strict=True)):
        state = np.tanh(Vx @ np.eye(SIZE)[TEXT[1][n]] + Vh @ state + c)
        np.testing.assert_allclose(h, state, atol=1e-14)
        np.testing.assert_allclose(np.log(p) - np.log(p[0]), W @ state + b - (W @ state + b)[0], atol=1e-13)


@pytest.mark.parametrize("name", SMOOTH)
def test_online(name: str) -> None:
    steps = zip(TEXT[1].tolist(), TEXT[2].tolist(), strict=True)
    *_, (_, gradient) = rtrl.online(NET, steps, H0[0], activation=name)
    has_the_slope(lambda *p: bptt.gradient(rnn.Params(*p), *TEXT[1:], activation=name)[0], list(NET), list(gradient))


@pytest.mark.parametrize("name", SMOOTH)
def test_forward_mode_in_its_clear_form(name: str) -> None:
    gradient = rtrl_clear.gradient(*TEXT, activation=name)[1]
    has_the_slope(lambda *p: bptt.gradient(rnn.Params(*p), *TEXT[1:], activation=name)[0], list(NET), list(gradient))


def test_the_read_out() -> None:
    W, b, h, words = rng.normal(size=(SIZE, SIZE)), NET.b, H0, IDS[0, 0]
    _, dW, db, dh = read_out(W, b, h, words)
    has_the_slope(lambda W, b, h: read_out(W, b, h, words)[0], [W, b, h], [dW, db, dh])


@pytest.mark.parametrize("name", SMOOTH)
@pytest.mark.parametrize(("K", "H"), [(SIZE, SIZE), (SIZE // 2, SIZE)])  # V is (H, 2K)
def test_the_trigram(K: int, H: int, name: str) -> None:
    params = trigram.Params(*(rng.normal(0, 0.8, each.shape) for each in trigram.init(K, H, 0)))
    tokens = rng.integers(0, K, 3 * SIZE)

    def loss(*changed: Array) -> float:
        return trigram.loss(trigram.Params(*changed), tokens, activation=name)

    has_the_slope(loss, list(params), list(trigram.backward(params, tokens, activation=name)[1]))


def test_the_copies() -> None:
    def loss(*flat: Array) -> float:
        return copies.loss([rnn.Params(*flat[i : i + 5]) for i in range(0, len(flat), 5)], *TEXT[1:])

    assert loss(*[*NET] * SIZE) == pytest.approx(SIZE * bptt.gradient(*TEXT)[0], rel=1e-12)
    has_the_slope(loss, [*NET] * SIZE, [each for copy in copies.gradients(*TEXT) for each in copy])
    apart = [rnn.Params(*(each + rng.normal(0, 0.3, each.shape) for each in NET)) for _ in range(SIZE)]
    found = copies.untied_gradients(apart, *TEXT[1:])
    has_the_slope(loss, [each for copy in apart for each in copy], [each for copy in found for each in copy])


@pytest.mark.parametrize("name", SMOOTH)
def test_the_jacobians_and_their_products(name: str) -> None:
    h, _ = rnn.forward(*TEXT[:2], H0[0], activation=name)
    J = jacobians.one_step(NET.Vh, h, activation=name)
    products = jacobians.to_the_end(J)
    for n, start in enumerate([H0[0], *h][:-1]):
        for place, step in enumerate(np.eye(SIZE) * 1e-6):
            up, down = (rnn.forward(NET, TEXT[1][n:], start + s * step, activation=name)[0] for s in (1, -1))
            np.testing.assert_allclose((up - down)[0] / 2e-6, J[n][:, place], atol=1e-8)
            np.testing.assert_allclose((up - down)[-1] / 2e-6, products[n][:, place], atol=1e-8)
    norms = [np.linalg.norm(each, 2) for each in products[::-1]]
    np.testing.assert_allclose(np.exp(jacobians.log_norms(J)), norms, rtol=1e-10)


def test_a_deep_network_runs_as_its_equation_says() -> None:
    layers = rng.normal(size=(3, SIZE, SIZE))
    one = np.tanh(layers[0] @ H0[0])
    two = np.tanh(layers[1] @ one)
    np.testing.assert_allclose(deep.forward(layers, H0[0]), [one, two, np.tanh(layers[2] @ two)], atol=1e-15)


@pytest.mark.parametrize("name", SMOOTH)
def test_reverse_mode_on_numbers(name: str) -> None:
    """The local Jacobians derived, run through the recursion and along all paths, at every node."""
    quiet = rnn.Params(*(each / 2 for each in NET))  # no probability is so small that differences fail at its logarithm
    graph, values = rnn_graph(SIZE, name), rnn_values(quiet, *TEXT[1:])
    found = local_jacobians(graph, values)
    slopes, known = reverse_mode.derivatives(found), forward_values(graph, values)
    for node in slopes.keys() - {"F"}:

        def loss(value: Array, node: str = node) -> float:
            return float(forward_values(graph, {**values, node: value})["F"])

        measured = np.atleast_1d(entrywise(loss, known[node]))
        np.testing.assert_allclose(slopes[node], measured, atol=1e-7, err_msg=node)
        by_paths = np.sum([reverse_mode.along(found, path) for path in reverse_mode.paths(found, node)], axis=0)
        np.testing.assert_allclose(by_paths, slopes[node], atol=1e-12, err_msg=node)


@pytest.mark.parametrize("name", SMOOTH)
def test_what_is_derived(name: str) -> None:
    """Both modes, unrolled and at any step n, as arrays."""
    graph, values = rnn_graph(SIZE, name), rnn_values(*TEXT)
    at_n, (_, gradient) = through_time(name), bptt.gradient(*TEXT, activation=name)
    for parameter, mean in gradient._asdict().items():
        ways = [backward(graph).evaluate(parameter, values), at_n.by_bptt(parameter, values)]
        if parameter in ("Vx", "Vh", "c"):
            ways += [forward(graph, parameter).evaluate(values)["F"], at_n.by_rtrl(parameter, values)]
        for way in ways:
            np.testing.assert_allclose(way, SIZE * mean, atol=1e-11, err_msg=parameter)
    h, _ = rnn.forward(*TEXT[:2], H0[0], activation=name)
    np.testing.assert_allclose(at_n.jacobians(values), jacobians.one_step(NET.Vh, h, activation=name), atol=1e-13)
    known = forward_values(graph, values)
    kept = {each: known[each] for each in graph.nodes if graph[each].definition is None}
    for node in ("z2", "h2", "a2"):

        def loss(value: Array, node: str = node) -> float:
            return float(forward_values(graph, {**kept, node: value})["F"])

        derived = backward(graph).evaluate(node, known)
        np.testing.assert_allclose(derived, entrywise(loss, known[node]), atol=1e-7)


@pytest.mark.parametrize("parameter", ["Vx", "Vh", "c", "W"])
def test_what_forward_mode_carries(parameter: str) -> None:
    """Node by node: a sign or a transposition at each of them would cancel by the end."""
    graph, values = rnn_graph(2), rnn_values(NET, TEXT[1][:2], TEXT[2][:2], H0[0])
    (direction,) = directions([values[parameter]], rng)
    for node, slope in forward(graph, parameter).evaluate(values).items():

        def value(each: Array, node: str = node) -> Array:
            return forward_values(graph, {**values, parameter: each})[node]

        measured = along(value, [values[parameter]], [direction])
        carried = np.tensordot(slope, direction, direction.ndim)
        np.testing.assert_allclose(carried, measured, atol=1e-8, err_msg=node)


def test_a_jacobian_through_two_products() -> None:
    """Between drawn nodes with two inner ones in a row, so that what is composed is neither diagonal nor symmetric."""
    graph = Graph()
    A, B, x, c = graph.add("A", (H, H)), graph.add("B", (H, H)), graph.add("x", (H,)), graph.add("c", (H,))
    inner_one = graph.add("y", (H,), affine((A, x), bias=c), inner=True)
    inner_two = graph.add("z", (H,), affine((B, inner_one), bias=c), inner=True)
    graph.add("h", (H,), elementwise(sympy.tanh, inner_two))
    known = forward_values(graph, {"A": NET.Vh, "B": NET.W, "x": H0[0], "c": NET.c})
    derived = evaluate(Recursion(graph).jacobian("h", "x"), {i: SIZE, j: SIZE}, known, {H: SIZE})
    np.testing.assert_allclose(derived, np.diag(1 - known["h"] ** 2) @ NET.W @ NET.Vh, atol=1e-13)


@pytest.mark.parametrize(("words", "graph"), [(2, rnn_graph(2)), (2, trigram_graph())])
def test_what_is_proved(words: int, graph: object) -> None:
    for parameter in ("W", "c"):
        assert proved(graph, parameter, {H: 2, K: words}) is True


def test_what_is_read_as_matrices() -> None:
    """The matrix form of each gradient and Jacobian, as it would be written."""
    of_trigram, of_rnn, at_n = backward(trigram_graph()), backward(rnn_graph(2)), through_time("tanh")
    assert of_trigram.tex("V").endswith(r"= ((1 - h^2) \odot (W^\top (\hat p - w))) x^\top")
    assert of_trigram.tex("W").endswith(r"= (\hat p - w) h^\top")
    assert of_rnn.jacobian("h2", "h1").matrix.endswith(r"= \mathrm{diag}(1 - h_2^2) V_h")
    assert of_rnn.terms("h1")[1].value == r"V_h^\top \left((1 - h_2^2) \odot \frac{\partial F}{\partial h_2}\right)"
    lines = [step.matrix for step in at_n.jacobian_product()]
    assert any(
        line.endswith(r"\frac{\partial h_N}{\partial h_{n+1}} \mathrm{diag}(1 - h_{n+1}^2) V_h") for line in lines
    )
    assert at_n.bptt("Vh")[-1].matrix.endswith(r"((1 - h_n^2) \odot \delta_n) h_{n-1}^\top")
    c, h, m = IndexedBase("c"), IndexedBase("h"), sympy.Symbol("m", integer=True)
    number = sympy.Sum(c[m] * h[m], (m, 0, H - 1))
    assert matrix_form(of_trigram.graph, number, ()) == r"c^\top h"
    assert matrix_form(of_trigram.graph, h[j] * number, (j,)) == r"(c^\top h) h"
    by_p, by_h = (
        rf"\frac{{\partial F}}{{\partial {n}}} \frac{{\partial {n}}}{{\partial h_1}}" for n in (r"\hat p_1", "h_2")
    )
    assert of_rnn.chain("h1").endswith(f"= {by_p} + {by_h}")


def test_what_the_recursions_read_as() -> None:
    found = through_time("tanh")
    backwards, forwards = ([step.tex for step in way] for way in (found.bptt("Vh"), found.rtrl("c")))
    over_steps, of_h = r"\sum_{n=1}^N", r"\frac{\partial h_n}{\partial c}"
    immediate, carried = r"\frac{\partial^+ h_n}{\partial c}", r"\frac{\partial h_{n-1}}{\partial c}"
    assert rf"{of_h} = {immediate} + \frac{{\partial h_n}}{{\partial h_{{n-1}}}} {carried}" in forwards
    assert rf"\frac{{\partial F}}{{\partial c}} = {over_steps} \frac{{\partial F_n}}{{\partial h_n}} {of_h}" in forwards
    assert (
        rf"\frac{{\partial F}}{{\partial V_h}} = {over_steps} \delta_n \frac{{\partial^+ h_n}}{{\partial V_h}}"
        in backwards
    )
    (both,) = (step.matrix for step in found.bptt("Vh") if step.rule == "both put in")
    assert r"W^\top (\hat p_n - w_n)" in both and r"\odot \delta_{n+1}" in both
