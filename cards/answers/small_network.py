"""A small network with random weights, and a random text for it: what the answers on gradients are run on."""

import numpy as np

from models import recurrence, rnn
from models.arrays import Array, Ids

SMOOTH = ("tanh", "sigmoid", "identity")  # finite differences need no kink, a proof no cases
TEX = {"Vx": "V_x", "Vh": "V_h", "c": "c"}  # the parameters that make the state
Run = tuple[rnn.Params, Ids, Ids, Array]


def network(N: int, H: int, K: int, seed: int) -> Run:
    """Random parameters, a random text with its targets, and a first state."""
    rng = np.random.default_rng(seed)
    words = rng.integers(0, K, N + 1)  # (N + 1,): each target is the next step's input
    params = rnn.init(K, H, seed)._replace(Vh=recurrence.matrix(H, 0.9, 0.3, seed))
    return params, words[:-1], words[1:], rng.normal(0, 0.5, H)


def recurrent(params: rnn.Params) -> tuple[Array, ...]:
    """The parameters that make the state."""
    return params.Vx, params.Vh, params.c


def times(N: int, gradient: rnn.Params) -> rnn.Params:
    """∇F of F = Σ F_n, from that of the mean."""
    return rnn.Params(*(N * each for each in gradient))
