"""Drills on the bound that tells when gradients must vanish and when they may explode."""

import math

import numpy as np

from cards.drills.asking import Question, choices, number, picked, plain
from models import jacobians
from models.activations import ACTIVATIONS

_NAMES = {"tanh": r"\tanh", "sigmoid": "the sigmoid", "relu": r"\max(0, z)"}


def bound_drill(rng: np.random.Generator) -> Question:
    """The bound at a distance."""
    activation = picked(rng, ("tanh", "sigmoid", "relu"))
    sigma = picked(
        rng, (1.2, 1.6, 2.0, 2.4, 3.0, 6.0, 8.0) if activation == "sigmoid" else (0.5, 0.6, 0.8, 1.2, 1.5, 2.0)
    )
    n, d = int(rng.integers(2, 6)), int(rng.integers(2, 5))
    N = n + d
    gamma = ACTIVATIONS[activation].steepest
    right = math.exp(d * jacobians.log_bound(np.array([[sigma]]), activation=activation))
    return number(
        f"The largest singular value of $V_h$ is ${sigma:g}$, and $g$ is {_said(activation)}. Which bound on "
        f"$\\|\\partial h_{{{N}}}/\\partial h_{{{n}}}\\|$ follows, each factor bounded by itself?",
        right,
        [
            (sigma**d, "The slope counts too: that of the sigmoid is ¼ at most."),
            ((gamma * sigma) ** (d + 1), f"From {n} to {N} there are {d} steps."),
            ((gamma * sigma) ** (d - 1), f"From {n} to {N} there are {d} steps."),
            ((gamma * sigma) ** N, f"From {n} to {N} there are {d} steps, not {N}."),
            (d * gamma * sigma, "Norms of factors multiply."),
            (gamma * sigma, "That is the bound of one step."),
        ],
    )


def fate_drill(rng: np.random.Generator) -> Question:
    """What the bound says for large distances."""
    activation = picked(rng, ("tanh", "sigmoid"))
    few = {"tanh": (0.5, 0.8, 0.95, 1.05, 1.5, 3.0), "sigmoid": (0.9, 1.5, 2.0, 3.0, 3.8, 4.5, 6.0)}
    sigma = picked(rng, few[activation])
    factor = sigma * ACTIVATIONS[activation].steepest
    gs = f"$\\gamma\\sigma = {plain(factor)}$"
    vanish, maybe = "It must vanish.", "It may explode, but need not."
    right, other = (vanish, maybe) if factor < 1 else (maybe, vanish)
    why = (
        f"Each step multiplies the norm by at most {gs}, which is below 1."
        if factor < 1
        else f"{gs} is above 1: the bound grows, and forbids nothing."
    )
    return choices(
        f"The largest singular value of $V_h$ is ${sigma:g}$, and $g$ is {_said(activation)}. What follows for "
        "$\\|\\partial h_N/\\partial h_n\\|$ as $N - n$ grows?",
        [right],
        [
            (other, why),
            ("It must explode.", f"{gs} bounds from above only: no singular value, however large, makes it certain."),
            ("It stays near 1.", f"Nothing keeps it there: {gs} is not 1, and it bounds from above only."),
        ],
    )


def needed_drill(rng: np.random.Generator) -> Question:
    """From which singular value on gradients can explode at all."""
    times, inner = picked(rng, (0.5, 1.5, 2.0, 3.0)), picked(rng, (0.25, 0.5, 2.0))
    kind = picked(rng, ("tanh", "sigmoid"))
    gamma = times * inner * ACTIVATIONS[kind].steepest
    shape = r"\tanh" if kind == "tanh" else r"\text{sigmoid}"
    return number(
        f"The activation is $g(z) = {times:g}\\,{shape}({inner:g}\\,z)$. By the bound of each "
        "factor, what must the largest singular value of $V_h$ exceed, for gradients to be able to explode?",
        1 / gamma,
        [
            (gamma, "That is the steepest slope of $g$; its product with the singular value must exceed 1."),
            (1 / ACTIVATIONS[kind].steepest, "The factors before and inside the function change its slope."),
            (1, "The slope of g counts too."),
            (1 / (times * inner), "The sigmoid itself has the slope ¼ at most."),
            (1 / (times * ACTIVATIONS[kind].steepest), "The factor inside counts as well: the chain rule."),
            (1 / (inner * ACTIVATIONS[kind].steepest), "The factor before the function counts as well."),
        ],
    )


def _said(activation: str) -> str:
    name = _NAMES[activation]
    return f"${name}$" if name.startswith("\\") else name
