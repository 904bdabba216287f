"""Drills on the neural trigram: its sizes, its forward pass, and what a prediction looks at."""

import numpy as np

from cards.drills.asking import Question, choices, number, picked, plain, some
from models import trigram
from models.softmax import softmax


def sizes_drill(rng: np.random.Generator) -> Question:
    """How many parameters there are, in one of the arrays or in all."""
    K, H = picked(rng, (10, 20, 50, 100, 1000)), picked(rng, (4, 8, 16, 30))
    params = trigram.init(K, H, 0)
    name = picked(rng, ("V", "W", "all", "all"))
    total = sum(each.size for each in params)
    what = f"does its matrix ${name}$ have" if name != "all" else "does it have, with all weights and biases"
    entries = total if name == "all" else getattr(params, name).size
    no_biases = params.V.size + params.W.size
    wrong = {
        "V": [
            (K * H, "It reads *two* one-hot words, one above the other, so it has $2K$ columns."),
            (2 * K * K, "$V$ has one row for each of the $H$ units, not for each word."),
            (2 * K * H + H, "That counts the bias $c$ as well, which is no part of $V$."),
        ],
        "W": [
            (2 * K * H, "It reads the hidden layer, of $H$ units, not the two words."),
            (H * H, "$W$ has one row for each of the $K$ words."),
            (K * H + K, "That counts the bias $b$ as well, which is no part of $W$."),
        ],
        "all": [
            (no_biases, "The biases $b$ and $c$ are missing."),
            (total - K * H, "It reads *two* one-hot words, so $V$ has $2K$ columns."),
            (total - K, "The bias $b$ of the output is missing."),
            (total - H, "The bias $c$ of the hidden layer is missing."),
        ],
    }
    return number(
        f"A neural trigram has a vocabulary of {K} words and one hidden layer of {H} units. "
        f"How many parameters {what}?",
        entries,
        [each for each in wrong[name] if each[0] != entries],
    )


def columns_drill(rng: np.random.Generator) -> Question:
    """Which columns of V two one-hot words pick."""
    K = int(rng.integers(4, 8))
    i, j, k = some(rng, range(1, K + 1), 3)
    other = "The first {K} columns belong to $w_{{n-1}}$, the others to $w_{{n-2}}$; you have them the other way round."
    return choices(
        f"A neural trigram has {K} words, and $V$ has {2 * K} columns: 1 to {K} belong to $w_{{n-1}}$, "
        f"{K + 1} to {2 * K} to $w_{{n-2}}$. If $w_{{n-1}}$ is word {i} and $w_{{n-2}}$ is word {j}, of which columns "
        "is $V [w_{n-1}; w_{n-2}]$ the sum?",
        [f"column {i}", f"column {K + j}"],
        [
            (f"column {j}", other.format(K=K)),
            (f"column {K + i}", other.format(K=K)),
            (f"column {picked(rng, (k, K + k))}", f"Word {k} is neither of the two."),
        ],
    )


def softmax_drill(rng: np.random.Generator) -> Question:
    """One probability of three, from the scores."""
    while True:
        a = rng.integers(-3, 4, 3).astype(float)  # (3,)
        p = softmax(a)
        at = int(rng.integers(3))
        if len(set(a)) == 3 and p[at] > 0.02:
            break
    scores = ", ".join(str(plain(each)) for each in a)
    return number(
        f"A vocabulary has three words, and $W h_n + b$ is $({scores})$. What probability does the network give to "
        f"word {at + 1}?",
        float(p[at]),
        [
            (float(np.exp(a[at])), "Divide by the sum of the exponentials, so that the probabilities sum to one."),
            (float(1 / (1 + np.exp(-a[at]))), "That is the sigmoid of this score; softmax looks at all of them."),
            (float(2 ** a[at] / (2**a).sum()), "The base of the powers is $e$, not 2."),
            (1 / 3, "The scores differ, so the words are not equally likely."),
            (float(p[at] / (1 - p[at])), "Its own exponential belongs in the sum as well."),
        ],
    )


def reach_drill(rng: np.random.Generator) -> Question:
    """Which predictions change where one word of a text is replaced."""
    K, N = 5, int(rng.integers(6, 8))
    params = trigram.init(K, 4, int(rng.integers(1000)))
    text = rng.integers(K, size=N)
    n = int(rng.integers(1, N))  # from 1; the last word changes no prediction
    other = text.copy()
    other[n - 1] = (other[n - 1] + 1) % K
    (_, before), (_, after) = (trigram.forward(params, each[1:-1], each[:-2]) for each in (text, other))
    moved = {at + 3 for at in range(N - 2) if not np.array_equal(before[at], after[at])}

    def why(at: int) -> str:
        if at == n:
            return f"It is the prediction *of* $w_{n}$, and does not see it."
        return f"It is made before $w_{n}$ is seen." if at < n else f"It looks at $w_{at - 1}$ and $w_{at - 2}$ only."

    return choices(
        f"A neural trigram predicts the words $w_3, \\dots, w_{N}$ of a text. The word $w_{n}$ is replaced by "
        "another one. Which of the predictions can change?",
        [f"$\\hat p_{at}$" for at in sorted(moved)],
        [(f"$\\hat p_{at}$", why(at)) for at in range(3, N + 1) if at not in moved],
    )
