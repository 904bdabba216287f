"""Real-time recurrent learning: the influence of a parameter on the state, carried forward."""

from collections.abc import Iterator

import numpy as np

from cards.answers import proofs
from cards.answers.derived import derivation
from cards.answers.small_network import SMOOTH, network
from engine import Claim, Exhibit, Matrix, Plot, Prose, Series, answer, choice, code, seed, slider
from models import bptt, differences, rnn, rtrl, rtrl_clear
from models.activations import activation as activation_called
from models.arrays import Array
from models.softmax import error


@answer(
    steps=slider(1, 30, 8, label="steps N"),
    hidden=slider(2, 6, 3, label="hidden units H"),
    activation=choice(*SMOOTH),
    seed=seed(),
)
@code(
    rtrl_clear.gradient,
    {
        "S_Vh = np.multiply": "the immediate derivative, and what $J_n$ carries on",
        "dVh += np.tensordot": "an immediate derivative of the loss times the total one of the state",
    },
)
@code(rtrl.influence, {"np.matmul": "the fast form: all of $S$ carried on by one product"})
def influence(steps: int, hidden: int, activation: str, seed: int) -> Iterator[Exhibit]:
    """The influence of Vh on the state, carried forward step by step, and the gradient that comes of it."""
    H = hidden
    run = network(steps, H, 4, seed)
    params, inputs, targets, h0 = run
    h, p = rnn.forward(params, inputs, h0, activation=activation)  # (N, H), (N, K)
    immediate = error(p, targets) @ params.W  # (N, H): ∂F_n/∂h_n
    total = bptt.deltas(params.Vh, activation_called(activation).slope(h), immediate)  # (N, H): ∂F/∂h_n
    yield Prose(
        "How each unit (row) depends on each entry of $V_h$ (column). Every step multiplies it by $J_n$ and adds what "
        "is new; its shape stays the same."
    )
    right, doubled, sizes = np.zeros((H, H)), np.zeros((H, H)), []
    S: Array = np.zeros((H, H, H))  # (H, H, H)
    for n, (_, carried) in enumerate(rtrl.influence(params, inputs, h0, activation=activation)):
        S = carried[:, :H, :].copy()  # (H, H, H): ∂h_n[k]/∂Vh[i, j] at [i, j, k]
        right += S @ immediate[n]
        doubled += S @ total[n]
        sizes.append(float(np.linalg.norm(S)))
        yield Matrix(
            rf"$S_{{{n + 1}}} = d h_{{{n + 1}}} / d V_h$",
            tuple(map(tuple, S.reshape(H * H, H).T.tolist())),
            rows=tuple(f"$h_{i + 1}$" for i in range(H)),
            style="heatmap",
            key="S",
        )
    yield Plot(r"$\|S_n\|$", (Series("influence", tuple(range(1, steps + 1)), tuple(sizes)),), x="n")
    ways = (rtrl.gradient, rtrl_clear.gradient, bptt.gradient)
    ours, clear, theirs = (gradient(*run, activation=activation)[1] for gradient in ways)
    yield Claim("all gradients, against BPTT: off by", differences.distance(ours, theirs), "≤", 1e-12)
    yield Claim("the clear form, against the fast: off by", differences.distance(clear, ours), "≤", 1e-12)
    apart = differences.distance([right], [steps * theirs.Vh])
    yield Claim(r"$V_h$, $N$ × gradient of mean: by", apart, "≤", 1e-12)
    way = np.random.default_rng(seed).normal(size=(H, H))

    def last(Vh: Array) -> Array:
        return np.asarray(rnn.forward(params._replace(Vh=Vh), inputs, h0, activation=activation)[0][-1])

    measured = differences.along(last, [params.Vh], [way])  # (H,)
    off = differences.distance([np.einsum("ijk,ij->k", S, way)], [measured])
    yield Claim("$S_N$ agrees with finite differences", off, "<", 1e-5)
    online = rtrl.online(params, zip(inputs.tolist(), targets.tolist(), strict=True), h0, activation=activation)
    late = max(
        differences.distance(now, bptt.gradient(params, inputs[:n], targets[:n], h0, activation=activation)[1])
        for n, (_, now) in enumerate(online, 1)
    )
    yield Claim("after each word the gradient so far: off by", late, "≤", 1e-12)
    twice = float(np.linalg.norm(doubled - right))
    if steps == 1:
        yield Claim("one step: nothing is counted twice", twice, "≤", 1e-12)
    else:
        yield Claim(r"with $\partial F/\partial h_n$, counted twice: off by", twice, ">", 0)

    from models.derivation import rnn_values, through_time  # SymPy: the numbers need not wait for it

    derived = through_time(activation)
    title = r"$\partial F/\partial V_h$ by RTRL, at any step $n$ of $N$"
    yield derivation(title, derived.rtrl("Vh"), proofs.HOW)
    apart = differences.distance([derived.by_rtrl("Vh", rnn_values(*run))], [steps * theirs.Vh])
    yield Claim("the derived recursion, run: off by", apart, "≤", 1e-9)
    yield proofs.claim("BPTT", "any $g$", proofs.ways_agree("Vh"))
    yield proofs.claim("RTRL", "any $g$", proofs.ways_agree("Vh", rtrl=True))
