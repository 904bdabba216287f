"""What is derived equals what the models compute, and what finite differences measure, at any small size."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import bptt, rnn, trigram
from models.derivation import Gradients, Sensitivities, backward, forward, rnn_values, through_time, trigram_values
from models.derivation.evaluation import forward_values
from models.differences import along, directions, inner
from models.graph import ACTIVATIONS, rnn_graph, trigram_graph

sizes = st.integers(1, 4)
seeds = st.integers(0, 2**32 - 1)
activations = st.sampled_from(sorted(ACTIVATIONS))


@cache
def reverse(N: int, activation: str) -> Gradients:
    return backward(trigram_graph(activation) if N == 0 else rnn_graph(N, activation))


@cache
def carried(N: int, activation: str, name: str) -> Sensitivities:
    return forward(reverse(N, activation).graph, name)


def rnn_run(K: int, H: int, N: int, seed: int) -> tuple[rnn.Params, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    params = rnn.Params(*(rng.normal(0, 0.8, each.shape) for each in rnn.init(K, H, 0)))
    return params, rng.integers(K, size=N), rng.integers(K, size=N), rng.normal(size=H)


@settings(deadline=None, max_examples=20)
@given(sizes, sizes, st.integers(3, 6), seeds, activations)
def test_the_trigram_learns_by_the_derived_gradient(K, H, length, seed, activation):
    rng = np.random.default_rng(seed)
    params = trigram.Params(*(rng.normal(0, 0.8, each.shape) for each in trigram.init(K, H, 0)))
    tokens = rng.integers(K, size=length)
    _, by_model = trigram.backward(params, tokens, activation=activation)
    gradients = reverse(0, activation)
    at = [trigram_values(params, tokens[n - 1], tokens[n - 2], tokens[n]) for n in range(2, length)]
    for name, expected in by_model._asdict().items():
        derived = np.mean([gradients.evaluate(name, values) for values in at], axis=0)
        np.testing.assert_allclose(derived, expected, rtol=1e-9, atol=1e-12)


@settings(deadline=None, max_examples=12)
@given(sizes, sizes, seeds, activations, st.sampled_from([900, 1e4]))
def test_large_scores_neither_overflow_nor_vanish(K, H, seed, activation, scale):
    rng = np.random.default_rng(seed)
    params = trigram.Params(*(scale * rng.normal(size=each.shape) for each in trigram.init(K, H, 0)))
    tokens = rng.integers(K, size=3)
    loss, by_model = trigram.backward(params, tokens, activation=activation)
    values, gradients = trigram_values(params, tokens[1], tokens[0], tokens[2]), reverse(0, activation)
    assert float(forward_values(gradients.graph, values)["F"]) == pytest.approx(loss, rel=1e-12)
    for name, expected in by_model._asdict().items():
        np.testing.assert_allclose(gradients.evaluate(name, values), expected, rtol=1e-9, atol=1e-12)

    params, *text = rnn_run(K, H, 3, seed)
    params, through = params._replace(W=scale * params.W), through_time(activation)
    _, of_text = bptt.gradient(params, *text, activation=activation)
    values = rnn_values(params, *text)
    for name, mean in of_text._asdict().items():
        ways = [reverse(3, activation).evaluate(name, values), carried(3, activation, name).evaluate(values)["F"]]
        for way in (*ways, through.by_bptt(name, values)):
            np.testing.assert_allclose(way, 3 * mean, rtol=1e-8, atol=1e-10 * scale)


@settings(deadline=None, max_examples=20)
@given(sizes, sizes, st.integers(1, 3), seeds, activations)
def test_both_modes_of_the_unrolled_network_equal_backpropagation_through_time(K, H, N, seed, activation):
    params, inputs, targets, h0 = rnn_run(K, H, N, seed)
    _, by_model = bptt.gradient(params, inputs, targets, h0, activation=activation)
    values = rnn_values(params, inputs, targets, h0)
    for name, mean in by_model._asdict().items():
        back = reverse(N, activation).evaluate(name, values)
        np.testing.assert_allclose(back, N * mean, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(carried(N, activation, name).evaluate(values)["F"], back, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_the_recursion_of_every_node_is_its_slope(activation):
    graph = rnn_graph(3, activation)
    gradients, rng = backward(graph), np.random.default_rng(9)
    known = forward_values(graph, rnn_values(*rnn_run(K=4, H=3, N=3, seed=5)))
    for name in graph.nodes:

        def after(value, name=name):
            kept = {other: known[other] for other in graph.nodes if graph[other].definition is None}
            return float(forward_values(graph, {**kept, name: value})["F"])

        value, (direction,) = [known[name]], directions([known[name]], rng)
        measured = along(after, value, [direction])
        assert inner([gradients.evaluate(name, known)], [direction]) == pytest.approx(measured, abs=2e-8), name


def test_several_children_are_summed_and_none_alone_is_the_gradient():
    graph, values = rnn_graph(3), rnn_values(*rnn_run(K=4, H=3, N=3, seed=6))
    gradients = backward(graph)
    terms, whole = gradients.evaluate_terms("h2", values), gradients.evaluate("h2", values)
    assert gradients.children("h2") == ("a2", "z3")
    assert [term.towards for term in gradients.terms("h2")] == ["p2", "h3"]
    np.testing.assert_allclose(sum(terms), whole)
    assert all(np.abs(term - whole).max() > 1e-3 for term in terms)
    assert len(gradients.evaluate_terms("Vh", values)) == 3
