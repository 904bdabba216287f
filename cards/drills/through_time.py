"""Drills on backpropagation through time: its recursion and its sums by hand, what it keeps and what it costs."""

import numpy as np

from cards.drills.asking import Question, number, picked
from models import bptt, counting, rnn


def delta_drill(rng: np.random.Generator) -> Question:
    """δ_1 of a network with one unit and three steps."""
    while True:
        u, J = rng.integers(-3, 5, 3), rng.integers(-3, 4, 3)  # J_1 is of no use
        right = bptt.deltas(np.ones((1, 1)), J[:, None].astype(float), u[:, None].astype(float))[0, 0]
        wrong = [u[0], u[0] + J[1] * u[1], u[0] + J[1] * u[1] + J[2] * u[2], J[1] * J[2] * u[2]]
        if all(u) and all(abs(J[1:]) > 1) and right not in (*wrong, 0):
            break
    return number(
        "An RNN with one unit takes three steps, and $F = F_1 + F_2 + F_3$. The *immediate* derivatives "
        f"$\\partial F_1/\\partial h_1$, $\\partial F_2/\\partial h_2$, $\\partial F_3/\\partial h_3$ are "
        f"${', '.join(map(str, u))}$; between the states $\\partial h_2/\\partial h_1 = {J[1]}$ and "
        f"$\\partial h_3/\\partial h_2 = {J[2]}$. What is the total derivative $\\partial F/\\partial h_1$?",
        right,
        [
            (u[0], "That is what its own loss sends back; the later losses reach it through the states."),
            (u[0] + J[1] * u[1], "What comes from the third step is missing."),
            (u[0] + J[1] * u[1] + J[2] * u[2], "What comes from the third step passes both Jacobians."),
            (J[1] * J[2] * u[2], "That is the last loss alone; every step adds its own."),
            (J[1] * (u[1] + J[2] * u[2]), "The first step's own loss is missing."),
            (u[1] + J[2] * u[2], "That is the derivative by the second state."),
        ],
        exact=True,
    )


def contribution_drill(rng: np.random.Generator) -> Question:
    """The derivative by the recurrent weight of a network with one unit, from all that a pass back has found."""
    while True:
        δ = np.array([picked(rng, (-2.0, -1.0, 1.0, 2.0, 3.0)) for _ in range(3)])
        slope = np.array([picked(rng, (0.2, 0.4, 0.5, 0.8)) for _ in range(3)])
        h = np.array([picked(rng, (-0.5, 0.5, 1.0, -1.0, 0.2)) for _ in range(4)])  # h_0 to h_3
        right = float(np.sum(δ * slope * h[:-1]))
        wrong = [np.sum(δ * h[:-1]), np.sum(δ * slope * h[1:]), right / 3, np.sum(δ[1:] * slope[1:] * h[1:-1])]
        if abs(right) > 0.1 and all(abs(each - right) > 0.1 for each in wrong):
            break
    return number(
        "A pass back through an RNN with one unit and three steps has found the total derivatives "
        f"$\\delta_n = \\partial F/\\partial h_n$ as {_numbered(δ)}. The slopes $g'(z_n)$ are {_numbered(slope)}, "
        f"the states $h_0$ to $h_3$ are {_numbered(h)}. What is the derivative of $F = F_1 + F_2 + F_3$ by $V_h$?",
        right,
        [
            (float(wrong[0]), "The slope $g'(z_n)$ is missing."),
            (float(wrong[1]), "$V_h$ is multiplied with the state *before*, $h_{n-1}$."),
            (float(wrong[2]), "F is the sum over the steps here, not the mean."),
            (float(wrong[3]), "The first step counts as well, with the first state h₀."),
        ],
        exact=True,
    )


def states_drill(rng: np.random.Generator) -> Question:
    """How many numbers are kept for the way back."""
    N, H, K = picked(rng, (20, 50, 100, 200)), picked(rng, (16, 32, 64)), picked(rng, (30, 500))
    h, _ = rnn.forward(rnn.init(2, H, 0), np.zeros(N, dtype=int), np.zeros(H))
    return number(
        f"BPTT reads a text of $N = {N}$ words with $H = {H}$ hidden units over a vocabulary of $K = {K}$ words. "
        "How many numbers do the states $h_1, \\dots, h_N$ hold that it keeps for the way back?",
        h.size,
        [
            (H, "The state of every step is needed on the way back, not the last alone."),
            (N * K, "A state has $H$ numbers; it is the prediction that has $K$."),
            (H * H, "Those are the weights from state to state."),
            (N * H * H, "A state has H numbers, not H²."),
        ],
    )


def work_drill(rng: np.random.Generator) -> Question:
    """Multiply-adds of a forward pass."""
    N, H, K = int(rng.integers(3, 11)), picked(rng, (2, 3, 4, 5, 8, 10)), picked(rng, (6, 7, 12, 15, 20))
    words = np.arange(N) % K
    right = counting.multiply_adds(lambda p: rnn.forward(p, words, np.zeros(H)), rnn.init(K, H, 0))
    return number(
        f"An RNN with $H = {H}$ hidden units over a vocabulary of $K = {K}$ words reads a text of $N = {N}$ words. "
        "How many multiply-adds do the products $V_h h_{n-1}$ and $W h_n$ take in one forward pass? "
        "($V_x x_n$ only picks a column.)",
        right,
        [
            (right / N, "That is one step's."),
            (N * H * H, "The products with $W$, $K \\times H$, count as well."),
            (N * H * K, "The products with $V_h$, $H \\times H$, count as well."),
            (right + N * H * K, "Picking a column takes no multiplication."),
            (N * (H + K), "A product of a matrix with a vector takes one multiply-add for each entry of the matrix."),
        ],
    )


def _numbered(values: np.ndarray) -> str:
    return f"${', '.join(f'{each:g}' for each in values)}$"
