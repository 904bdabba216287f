"""Recurrent matrices to order: of a given spectral radius, and as far from normal as wanted.

    Vh = Q (D + N) Qᵀ          the real Schur form: Q orthogonal, D block diagonal, N strictly above its blocks

D holds rotations times ρ, so that every eigenvalue has modulus ρ; D alone is normal, its singular values are all ρ. N
changes no eigenvalue but adds up to ‖N‖ to the largest singular value. Source: Henrici, Bounds for iterates, inverses,
spectral variation and fields of values of non-normal matrices, 1962.
"""

import numpy as np

from models.arrays import Array, size


def matrix(H: int, radius: float, departure: float, seed: int) -> Array:
    """Vh (H, H) whose eigenvalues all have modulus `radius`, with ‖N‖₂ = `departure` (0: normal).

    For H ≤ 2 there is no room above the blocks: the matrix is normal whatever the departure. Raises ValueError for a
    radius or a departure below 0.
    """
    size(H, "H")
    if not (radius >= 0 and departure >= 0):
        raise ValueError(f"radius and departure are at least 0, not {radius} and {departure}")
    rng = np.random.default_rng(seed)
    Q = orthogonal(H, rng)  # (H, H)
    D = np.zeros((H, H))  # (H, H)
    blocks = np.arange(H) // 2  # (H,)
    for i in range(0, H - 1, 2):
        angle = rng.uniform(0, np.pi)
        D[i : i + 2, i : i + 2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    if H % 2:
        D[-1, -1] = rng.choice([-1.0, 1.0])
    N = np.where(blocks[:, None] < blocks, rng.normal(size=(H, H)), 0.0)  # (H, H)
    if H > 2:
        N *= departure / np.linalg.norm(N, 2)
    return np.asarray(Q @ (radius * D + N) @ Q.T)


def orthogonal(H: int, rng: np.random.Generator) -> Array:
    """A random orthogonal matrix (H, H)."""
    Q, R = np.linalg.qr(rng.normal(size=(H, H)))  # (H, H) each
    return np.asarray(Q * np.sign(np.diag(R)))


def symmetric(H: int, radius: float, rng: np.random.Generator) -> Array:
    """A random symmetric matrix (H, H), its eigenvalues evenly spread from -radius to radius: normal, and ρ = σ_max."""
    Q = orthogonal(H, rng)  # (H, H)
    return np.asarray((Q * radius * np.linspace(1, -1, H)) @ Q.T)


def spectral_radius(Vh: Array) -> float:
    """ρ: the largest modulus of an eigenvalue."""
    return float(np.abs(np.linalg.eigvals(Vh)).max())


def largest_singular_value(Vh: Array) -> float:
    """σ_max = ‖Vh‖₂: the most that Vh can stretch a vector."""
    return float(np.linalg.norm(Vh, 2))
