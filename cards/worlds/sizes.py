"""Worlds of models known by their sizes alone."""

from collections.abc import Mapping

import numpy as np

from cards.worlds.draws import sizes


def network_sizes(rng: np.random.Generator) -> Mapping[str, object]:
    """K words and H hidden units."""
    K, H = sizes(rng, 2, int(rng.choice([1, int(rng.integers(2, 20))])))
    return {"K": K, "H": H}


def vocabulary(rng: np.random.Generator) -> Mapping[str, object]:
    """K words: few, some, or many."""
    return {"K": int(rng.choice([rng.integers(2, 5), rng.integers(5, 40), rng.integers(40, 2000)]))}


def ngram_sizes(rng: np.random.Generator) -> Mapping[str, object]:
    """K words, and the n of n-grams over them."""
    return {"n": int(rng.integers(2, 7)), "K": int(rng.integers(2, 12))}


def text_and_network(rng: np.random.Generator) -> Mapping[str, object]:
    """A text of N of K words, and H hidden units."""
    N, K, H = sizes(rng, 3, int(rng.choice([1, int(rng.integers(2, 12))])))
    return {"N": N, "K": K, "H": H}


def chunks(rng: np.random.Generator) -> Mapping[str, object]:
    """A text of N words in chunks of k."""
    k, many = (int(each) for each in rng.integers(2, 10, size=2))
    return {"N": k * many, "k": k}


def order_of_a_chain(rng: np.random.Generator) -> Mapping[str, object]:
    """The order k of a Markov model."""
    return {"k": int(rng.integers(1, 20))}
