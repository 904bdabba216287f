"""Worlds of computational graphs of scalars: derivatives along their edges, by the names they are written with."""

from collections.abc import Mapping

import numpy as np

from cards.worlds.draws import probability


def children(rng: np.random.Generator) -> Mapping[str, object]:
    """A node with M children j: δ_j = ∂F/∂v_j and J_j, the derivative of the child by the node."""
    M = int(rng.integers(3, 7))
    return {"δ": rng.normal(size=M).tolist(), "J": rng.normal(size=M).tolist()}


def state_of_scalars(rng: np.random.Generator) -> Mapping[str, float]:
    """Derivatives about a state h_n, which feeds p_n, that F_n, and h_{n+1}. All but ∂F/∂h_n."""
    of_p, by_h, after, onward = rng.normal(size=4)
    return {
        "∂F/∂F_n": 1.0,
        "∂F_n/∂p_n": of_p,
        "∂F/∂p_n": of_p,
        "∂p_n/∂h_n": by_h,
        "∂F_n/∂h_n": of_p * by_h,
        "∂F/∂h_{n+1}": after,
        "∂h_{n+1}/∂h_n": onward,
    }


def bounded_chain(rng: np.random.Generator) -> Mapping[str, object]:
    """Slopes of at most γ, a largest singular value σ, and a way from step N back to step n."""
    n, between = (int(each) for each in rng.integers(2, 7, size=2))
    return {"γ": probability(rng), "σ": rng.uniform(0.3, 2.5), "n": n, "N": n + between}
