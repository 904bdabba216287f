"""Counted costs, and the recurrences that eigenvalues mislead about."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import bptt, rnn, rtrl, tbptt
from models.counterexamples import EXAMPLES, log_norms_along
from models.counting import multiply_adds, peak_bytes
from models.recurrence import largest_singular_value, spectral_radius, symmetric


@given(H=st.integers(1, 6), K=st.integers(1, 6), N=st.integers(1, 9))
def test_products_are_counted_and_results_stay_what_they_were(H: int, K: int, N: int) -> None:
    params, ids, h0 = rnn.init(K, H, 0), np.arange(N) % K, np.zeros(H)
    made: list[rnn.Params] = []
    counted = multiply_adds(lambda p: made.append(bptt.gradient(p, ids, ids, h0)[1]), params)
    assert counted == N * (3 * H * H + 4 * H * K) - H * H  # nothing is before the first state
    for ours, theirs in zip(made[0], bptt.gradient(params, ids, ids, h0)[1], strict=True):
        np.testing.assert_array_equal(ours, theirs)
    S = len(set(ids))
    forward_mode = multiply_adds(lambda p: rtrl.gradient(p, ids, ids, h0), params)
    R = H + 1 + S
    assert forward_mode == N * (H * R * H * H + H * R + H * R * H + 2 * H * K)


def test_what_truncation_holds_does_not_grow_with_the_text() -> None:
    params, h0 = rnn.init(16, 16, 0), np.zeros(16)
    ids = np.arange(1024) % 16
    whole = [peak_bytes(lambda n=n: bptt.gradient(params, ids[:n], ids[:n], h0)) for n in (256, 512)]
    chunks = [peak_bytes(lambda n=n: tbptt.gradient(params, ids[:n], ids[:n], h0, k=32)) for n in (256, 512, 1024)]
    assert whole[1] > 1.7 * whole[0]
    assert max(chunks) < 1.05 * min(chunks) < 0.5 * whole[0]


def test_each_example_shows_what_it_says() -> None:
    logs = {name: log_norms_along(example, 200) for name, example in EXAMPLES.items()}
    for example in EXAMPLES.values():
        assert spectral_radius(example.Vh) == pytest.approx(example.radius, abs=1e-7)
    figures = {"orthogonal 0.9": 0.9**199, "orthogonal 1": 1, "orthogonal 1.1": 1.1**199}
    figures |= {"opposite sign": 1.5**199, "Jordan block": 1.97e4, "saturated unit": 1.56e35}
    for name, norm in figures.items():  # fixed by what the examples are
        assert math.exp(logs[name][-1]) == pytest.approx(norm, rel=1e-2), name
    orders = {
        "transient": -8,
        "orthogonal tanh": 0,
        "driven tanh": -42,
        "driven tanh 1.5": -13,
        "driven sigmoid": -137,
    }
    assert {name: round(logs[name][-1] / math.log(10)) for name in orders} == orders
    assert np.linalg.eigvals(EXAMPLES["opposite sign"].Vh).max() == 1
    assert logs["transient"].max() > math.log(10)
    assert largest_singular_value(EXAMPLES["transient"].Vh) == pytest.approx(3.4, abs=0.05)
    assert logs["one tanh unit"][100] == pytest.approx(1.5 * math.log(0.5), abs=0.05)
    assert max(logs["one tanh unit"][-1], logs["orthogonal tanh"][-1]) < 0


def test_a_symmetric_matrix_stretches_as_far_as_its_radius() -> None:
    V = symmetric(7, 1.3, np.random.default_rng(0))
    np.testing.assert_allclose(V, V.T, atol=1e-14)
    assert largest_singular_value(V) == pytest.approx(1.3) == spectral_radius(V)
