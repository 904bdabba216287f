"""Worlds of utterances: what a language model gives their words, themselves, and their lengths."""

from collections.abc import Mapping

import numpy as np


def utterance(rng: np.random.Generator) -> Mapping[str, object]:
    """The probabilities p (N,) of N words."""
    return {"p": rng.uniform(0.05, 0.95, int(rng.integers(3, 9)))}


def whole_utterance(rng: np.random.Generator) -> Mapping[str, object]:
    """The probability P of N words together."""
    return {"P": rng.uniform(0.001, 0.2), "N": int(rng.integers(2, 10))}


def stopping(rng: np.random.Generator) -> Mapping[str, object]:
    """The probability s of stopping after a word, and a number n of words."""
    return {"s": rng.uniform(0.1, 0.9), "n": int(rng.integers(2, 8))}


def geometric(rng: np.random.Generator) -> Mapping[str, object]:
    """An alphabet of K symbols, and the factor q that each symbol more takes off, K q < 1; and a length n."""
    K = int(rng.integers(2, 12))
    return {"K": K, "q": rng.uniform(0.1, 0.9) / K, "n": int(rng.integers(2, 8))}


def mean_cross_entropy(rng: np.random.Generator) -> Mapping[str, float]:
    """The cross entropy H of an utterance, in bits a symbol: never negative."""
    return {"H": rng.uniform(0.2, 9)}


def mean_loss(rng: np.random.Generator) -> Mapping[str, float]:
    """The mean loss F of a text, in nats a word: never negative."""
    return {"F": rng.uniform(0.2, 6)}
