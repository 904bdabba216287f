"""Drills on the forward pass of a recurrent network: a state by hand, and what it stands for."""

import numpy as np

from cards.drills.asking import Question, choices, number, picked
from models import rnn
from models.arrays import Ids


def forward_drill(rng: np.random.Generator) -> Question:
    """The third state of a network with one unit."""
    while True:
        a, b = (int(each) for each in rng.permutation([-2, -1, 1, 2, 3, 4])[:2])
        v, c = picked(rng, (-2, -1, 2, 3)), picked(rng, (-2, -1, 1, 2))
        words = rng.integers(0, 2, 3)
        h = _states(a, b, v, c, words, "relu")
        linear = _states(a, b, v, c, words, "identity")
        alone = max(0.0, (a, b)[words[2]] + c)
        if h[2] > 0 and h[1] > 0 and h[2] not in (h[1], linear[2], alone):
            break
    text = " ".join("ab"[word] for word in words)
    return number(
        f"A network with one unit reads `{text}` from $h_0 = 0$ on:\n\n"
        f"$$h_n = \\max(0,\\; V_x x_n {_signed(v)} h_{{n-1}} {_signed(c)})$$\n\n"
        f"$V_x x_n$ is ${a}$ for `a` and ${b}$ for `b`. What is $h_3$?",
        h[2],
        [
            (alone, "The state before is left out: it enters with its own weight."),
            (linear[2], "A sum below zero becomes 0 before it goes on to the next step."),
            (h[1], "That is the state after two words."),
        ],
        exact=True,
    )


def history_drill(rng: np.random.Generator) -> Question:
    """What a prediction is computed from."""
    N = int(rng.integers(5, 30))
    return choices(
        f"In an RNN, the state $h_{{{N - 1}}}$ stands for all that came before $w_{{{N - 1}}}$. From what, besides its "
        f"parameters, does it compute $p(w_{{{N}}} \\mid w_1, \\dots, w_{{{N - 1}}})$?",
        [f"$w_{{{N - 1}}}$ and $h_{{{N - 1}}}$"],
        [
            (
                f"$h_{{{N - 1}}}$ alone",
                f"The state $h_{{{N - 1}}}$ has not read $w_{{{N - 1}}}$, which enters as an input.",
            ),
            (
                f"$w_{{{N - 2}}}$, $w_{{{N - 1}}}$ and $h_{{{N - 1}}}$",
                f"$w_{{{N - 2}}}$ is in the state already; it does not enter twice.",
            ),
            (
                f"all of $w_1, \\dots, w_{{{N - 1}}}$",
                f"Only $w_{{{N - 1}}}$ enters directly; those before it reach the prediction through the state alone.",
            ),
            (f"$w_{{{N}}}$ and $h_{{{N - 1}}}$", f"$w_{{{N}}}$ is what is to be predicted."),
        ],
    )


def summary_drill(rng: np.random.Generator) -> Question:
    """How many numbers the history is folded into."""
    H, K = picked(rng, (16, 32, 64, 128, 256)), picked(rng, (50, 100, 1000, 5000))
    N = picked(rng, (20, 40, 80, 500))
    return number(
        f"An RNN with $H = {H}$ hidden units over $K = {K}$ words has read a text of {N} words. Into how many numbers "
        "has it folded all that it has read?",
        H,
        [
            (N * H, "The states before are not kept for the next prediction: the last one is all that it has."),
            (N, "The words themselves are not kept."),
            (K, "K is the length of the prediction; what is remembered is the state."),
            (N * K, "The words themselves are not kept."),
            (H * H, "Those are the weights from state to state, which a text does not change."),
        ],
    )


def read_drill(rng: np.random.Generator) -> Question:
    """How many words stand before a predicted one."""
    N = int(rng.integers(6, 120))
    return number(
        f"A network is to predict $w_{{{N}}}$ from the whole history $w_1, w_2, \\dots$ before it. How many words does "
        "it take in?",
        N - 1,
        [(N, "The word to be predicted is not among the inputs.")],
    )


def _states(a: int, b: int, v: int, c: int, words: Ids, activation: str) -> list[float]:
    """h_1, h_2, … of one unit."""
    params = rnn.Params(np.array([[a, b]]), np.array([[v]]), np.array([c]), np.zeros((2, 1)), np.zeros(2))
    h, _ = rnn.forward(params, words, np.zeros(1), activation=activation)
    return [float(each) for each in h[:, 0]]


def _signed(number: int) -> str:
    """+ 2 or - 2."""
    return f"{'-' if number < 0 else '+'} {abs(number)}"
