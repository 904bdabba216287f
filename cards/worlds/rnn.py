"""Worlds of the recurrent network: a whole text, and single steps of it with what comes forward and back to them."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from engine import world
from models import bptt, rnn, rtrl
from models.activations import activation
from models.arrays import Array
from models.softmax import error

TANH = activation("tanh")
World = Mapping[str, object]


class Run(NamedTuple):
    """A text of N words read by a network of tanh units; F = Σ F_n. Families are numbered from 1, and h from 0."""

    params: rnn.Params
    x: dict[int, Array]  # (K,) each: the input words, one-hot
    w: dict[int, Array]  # (K,): the words to predict
    z: dict[int, Array]  # (H,)
    h: dict[int, Array]  # (H,)
    p: dict[int, Array]  # (K,)
    J: dict[int, Array]  # (H, H): ∂h_n/∂h_{n-1}
    u: dict[int, Array]  # (H,): ∂F_n/∂h_n, what the step's own loss sends back
    δ: dict[int, Array]  # (H,): ∂F/∂h_n, and δ_{N+1} = 0
    D: dict[int, Array]  # (H, M): ∂⁺h_n/∂θ of the M = HK entries θ of Vx, h_{n-1} held fixed
    S: dict[int, Array]  # (H, M): dh_n/dθ, and S_0 = 0

    @property
    def common(self) -> dict[str, object]:
        """The parameters, and g with its slope."""
        return {**self.params._asdict(), "g": (TANH.g, slope)}


def slope(z: Array) -> Array:
    """g'(z) of tanh."""
    found: Array = TANH.slope(TANH.g(z))
    return found


def draw(rng: np.random.Generator, N: int | None = None) -> Run:
    """A random text and network. K, H, N and M are all different, unless N is given; N may be odd or even."""
    K, H = (int(each) for each in rng.permutation(np.arange(2, 6))[:2])
    N = N or int(rng.choice([each for each in range(7, 13) if each != H * K]))
    params = rnn.Params(
        rng.normal(size=(H, K)),
        rng.normal(size=(H, H)),
        rng.normal(size=H),
        rng.normal(size=(K, H)),
        rng.normal(size=K),
    )
    inputs, targets = rng.integers(0, K, size=(2, N))  # (N,) each
    h0 = rng.normal(0, 0.5, H)  # (H,)
    states, p = rnn.forward(params, inputs, h0)  # (N, H), (N, K)
    before = np.concatenate([h0[None], states[:-1]])  # (N, H)
    x = np.eye(K)[inputs]  # (N, K)
    slopes = TANH.slope(states)  # (N, H)
    u = error(p, targets) @ params.W  # (N, H)
    δ = bptt.deltas(params.Vh, slopes, u)  # (N, H)
    M = H * K
    S = [
        each[:, H + 1 :].reshape(M, H).T.copy()  # (H, M): the columns of Vx of the influence on U = [Vh c Vx]
        for _, each in rtrl.influence(params, inputs, h0, known=np.arange(K))
    ]
    return Run(
        params,
        numbered(x),
        numbered(np.eye(K)[targets]),
        numbered(x @ params.Vx.T + before @ params.Vh.T + params.c),
        numbered([h0, *states], 0),
        numbered(p),
        numbered(slopes[:, :, None] * params.Vh),
        numbered(u),
        numbered([*δ, np.zeros(H)]),
        numbered([np.kron(np.diag(one), word) for one, word in zip(slopes, x, strict=True)]),
        numbered([np.zeros((H, M)), *S], 0),
    )


def numbered(members: "list[Array] | Array", first: int = 1) -> dict[int, Array]:
    """The members by their numbers."""
    return dict(enumerate(members, first))


_SLOPES = {
    "slope at the value, not at the argument": {"g'(z_n)": "g'(h_n)"},
    "the sigmoid's slope for that of tanh": {"g'(z_n)": "h_n * (1 - h_n)"},
}
"""Slips in the slope at step n, in whichever world it stands."""


@world(
    slips={
        "missing g'(z_n)": {"g'(z_n)": "1"},
        "h_n for h_{n-1}": {"h_{n-1}": "h_n"},
        "immediate for total": {"δ_n": "u_n"},
        **_SLOPES,
    }
)
def rnn_run(rng: np.random.Generator) -> World:
    """A whole text of N words, forward and back."""
    run = draw(rng)
    families = {name: value for name, value in run._asdict().items() if name != "params"}
    return {**run.common, **families, "N": len(run.x)}


