"""Worlds of utterances: what a language model gives their words, themselves, and their lengths."""

from collections.abc import Mapping

import numpy as np

from cards.worlds.draws import anywhere, probability


def utterance(rng: np.random.Generator) -> Mapping[str, object]:
    """The probabilities p (N,) of N words, in half of the draws all of them near 1."""
    least = rng.choice([0.02, 0.96])
    return {"p": rng.uniform(least, 0.999, int(rng.integers(3, 9)))}


def whole_utterance(rng: np.random.Generator) -> Mapping[str, object]:
    """The probability P of N words together."""
    return {"P": probability(rng), "N": int(rng.integers(2, 10))}


def stopping(rng: np.random.Generator) -> Mapping[str, object]:
    """The probability s of stopping after a word, and a number n of words."""
    return {"s": probability(rng), "n": int(rng.integers(2, 8))}


def geometric(rng: np.random.Generator) -> Mapping[str, object]:
    """An alphabet of K symbols, and the factor q that each symbol more takes off, K q < 1; and a length n."""
    K = int(rng.choice([1, int(rng.integers(2, 12))]))
    mass = rng.uniform(0.9, 0.999) if K == 1 else probability(rng)  # K q; of a single symbol q itself comes near 1
    return {"K": K, "q": mass / K, "n": int(rng.integers(2, 8))}


def mean_cross_entropy(rng: np.random.Generator) -> Mapping[str, float]:
    """The cross entropy H of an utterance, in bits a symbol: never negative."""
    return {"H": anywhere(rng, 9)}


def mean_loss(rng: np.random.Generator) -> Mapping[str, float]:
    """The mean loss F of a text, in nats a word: never negative."""
    return {"F": anywhere(rng, 6)}
