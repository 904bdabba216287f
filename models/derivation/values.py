"""The values that a graph needs, from a model's parameters and its words as ids."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from models import rnn, trigram
from models.derivation.evaluation import Array


def trigram_values(params: trigram.Params, previous: int, before_previous: int, word: int) -> dict[str, Array]:
    """Parameters, x = [w_{n-1}; w_{n-2}] and the word w to predict, for `trigram_graph`."""
    one_hot = np.eye(len(params.b))  # (K, K)
    x = np.concatenate([one_hot[previous], one_hot[before_previous]])  # (2K,)
    return {**params._asdict(), "x": x, "w": one_hot[word]}


def rnn_values(params: rnn.Params, inputs: ArrayLike, targets: ArrayLike, h0: ArrayLike) -> dict[str, Array]:
    """Parameters, h_0, the inputs x_n and the words w_n to predict, ids (N,), for `rnn_graph(N)`."""
    one_hot = np.eye(len(params.b))  # (K, K)
    words = {f"x{n}": one_hot[word] for n, word in enumerate(np.asarray(inputs), 1)}
    words |= {f"w{n}": one_hot[word] for n, word in enumerate(np.asarray(targets), 1)}
    return {**params._asdict(), "h0": np.asarray(h0, dtype=float), **words}
