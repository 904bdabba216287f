"""Drills on the spectral radius: what it is, and what it tells of linear units."""

import math

import numpy as np

from cards.drills.asking import Question, number, picked
from cards.drills.matrices import matrix
from models import jacobians, recurrence


def radius_drill(rng: np.random.Generator) -> Question:
    """The spectral radius of a two by two matrix."""
    kind = picked(rng, ("triangular", "rotation", "swap"))
    if kind == "triangular":
        small, large = sorted(int(each) for each in rng.permutation(np.arange(1, 8))[:2])
        Vh = np.array([[small, picked(rng, (-9, -4, 4, 9))], [0, -large]])
    elif kind == "rotation":
        a, b = picked(rng, ((3, 4), (4, 3), (6, 8), (8, 6), (5, 12), (12, 5)))
        Vh = np.array([[a, -b], [b, a]])
    else:
        a, b = picked(rng, ((1, 4), (1, 9), (2, 8), (9, 4), (1, 16), (3, 12)))
        Vh = np.array([[0, a], [b, 0]])
    right = round(recurrence.spectral_radius(Vh))
    largest = float(np.linalg.eigvals(Vh).real.max())
    known = [
        (largest, "An eigenvalue's modulus counts, whatever its sign and its imaginary part."),
        (-right, "A modulus is not negative."),
        (recurrence.largest_singular_value(Vh), "That is the largest singular value."),
        (float(np.abs(Vh).max()), "That is the largest entry."),
    ]
    return number(f"What is the spectral radius of this matrix?\n\n$$V_h = {matrix(Vh)}$$", right, known)


def long_run_drill(rng: np.random.Generator) -> Question:
    """The size of a gradient of linear units after some steps."""
    while True:
        values = [picked(rng, (-1.5, -1.2, -0.8, -0.5, 0.3, 0.6, 0.9, 1.0, 1.1)) for _ in range(3)]
        rho = max(map(abs, values))
        if len(set(map(abs, values))) == 3 and rho in (0.8, 1.2, 1.5) and max(values) > 0:
            break
    d, n = int(rng.integers(3, 6)), int(rng.integers(2, 8))
    right = math.exp(jacobians.log_norms(np.repeat(np.diag(values)[None], d, axis=0))[-1])
    shown = ", ".join(f"{each:g}" for each in values)
    return number(
        f"The units are linear, $g(z) = z$, and $V_h$ is symmetric with the eigenvalues ${shown}$. What is the norm "
        f"$\\|\\partial h_{{{n + d}}}/\\partial h_{{{n}}}\\|$?",
        right,
        [
            (max(values) ** d, "The eigenvalue of the largest *modulus* decides, whatever its sign."),
            (-right, "A norm is not negative."),
            (rho ** (d + 1), f"From {n} to {n + d} there are {d} steps."),
            (rho ** (d - 1), f"From {n} to {n + d} there are {d} steps."),
            (rho, "That is one step's."),
            (d * rho, "Each step multiplies."),
            (sum(abs(each) ** d for each in values), "The largest modulus alone makes the norm, not the sum."),
        ],
    )


def depth_drill(rng: np.random.Generator) -> Question:
    """What the same matrix does over many layers."""
    sigma, N = picked(rng, (0.8, 0.9, 1.1, 1.2)), picked(rng, (10, 20, 30, 40))
    right = math.exp(jacobians.log_norms(np.full((N, 1, 1), sigma))[-1])
    return number(
        f"A linear RNN is unrolled over {N} steps. Its $V_h$ is symmetric, its largest singular value ${sigma:g}$. "
        f"What is $\\|V_h^{{{N}}}\\|$, the largest factor by which the length of a gradient can be multiplied over all "
        "steps? (A power, as `2^5`, may be typed.)",
        right,
        [
            (N * sigma, "Every step multiplies: it is a power, not a product with N."),
            (sigma, "That is one step's."),
            (1 / right, "Upside down: a factor below 1 shrinks at each step, one above 1 lengthens."),
            (sigma ** (N - 1), "$V_h$ appears once for each of the steps."),
        ],
    )
