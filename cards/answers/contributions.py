"""Backpropagation through time: what the copy of a parameter at each step contributes."""

from collections.abc import Iterator

import numpy as np

from cards.answers import proofs
from cards.answers.derived import derivation
from cards.answers.small_network import SMOOTH, TEX, network, times
from engine import Claim, Exhibit, Plot, Prose, Series, Table, answer, choice, code, seed, slider
from engine.exhibits import Cell
from models import bptt, copies, differences, rnn
from models.activations import activation as activation_called
from models.arrays import Array
from models.softmax import error


@answer(
    parameter=choice("Vh", "Vx", "c", label="parameter θ"),
    steps=slider(2, 40, 12, label="steps N"),
    activation=choice(*SMOOTH),
    seed=seed(),
)
@code(bptt.deltas, {"delta[n - 1] +=": "what the step after sends back is added to the step's own"})
@code(copies.gradients)
def contributions(parameter: str, steps: int, activation: str, seed: int) -> Iterator[Exhibit]:
    """What each step contributes to ∇F, and that it adds up."""
    run = network(steps, 6, 5, seed)
    params, inputs, targets, h0 = run
    h, p = rnn.forward(params, inputs, h0, activation=activation)  # (N, H), (N, K)
    slope = activation_called(activation).slope(h)  # (N, H)
    immediate = error(p, targets) @ params.W  # (N, H): ∂F_n/∂h_n
    delta = bptt.deltas(params.Vh, slope, immediate)  # (N, H)
    each = [getattr(copy, parameter) for copy in copies.gradients(*run, activation=activation)]  # N arrays
    whole = times(steps, bptt.gradient(*run, activation=activation)[1])
    gradient = getattr(whole, parameter)
    sizes = [float(np.linalg.norm(one)) for one in each]
    theta = TEX[parameter]
    yield Prose(
        "Each bar is the size of what one copy contributes. Which copies give most? (They are arrays: their entries "
        "add up, their sizes don't.)"
    )
    n = tuple(range(1, steps + 1))
    yield Plot(
        rf"$\|\delta_n\, \partial^+ h_n / \partial {theta}\|$",
        (Series("contribution", n, tuple(sizes), "bars"),),
        x="n",
    )
    rows: list[tuple[Cell, ...]] = [
        (str(i), float(np.linalg.norm(delta[i - 1])), sizes[i - 1], float(each[i - 1].flat[0])) for i in n
    ]
    if steps > 6:
        rest = np.sum(each[5:], axis=0)
        rows[5:] = [(f"6 … {steps}", None, float(np.linalg.norm(rest)), float(rest.flat[0]))]
    summed = np.sum(each, axis=0)
    rows.append((r"$\nabla F$", None, float(np.linalg.norm(summed)), float(summed.flat[0])))
    yield Table(("n", r"$\|\delta_n\|$", "size", "first entry"), tuple(rows), total=True)
    apart = differences.distance([summed], [gradient])
    yield Claim("sum, $N$ × gradient of mean: by", apart, "≤", 1e-12)

    def loss(theta: Array) -> float:
        return steps * bptt.gradient(params._replace(**{parameter: theta}), *run[1:], activation=activation)[0]

    measured = differences.entrywise(loss, getattr(params, parameter))
    yield Claim("agrees with finite differences", differences.distance([summed], [measured]), "<", 1e-6)
    yield Claim("without the term $n = N$ it is off by", sizes[-1], ">", 0)
    before = np.concatenate([h0[None], h[:-1]])  # (N, H)
    d = immediate * slope  # (N, H): δ_n misread as ∂F_n/∂h_n
    misread = {"Vh": d.T @ before, "Vx": d.T @ np.eye(5)[inputs], "c": d.sum(axis=0)}[parameter]
    off = float(np.linalg.norm(misread - gradient))
    yield Claim(r"with $\partial F_n/\partial h_n$ for $\delta_n$ it is off by", off, ">", 0)
    other, _ = rnn.forward(params._replace(W=params.W + 1.0), inputs, h0, activation=activation)
    yield Claim(r"$\partial^+ h_n/\partial W = 0$: $W$ moves no state", float(np.abs(other - h).max()), "=", 0)
    e = error(p, targets)  # (N, K): p_n - w_n
    own = differences.distance((e.T @ h, e.sum(axis=0)), (whole.W, whole.b))
    yield Claim(r"$W$, $b$ are sums of $\partial F_n/\partial\theta$: off by", own, "≤", 1e-12)

    from models.derivation import rnn_values, through_time  # SymPy: the numbers need not wait for it

    derived = through_time(activation)
    title = rf"$\partial F/\partial {theta}$ by BPTT, at any step $n$ of $N$"
    yield derivation(title, derived.bptt(parameter), proofs.HOW)
    apart = differences.distance([derived.by_bptt(parameter, rnn_values(*run))], [gradient])
    yield Claim("the derived recursion, run: off by", apart, "≤", 1e-9)
    yield proofs.claim("BPTT", "any $g$", proofs.ways_agree(parameter))
