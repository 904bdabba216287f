"""Three ways for a network to look back, each causal: y_n may depend on x_1..x_n only.

Recurrence    h_n = tanh(½ Vx x_n + Vh h_{n-1})                  Elman 1990
Convolution   y_n = tanh(Σ_{j<w} A_j x_{n-j}), stacked          Waibel et al. 1989, van den Oord et al. 2016
Attention     y_n = Σ_{m≤n} softmax_m(q_n · k_m / √H) v_m        Vaswani et al. 2017
              q = Q x,  k = K x,  v = V x

None is trained, the weights are random; all of x_n, h_n, y_n are vectors (H,).
"""

from collections.abc import Callable

import numpy as np

from models.arrays import Array
from models.recurrence import orthogonal
from models.softmax import softmax


def recurrence(x: Array, rng: np.random.Generator) -> Array:
    """x (N, H) → (N, H): one state, the same two matrices at every step."""
    H = x.shape[1]
    Vx, Vh = orthogonal(H, rng), orthogonal(H, rng)  # (H, H) each; orthogonal, so that the past fades slowly
    h, states = np.zeros(H), []
    for x_n in x:
        h = np.tanh(0.5 * (Vx @ x_n) + Vh @ h)  # (H,); half the input, so that tanh saturates less
        states.append(h)
    return np.stack(states)


def convolution(x: Array, width: int, layers: int, rng: np.random.Generator) -> Array:
    """x (N, H) → (N, H): each layer sees the last `width` outputs of the layer below, zeros before the first."""
    H = x.shape[1]
    for _ in range(layers):
        A = rng.standard_normal((width, H, H)) / np.sqrt(width * H)  # so that the sum is about as large as x
        padded = np.concatenate([np.zeros((width - 1, H)), x])  # (N + width - 1, H)
        x = np.tanh(sum(padded[width - 1 - j : len(padded) - j] @ A[j].T for j in range(width)))  # (N, H)
    return x


def field(width: int, layers: int) -> int:
    """How many inputs the last output of stacked convolutions sees, itself included."""
    return layers * (width - 1) + 1


def attention(x: Array, rng: np.random.Generator) -> Array:
    """x (N, H) → (N, H): every earlier input enters directly, weighted by how well its key fits the query."""
    N, H = x.shape
    Q, K, V = (rng.standard_normal((H, H)) / np.sqrt(H) for _ in range(3))  # (H, H) each
    scores = (x @ Q.T) @ (x @ K.T).T / np.sqrt(H)  # (N, N): q_n · k_m / √H
    scores[np.triu_indices(N, 1)] = -np.inf  # what comes later is not seen
    return np.asarray(softmax(scores) @ (x @ V.T))  # (N, H)


def influence(network: Callable[[Array], Array], x: Array, others: Array) -> Array:
    """‖Δy_N‖ when x_{N-k} alone is exchanged for others_{N-k}, for k = 0..N-1: (N,). x and others are (N, H)."""
    N = len(x)
    last = network(x)[-1]  # (H,)
    moved = np.empty(N)
    for k in range(N):
        changed = x.copy()
        changed[N - 1 - k] = others[N - 1 - k]
        moved[k] = np.linalg.norm(network(changed)[-1] - last)
    return moved