@world(slips=_SLOPES)
def jacobian_step(rng: np.random.Generator) -> World:
    """A step n by itself: what makes its state, and its prediction."""
    run, n = draw(rng), int(rng.integers(1, 7))
    return {**run.common, "x": run.x[n], "h_{n-1}": run.h[n - 1], "z": run.z[n], "h": run.h[n], "p": run.p[n]}


@world(
    slips={
        "missing g'(z)": {"g'(z_{n+1})": "1"},
        "wrong index": {"z_{n+1}": "z_n"},
        "the slope of another step": {"diag(g'(z_{n+1}))": "diag(g'(z_n))"},
        "slope at the value, not at the argument": {"g'(z_{n+1})": "g'(h_{n+1})"},
        "the sigmoid's slope for that of tanh": {"g'(z_{n+1})": "h_{n+1} * (1 - h_{n+1})"},
    }
)
def bptt_step(rng: np.random.Generator) -> World:
    """A step n with the gradient at the state after it, and not yet that at its own."""
    run, n = draw(rng), int(rng.integers(1, 7))
    return {
        **run.common, "p_n": run.p[n], "w_n": run.w[n], "u_n": run.u[n], "z_n": run.z[n], "h_n": run.h[n],
        "z_{n+1}": run.z[n + 1], "h_{n+1}": run.h[n + 1], "J_n": run.J[n], "J_{n+1}": run.J[n + 1],
        "δ_{n+1}": run.δ[n + 1],
    }  # fmt: skip


@world(
    slips={
        "wrong index": {"z_n": "z_{n-1}"},
        "the immediate influence twice": {"S_{n-1}": "D_n"},
        **_SLOPES,
    }
)
def rtrl_step(rng: np.random.Generator) -> World:
    """A step n with the influence on the state before it, and not yet that on its own."""
    run, n = draw(rng), int(rng.integers(2, 8))
    return {
        **run.common, "D_n": run.D[n], "S_{n-1}": run.S[n - 1], "J_n": run.J[n], "z_n": run.z[n], "h_n": run.h[n],
        "z_{n-1}": run.z[n - 1], "h_{n-1}": run.h[n - 1], "x_n": run.x[n],
    }  # fmt: skip


@world(
    slips={
        "missing g'(z_3)": {"g'(z_3)": "1"},
        "wrong index": {"z_3": "z_2"},
        "slope at the value, not at the argument": {"z_2": "h_2", "z_3": "h_3"},
        "the sigmoid's slope for that of tanh": {"g'(z_2)": "h_2 * (1 - h_2)", "g'(z_3)": "h_3 * (1 - h_3)"},
    }
)
def three_steps(rng: np.random.Generator) -> World:
    """A text of three words, N = 3, without any gradient by a state."""
    run = draw(rng, 3)
    families = {"x": run.x, "w": run.w, "z": run.z, "h": run.h, "p": run.p, "J": run.J}
    members = {f"{name}_{n}": each for name, family in families.items() for n, each in family.items()}
    return {**run.common, **members}


def scalar_graph(rng: np.random.Generator) -> World:
    """Derivatives along an unrolled network of scalars, N = 3: h_n feeds p_n and h_{n+1}, p_n feeds F_n, that F.

    All but ∂F/∂h_2.
    """
    slopes: dict[str, float] = {}
    back = 0.0
    for n in (3, 2):
        of_p, by_h, onward = rng.normal(size=3)
        slopes |= {f"∂F/∂F_{n}": 1.0, f"∂F_{n}/∂p_{n}": of_p, f"∂F/∂p_{n}": of_p, f"∂p_{n}/∂h_{n}": by_h}
        slopes |= {f"∂F_{n}/∂h_{n}": of_p * by_h, f"∂h_{n}/∂h_{n - 1}": onward}
        if n == 3:
            back = slopes["∂F/∂h_3"] = of_p * by_h
    slopes["∂F_3/∂h_2"] = back * slopes["∂h_3/∂h_2"]
    return slopes
