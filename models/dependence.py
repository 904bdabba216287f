"""How much one symbol of a sequence says about another: mutual information, in bits.

    I(X; Y) = Σ p(x, y) log₂ p(x, y) / (p(x) p(y))        Cover & Thomas, Elements of Information Theory, chapter 2

Estimated from counts it comes out too high, by about (K_x - 1)(K_y - 1) / (2 N ln 2) bits for N pairs (Miller 1955):
even symbols in random order seem to depend on each other a little. Shuffled text shows by how much.
"""

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import Array, Ids
from models.sampling import draw


def mutual_information(table: ArrayLike) -> float:
    """I(row; column) in bits of a table (A, B) of probabilities or of counts; 0 for a table of zeros."""
    weight = np.asarray(table, dtype=np.float64)
    total = weight.sum()
    if total == 0.0:
        return 0.0
    joint = weight / total  # (A, B)
    independent = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)  # (A, B)
    some = joint > 0.0
    return float(np.sum(joint[some] * np.log2(joint[some] / independent[some])))


def conditional_mutual_information(joint: ArrayLike) -> float:
    """I(first; last | middle) in bits of a joint distribution (A, M, B): the mean over the middle of what is left."""
    cube = np.asarray(joint, dtype=np.float64)
    return sum(float(cube[:, m].sum()) * mutual_information(cube[:, m]) for m in range(cube.shape[1]))


def pairs_at(tokens: ArrayLike, K: int, lag: int) -> Array:
    """Counts (K, K) of the pairs (w_{i-lag}, w_i) of a sequence of symbols 0..K-1."""
    w = np.asarray(tokens, dtype=np.int64)
    earlier, later = w[: max(len(w) - lag, 0)], w[lag:]  # (N - lag,) each
    return np.bincount(earlier * K + later, minlength=K * K).reshape(K, K).astype(np.float64)


def chain(stay: float, K: int) -> Array:
    """Transitions P (K, K), P[i, j] = p(j | i), K > 1: symbol i stays with probability `stay`, or any other comes."""
    P = np.full((K, K), (1.0 - stay) / (K - 1))
    np.fill_diagonal(P, stay)
    return P


def walk(P: Array, length: int, rng: np.random.Generator) -> Ids:
    """`length` symbols of the Markov chain with transitions P (K, K), from a uniform first one."""
    K = len(P)
    sums = np.cumsum(P, axis=1)  # (K, K)
    draws = rng.random(length)  # (N,)
    w = np.empty(length, dtype=np.int64)
    state = int(draws[0] * K) if length else 0
    for i in range(length):
        if i:
            state = draw(sums[state], draws[i])
        w[i] = state
    return w
