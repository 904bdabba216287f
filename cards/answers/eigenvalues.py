"""Recurrences on which the eigenvalues of Vh tell how a gradient fares, and others on which they mislead."""

import math
from collections.abc import Iterator

import numpy as np

from cards.answers.distances import norms_by_distance
from engine import Claim, Exhibit, Matrix, Prose, Table, answer, choice, code, seed, slider
from models import jacobians, recurrence
from models.arrays import Array
from models.counterexamples import EXAMPLES, Example, log_norms_along

DECIDED = ("orthogonal 0.9", "orthogonal 1", "orthogonal 1.1", "opposite sign")  # linear and normal
GROWS = ("Jordan block", "saturated unit")  # beyond what ρ foretells


@answer(
    case=choice(*EXAMPLES, start="transient", label="recurrence"),
    steps=slider(40, 200, 200, label="steps N"),
    seed=seed(),
)
@code(log_norms_along)
def eigenvalues(case: str, steps: int, seed: int) -> Iterator[Exhibit]:
    """Recurrences on which ρ tells how the gradient fares, and others on which it doesn't."""
    example = EXAMPLES[case]
    logs = log_norms_along(example, steps, seed)  # (N,)
    rho = foretold(example, steps)  # (N,)
    yield Prose(f"{example.shows} Does the measured curve follow $\\rho^d$?")
    if len(example.Vh) <= 3:
        yield Matrix("$V_h$", tuple(map(tuple, example.Vh.tolist())))
    yield norms_by_distance(("measured", logs, "line"), (r"$\rho^d$", rho, "dashes"))
    yield Prose(f"All of them, over {steps} steps:")
    rows = []
    for name, each in EXAMPLES.items():
        ends = math.exp(foretold(each, steps)[-1]), math.exp(log_norms_along(each, steps, seed)[-1])
        rows.append((name, each.activation.replace("identity", "linear"), each.radius, *ends))
    yield Table(("recurrence", "units", r"$\rho$", r"$\rho^{N-1}$", "measured"), tuple(rows))
    end, said = math.exp(logs[-1]), math.exp(rho[-1])
    if case in DECIDED:
        yield Claim(r"$\rho^{N-1}$ is right", end, "≈", said, 1e-6)
    elif case in GROWS:
        yield Claim(r"it grows beyond $\rho^{N-1}$", end, ">", said)
        if case == "Jordan block":
            yield Claim(r"about as $d^2/2$", end, "≈", (steps - 1) ** 2 / 2, 0.1)
    elif case == "transient":
        yield Claim(r"$\rho < 1$, yet on the way it grows to", math.exp(logs.max()), ">", 1)
        yield Claim("and only then shrinks, in the end to", end, "<", math.exp(logs.max()))
        half = steps // 2
        rate = math.exp((logs[-1] - logs[half]) / (steps - 1 - half))
        yield Claim(r"in the long run each step is worth $\rho$", rate, "≈", example.radius, 1e-3)
    else:
        yield Claim(r"$\rho^{N-1}$ is too much: in the end", end, "<", said)
    if case == "opposite sign":
        yield Claim("the largest eigenvalue says $1$", float(np.linalg.eigvals(example.Vh).real.max()), "=", 1)
    if case == "one tanh unit":
        half = steps // 2
        left = math.exp(logs[half])
        yield Claim("the last half leaves about $2^{-3/2}$", left, "≈", (1 - half / steps) ** 1.5, 0.1)
    yield Claim(r"$\rho(V_h)$", recurrence.spectral_radius(example.Vh), "≈", example.radius, 1e-6)
    step = jacobians.log_bound(example.Vh, activation=example.activation)
    yield Claim(
        r"never above $(\gamma\sigma)^d$: top share of it", math.exp((logs - np.arange(steps) * step)[1:].max()), "≤", 1
    )


def foretold(example: Example, steps: int) -> Array:
    """ln ρ^d for d = 0..N-1, (N,)."""
    d = np.arange(steps)  # (N,)
    return d * math.log(example.radius) if example.radius > 0 else np.where(d > 0, -np.inf, 0.0)
