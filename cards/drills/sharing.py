"""Drills on shared parameters: the gradient of the tied network, and a step along it."""

import numpy as np

from cards.drills.asking import Question, number, picked
from models import copies, rnn


def tied_drill(rng: np.random.Generator) -> Question:
    """The derivative by a shared weight from those by its copies."""
    while True:
        N, seed = int(rng.integers(3, 6)), int(rng.integers(2**31))
        parts = [round(each, 2) for each in _by_copies(N, seed)]
        right = round(sum(parts), 2)
        if all(parts) and len({*parts}) == N and min(parts) < 0 < max(parts) and abs(right) > 0.1:
            break
    shown = ", ".join(f"{each:g}" for each in parts)
    return number(
        f"An RNN is unrolled over {N} steps, each with a copy of one shared weight. The derivatives of its loss by "
        f"these copies are ${shown}$. What is the derivative by the shared weight?",
        right,
        [
            (right / N, "It is the sum, and this is the mean: the chain rule adds, once for each copy."),
            (-right, "The sign is turned: the derivative is asked for, not the step down."),
            (parts[-1], "That is the last step's copy alone; the weight acts at every step."),
            (sum(map(abs, parts)), "Derivatives of unlike sign cancel: add them with their signs."),
            (float(np.prod(parts)), "Copies act side by side: their derivatives are added, not multiplied."),
        ],
        exact=True,
    )


def descent_drill(rng: np.random.Generator) -> Question:
    """A shared weight after one step of descent."""
    while True:
        parts = [int(each) for each in rng.choice([-3, -2, -1, 1, 2, 3, 4], 4)]
        theta, eta = picked(rng, (0.5, 1.0, 1.5, 2.0)), picked(rng, (0.01, 0.05, 0.1, 0.2))
        moved = theta - eta * sum(parts)
        if abs(sum(parts)) > 1 and abs(moved) > 0.05 and parts[0] != sum(parts):
            break
    return number(
        f"A weight shared by 4 steps is {theta:g}. The derivatives of the loss by its copies are "
        f"${', '.join(map(str, parts))}$. What is the weight after one step of gradient descent with "
        f"$\\eta = {eta:g}$?",
        moved,
        [
            (theta + eta * sum(parts), "Descent goes against the gradient: minus."),
            (
                theta - eta * sum(parts) / 4,
                "The gradient by the shared weight is the sum over the copies, not the mean.",
            ),
            (theta - sum(parts), "The step size is missing."),
            (-eta * sum(parts), "That is by how much it moves."),
        ],
        exact=True,
    )


def drop_drill(rng: np.random.Generator) -> Question:
    """By how much a short step lowers the loss."""
    gradient = [int(each) for each in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4, 5], 3)]
    eta = picked(rng, (0.001, 0.002, 0.01))
    square = sum(each * each for each in gradient)
    length = square**0.5
    return number(
        f"The gradient of the tied loss by three shared weights is $({', '.join(map(str, gradient))})$. By how much "
        f"does one step of descent with $\\eta = {eta:g}$ lower the loss, to first order?",
        eta * square,
        [
            (eta * length, "The *square* of the gradient's length: once for the step, once for the slope along it."),
            (eta**2 * square, "The step has the factor η once."),
            (eta * abs(sum(gradient)), "Add the squares of the entries, not the entries."),
            (-eta * square, "It is lowered by a positive amount."),
            (square, "The step size is missing."),
        ],
        exact=True,
    )


def _by_copies(N: int, seed: int) -> list[float]:
    """∂F/∂Vh by the copy of each step, of a small random network with one unit."""
    rng = np.random.default_rng(seed)
    params = rnn.init(3, 1, seed)._replace(Vh=rng.normal(1, 0.3, (1, 1)), W=rng.normal(0, 2, (3, 1)))
    inputs, targets = rng.integers(0, 3, (2, N))
    return [float(each.Vh[0, 0]) for each in copies.gradients(params, inputs, targets, rng.normal(size=1))]
