"""Drills on cross entropy and perplexity."""

import math

import numpy as np

from cards.drills.asking import Question, listed, number, picked
from models.ngram import NGram

_PROBABILITIES = (0.5, 0.25, 0.125, 0.4, 0.2, 0.1, 0.05, 0.8)
_NATS = "It is in nats, and bits are asked for: take the logarithm to the base 2."


def cross_entropy_drill(rng: np.random.Generator) -> Question:
    """The cross entropy of an utterance whose words have these probabilities."""
    p = rng.choice(_PROBABILITIES, int(rng.integers(3, 6)))  # (N,), not all alike
    while len(set(p)) < 2:
        p = rng.choice(_PROBABILITIES, len(p))
    bits = -np.log2(p)
    return number(
        "One after the other, a language model gives the words of an utterance the probabilities "
        f"{listed(p)}. What is its cross entropy in bits a symbol?",
        float(bits.mean()),
        [
            (float(bits.sum()), "That is the code length of the whole utterance: divide by the number of symbols."),
            (float(bits.mean()) * math.log(2), _NATS),
            (float(bits.sum()) * math.log(2), "It is in nats, and of the whole utterance: divide by its length, too."),
            (-math.log2(p.mean()), "The logarithms are averaged, not the probabilities."),
            (float(2 ** bits.mean()), "That is the perplexity."),
        ],
        "bits",
    )


def perplexity_drill(rng: np.random.Generator) -> Question:
    """The perplexity of an utterance under a bigram model with two words."""
    first, after_x, after_y = (picked(rng, (0.1, 0.2, 0.25, 0.4, 0.5, 0.8)) for _ in range(3))
    words = "".join(rng.choice(["x", "y"], 4))
    while len(set(words)) < 2:
        words = "".join(rng.choice(["x", "y"], 4))
    of_x = {"": first, "x": after_x, "y": after_y}
    p = [of_x[before] if word == "x" else 1 - of_x[before] for before, word in zip(["", *words], words, strict=False)]
    bits = -sum(map(math.log2, p)) / len(p)
    return number(
        f"A bigram model over the words `x` and `y` has $p(x) = {first}$ for the first word, then "
        f"$p(x \\mid x) = {after_x}$ and $p(x \\mid y) = {after_y}$. "
        f"What is the perplexity of `{' '.join(words)}`?",
        2**bits,
        [
            (bits, "That is the cross entropy in bits: two to this power is wanted."),
            (math.prod(p), "That is the probability of the utterance."),
            (1 / math.prod(p), f"The {len(p)}th root is missing: perplexity is counted for each symbol."),
            (math.exp(bits), "$e$ to the cross entropy in *bits*: base and logarithm must agree."),
            (math.prod(p) ** (1 / len(p)), "It is upside down: this is the mean probability of a word."),
            (
                math.prod(p[1:]) ** (-1 / (len(p) - 1)),
                "The first word counts as well: four factors, and the fourth root.",
            ),
        ],
    )


def counted_perplexity_drill(rng: np.random.Generator) -> Question:
    """The perplexity of a short utterance under the unigram model that is counted from a text."""
    text = "".join(rng.choice(["x", "y", "z"], 10, p=[0.5, 0.3, 0.2]))
    while set(text) != set("xyz"):
        text = "".join(rng.choice(["x", "y", "z"], 10, p=[0.5, 0.3, 0.2]))
    words = "".join(rng.choice(["x", "y", "z"], 3))
    while len(set(words)) < 2:
        words = "".join(rng.choice(["x", "y", "z"], 3))
    model = NGram(1).fit(text)
    bits = model.cross_entropy(words)
    return number(
        f"A unigram model is counted from the text `{' '.join(text)}`. What is its perplexity on `{' '.join(words)}`?",
        model.perplexity(words),
        [
            (bits, "That is the cross entropy in bits: two to this power is wanted."),
            (2 ** (3 * bits), "The third root is missing: perplexity is counted for each symbol."),
            (2**-bits, "It is upside down: this is the mean probability of a word."),
            (3, "All three words would have to be equally likely."),
        ],
    )
