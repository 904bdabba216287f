"""Drills on sequential data: what the past says of what comes, and how far back a network looks."""

import numpy as np

from cards.drills.asking import Question, number, picked
from models.dependence import chain


def dependence_drill(rng: np.random.Generator) -> Question:
    """How far a Markov chain's first and third symbol are from being independent."""
    first, stay = picked(rng, (0.2, 0.3, 0.4, 0.6, 0.7, 0.8)), picked(rng, (0.1, 0.2, 0.3, 0.7, 0.8, 0.9))
    start, P = np.array([first, 1 - first]), chain(stay, 2)  # (2,), (2, 2)
    lag_1 = first * P[0, 0] - first * (start @ P)[0]
    lag_2 = first * (P @ P)[0, 0] - first * (start @ P @ P)[0]
    return number(
        f"The first symbol of a text is $u$ with probability {first}, else $v$. Each later symbol repeats the one "
        f"before it with probability {stay}, else it is the other one.\n\n"
        r"What is the difference $p(x_1 = u, x_3 = u) - p(x_1 = u) \, p(x_3 = u)$?",
        float(lag_2),
        [
            (0, "They are not independent: the first symbol reaches the third by way of the second."),
            (float(lag_1), "That is for the first and the second symbol."),
            (float(first * (P @ P)[0, 0]), "That is $p(x_1 = u, x_3 = u)$; the product is to be subtracted."),
            (float((P @ P)[0, 0] - (start @ P @ P)[0]), "That compares $p(x_3 = u \\mid x_1 = u)$ with $p(x_3 = u)$."),
        ],
    )


def window_drill(rng: np.random.Generator) -> Question:
    """How many inputs one output of stacked convolutions sees."""
    layers, width = int(rng.integers(2, 7)), int(rng.integers(2, 7))
    return number(
        f"{layers} causal convolutions are stacked; each output of a layer sees the last {width} outputs of the layer "
        "below it, the one at its own place included. How many inputs of the sequence does one output at the top see?",
        layers * (width - 1) + 1,
        [
            (layers * width, "The windows overlap: each layer adds one less than its width."),
            (layers * (width - 1), "The input at the place of the output itself is seen as well."),
            (width**layers, "The reach grows by the same number with each layer; it is not multiplied."),
            (width, "That is what one layer sees; each layer above adds to it."),
        ],
    )
