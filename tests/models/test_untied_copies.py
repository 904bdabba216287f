"""Copies of the parameters that may differ: their gradients, and what tying them is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import copies, rnn
from models.activations import ACTIVATIONS
from models.differences import along, directions, inner

sizes = st.integers(1, 4)
smooth = st.sampled_from([name for name in ACTIVATIONS if name != "relu"])


def words(N: int, K: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and targets (N,)."""
    return rng.integers(K, size=N), rng.integers(K, size=N)


@settings(deadline=None)
@given(sizes, sizes, st.integers(1, 6), st.integers(0, 999), st.sampled_from(list(ACTIVATIONS)))
def test_copies_that_are_equal_get_what_the_tied_network_gives_each(
    K: int, H: int, N: int, seed: int, name: str
) -> None:
    text = *words(N, K, np.random.default_rng(seed)), np.full(H, 0.3)
    params = rnn.init(K, H, seed)
    tied = copies.gradients(params, *text, activation=name)
    untied = copies.untied_gradients([params] * N, *text, activation=name)
    for one, other in zip(tied, untied, strict=True):
        for ours, theirs in zip(one, other, strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-13)


@settings(deadline=None)
@given(sizes, sizes, st.integers(1, 6), st.integers(0, 999), smooth)
def test_copies_that_differ_get_the_slope_of_the_loss(K: int, H: int, N: int, seed: int, name: str) -> None:
    rng = np.random.default_rng(seed)
    text = *words(N, K, rng), rng.normal(size=H)
    each = [rnn.init(K, H, seed + n) for n in range(N)]
    flat = [array for params in each for array in params]
    way = directions(flat, rng)

    def loss(*arrays: np.ndarray) -> float:
        several = [rnn.Params(*arrays[at : at + 5]) for at in range(0, len(arrays), 5)]
        return copies.loss(several, *text, activation=name)

    gradient = [array for params in copies.untied_gradients(each, *text, activation=name) for array in params]
    assert inner(gradient, way) == pytest.approx(along(loss, flat, way), rel=1e-5, abs=1e-8)
