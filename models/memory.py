"""What the state of a recurrent network still knows of the words it has read."""

import numpy as np

from models import rnn
from models.arrays import Array, Ids


def influence(params: rnn.Params, inputs: Ids) -> Array:
    """How far a word moves h_N: the mean ‖Δh_N‖ if another of the K > 1 words stood k steps before the last.

    inputs are (N,), the result (N,) for k = 0..N-1; the text begins in the state h_0 = 0.
    """
    N, K, H = len(inputs), len(params.b), len(params.c)
    moved = np.empty(N)
    for k in range(N):
        others = [word for word in range(K) if word != inputs[N - 1 - k]]
        histories = np.repeat(inputs[:, None], K, axis=1)  # (N, K): the history as it is, and K-1 changed ones
        histories[N - 1 - k, 1:] = others
        h, _ = rnn.forward(params, histories, np.zeros((K, H)))  # (N, K, H)
        moved[k] = np.linalg.norm(h[-1, 1:] - h[-1, 0], axis=1).mean()
    return moved


def recovered(h: Array, inputs: Ids, K: int, back: int) -> Array:
    """How often a linear read-out of the state h_n names the word x_{n-k} rightly, for k = 0..back-1: (back,).

    h (M, H) are the states over a long run of inputs (M,). The read-out is fitted by least squares to the one-hot
    words of the first half and judged on the second; M is above 2 back.
    """
    M = len(inputs)
    X = np.column_stack([h, np.ones(M)])  # (M, H + 1): the state, and a constant
    fit, judge = slice(back, M // 2), slice(M // 2, M)
    # np.roll moves the word of step n - k to place n; the first k places, which hold the end, are in neither part.
    wanted = [np.eye(K)[np.roll(inputs, k)[fit]] for k in range(back)]  # (fitted, K) each: the word k steps before
    readout = np.linalg.lstsq(X[fit], np.hstack(wanted), rcond=None)[0]  # (H + 1, back K)
    named = (X[judge] @ readout).reshape(-1, back, K).argmax(axis=2)  # (judged, back)
    return np.array([np.mean(named[:, k] == np.roll(inputs, k)[judge]) for k in range(back)])


def parameters_of_window(words: int, K: int, H: int) -> int:
    """How many numbers V, c, W, b hold, of one hidden layer that reads `words` one-hot words side by side."""
    return words * H * K + H + K * H + K


def parameters_of_rnn(K: int, H: int) -> int:
    """How many numbers Vx, Vh, c, W, b hold: the same however long the history."""
    return H * K + H * H + H + K * H + K
