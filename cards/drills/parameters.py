"""Drills on the parameters of a recurrent network, against those of one that reads all words at once."""

import numpy as np

from cards.drills.asking import Question, number, picked
from models import memory


def recurrent_drill(rng: np.random.Generator) -> Question:
    """All parameters of an RNN."""
    K, H = int(rng.integers(4, 21)), int(rng.integers(2, 13))
    N = int(rng.integers(5, 50))
    right = memory.parameters_of_rnn(K, H)
    return number(
        f"An RNN with $H = {H}$ hidden units over $K = {K}$ words is trained on texts of {N} words. How many "
        "parameters does it have, in $V_x$, $V_h$, $c$, $W$ and $b$ together?",
        right,
        [
            (right - H * H, "The matrix from state to state, $H \\times H$, is missing."),
            (right - H - K, "The biases $c$ and $b$ count as well."),
            (right - K * H - K, "The read-out counts as well: $W$ with $K \\times H$ entries, and $b$."),
            (N * right, "All steps share their parameters: they count once, whatever the length."),
            (memory.parameters_of_window(N, K, H), "That is the network that reads all words at once."),
        ],
    )


def window_drill(rng: np.random.Generator) -> Question:
    """All parameters of a network that reads the whole history at once."""
    K, H, N = int(rng.integers(4, 16)), int(rng.integers(2, 10)), int(rng.integers(4, 12))
    return number(
        f"A network with one layer of $H = {H}$ hidden units predicts $w_{{{N}}}$ from all words before it at once, "
        f"each one-hot over $K = {K}$ words. Its output is a softmax over the words; both layers have biases. How many "
        "parameters does it have?",
        memory.parameters_of_window(N - 1, K, H),
        [
            (memory.parameters_of_window(N, K, H), f"There are {N - 1} words before the predicted one."),
            (memory.parameters_of_rnn(K, H), "That is an RNN, which reads one word after another."),
            ((N - 1) * K * H + K * H, "The biases of both layers count as well."),
            ((N - 1) * K * H + H, "The read-out counts as well: K × H weights and K biases."),
        ],
    )


def even_drill(rng: np.random.Generator) -> Question:
    """From which length on the RNN is the smaller network."""
    K = picked(rng, (10, 20, 50, 100))
    blocks = int(rng.integers(2, 8))  # H² is as much as so many blocks of input weights, and a bit more
    H = blocks * K + int(rng.integers(1, K))
    right = next(
        N for N in range(2, H + 4) if memory.parameters_of_window(N - 1, K, H) > memory.parameters_of_rnn(K, H)
    )
    return number(
        "One network reads all $N-1$ words of a history at once, an RNN reads them one by one. Both have one layer of "
        f"$H = {H}$ units, $K = {K}$ words and the same read-out. What is the smallest $N$ for which the RNN has fewer "
        "parameters?",
        right,
        [
            (right - 1, "Set (N − 1)HK against HK + H²: there are N − 1 blocks of input weights, and the RNN has one."),
            (right - 2, "Set (N − 1)HK against HK + H²: there are N − 1 blocks of input weights, and the RNN has one."),
            (3, "The RNN has the H × H matrix, which here is more than one further block."),
        ],
    )
