"""Many updates against PyTorch's own optimisers, live; else skipped."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from models import trigram
from models.arrays import Array
from models.training import OPTIMISERS, train

torch = pytest.importorskip("torch", reason="needs PyTorch, which `make peers` installs")

RATE, UPDATES = 0.03, 80
THEIRS: dict[str, Callable[[Any], Any]] = {
    "SGD": lambda theta: torch.optim.SGD(theta, lr=RATE),
    "momentum": lambda theta: torch.optim.SGD(theta, lr=RATE, momentum=0.9),
    "Adam": lambda theta: torch.optim.Adam(theta, lr=RATE),
}


def slope(theta: Array, t: int) -> Array:
    """Of a bowl with waves that move on at every step."""
    return theta + 2 * np.sin(3 * theta + t)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_updates(name: str) -> None:
    rng = np.random.default_rng(0)
    start = trigram.Params(*(rng.normal(size=(3, 4)) for _ in range(4)))
    theirs = [torch.tensor(each.copy()) for each in start]
    optimiser = THEIRS[name](theirs)
    runs = train(
        start,
        lambda params, t: (0.0, trigram.Params(*(slope(each, t) for each in params))),
        UPDATES,
        optimiser=name,
        rate=RATE,
    )
    for trained in runs:
        for theta in theirs:
            theta.grad = torch.tensor(slope(theta.detach().numpy(), trained.step))
        optimiser.step()
        for ours, theta in zip(trained.params, theirs, strict=True):
            np.testing.assert_allclose(ours, theta.detach().numpy(), rtol=1e-9, atol=1e-12)
