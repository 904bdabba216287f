"""Drills on products of Jacobians."""

import numpy as np

from cards.drills.asking import Question, number, picked
from cards.drills.matrices import entry_name, matrix
from models import jacobians


def between_drill(rng: np.random.Generator) -> Question:
    """How many Jacobians stand between two states."""
    n = int(rng.integers(1, 9))
    N = n + int(rng.integers(3, 20))
    return number(
        f"With $J_n = \\partial h_n/\\partial h_{{n-1}}$: how many of these Jacobians are the factors of "
        f"$\\partial h_{{{N}}}/\\partial h_{{{n}}}$?",
        N - n,
        [
            (N - n + 1, f"The rightmost factor is $J_{{{n + 1}}}$: from $h_{{{n}}}$ to $h_{{{n + 1}}}$ is one step."),
            (N - n - 1, "The Jacobian of the last step counts as well."),
            (N, f"The way goes back to $h_{{{n}}}$ only."),
        ],
    )


def product_drill(rng: np.random.Generator) -> Question:
    """An entry of a product of two Jacobians."""
    while True:
        J = rng.integers(-3, 4, size=(2, 2, 2))  # J_2 and J_3
        right, turned = jacobians.to_the_end(J.astype(float))[0], J[0] @ J[1]
        i, j = (int(each) for each in rng.integers(0, 2, 2))
        if right[i, j] not in (turned[i, j], right[j, i], 0) and J.any(axis=2).all():
            break
    return number(
        "The Jacobians $J_n = \\partial h_n/\\partial h_{n-1}$ of two steps are\n\n"
        f"$$J_2 = {matrix(J[0])}, \\qquad J_3 = {matrix(J[1])}$$\n\n"
        f"Which number stands in {entry_name(i, j)} of $\\partial h_3/\\partial h_1$?",
        right[i, j],
        [
            (turned[i, j], "The factors are turned round: the later step's Jacobian stands left, $J_3 J_2$."),
            (J[0][i, j] * J[1][i, j], "It is the matrix product, not entry by entry."),
            (J[0][i, j] + J[1][i, j], "Jacobians along one way are multiplied, not added."),
            (right[j, i], "Row and column have changed places."),
        ],
        exact=True,
    )


def entry_drill(rng: np.random.Generator) -> Question:
    """An entry of one Jacobian, from the state."""
    while True:
        h = np.array([picked(rng, (-0.8, -0.6, -0.5, 0.5, 0.6, 0.8)) for _ in range(2)])
        Vh = rng.integers(-3, 4, size=(2, 2))
        i, j = (int(each) for each in rng.integers(0, 2, 2))
        J = jacobians.one_step(Vh.astype(float), h[None])[0]  # (2, 2)
        if i != j and Vh[i, j] and abs(h[0]) != abs(h[1]):
            break
    return number(
        "A network of $\\tanh$ units has, after step $n$,\n\n"
        f"$$h_n = {matrix(h[:, None])}, \\qquad V_h = {matrix(Vh)}$$\n\n"
        f"Which number stands in {entry_name(i, j)} of $\\partial h_n/\\partial h_{{n-1}}$?",
        J[i, j],
        [
            (Vh[i, j], f"The slope of $\\tanh$ is missing: row {i + 1} is multiplied by $1 - h^2$ of unit {i + 1}."),
            (Vh[i, j] * (1 - h[j] ** 2), "The slope multiplies the row, $\\text{diag}(g'(z_n)) V_h$, not the column."),
            (Vh[i, j] * h[i], "The slope of $\\tanh$ is $1 - h^2$, not $h$ itself."),
            (J[j, i], "Row and column have changed places."),
            (Vh[i, j] * (1 - h[i]), "The slope of $\\tanh$ is $1 - h^2$: $h$ is to be squared."),
        ],
        exact=True,
    )
