"""Worlds: one run of a network with random parameters, so that every name has the value that the others give it."""

import numpy as np

from engine import world


def _sizes(rng, many, least=2):
    return (int(each) for each in rng.permutation(np.arange(least, least + many + 3))[:many])


def _tanh_slope(z):
    return 1 - np.tanh(z) ** 2


def _softmax(a):
    return np.exp(a - a.max()) / np.exp(a - a.max()).sum()


def _one_hot(rng, K):
    return np.eye(K)[int(rng.integers(K))]


@world(slips={"missing g'(z)": {"g'(z)": "1"}, "nats for bits": {"log2(p)": "log(p)"}})
def trigram_step(rng):
    """One prediction of the neural trigram."""
    K, H = _sizes(rng, 2)
    V, c, W, b = rng.normal(size=(H, 2 * K)), rng.normal(size=H), rng.normal(size=(K, H)), rng.normal(size=K)
    w_1, w_2, w = _one_hot(rng, K), _one_hot(rng, K), _one_hot(rng, K)
    x = np.concatenate([w_1, w_2])
    z = V @ x + c
    h = np.tanh(z)
    p = _softmax(W @ h + b)
    d = W.T @ (p - w) * _tanh_slope(z)
    return {
        "V": V, "c": c, "W": W, "b": b, "x": x, "w_1": w_1, "w_2": w_2, "z": z, "h": h, "p": p, "w": w, "d": d,
        "g": (np.tanh, _tanh_slope),
    }  # fmt: skip


def trigram_run(rng):
    """N predictions of the neural trigram."""
    K, H, N = _sizes(rng, 3, 3)
    V, c, W, b = rng.normal(size=(H, 2 * K)), rng.normal(size=H), rng.normal(size=(K, H)), rng.normal(size=K)
    x = np.array([np.concatenate([_one_hot(rng, K), _one_hot(rng, K)]) for _ in range(N)])
    w = np.array([_one_hot(rng, K) for _ in range(N)])
    z = x @ V.T + c
    h = np.tanh(z)
    p = np.array([_softmax(W @ each + b) for each in h])
    return {"V": V, "c": c, "W": W, "b": b, "x": x, "w": w, "z": z, "h": h, "p": p, "g": (np.tanh, _tanh_slope)}


@world(slips={"wrong index": {"h_{n-1}": "h_n"}, "missing g'(z)": {"g'(z_n)": "1"}})
def rnn_run(rng):
    """An unrolled network with the gradients of F = Σ F_n, and a step n in its midst."""
    K, H, N = _sizes(rng, 3, 3)
    N += 7  # unlike any of the others
    Vx, Vh, c = rng.normal(size=(H, K)), rng.normal(size=(H, H)) / np.sqrt(H), rng.normal(size=H)
    W, b = rng.normal(size=(K, H)), rng.normal(size=K)
    x = {n: _one_hot(rng, K) for n in range(1, N + 1)}
    w = {n: _one_hot(rng, K) for n in range(1, N + 1)}
    h, z, p, J = {0: rng.normal(size=H)}, {}, {}, {}
    for n in range(1, N + 1):
        z[n] = Vx @ x[n] + Vh @ h[n - 1] + c
        h[n] = np.tanh(z[n])
        p[n] = _softmax(W @ h[n] + b)
        J[n] = np.diag(_tanh_slope(z[n])) @ Vh
    δ = {N + 1: np.zeros(H)}
    for n in range(N, 0, -1):
        back = J[n + 1].T @ δ[n + 1] if n < N else 0
        δ[n] = W.T @ (p[n] - w[n]) + back
    return {
        "Vx": Vx, "Vh": Vh, "c": c, "W": W, "b": b, "x": x, "w": w, "h": h, "z": z, "p": p, "J": J, "δ": δ,
        "N": N, "n": int(rng.integers(2, N)), "g": (np.tanh, _tanh_slope),
    }  # fmt: skip
