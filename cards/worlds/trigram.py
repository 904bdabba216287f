"""Worlds of the neural trigram: a prediction, all predictions of a text, and one unit of the hidden layer."""

from collections.abc import Mapping

import numpy as np

from cards.worlds.draws import one_hots, sizes
from engine import world
from models.activations import activation
from models.softmax import softmax

TANH, SIGMOID = activation("tanh"), activation("sigmoid")


@world(
    slips={
        "missing g'(z)": {"g'(z)": "1"},
        "slope at the value, not at the argument": {"g'(z)": "g'(h)"},
        "the sigmoid's slope for that of tanh": {"g'(z)": "h * (1 - h)"},
    }
)
def trigram_step(rng: np.random.Generator) -> Mapping[str, object]:
    """One prediction p (K,) of the word w, from the pair x (2K,) of one-hot words before it."""
    K, H = sizes(rng, 2)
    V, c = rng.normal(size=(H, 2 * K)), rng.normal(size=H)
    W, b = rng.normal(size=(K, H)), rng.normal(size=K)
    before, twice_before, w = one_hots(rng, 3, K)
    x = np.concatenate([before, twice_before])  # (2K,)
    z = V @ x + c  # (H,)
    h = TANH.g(z)
    a = W @ h + b  # (K,)
    p = softmax(a)
    return {"V": V, "c": c, "W": W, "b": b, "x": x, "z": z, "h": h, "a": a, "p": p, "w": w, "g": (TANH.g, _tanh_slope)}


@world(
    slips={
        "missing g'(z_n)": {"g'(z_n)": "1"},
        "slope at the value, not at the argument": {"g'(z_n)": "g'(h_n)"},
        "the sigmoid's slope for that of tanh": {"g'(z_n)": "h_n * (1 - h_n)"},
    }
)
def trigram_run(rng: np.random.Generator) -> Mapping[str, object]:
    """M predictions p_n of the words w_n, each from its pair x_n, of a text of N = M + 2 words."""
    K, H, M = sizes(rng, 3, 3)
    V, c = rng.normal(size=(H, 2 * K)), rng.normal(size=H)
    W, b = rng.normal(size=(K, H)), rng.normal(size=K)
    text = one_hots(rng, M + 2, K)  # (N, K)
    x = np.concatenate([text[1:-1], text[:-2]], axis=1)  # (M, 2K)
    z = x @ V.T + c  # (M, H)
    h = TANH.g(z)
    p = softmax(h @ W.T + b)  # (M, K)
    families = {"x": [*x], "z": [*z], "h": [*h], "p": [*p], "w": [*text[2:]]}
    return {"V": V, "c": c, "W": W, "b": b, "N": M + 2, "g": (TANH.g, _tanh_slope), **families}


def padded_text(rng: np.random.Generator) -> Mapping[str, object]:
    """The predictions p_1, …, p_N of all words w_n of a text, those of the first two from zeros put in front."""
    K, H, N = sizes(rng, 3, 4)
    V, c = rng.normal(size=(H, 2 * K)), rng.normal(size=H)
    W, b = rng.normal(size=(K, H)), rng.normal(size=K)
    text = one_hots(rng, N, K)  # (N, K)
    seen = np.concatenate([np.zeros((2, K)), text])  # (N + 2, K)
    x = np.concatenate([seen[1:-1], seen[:-2]], axis=1)  # (N, 2K)
    return {"N": N, "p": [*softmax(TANH.g(x @ V.T + c) @ W.T + b)], "w": [*text]}


def tanh_unit(rng: np.random.Generator) -> Mapping[str, object]:
    """One unit h = tanh(z), which comes near its ends."""
    z = rng.normal(0, 2)
    return {"z": z, "h": float(np.tanh(z))}


def sigmoid_unit(rng: np.random.Generator) -> Mapping[str, object]:
    """One unit h = sigmoid(z), which comes near its ends."""
    z = rng.normal(0, 3)
    return {"z": z, "h": float(SIGMOID.g(np.array(z)))}


def _tanh_slope(z: np.ndarray) -> np.ndarray:
    slope: np.ndarray = TANH.slope(TANH.g(z))
    return slope
