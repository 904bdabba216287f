"""Drills on real-time recurrent learning: the influence by hand, and what it costs to carry it."""

import numpy as np

from cards.drills.asking import Question, number, picked
from models import rnn, rtrl


def influence_drill(rng: np.random.Generator) -> Question:
    """S_3 by the recurrent weight, of a network with one linear unit."""
    while True:
        a, b = (int(each) for each in rng.permutation([-2, -1, 1, 2, 3])[:2])
        v, words = picked(rng, (-2, -1, 2, 3)), rng.integers(0, 2, 3)
        params = rnn.Params(np.array([[a, b]]), np.array([[v]]), np.zeros(1), np.zeros((2, 1)), np.zeros(2))
        steps = list(_steps(params, words))
        (h1, _), (h2, S2), (h3, right) = steps
        if right not in (h2, h3, h2 + S2, 0) and h1 and h2 and S2:
            break
    text = " ".join("ab"[word] for word in words)
    return number(
        f"One linear unit, $h_n = V_x x_n + v h_{{n-1}}$ with $h_0 = 0$ and $v = {v}$, reads `{text}`; $V_x x_n$ is "
        f"${a}$ for `a` and ${b}$ for `b`. What is $S_3 = dh_3/dv$, by $S_0 = 0$ and RTRL's recursion?",
        right,
        [
            (h2, "That is the immediate part; v acted on the states before as well."),
            (h2 + S2, "The influence from the step before passes the Jacobian v on its way."),
            (S2, "That is the influence on the second state."),
            (v * S2, "The immediate part is missing: v multiplies the state before."),
            (h3 + v * S2, "The immediate part is the state *before*, which v multiplies."),
            (h3, "That is the state itself."),
        ],
        exact=True,
    )


def kept_drill(rng: np.random.Generator) -> Question:
    """How many numbers the influence holds."""
    H, K, N = int(rng.integers(3, 11)), int(rng.integers(3, 13)), picked(rng, (50, 100, 400))
    *_, (_, S) = rtrl.influence(rnn.init(K, H, 0), np.arange(K), np.zeros(H))
    theta = H * K + H * H + H
    return number(
        f"RTRL carries the influence $S_n$ of all entries of $V_x$, $V_h$ and $c$ on the state along a text of {N} "
        f"words, with $H = {H}$ hidden units and $K = {K}$ words. How many numbers does $S_n$ consist of?",
        S.size,
        [
            (theta, "That is how many parameters there are; each moves all H units."),
            (N * S.size, "It is not kept for each word: the new one takes the place of the old."),
            (N * H, "Those are the states that BPTT keeps; RTRL keeps none."),
            (H * H * (K + H), "The biases c count as well."),
            (H * H * H, "The input weights and the biases count as well."),
        ],
    )


def longer_drill(rng: np.random.Generator) -> Question:
    """From which length on BPTT keeps more than RTRL."""
    H, K = int(rng.integers(2, 13)), int(rng.integers(2, 21))
    theta = H * K + H * H + H
    return number(
        f"BPTT keeps the $N$ states of $H = {H}$ numbers each, RTRL the influence of the {theta} entries of $V_x$, "
        "$V_h$ and $c$ on the state. What is the smallest $N$ for which BPTT keeps more numbers than RTRL?",
        theta + 1,
        [
            (theta, "At that length both keep as many."),
            (theta // H + 1, "The influence has H numbers for each parameter."),
            (H * theta + 1, "BPTT keeps H numbers a step as well."),
        ],
    )


def _steps(params: rnn.Params, words: np.ndarray) -> "list[tuple[float, float]]":
    """The state and its derivative by v, after each word."""
    carried = rtrl.influence(params, words, np.zeros(1), activation="identity")
    return [(float(h[0]), float(S[0, 0, 0])) for h, S in carried]
