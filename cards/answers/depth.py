"""An unrolled recurrent network beside other deep networks."""

import math
from collections.abc import Iterator

import numpy as np

from cards.answers.distances import norms_by_distance
from engine import Claim, Exhibit, Prose, Table, answer, choice, code, seed, slider
from models import deep, differences, jacobians, recurrence, rnn
from models.activations import activation as activation_called
from models.arrays import Array

H = 16
GAINS = (0.9, 1.0, 1.1)  # that vanish, that just keep, that explode, where units are linear


@answer(
    steps=slider(5, 100, 50, label="steps N"),
    gain=slider(0.5, 1.5, 1.1, 0.05, label="gain σ"),
    activation=choice("identity", "tanh", "sigmoid", "relu"),
    seed=seed(),
)
@code(deep.forward)
def depth(steps: int, gain: float, activation: str, seed: int) -> Iterator[Exhibit]:
    """The gradient by depth, in an unrolled recurrent network and in a deep network with a matrix to each layer."""
    same, fresh, h0 = layers(steps, gain, seed)
    tied, untied = (log_norms(each, h0, activation) for each in (same, fresh))  # (N + 1,) each
    step = math.log(gain * activation_called(activation).steepest)
    yield Prose(
        r"Two networks $N$ layers deep, all their matrices with the largest singular value $\sigma$. One matrix $N$ "
        "times over keeps stretching the same direction; what fresh ones do partly cancels."
    )
    yield norms_by_distance(
        ("same matrix", tied, "line"),
        ("fresh ones", untied, "dashes"),
        ("bound", step * np.arange(steps + 1), "dots"),
        framing=2,
        x="layers back, N − n",
    )
    rows = []
    for each in sorted({*GAINS, gain}):
        one, many, start = layers(steps, each, seed)
        rows.append((each, *(math.exp(log_norms(V, start, activation)[-1]) for V in (one, many))))
    yield Table((r"gain $\sigma$", "same matrix", "fresh ones"), tuple(rows), title=f"through all {steps} layers")

    params = rnn.init(1, H, 0)._replace(Vx=np.zeros((H, 1)), Vh=same[0])
    h, _ = rnn.forward(params, np.zeros(steps, dtype=int), h0, activation=activation)  # (N, H)
    apart = differences.distance([h], [deep.forward(same, h0, activation=activation)])
    yield Claim("unrolled, a deep network: off by", apart, "≤", 1e-9)
    end, other, bound = math.exp(tied[-1]), math.exp(untied[-1]), math.exp(steps * step)
    if activation == "identity":
        yield Claim(r"the same matrix reaches $\sigma^N$", end, "≈", bound, 1e-6)
        yield Claim("fresh matrices stay below it", other, "<", end)
    else:
        yield Claim(r"the same matrix: at most $(\gamma\sigma)^N$", end, "≤", bound)
        yield Claim(r"fresh matrices: at most $(\gamma\sigma)^N$", other, "≤", bound)


def layers(steps: int, gain: float, seed: int) -> tuple[list[Array], list[Array], Array]:
    """One symmetric matrix N times over, N different ones, each (H, H), and a first state (H,)."""
    rng = np.random.default_rng(seed)
    V, h0 = recurrence.symmetric(H, gain, rng), rng.normal(0, 0.5, H)
    return [V] * steps, [recurrence.symmetric(H, gain, rng) for _ in range(steps)], h0


def log_norms(matrices: list[Array], h0: Array, activation: str) -> Array:
    """ln ‖∂h_N/∂h_{N-d}‖ through layers (H, H) for d = 0..N, (N + 1,)."""
    h = deep.forward(matrices, h0, activation=activation)  # (N, H)
    slopes = activation_called(activation).slope(h)[:, :, None]  # (N, H, 1)
    return jacobians.log_norms(slopes * np.array(matrices))
