"""Worlds of n-gram models: the counts of a corpus, and probabilities of words after others."""

from collections.abc import Callable, Mapping

import numpy as np

from models.arrays import Array

MOST_COUNTED = 60  # of one trigram: counts so large that two of them are seldom the same


def corpus_counts(rng: np.random.Generator) -> Mapping[str, object]:
    """Three words, and how often one, two or three words stand in a row: count(a, b) is the sum of count(a, b, c)."""
    return _counted(rng, int(rng.integers(3, 12)))


def added_counts(rng: np.random.Generator) -> Mapping[str, object]:
    """The counts of a corpus of K words, and the k that is added to that of every trigram, of any size above 0."""
    K = int(rng.integers(3, 12))
    return {**_counted(rng, K), "K": K, "k": float(np.exp(rng.uniform(-5, 2)))}


def word_probabilities(rng: np.random.Generator) -> Mapping[str, object]:
    """Three words, and the probability p(a) of one, p(b, a) of b after a, p(c, a, b) of c after both."""
    K = int(rng.integers(3, 12))
    alone, after, after_both = (rng.dirichlet(np.ones(K), size=[K] * many) for many in range(3))
    return {
        **_words(rng, K),
        "p": _looked_up((alone, np.moveaxis(after, -1, 0), np.moveaxis(after_both, -1, 0))),
    }


def _counted(rng: np.random.Generator, K: int) -> dict[str, object]:
    trigrams = rng.integers(1, MOST_COUNTED, size=(K, K, K)).astype(float)
    bigrams = trigrams.sum(axis=2)
    return {**_words(rng, K), "count": _looked_up((bigrams.sum(axis=1), bigrams, trigrams))}


def _words(rng: np.random.Generator, K: int) -> dict[str, object]:
    """The numbers of three different words of K."""
    return dict(zip("abc", map(float, rng.permutation(K)), strict=False))


def _looked_up(tables: tuple[Array, Array, Array]) -> Callable[..., Array]:
    """The function of one to three words that these tables hold: (K,), (K, K), (K, K, K)."""
    K = len(tables[0])

    def function(first: Array, second: Array | None = None, third: Array | None = None) -> Array:
        words = [each for each in (first, second, third) if each is not None]
        at = tuple(np.nan_to_num(each).astype(int) % K for each in words)  # whatever is typed is some word
        found: Array = tables[len(at) - 1][at]
        return found

    return function
