"""Worlds of models known by their sizes alone."""

from collections.abc import Mapping

import numpy as np

from cards.worlds.draws import sizes


def network_sizes(rng: np.random.Generator) -> Mapping[str, object]:
    """K words and H hidden units."""
    K, H = sizes(rng, 2, int(rng.integers(3, 20)))
    return {"K": K, "H": H}


def vocabulary(rng: np.random.Generator) -> Mapping[str, object]:
    """K words."""
    return {"K": int(rng.integers(3, 40))}


def order_of_a_chain(rng: np.random.Generator) -> Mapping[str, object]:
    """The order k of a Markov model."""
    return {"k": int(rng.integers(1, 20))}
