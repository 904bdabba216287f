"""The trigram and all three gradients of the recurrent network against PyTorch's autograd, as recorded."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models import bptt, rnn, rtrl, tbptt, trigram

CASES = json.loads((Path(__file__).parent / "golden" / "torch.json").read_text())["cases"]
ALGORITHMS = {"bptt": bptt.gradient, "rtrl": rtrl.gradient, "tbptt": partial(tbptt.gradient, k=100)}


def named(case: dict[str, Any]) -> str:
    return f"{case['kind']}-{case['activation']}-{np.shape(case.get('inputs', case.get('tokens')))}"


def agree(case: dict[str, Any], loss: float, gradient: Any) -> None:
    assert loss == pytest.approx(case["loss"], rel=1e-9)
    for name, theirs in case["gradient"].items():
        np.testing.assert_allclose(getattr(gradient, name), theirs, rtol=1e-9, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] == "trigram"], ids=named)
def test_the_trigram_agrees_with_pytorch(case: dict[str, Any]) -> None:
    params = trigram.Params(**{name: np.array(each) for name, each in case["params"].items()})
    agree(case, *trigram.backward(params, case["tokens"], activation=case["activation"]))
    assert trigram.loss(params, case["tokens"], activation=case["activation"]) == pytest.approx(case["loss"], rel=1e-12)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] == "rnn"], ids=named)
def test_the_recurrent_network_agrees_with_pytorch(case: dict[str, Any], algorithm: str) -> None:
    params = rnn.Params(**{name: np.array(each) for name, each in case["params"].items()})
    gradient = ALGORITHMS[algorithm]
    agree(case, *gradient(params, case["inputs"], case["targets"], case["h0"], activation=case["activation"]))
