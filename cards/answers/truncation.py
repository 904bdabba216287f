"""What a truncated gradient leaves out."""

import math
from collections.abc import Iterator

import numpy as np

from cards.answers.small_network import network, recurrent
from engine import Claim, Exhibit, Level, Plot, Prose, Series, Table, answer, code, seed, slider
from models import bptt, differences, recurrence, rnn, tbptt
from models.arrays import Array, Ids


@answer(
    steps=slider(8, 128, 64, label="steps N"),
    k=slider(1, 128, 4, log=True, step=1, label="chunk length k"),
    radius=slider(0.5, 1.5, 1.0, 0.05, label="spectral radius ρ"),
    seed=seed(),
)
@code(tbptt.gradient, {"state = summed": "the state goes on, no gradient comes back"})
def truncation_bias(steps: int, k: int, radius: float, seed: int) -> Iterator[Exhibit]:
    """The truncated gradient against k: its angle to the full one and its size."""
    params, inputs, targets, h0 = network(steps, 16, 8, seed)
    params = params._replace(Vh=recurrence.matrix(16, radius, 0.0, seed))
    loss, full = bptt.gradient(params, inputs, targets, h0)
    size = math.sqrt(differences.inner(recurrent(full), recurrent(full)))
    ks = sorted({2**i for i in range(8) if 2**i < steps} | {min(k, steps), steps})
    sizes, cosines, missing = [], [], []
    for each in ks:
        part = recurrent(tbptt.gradient(params, inputs, targets, h0, each)[1])
        length = math.sqrt(differences.inner(part, part))
        sizes.append(length / size)
        cosines.append(differences.inner(part, recurrent(full)) / (length * size))
        off = [x - y for x, y in zip(part, recurrent(full), strict=True)]
        missing.append(math.sqrt(differences.inner(off, off)) / size)
    yield Prose(
        r"What crosses a border between chunks is missing from the gradient for $V_x$, $V_h$, $c$. How far off is it "
        "at each $k$?"
    )
    yield Plot(
        r"truncated against full gradient",
        (Series("cosine of the angle", tuple(ks), tuple(cosines)), Series("size", tuple(ks), tuple(sizes), "dots")),
        x="k",
        scale="1 is the full gradient",
        levels=(Level("full", 1.0),),
        log_x=True,
    )
    shown = sorted({1, 4, 16, 64, k, steps} & set(ks))
    rows = [
        (each, f"{missing[i]:.0%}".replace("%", " %"), round(math.degrees(math.acos(min(1.0, cosines[i]))), 3))
        for i, each in enumerate(ks)
        if each in shown
    ]
    yield Table(("k", "off by", "turned by degrees"), tuple(rows))
    at_k, at_N = (tbptt.gradient(params, inputs, targets, h0, each) for each in (k, steps))
    share = missing[ks.index(min(k, steps))]
    if k < steps:
        yield Claim(f"at $k = {k}$ it is off by a share of", share, ">", 0)
    else:
        yield Claim(f"$k = {k}$ truncates nothing: off by", share, "≤", 1e-12)
    apart = differences.distance(recurrent(at_N[1]), recurrent(full))
    yield Claim("at $k = N$ it is off by", apart, "≤", 1e-12)
    yield Claim("forward pass exact: both losses", at_k[0], "=", loss)
    read = differences.distance((at_k[1].W, at_k[1].b), (full.W, full.b))
    yield Claim(r"$W$ and $b$ lose nothing: off by", read, "≤", 1e-12)
    if k < steps:
        moved = drift(params, inputs, targets, h0, k)
        yield Claim("with updates between, the last state is off by", moved, ">", 0)


def drift(params: rnn.Params, inputs: Ids, targets: Ids, h0: Array, k: int, rate: float = 0.1) -> float:
    """How far from the last state of the new parameters is the one that was carried while they were being updated."""
    before, carried = params, h0
    for n in range(0, len(inputs), k):
        before = params
        chunk = inputs[n : n + k], targets[n : n + k], carried
        _, g = bptt.gradient(params, *chunk)
        carried = rnn.forward(params, inputs[n : n + k], carried)[0][-1]  # (H,)
        params = rnn.Params(*(each - rate * slope for each, slope in zip(params, g, strict=True)))
    exact = rnn.forward(before, inputs, h0)[0][-1]  # (H,): all of the text by the parameters that made the last chunk
    return float(np.linalg.norm(carried - exact))
