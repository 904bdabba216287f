"""How a change of an early state reaches a late one: products of Jacobians.

    J_n = ∂h_n/∂h_{n-1} = diag(g'(z_n)) Vh            ∂h_N/∂h_n = J_N J_{N-1} ⋯ J_{n+1}
    ‖∂h_N/∂h_n‖ ≤ (γ σ_max)^{N-n}                     γ = sup |g'|, σ_max the largest singular value of Vh

So γ σ_max < 1 suffices for vanishing, γ σ_max > 1 is necessary for exploding. Norms are spectral norms.
Source: Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, 2013.
"""

import math

import numpy as np

from models.activations import activation as activation_called
from models.arrays import Array
from models.recurrence import largest_singular_value


def one_step(Vh: Array, h: Array, *, activation: str = "tanh") -> Array:
    """J_1..J_N (N, H, H), from the states h_1..h_N (N, H)."""
    return np.asarray(activation_called(activation).slope(h)[:, :, None] * Vh)


def to_the_end(J: Array) -> Array:
    """∂h_N/∂h_n for n = 0..N, (N + 1, H, H), of J_1..J_N (N, H, H); the last is the identity. Over- and underflows."""
    N, H, _ = J.shape
    products = np.empty((N + 1, H, H), J.dtype)  # (N + 1, H, H)
    products[N] = np.eye(H)
    for n in range(N, 0, -1):
        products[n - 1] = products[n] @ J[n - 1]  # J[n - 1] is J_n
    return products


def log_norms(J: Array) -> Array:
    """ln ‖∂h_N/∂h_{N-d}‖ for distances d = 0..N, (N + 1,), from J_1..J_N (N, H, H); -inf where the product is zero.

    The product is brought back to norm one after each factor, and what was taken off is kept as a logarithm, so that
    10⁻⁵⁰⁰ and 10⁵⁰⁰ are as good as 1.
    """
    N, H, _ = J.shape
    logs = np.full(N + 1, -np.inf)  # (N + 1,)
    logs[0] = 0.0
    product = np.eye(H)  # (H, H)
    for d in range(1, N + 1):
        product = product @ J[N - d]  # J_{N-d+1}
        norm = float(np.linalg.norm(product, 2))
        if norm == 0.0:
            break
        product /= norm
        logs[d] = logs[d - 1] + math.log(norm)
    return logs


def log_bound(Vh: Array, *, activation: str = "tanh") -> float:
    """ln(γ σ_max): what one step can add to ln ‖∂h_N/∂h_n‖ at most; -inf for Vh = 0."""
    steepest = activation_called(activation).steepest * largest_singular_value(Vh)
    return math.log(steepest) if steepest > 0 else -math.inf
