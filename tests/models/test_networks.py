"""The forward passes: distributions, shapes, what each prediction may depend on, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import bptt, rnn, rtrl, tbptt, trigram
from models.activations import ACTIVATIONS


@given(K=st.integers(1, 9), H=st.integers(1, 6), N=st.integers(1, 9), seed=st.integers(0, 99), big=st.booleans())
def test_probabilities_sum_to_one_even_with_enormous_weights(K: int, H: int, N: int, seed: int, big: bool) -> None:
    params = rnn.Params(*(each * (1e4 if big else 1) for each in rnn.init(K, H, seed)))
    h, p = rnn.forward(params, np.arange(N) % K, np.zeros(H))
    assert (h.shape, p.shape) == ((N, H), (N, K))
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-12)
    assert (p >= 0).all()
    assert np.isfinite(bptt.gradient(params, np.arange(N) % K, np.arange(N) % K, np.zeros(H))[0])
    of_two = trigram.Params(*(each * (1e4 if big else 1) for each in trigram.init(K, H, seed)))
    h, p = trigram.forward(of_two, np.arange(N) % K, np.zeros(N, int))
    assert (h.shape, p.shape) == ((N, H), (N, K))
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-12)
    assert np.isfinite(trigram.backward(of_two, np.arange(N + 2) % K)[0])


def test_a_batch_runs_as_its_members_would() -> None:
    params, inputs = rnn.init(6, 4, 1), np.random.default_rng(0).integers(0, 6, (8, 3))
    h0 = np.random.default_rng(1).normal(size=(3, 4))
    h, p = rnn.forward(params, inputs, h0)
    for b in range(3):
        hb, pb = rnn.forward(params, inputs[:, b], h0[b])
        np.testing.assert_allclose(h[:, b], hb, atol=1e-14)
        np.testing.assert_allclose(p[:, b], pb, atol=1e-14)


def test_the_trigram_sees_two_words_in_their_order_and_no_more() -> None:
    K = 5
    params = trigram.init(K, 4, 3)
    _, p = trigram.forward(params, 1, 2)
    _, swapped = trigram.forward(params, 2, 1)
    blocks = trigram.Params(np.hstack([params.V[:, K:], params.V[:, :K]]), *params[1:])
    _, back = trigram.forward(blocks, 2, 1)
    assert np.abs(p - swapped).max() > 1e-3
    np.testing.assert_allclose(p, back, atol=1e-15)
    h, many = trigram.forward(params, np.array([1, 0]), np.array([2, 4]))
    assert (h.shape, many.shape) == ((2, 4), (2, K))
    np.testing.assert_allclose(many[0], p, atol=1e-15)


def test_an_early_word_moves_the_last_prediction_of_the_recurrent_network() -> None:
    params = rnn.init(5, 8, 0)
    one, other = (rnn.forward(params, [first, 1, 2, 3], np.zeros(8))[1][-1] for first in (0, 4))
    assert np.abs(one - other).max() > 1e-6


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slopes_are_those_of_the_activation(name: str) -> None:
    g, slope, steepest = ACTIVATIONS[name]
    z = np.linspace(-4, 4, 400)  # no zero among them, where relu has no slope
    measured = (g(z + 1e-6) - g(z - 1e-6)) / 2e-6
    np.testing.assert_allclose(slope(g(z)), measured, atol=1e-8)
    assert measured.max() == pytest.approx(steepest, rel=2e-4)


@pytest.mark.parametrize("gradient", [bptt.gradient, rtrl.gradient, lambda *given: tbptt.gradient(*given, k=2)])
def test_bad_input_is_refused_in_one_clear_line(gradient: object) -> None:
    params, h0 = rnn.init(3, 2, 0), np.zeros(2)
    for inputs, targets, state, why in (
        ([], [], h0, "there are none"),
        ([0, 3], [0, 1], h0, "inputs must lie between 0 and 2"),
        ([0, -1], [0, 1], h0, "inputs must lie between 0 and 2"),
        ([0, 1], [0, 5], h0, "targets must lie between 0 and 2"),
        ([0.0, 1.0], [0, 1], h0, "whole numbers"),
        ([0, 1], [0], h0, "as many targets"),
        ([0, 1], [0, 1], np.zeros(3), "need h0 of shape"),
        ([[0], [1]], [[0], [1]], h0, "need h0 of shape"),
        (0, 0, h0, r"shape \(N,\) or \(N, B\)"),
    ):
        with pytest.raises(ValueError, match=why):
            gradient(params, inputs, targets, state)  # type: ignore[operator]  # one of three functions
    with pytest.raises(ValueError, match="no activation is called 'step'"):
        bptt.gradient(params, [0], [0], h0, activation="step")
    for k in (0, -1, 1.5, True):
        with pytest.raises(ValueError, match="k must be a whole number of at least 1"):
            tbptt.gradient(params, [0], [0], h0, k=k)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(ValueError, match="at least 3 tokens"):
        trigram.loss(trigram.init(3, 2, 0), [0, 1])
    with pytest.raises(ValueError, match="K must be"):
        rnn.init(0, 2, 0)
