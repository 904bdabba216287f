"""Derived from the graph, computed by the model, measured by finite differences: one slope along any direction."""

from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models import bptt, rnn, trigram
from models.activations import ACTIVATIONS
from models.arrays import Array
from models.derivation import Gradients, backward, rnn_values, trigram_values
from models.derivation.evaluation import forward_values
from models.differences import along, directions, inner
from models.graph import rnn_graph, trigram_graph

sizes = st.integers(1, 4)
seeds = st.integers(0, 2**32 - 1)
activations = st.sampled_from(sorted(ACTIVATIONS))
derived = cache(lambda N, activation: backward(rnn_graph(N, activation) if N else trigram_graph(activation)))


def slope(gradients: Gradients, values: dict[str, Array], direction: tuple[Array, ...]) -> float:
    """Of the graph's output, along a direction of the parameters. At a bend of ReLU there is none to speak of."""
    z = [value for name, value in forward_values(gradients.graph, values).items() if name.startswith("z")]
    assume(min(np.abs(each).min() for each in z) > 1e-3)
    return inner([gradients.evaluate(name, values) for name in direction._fields], direction)


@settings(deadline=None, max_examples=30)
@given(sizes, sizes, seeds, activations)
def test_the_trigram(K: int, H: int, seed: int, activation: str) -> None:
    rng = np.random.default_rng(seed)
    params = trigram.Params(*(rng.normal(0, 0.8, each.shape) for each in trigram.init(K, H, 0)))
    tokens, direction = rng.integers(K, size=3), trigram.Params(*directions(params, rng))
    by_graph = slope(derived(0, activation), trigram_values(params, tokens[1], tokens[0], tokens[2]), direction)
    by_model = inner(trigram.backward(params, tokens, activation=activation)[1], direction)
    measured = along(lambda *p: trigram.loss(trigram.Params(*p), tokens, activation=activation), params, direction)
    assert by_graph == pytest.approx(by_model, rel=1e-9, abs=1e-12)
    assert by_model == pytest.approx(measured, rel=1e-5, abs=1e-8)


@settings(deadline=None, max_examples=30)
@given(sizes, sizes, st.integers(1, 3), seeds, activations)
def test_the_recurrent_network(K: int, H: int, N: int, seed: int, activation: str) -> None:
    rng = np.random.default_rng(seed)
    params = rnn.Params(*(rng.normal(0, 0.8, each.shape) for each in rnn.init(K, H, 0)))
    text, direction = (*rng.integers(K, size=(2, N)), rng.normal(size=H)), rnn.Params(*directions(params, rng))
    by_graph = slope(derived(N, activation), rnn_values(params, *text), direction)
    by_model = N * inner(bptt.gradient(params, *text, activation=activation)[1], direction)
    measured = along(lambda *p: N * bptt.gradient(rnn.Params(*p), *text, activation=activation)[0], params, direction)
    assert by_graph == pytest.approx(by_model, rel=1e-9, abs=1e-12)
    assert by_model == pytest.approx(measured, rel=1e-5, abs=1e-7)
