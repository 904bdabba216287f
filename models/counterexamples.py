"""Small recurrences on which the eigenvalues of Vh tell how gradients fare, and others on which they mislead.

Along each, ‖∂h_N/∂h_n‖ can be held against ρ^{N-n}, with ρ the largest modulus of an eigenvalue of Vh.
Source: Pascanu et al. 2013, and Trefethen and Embree, Spectra and Pseudospectra, 2005, for the transients.
"""

from typing import NamedTuple

import numpy as np

from models.arrays import Array
from models.jacobians import log_norms, one_step
from models.recurrence import matrix
from models.rnn import Params, forward


class Example(NamedTuple):
    """A recurrence with its bias and first state (zero unless given), whether random words drive it; what it shows."""

    Vh: Array  # (H, H)
    radius: float  # ρ, known without computing it
    activation: str
    shows: str
    c: Array | None = None  # (H,)
    h0: Array | None = None  # (H,)
    driven: bool = False


EXAMPLES: dict[str, Example] = {
    "orthogonal 0.9": Example(
        matrix(8, 0.9, 0.0, 0), 0.9, "identity", r"Linear and normal: here $\rho$ decides, and $\sigma = \rho$."
    ),
    "orthogonal 1": Example(
        matrix(8, 1.0, 0.0, 0), 1.0, "identity", r"Linear, and all singular values are $1$: nothing grows or shrinks."
    ),
    "orthogonal 1.1": Example(
        matrix(8, 1.1, 0.0, 0), 1.1, "identity", r"Linear and normal: here $\rho$ decides, and $\sigma = \rho$."
    ),
    "opposite sign": Example(
        np.diag([1.0, -1.5]), 1.5, "identity", r"The largest eigenvalue is $1$, but $-1.5$ has the larger modulus."
    ),
    "Jordan block": Example(
        np.eye(3) + np.eye(3, k=1),
        1.0,
        "identity",
        r"All eigenvalues are $1$, and yet the powers of $V_h$ grow like $d^2$.",
    ),
    "transient": Example(
        np.array([[0.9, 3.1, 0.0], [0.0, 0.4, 3.1], [0.0, 0.0, 0.0]]),  # its largest singular value is 3.4
        0.9,
        "identity",
        r"$\rho < 1$ promises decay, but far from normal growth comes first.",
    ),
    "orthogonal tanh": Example(
        matrix(8, 1.0, 0.0, 1),
        1.0,
        "tanh",
        r"$\rho = 1$ and no input: the state is small, so that $g'$ is nearly $1$.",
        h0=np.full(8, 0.05),
    ),
    "driven tanh": Example(
        matrix(8, 1.0, 0.0, 0), 1.0, "tanh", r"$\rho = 1$, but the input pushes $\tanh$ to where $g' < 1$.", driven=True
    ),
    "driven tanh 1.5": Example(
        matrix(8, 1.5, 0.0, 2),
        1.5,
        "tanh",
        r"$\rho = 1.5$ promises growth; the larger state only saturates.",
        driven=True,
    ),
    "driven sigmoid": Example(
        matrix(8, 1.0, 0.0, 0),
        1.0,
        "sigmoid",
        r"$\rho = 1$, but the slope of the sigmoid is $\frac14$ at most.",
        driven=True,
    ),
    "one tanh unit": Example(
        np.array([[1.0]]),
        1.0,
        "tanh",
        r"$\rho = 1$ and no input: the state sinks to zero, and yet the gradient vanishes, like $N^{-3/2}$.",
        h0=np.array([2.0]),
    ),
    "saturated unit": Example(
        1.5 * np.array([[1.0, -1.0], [1.0, -1.0]]),
        0.0,
        "tanh",
        r"$V_h$ is nilpotent, $\rho = 0$; but $g'$ silences one unit, and what is left grows.",
        # z = (0, 20), and so h stays at (0, 1), where g' is 1 and 0: diag(g') Vh is [[1.5, -1.5], [0, 0]]
        c=np.array([1.5, 21.5]),
        h0=np.array([0.0, 1.0]),
    ),
}


def log_norms_along(example: Example, N: int, seed: int = 0) -> Array:
    """ln ‖∂h_N/∂h_{N-d}‖ for d = 0..N-1, (N,): back to h_1, and so without J_1."""
    H, K = len(example.Vh), 6
    rng = np.random.default_rng(seed)
    Vx = rng.normal(size=(H, K)) if example.driven else np.zeros((H, K))  # (H, K)
    c = np.zeros(H) if example.c is None else example.c  # (H,)
    h0 = np.zeros(H) if example.h0 is None else example.h0  # (H,)
    params = Params(Vx, example.Vh, c, np.zeros((K, H)), np.zeros(K))
    h, _ = forward(params, rng.integers(0, K, N), h0, activation=example.activation)  # (N, H)
    return log_norms(one_step(example.Vh, h, activation=example.activation)[1:])
