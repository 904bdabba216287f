"""The unrolled network has a copy θ_n of the parameters at each step; tying them adds up what the copies get.

    F(θ_1, …, θ_N) with all θ_n = θ:    ∇_θ F = Σ_n ∇_{θ_n} F                     (the chain rule, exactly)
    ∇_{θ_n} F = δ_n ∂⁺h_n/∂θ            for Vx, Vh, c        δ_n = ∂F/∂h_n, through all that follows
    ∇_{θ_n} F = ∂F_n/∂θ                 for W and b

Here F = Σ F_n in nats, without the 1/N of the other models' means. Source: Goodfellow, Bengio and Courville, Deep
Learning, 2016, section 10.2.2.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from models.activations import activation as activation_called
from models.bptt import checked, deltas
from models.rnn import Params, states
from models.softmax import error, softmax, surprise


def gradients(
    params: Params, inputs: ArrayLike, targets: ArrayLike, h0: ArrayLike, *, activation: str = "tanh"
) -> list[Params]:
    """∇_{θ_n} F for n = 1..N, of a text (N,)."""
    words, goals, start = checked(params, inputs, targets, h0)
    h = states(params, words, start, activation=activation)  # (N, H)
    slope = activation_called(activation).slope(h)  # (N, H)
    e = error(softmax(h @ params.W.T + params.b), goals)  # (N, K)
    d = deltas(params.Vh, slope, e @ params.W) * slope  # (N, H): ∂F/∂z_n
    before = np.concatenate([start[None], h[:-1]])  # (N, H)
    copies = []
    for n, word in enumerate(words):
        dVx = np.zeros_like(params.Vx)  # (H, K)
        dVx[:, word] = d[n]
        copies.append(Params(dVx, np.outer(d[n], before[n]), d[n], np.outer(e[n], h[n]), e[n]))
    return copies


def loss(
    copies: Sequence[Params], inputs: ArrayLike, targets: ArrayLike, h0: ArrayLike, *, activation: str = "tanh"
) -> float:
    """F of the *untied* network, whose step n has parameters of its own: copies[n]."""
    words, goals, h = checked(copies[0], inputs, targets, h0)
    g = activation_called(activation).g
    F = 0.0
    for params, word, goal in zip(copies, words, goals, strict=True):
        h = g(params.Vx[:, word] + params.Vh @ h + params.c)  # (H,)
        F += float(surprise(params.W @ h + params.b, goal))
    return F


def untied_gradients(
    copies: Sequence[Params], inputs: ArrayLike, targets: ArrayLike, h0: ArrayLike, *, activation: str = "tanh"
) -> list[Params]:
    """∇_{θ_n} F for n = 1..N where each step has parameters of its own, that may have come to differ."""
    words, goals, start = checked(copies[0], inputs, targets, h0)
    act = activation_called(activation)
    h = [start]  # N + 1 times (H,)
    for params, word in zip(copies, words, strict=True):
        h.append(act.g(params.Vx[:, word] + params.Vh @ h[-1] + params.c))
    found: list[Params] = []
    sent_back = np.zeros_like(start)  # (H,): δ_{n+1} ∂h_{n+1}/∂h_n
    for n in reversed(range(len(words))):
        e = error(softmax(copies[n].W @ h[n + 1] + copies[n].b), goals[n])  # (K,)
        d = (e @ copies[n].W + sent_back) * act.slope(h[n + 1])  # (H,): ∂F/∂z_n
        sent_back = d @ copies[n].Vh
        dVx = np.zeros_like(copies[n].Vx)  # (H, K)
        dVx[:, words[n]] = d
        found.append(Params(dVx, np.outer(d, h[n]), d, np.outer(e, h[n + 1]), e))
    return found[::-1]


def total(copies: Sequence[Params]) -> Params:
    """Σ_n of the copies' gradients: the gradient of the tied network."""
    return Params(*(np.sum(each, axis=0) for each in zip(*copies, strict=True)))
