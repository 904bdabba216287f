"""Drills on what an n-gram model cannot see, and what a longer context costs it."""

import numpy as np

from cards.drills.asking import Question, number, picked


def reach_drill(rng: np.random.Generator) -> Question:
    """The first word that can move a prediction."""
    n = int(rng.integers(2, 7))
    N = n + int(rng.integers(3, 12))
    return number(
        f"A {n}-gram model predicts $w_{{{N}}}$. What is the smallest $i$ for which another word in the place of $w_i$ "
        "can change that prediction?",
        N - n + 1,
        [
            (N - n, "n counts the predicted word as well: only n − 1 words before it are seen."),
            (1, "The Markov assumption leaves out all but the last n − 1 words."),
            (N - 1, "That is the last word of the context; the first is wanted."),
            (n - 1, "That is how many words are seen, not where they begin."),
        ],
    )


def order_drill(rng: np.random.Generator) -> Question:
    """The least order that sees from one word to another."""
    between = int(rng.integers(1, 13))
    subject, verb = picked(rng, (("a subject", "verb"), ("an opening bracket", "closing one"), ("a name", "pronoun")))
    words = f"{_words(between)} {'stands' if between == 1 else 'stand'}"
    return number(
        f"{words} between {subject} and the {verb} that depends on it. What is the smallest $n$ for which an $n$-gram "
        "model sees the one when it predicts the other?",
        between + 2,
        [
            (between + 1, "That is how many words of context it needs: n counts the predicted word as well."),
            (between, "The words at both ends count too: the one seen and the one predicted."),
        ],
    )


def price_drill(rng: np.random.Generator) -> Question:
    """The free parameters of an n-gram model."""
    K, n = picked(rng, (3, 4, 5, 6, 8, 10, 12, 20)), int(rng.integers(2, 5))
    return number(
        f"How many free parameters does an $n$-gram model with $n = {n}$ over a vocabulary of {K} words have, for its "
        f"contexts of {_words(n - 1)}?",
        K ** (n - 1) * (K - 1),
        [
            (K**n, "The $K$ probabilities of a context sum to 1, so that only $K - 1$ of them are free."),
            (K ** (n - 1), "That is the number of contexts; each has a distribution of its own."),
            (K**n * (K - 1), "The context has n − 1 words: n counts the predicted word as well."),
            ((n - 1) * K * (K - 1), "Contexts multiply: there are $K^{n-1}$ of them."),
        ],
    )


def _words(many: int) -> str:
    return "1 word" if many == 1 else f"{many} words"
