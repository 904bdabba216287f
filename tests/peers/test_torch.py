"""The gradients against PyTorch's own, live, on texts and parameters drawn anew; skipped where it isn't installed."""

import numpy as np
import pytest

from models import bptt, rnn, rtrl, tbptt, trigram

pytest.importorskip("torch")
import record_golden as peer  # it imports torch, which may be missing


@pytest.mark.parametrize("activation", peer.ACTIVATIONS)
@pytest.mark.parametrize("shape", [(1,), (30,), (12, 4)], ids=str)
def test_recurrent_gradients(activation: str, shape: tuple[int, ...]) -> None:
    N, B = (*shape, None)[:2]
    case = peer.rnn(9, 6, N, B, activation, np.random.default_rng())
    params = rnn.Params(**{name: np.array(each) for name, each in case["params"].items()})
    given = params, case["inputs"], case["targets"], case["h0"]
    for loss, gradient in (
        bptt.gradient(*given, activation=activation),
        rtrl.gradient(*given, activation=activation),
        tbptt.gradient(*given, k=N, activation=activation),
    ):
        assert loss == pytest.approx(case["loss"], rel=1e-9)
        for name, theirs in case["gradient"].items():
            np.testing.assert_allclose(getattr(gradient, name), theirs, rtol=1e-8, atol=1e-10, err_msg=name)


@pytest.mark.parametrize("activation", peer.ACTIVATIONS)
def test_trigram_gradients(activation: str) -> None:
    case = peer.trigram(9, 6, 40, activation, np.random.default_rng())
    params = trigram.Params(**{name: np.array(each) for name, each in case["params"].items()})
    loss, gradient = trigram.backward(params, case["tokens"], activation=activation)
    assert loss == pytest.approx(case["loss"], rel=1e-9)
    for name, theirs in case["gradient"].items():
        np.testing.assert_allclose(getattr(gradient, name), theirs, rtol=1e-8, atol=1e-10, err_msg=name)
