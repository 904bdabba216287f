"""Truncated backpropagation through time: the text in chunks of k steps, no gradient across their borders.

The state is carried from chunk to chunk, so that the forward pass is exact while the parameters stand still; δ starts
at zero again in each chunk, so that the gradient is biased: it leaves out every path longer than its chunk.
Work on a chunk is O(k) whatever N, and k states are kept; all chunks together are O(N), as without truncation.
Source: Williams and Peng, An efficient gradient-based algorithm for on-line training of recurrent network trajectories,
1990; Sutskever, Training recurrent neural networks (thesis), 2013, section 2.8.6.
"""

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import one_float, size
from models.bptt import checked, summed
from models.rnn import Params


def gradient(
    params: Params, inputs: ArrayLike, targets: ArrayLike, h0: ArrayLike, k: int, *, activation: str = "tanh"
) -> tuple[float, Params]:
    """(loss, truncated gradient): contributions of consecutive chunks of k steps summed, divided by N (or NB) once.

    Shapes and errors as for `bptt.gradient`; equal to it where k ≥ N.
    """
    k = size(k, "k")
    params = one_float(params)
    words, goals, state = checked(params, inputs, targets, h0)
    total, sums, state = summed(params, words[:k], goals[:k], state, activation)
    for n in range(k, len(words), k):
        part, chunk, state = summed(params, words[n : n + k], goals[n : n + k], state, activation)
        total += part
        for so_far, more in zip(sums, chunk, strict=True):
            np.add(so_far, more, out=so_far)
    return total / words.size, Params(*(np.divide(each, words.size, out=each) for each in sums))
