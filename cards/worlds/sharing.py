"""Worlds of shared parameters: the gradients of their copies, and a step of descent."""

from collections.abc import Mapping

import numpy as np

from cards.worlds.rnn import draw


def copies(rng: np.random.Generator) -> Mapping[str, object]:
    """The shared θ (H, K), Vx of a recurrent network, the gradients G_n (H, K) by its N copies, and a step size η."""
    run = draw(rng)
    slopes = {n: 1 - run.h[n] ** 2 for n in run.z}  # (H,) each
    G = {n: np.outer(slopes[n] * run.δ[n], run.x[n]) for n in run.z}
    return {**run.common, "θ": run.params.Vx, "η": rng.uniform(0.01, 2), "G": G}


def descent_step(rng: np.random.Generator) -> Mapping[str, object]:
    """The loss F of a text, its gradient G (M,) by the M entries of Vx, and a step size η."""
    run = draw(rng)
    F = -sum(float(w @ np.log(run.p[n])) for n, w in run.w.items())
    G = sum(run.δ[n] @ D for n, D in run.D.items())
    return {"F": F, "η": rng.uniform(0.01, 2), "G": G}
