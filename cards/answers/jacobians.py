"""Products of Jacobians: the way of a gradient back to the first state, and how long it gets on the way."""

import math
from collections.abc import Iterator

import numpy as np

from cards.answers.derived import derivation
from cards.answers.distances import norms_by_distance
from cards.answers.small_network import SMOOTH, network
from engine import Claim, Exhibit, Prose, Table, answer, choice, code, seed, slider
from engine.exhibits import Cell
from models import differences, jacobians, recurrence, rnn
from models.activations import activation as activation_called
from models.arrays import Array
from models.softmax import error


@answer(steps=slider(2, 12, 5, label="steps N"), activation=choice(*SMOOTH), seed=seed())
@code(jacobians.one_step)
@code(jacobians.to_the_end, {"products[n] @ J": "the earlier factor is multiplied on from the right"})
def chain_of_jacobians(steps: int, activation: str, seed: int) -> Iterator[Exhibit]:
    """The gradient of the last loss by the first state, factor by factor."""
    params, inputs, targets, h0 = network(steps, 4, 5, seed)
    h, p = rnn.forward(params, inputs, h0, activation=activation)  # (N, H), (N, K)
    J = jacobians.one_step(params.Vh, h, activation=activation)[1:]  # (N - 1, H, H): J_2 … J_N
    to_end = jacobians.to_the_end(J)  # (N, H, H)
    last = error(p[-1:], targets[-1:])[0] @ params.W  # (H,): ∂F_N/∂h_N
    yield Prose(
        r"Each step back multiplies one more Jacobian on, from the *right*. How long is the row "
        r"$\partial F_N/\partial h_n$ that comes of it?"
    )
    rows: list[tuple[Cell, ...]] = [("", None, 1.0, float(np.linalg.norm(last)))]
    for n in range(steps, 1, -1):
        product = to_end[n - 2]
        rows.append(
            (
                f"$J_{{{n}}}$",
                float(np.linalg.norm(J[n - 2], 2)),
                float(np.linalg.norm(product, 2)),
                float(np.linalg.norm(last @ product)),
            )
        )
    yield Table(("factor", "its norm", "product's", "gradient's"), tuple(rows))

    def loss(h1: Array) -> float:
        return -math.log(rnn.forward(params, inputs[1:], h1, activation=activation)[1][-1, targets[-1]])

    whole = last @ to_end[0]  # (H,)
    measured = differences.entrywise(loss, h[0])
    yield Claim("agrees with finite differences", differences.distance([whole], [measured]), "<", 1e-6)
    softmax_jacobian = np.diag(p[-1]) - np.outer(p[-1], p[-1])  # (K, K)
    by_p = np.where(np.arange(5) == targets[-1], -1 / p[-1], 0.0)  # (K,): ∂F_N/∂p_N
    apart = differences.distance([by_p @ softmax_jacobian @ params.W], [last])
    yield Claim(r"by way of $\hat p_N$ it is the same row", apart, "≤", 1e-12)
    act = activation_called(activation)

    def from_input(x1: Array) -> float:
        return loss(act.g(params.Vx @ x1 + params.Vh @ h0 + params.c))

    to_input = whole @ (act.slope(h[0])[:, None] * params.Vx)  # (K,): ∂F_N/∂h_1 ∂h_1/∂w_0
    measured = differences.entrywise(from_input, np.eye(5)[inputs[0]])
    off = differences.distance([to_input], [measured])
    yield Claim(r"on to $w_0$ by $\partial h_1/\partial w_0$: off by", off, "<", 1e-6)
    turned = np.eye(4)
    for each in J:
        turned = turned @ each  # J_2 J_3 ⋯ J_N, the wrong way round
    off = float(np.linalg.norm(turned - to_end[0]) / np.linalg.norm(to_end[0]))
    if activation == "identity" or steps == 2:
        why = "all factors are $V_h$" if activation == "identity" else "there is one factor"
        yield Claim(f"{why}: their order makes no difference", off, "≤", 1e-9)
    else:
        yield Claim(r"the other order is off by a share of", off, ">", 0)

    from models.derivation import rnn_values, through_time  # SymPy: the numbers need not wait for it
    from models.graph import AnyActivation

    steps_back = through_time(AnyActivation).jacobian_product()
    yield derivation(r"$\partial h_N/\partial h_n$, whatever the activation $g$", steps_back)
    values = rnn_values(params, inputs, targets, h0)
    apart = differences.distance([through_time(activation).jacobians(values)[1:]], [J])
    yield Claim(f"$J_n$ as derived, for {activation}: off by", apart, "≤", 1e-12)


