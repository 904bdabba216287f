"""Losses and gradients against PyTorch's own, live, over random sizes, batches and activations; else skipped."""

from typing import Any

import numpy as np
import pytest

from models import bptt, rnn, rtrl, tbptt, trigram

pytest.importorskip("torch", reason="needs PyTorch, which `make peers` installs")
import record_golden as peer  # it imports torch, which may be missing

CONFIGURATIONS = range(60)
TOLERANCE = 1e-9  # relative: to the loss, and to the largest entry of each gradient


def same(case: dict[str, Any], loss: float, gradient: Any) -> None:
    assert loss == pytest.approx(case["loss"], rel=TOLERANCE)
    for name, theirs in case["gradient"].items():
        size = np.abs(theirs).max()
        np.testing.assert_allclose(getattr(gradient, name), theirs, rtol=0, atol=TOLERANCE * size, err_msg=name)


@pytest.mark.parametrize("seed", CONFIGURATIONS)
def test_recurrent_gradients(seed: int) -> None:
    rng = np.random.default_rng(seed)
    K, H, N = (int(rng.integers(1, most, endpoint=True)) for most in (40, 16, 25))
    B, k, activation = rng.choice([None, 1, 2, 5]), int(rng.integers(1, N + 1)), str(rng.choice([*peer.ACTIVATIONS]))
    case, cut = (peer.rnn(K, H, N, B, activation, np.random.default_rng(seed), k=each) for each in (N, k))
    params = rnn.Params(**{name: np.array(each) for name, each in case["params"].items()})
    given = params, case["inputs"], case["targets"], case["h0"]
    same(case, *bptt.gradient(*given, activation=activation))
    same(case, *rtrl.gradient(*given, activation=activation))
    same(cut, *tbptt.gradient(*given, k=k, activation=activation))


@pytest.mark.parametrize("seed", CONFIGURATIONS)
def test_trigram_gradients(seed: int) -> None:
    rng = np.random.default_rng(seed)
    K, H, N = int(rng.integers(1, 200)), int(rng.integers(1, 33)), int(rng.integers(3, 200))
    activation = str(rng.choice([*peer.ACTIVATIONS]))
    case = peer.trigram(K, H, N, activation, rng)
    params = trigram.Params(**{name: np.array(each) for name, each in case["params"].items()})
    same(case, *trigram.backward(params, case["tokens"], activation=activation))
    assert trigram.loss(params, case["tokens"], activation=activation) == pytest.approx(case["loss"], rel=TOLERANCE)
