"""A deep network without biases, h_n = g(V_n h_{n-1}): what a recurrent network is once unrolled, but for its inputs.

In the recurrent network all V_n are one matrix Vh; here each layer has its own. Source: Goodfellow, Bengio and
Courville, Deep Learning, 2016, section 10.7.
"""

from collections.abc import Sequence

import numpy as np

from models.activations import activation as activation_called
from models.arrays import Array


def forward(layers: Sequence[Array], h0: Array, *, activation: str = "tanh") -> Array:
    """h_1..h_N (N, H), from h0 (H,) and the layers V_1..V_N, each (H, H)."""
    g = activation_called(activation).g
    h = [h0]
    for V in layers:
        h.append(g(V @ h[-1]))
    return np.array(h[1:])  # (N, H)
