"""Recurrent matrices to order: of a given spectral radius, and as far from normal as wanted.

    Vh = Q (ρ D + N) Qᵀ        the real Schur form: Q orthogonal, D block diagonal, N nought but above D's blocks

D holds rotations of the plane, 2 × 2, and ±1, so that every eigenvalue of Vh has modulus ρ; were N zero, Vh would be
normal and all its singular values ρ too. N changes no eigenvalue, but adds to the largest singular value, up to ‖N‖₂:
the departure from normality. Source: Henrici, Bounds for iterates, inverses, spectral variation and fields of values of
non-normal matrices, 1962.
"""

import numpy as np

from models.arrays import Array, size


def matrix(H: int, radius: float, departure: float, seed: int) -> Array:
    """Vh (H, H) whose eigenvalues all have modulus `radius` (ρ), with ‖N‖₂ = `departure` (0: normal).

    Raises ValueError for a radius or a departure below 0, and for a departure of a 1 × 1 matrix, which has none.
    """
    size(H, "H")
    if not (radius >= 0 and departure >= 0):
        raise ValueError(f"radius and departure are at least 0, not {radius} and {departure}")
    if H == 1 and departure > 0:
        raise ValueError(f"a matrix of one entry is normal: its departure is 0, not {departure}")
    rng = np.random.default_rng(seed)
    Q = orthogonal(H, rng)  # (H, H)
    wide = 1 if H == 2 and departure > 0 else 2  # a block as large as Vh would leave no room for N
    block = np.arange(H) // wide  # (H,): which block of D a row belongs to
    D = np.zeros((H, H))  # (H, H)
    for first in range(0, H, wide):
        if wide == 2 and first + 1 < H:
            angle = rng.uniform(0, np.pi)
            D[first : first + 2, first : first + 2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
        else:
            D[first, first] = rng.choice([-1.0, 1.0])
    N = np.where(block[:, None] < block, rng.normal(size=(H, H)), 0.0)  # (H, H)
    if N.any():
        N *= departure / np.linalg.norm(N, 2)
    return np.asarray(Q @ (radius * D + N) @ Q.T)


def orthogonal(H: int, rng: np.random.Generator) -> Array:
    """A random orthogonal matrix (H, H), none likelier than another: for that, the signs of R's diagonal go into Q.

    Source: Mezzadri, How to generate random matrices from the classical compact groups, 2007.
    """
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
