"""Drills on n-gram models: what they forget, and how far they look back."""

import math

import numpy as np

from cards.drills.asking import WORDS, Question, choices, number, picked, some

_ORDERS = {2: "bigram", 3: "trigram", 4: "4-gram"}


def unigram_drill(rng: np.random.Generator) -> Question:
    """Which utterances no unigram model tells from a given one."""
    *words, other = some(rng, WORDS, 5)
    shuffled = some(rng, words, 4)
    while shuffled == words:
        shuffled = some(rng, words, 4)
    repeated, replaced = [*words], [*words]
    place, twin = (int(each) for each in rng.permutation(4)[:2])
    repeated[place] = repeated[twin]
    replaced[int(rng.integers(4))] = other
    right = [shuffled, words[::-1]] if shuffled != words[::-1] and rng.random() < 0.5 else [shuffled]
    return choices(
        f"Which of these have the same probability as `{' '.join(words)}` under *every* unigram model?",
        [f"`{' '.join(each)}`" for each in right],
        [
            (f"`{' '.join(replaced)}`", f"It has the factor of `{other}`, which may be another number."),
            (f"`{' '.join(repeated)}`", f"It has the factor of `{words[twin]}` twice, and lacks `{words[place]}`."),
            (f"`{' '.join(words[:3])}`", f"It lacks the factor of `{words[3]}`."),
        ],
    )


def bigram_drill(rng: np.random.Generator) -> Question:
    """The probability of an utterance under a bigram model with two words."""
    first, after_x, after_y = (picked(rng, (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9)) for _ in range(3))
    words = "".join(rng.choice(["x", "y"], 3)) + picked(rng, ("x", "y"))
    while len(set(words)) < 2:
        words = "".join(rng.choice(["x", "y"], 4))
    of_x = {"": first, "x": after_x, "y": after_y}
    p = [of_x[before] if word == "x" else 1 - of_x[before] for before, word in zip(["", *words], words, strict=False)]
    alone = math.prod(first if word == "x" else 1 - first for word in words)
    return number(
        f"A bigram model over the words `x` and `y` has $p(x) = {first}$ for the first word, then "
        f"$p(x \\mid x) = {after_x}$ and $p(x \\mid y) = {after_y}$. "
        f"What probability does it give to `{' '.join(words)}`?",
        math.prod(p),
        [
            (math.prod(p[1:]), "The first word has a factor too."),
            (math.prod(p[:-1]), "The last word has a factor too."),
            (alone, "That looks at no context: each word after the first depends on the word before it."),
            (math.prod(p) ** (1 / len(p)), "That is the geometric mean of the factors; no root is wanted."),
        ],
    )


def order_drill(rng: np.random.Generator) -> Question:
    """From n to the order of the Markov model, or back."""
    n = int(rng.integers(2, 13))
    if rng.random() < 0.5:
        return number(
            f"An n-gram model with $n = {n}$ is a Markov model. Of which order?",
            n - 1,
            [(n, "$n$ counts the word that is predicted as well."), (n + 1, "The order is less than $n$, not more.")],
        )
    return number(
        f"A Markov model of order {n - 1} is an n-gram model. For which $n$?",
        n,
        [(n - 1, "The word that is predicted counts as well."), (n - 2, "$n$ is more than the order, not less.")],
    )


def context_drill(rng: np.random.Generator) -> Question:
    """Which words an n-gram model looks at."""
    n, many = int(rng.integers(2, 5)), int(rng.integers(4, 6))
    words = some(rng, WORDS, many)
    reach = "the word before" if n == 2 else f"the {n - 1} words before"
    return choices(
        f"A {_ORDERS[n]} model predicts the word after `{' '.join(words)}`. On which of these words does its "
        "prediction depend?",
        [f"`{each}`" for each in words[many - n + 1 :]],
        [(f"`{each}`", f"A {_ORDERS[n]} model looks at {reach}, and no further.") for each in words[: many - n + 1]],
    )