@answer(
    radius=slider(0.0, 2.0, 0.95, 0.05, label="spectral radius ρ"),
    departure=slider(0.0, 3.0, 1.2, 0.1, label="non-normal"),
    activation=choice("identity", "tanh", "sigmoid", "relu", start="tanh"),
    input=slider(0.0, 3.0, 0.0, 0.1, label="input size"),
    steps=slider(2, 200, 64, label="steps N"),
    seed=seed(3),
)
@code(jacobians.log_norms, {"norm": "taken off and kept as a logarithm"})
@code(jacobians.log_bound)
def jacobian_norms(
    radius: float, departure: float, activation: str, input: float, steps: int, seed: int
) -> Iterator[Exhibit]:
    """‖∂h_N/∂h_n‖ against the distance, beside its bound and beside what ρ alone would say."""
    H, K = 16, 8
    rng = np.random.default_rng(seed)
    Vh = recurrence.matrix(H, radius, departure, seed)  # (H, H)
    params = rnn.init(K, H, seed)._replace(Vh=Vh, Vx=input * rng.normal(size=(H, K)))
    inputs, h0 = rng.integers(0, K, steps), rng.normal(0, 0.1, H)
    h, _ = rnn.forward(params, inputs, h0, activation=activation)  # (N, H)
    logs = jacobians.log_norms(jacobians.one_step(Vh, h, activation=activation))  # (N + 1,)
    step = jacobians.log_bound(Vh, activation=activation)
    d = np.arange(steps + 1)  # (N + 1,): distances N - n
    bound = np.where(d > 0, d * max(step, -1e9), 0.0)  # (N + 1,)
    rho = np.where(d > 0, d * (math.log(radius) if radius > 0 else -1e9), 0.0)  # (N + 1,)

    yield Prose(
        r"Far back, is the measured curve below 1 (it vanishes) or above (it explodes)? The bound, from the *singular* "
        r"value $\sigma$, always holds; $\rho^d$, from the *eigenvalues*, need not."
    )
    yield norms_by_distance(
        ("measured", logs, "line"), (r"bound $(\gamma\sigma)^d$", bound, "dots"), (r"$\rho^d$ alone", rho, "dashes")
    )
    over = max((logs[i] - bound[i] for i in range(1, steps + 1) if np.isfinite(logs[i])), default=-math.inf)
    yield Claim("never above the bound: top share of it", math.exp(over), "≤", 1)
    sigma, steepest = recurrence.largest_singular_value(Vh), activation_called(activation).steepest
    end = math.exp(logs[-1])
    if steepest * sigma < 1:
        yield Claim(r"$\gamma\sigma < 1$: vanishes, below $(\gamma\sigma)^N$", end, "≤", math.exp(bound[-1]))
    elif end > 1:
        yield Claim(r"it explodes: $\gamma\sigma$ must be above 1", steepest * sigma, ">", 1)
    else:
        yield Claim(r"$\gamma\sigma \ge 1$, and it does not explode", end, "≤", 1)
    if departure > 0:
        yield Claim(r"$V_h$ is not normal: $\sigma$ exceeds $\rho$", sigma, ">", radius)
    else:
        yield Claim(r"$V_h$ is normal: $\sigma = \rho$", sigma, "≈", radius)
    worst = float(np.abs(logs - rho)[1:][np.isfinite(logs[1:])].max(initial=0.0)) if radius > 0 else math.inf
    factor = math.exp(worst) if worst < 700 else math.inf
    if radius > 0 and factor <= 2:
        yield Claim(r"$\rho^d$ is right within a factor of 2", factor, "≤", 2)
    elif radius > 0:
        yield Claim(r"$\rho^d$ misjudges by a factor of", factor, ">", 2)
    if activation in SMOOTH:
        near = min(steps, 4)
        start = h[steps - near - 1] if near < steps else h0
        way = max(1.0, np.abs(start).max()) * rng.normal(size=H)  # as long as the state, lest rounding decide

        def last(state: Array) -> Array:
            return np.asarray(rnn.forward(params, inputs[steps - near :], state, activation=activation)[0][-1])

        product = jacobians.to_the_end(jacobians.one_step(Vh, h[steps - near :], activation=activation))[0]
        measured = differences.along(last, [start], [way])
        apart = float(np.linalg.norm(product @ way - measured) / max(np.linalg.norm(measured), np.linalg.norm(way)))
        yield Claim("agrees with finite differences", apart, "<", 1e-6)
