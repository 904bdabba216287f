"""Why one descent on shared parameters works."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from cards.answers import proofs
from cards.answers.small_network import network, times
from engine import Claim, Exhibit, Level, Plot, Prose, Series, Table, answer, code, seed, slider
from models import bptt, copies, differences, rnn

UPDATES = 30


@answer(
    steps=slider(2, 24, 8, label="steps N"),
    rate=slider(0.001, 0.5, 0.01, 0.1, log=True, label="step size η"),
    seed=seed(),
)
@code(copies.gradients)
@code(copies.total, {"np.sum": "tying the copies adds up their gradients"})
def tied(steps: int, rate: float, seed: int) -> Iterator[Exhibit]:
    """The tied network's gradient as the sum over copies, and what steps along it do to F."""
    run = network(steps, 8, 5, seed)
    params, *text = run
    parts = copies.gradients(*run)
    gradient = copies.total(parts)
    square = differences.inner(gradient, gradient)
    squares = sum(differences.inner(part, part) for part in parts)

    def loss(several: Sequence[rnn.Params]) -> float:
        return copies.loss(several, *text)

    yield Prose(
        "How far does each copy pull the way of the *sum*? One step for all, along that sum, lowers $F$. Untied "
        "copies, each stepping its own way, are another network."
    )
    shares = tuple(differences.inner(part, gradient) for part in parts)
    yield Plot(
        r"$\partial F/\partial\theta_n \cdot \partial F/\partial\theta$",
        (Series("copy's share", tuple(range(1, steps + 1)), shares, "bars"),),
        x="n",
        scale=r"together $\|\nabla F\|^2$",
    )
    same, own = [params] * steps, [params] * steps
    tied_losses, untied_losses = [start := loss(same)], [start]
    for _ in range(UPDATES):
        along = copies.total(copies.untied_gradients(same, *text))
        same = [moved(same[0], along, rate)] * steps
        own = [moved(*each, rate) for each in zip(own, copies.untied_gradients(own, *text), strict=True)]
        tied_losses.append(loss(same))
        untied_losses.append(loss(own))
    updates = tuple(range(UPDATES + 1))
    yield Plot(
        "$F$",
        (
            Series("tied", updates, tuple(tied_losses)),
            Series("untied", updates, tuple(untied_losses), "dots"),
        ),
        x="updates",
        scale=rf"nats, the sum over the text, with $\eta = {rate:g}$",
        levels=(Level("before", start),),
    )
    fell, fell_apart = start - tied_losses[1], start - untied_losses[1]
    rows = (("tied", rate * square, fell), ("untied", rate * squares, fell_apart))
    yield Table(("one step", r"foretold: $\eta\|\nabla F\|^2$", "$F$ falls by"), rows)

    apart = differences.distance(gradient, times(steps, bptt.gradient(*run)[1]))
    yield Claim("sum, $N$ × gradient of mean: by", apart, "≤", 1e-12)
    yield Claim(r"the shares add up to $\|\nabla F\|^2$", math.fsum(shares), "≈", square)
    way = differences.directions(params, np.random.default_rng(seed))
    slope = differences.along(lambda *changed: loss([rnn.Params(*changed)] * steps), params, way)
    yield Claim("slope of the tied loss, measured", slope, "≈", differences.inner(gradient, way), 1e-5)
    eta = 1e-4 / math.sqrt(square)
    tiny = start - loss([moved(params, gradient, eta)] * steps)
    yield Claim(r"a tiny step: share of $\eta\|\nabla F\|^2$", tiny / (eta * square), "≈", 1, 0.01)
    tiny = start - loss([moved(params, part, eta) for part in parts])
    yield Claim(r"untied: share of $\eta\sum_n\|\nabla_n\|^2$", tiny / (eta * squares), "≈", 1, 0.01)
    if fell > 0:
        yield Claim(rf"a step of $\eta = {rate:g}$ lowers $F$", tied_losses[1], "<", start)
    else:
        yield Claim(rf"$\eta = {rate:g}$ is too long: $F$ does not fall", tied_losses[1], "≥", start)
    mean = [np.mean(each, axis=0) for each in zip(*(moved(params, part, rate) for part in parts), strict=True)]
    off = differences.distance(mean, moved(params, gradient, rate / steps))
    yield Claim(r"their mean: a step $\eta/N$. Off by", off, "≤", 1e-12)
    drifted = max(differences.distance([one.Vh], [own[0].Vh]) for one in own)
    yield Claim("untied $V_h$ have come apart by", drifted, ">", 0)
    yield proofs.claim("sum", r"$\tanh$", proofs.sum_over_copies("Vh"))


def moved(params: rnn.Params, along: rnn.Params, eta: float) -> rnn.Params:
    """θ - η ∇."""
    return rnn.Params(*(each - eta * slope for each, slope in zip(params, along, strict=True)))
