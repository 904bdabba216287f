"""Small neural trigrams to look at: their words, activations and random parameters."""

import numpy as np

from models import trigram

WORDS = ("the", "dog", "cat", "sees", ".")  # a vocabulary that fits a table
ACTIVATIONS = ("tanh", "sigmoid", "relu", "identity")


def of_scale(K: int, H: int, seed: int) -> trigram.Params:
    """Random parameters, biases too, so that no term of a formula is zero."""
    rng = np.random.default_rng(seed)
    return trigram.Params(*(rng.normal(0, 0.8, each.shape) for each in trigram.init(K, H, 0)))
