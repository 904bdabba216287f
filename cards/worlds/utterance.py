"""The world of an utterance: what a language model gave its words."""

from collections.abc import Mapping

import numpy as np


def utterance(rng: np.random.Generator) -> Mapping[str, object]:
    """The probabilities p (N,) of N words."""
    return {"p": rng.uniform(0.05, 0.95, int(rng.integers(3, 9)))}
