"""What runs behind the cards on training recurrent networks: Jacobians, three gradients, shared parameters."""

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal

import numpy as np

from engine import (
    Claim,
    Derivation,
    Diagram,
    Edge,
    Exhibit,
    Level,
    Matrix,
    Node,
    Plot,
    Prose,
    Series,
    Step,
    Table,
    answer,
    choice,
    code,
    seed,
    slider,
)
from engine.exhibits import Cell
from models import bptt, copies, counting, deep, differences, jacobians, recurrence, rnn, rtrl, tbptt, unrolled
from models.activations import activation as activation_called
from models.arrays import Array, Ids
from models.counterexamples import EXAMPLES, log_norms_along
from models.softmax import error

SMOOTH = ("tanh", "sigmoid", "identity")  # finite differences need no kink
TEX = {"Vx": "V_x", "Vh": "V_h", "c": "c"}
Run = tuple[rnn.Params, Ids, Ids, Array]
Style = Literal["line", "dashes", "dots", "bars"]


def network(N: int, H: int, K: int, seed: int) -> Run:
    """Random parameters, a random text with its targets, and a first state."""
    rng = np.random.default_rng(seed)
    inputs, targets = unrolled.text(N, K, rng)
    params = rnn.init(K, H, seed)._replace(Vh=recurrence.matrix(H, 0.9, 0.3, seed))
    return params, inputs, targets, rng.normal(0, 0.5, H)


def recurrent(params: rnn.Params) -> tuple[Array, ...]:
    """The parameters that make the state."""
    return params.Vx, params.Vh, params.c


def times(N: int, gradient: rnn.Params) -> rnn.Params:
    """∇F of F = Σ F_n, from that of the mean."""
    return rnn.Params(*(N * each for each in gradient))


def norms_by_distance(*curves: tuple[str, Array, Style], framing: int = 1, x: str = "d = N − n") -> Plot:
    """Curves of norms whose logarithms are given for distances 0, 1, …; the first `framing` of them set the frame."""
    seen = np.concatenate([logs[np.abs(logs) < 600] for _, logs, _ in curves[:framing]])
    low, high = min(float(seen.min()), 0.0) - 5, max(float(seen.max()), 0.0) + 5
    series = []
    for name, logs, style in curves:
        kept = [d for d, log in enumerate(logs) if low <= log <= high]
        series.append(Series(name, tuple(map(float, kept)), tuple(math.exp(logs[d]) for d in kept), style))
    title, scale = r"$\|\partial h_N / \partial h_n\|$", "spectral norm, log scale"
    return Plot(title, tuple(series), x=x, scale=scale, levels=(Level("1", 1.0),), log_y=True)


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
    off = float(np.linalg.norm(turned - to_end[0]))
    if activation == "identity" or steps == 2:
        why = "all factors are $V_h$" if activation == "identity" else "there is one factor"
        yield Claim(f"{why}: their order makes no difference", off, "≤", 1e-9)
    else:
        yield Claim(r"the other order is off by", off, ">", 0)


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


@answer(
    case=choice(*EXAMPLES, start="transient", label="recurrence"),
    steps=slider(40, 200, 120, label="steps N"),
    seed=seed(),
)
@code(log_norms_along)
def eigenvalues(case: str, steps: int, seed: int) -> Iterator[Exhibit]:
    """Recurrences on which ρ tells how the gradient fares, and others on which it doesn't."""
    example = EXAMPLES[case]
    logs = log_norms_along(example, steps, seed)  # (N,)
    d = np.arange(steps)  # (N,)
    rho = d * math.log(example.radius) if example.radius > 0 else np.where(d > 0, -np.inf, 0.0)  # (N,)
    yield Prose(f"{example.shows} Does the measured curve follow $\\rho^d$?")
    if len(example.Vh) <= 3:
        yield Matrix("$V_h$", tuple(map(tuple, example.Vh.tolist())))
    yield norms_by_distance(("measured", logs, "line"), (r"$\rho^d$", rho, "dashes"))
    end, foretold = math.exp(logs[-1]), math.exp(rho[-1])
    if case == "orthogonal":
        yield Claim(r"$\rho^{N-1}$ is right", end, "≈", foretold, 1e-6)
    elif case == "opposite sign":
        yield Claim("the largest eigenvalue", float(np.linalg.eigvals(example.Vh).real.max()), "=", 1)
        yield Claim("but the largest modulus says", end, "≈", foretold, 1e-6)
    elif case == "transient":
        yield Claim(r"$\rho < 1$, yet on the way it grows to", math.exp(logs.max()), ">", 1)
        yield Claim("and only then shrinks, in the end to", end, "<", math.exp(logs.max()))
    elif case.endswith("driven tanh"):
        yield Claim(r"it vanishes, where $\rho^{N-1}$ stays", end, "<", foretold, 1e-9)
        if not example.driven:
            half = steps // 2
            left = math.exp(logs[half])
            yield Claim("the last half leaves about $2^{-3/2}$", left, "≈", (1 - half / steps) ** 1.5, 0.1)
    else:
        yield Claim(r"it grows beyond $\rho^{N-1}$", end, ">", foretold)
    yield Claim(r"$\rho(V_h)$", recurrence.spectral_radius(example.Vh), "≈", example.radius, 1e-6)
    step = jacobians.log_bound(example.Vh, activation=example.activation)
    yield Claim(r"never above $(\gamma\sigma)^d$: top share of it", math.exp((logs - d * step)[1:].max()), "≤", 1)


@answer(
    steps=slider(16, 128, 32, label="steps N"),
    hidden=slider(4, 64, 32, label="hidden units H"),
    words=slider(4, 128, 32, label="words K"),
)
@code(bptt.summed, {"deltas(": "one pass back, a product with Vh a step", "h = states": "every state is kept for it"})
def bptt_cost(steps: int, hidden: int, words: int) -> Iterator[Exhibit]:
    """Multiply-adds and bytes of BPTT, counted while it runs, against the length of the text."""
    params, inputs, targets, h0 = network(3 * steps, hidden, words, 0)

    def run(p: rnn.Params, N: int) -> object:
        return bptt.gradient(p, inputs[:N], targets[:N], h0)

    lengths = [steps, 2 * steps, 3 * steps]
    spent = [counting.multiply_adds(partial(run, N=N), params) for N in lengths]
    held = [counting.peak_bytes(partial(run, params, N)) for N in lengths]
    yield Prose(
        "How do work and memory grow with the text? Each further step adds as much as the one before: all states wait "
        "for the way back."
    )
    rows = zip(lengths, spent, (round(each / N) for each, N in zip(spent, lengths, strict=True)), held, strict=True)
    yield Table(("N", "multiply-adds", "a step", "bytes held"), tuple(rows))
    further = spent[1] - spent[0]
    yield Claim(f"work of {steps} steps more, and {steps} again", further, "=", spent[2] - spent[1])
    yield Claim("a further step: $3H^2 + 4HK$", further / steps, "=", 3 * hidden**2 + 4 * hidden * words)
    yield Claim(f"bytes of {steps} steps more, of {steps} states", held[1] - held[0], "≥", 8 * hidden * steps)


@answer(k=choice(4, 8, 16, 32, start=16, label="chunk length k"), chunks=slider(3, 12, 8, label="chunks"))
@code(tbptt.gradient, {"state = summed": "the last state goes on, no gradient comes back"})
def truncated_cost(k: int, chunks: int) -> Iterator[Exhibit]:
    """Bytes held and work done by BPTT and by its truncated form, counted while they run."""
    H = K = 32
    params, inputs, targets, h0 = network(2 * chunks * k, H, K, 0)

    def whole(N: int, p: rnn.Params = params) -> object:
        return bptt.gradient(p, inputs[:N], targets[:N], h0)

    def chunked(k: int, N: int, p: rnn.Params = params) -> object:
        return tbptt.gradient(p, inputs[:N], targets[:N], h0, k)

    def held(run: Callable[[int], object], N: int) -> int:
        return counting.peak_bytes(lambda: run(N))

    def spent(run: Callable[[int, rnn.Params], object], N: int) -> int:
        return counting.multiply_adds(lambda p: run(N, p), params)

    N, cut = chunks * k, partial(chunked, k)
    lengths = tuple(sorted({k * max(3, round(2 * chunks * share / 5)) for share in range(1, 6)}))
    yield Prose(
        "How much must be *held* at one time? In full it grows with the text, truncated it doesn't. The work of a pass "
        "is nearly the same."
    )
    yield Plot(
        "memory held at most",
        (
            Series("BPTT", lengths, tuple(held(whole, each) / 1024 for each in lengths), "dashes"),
            Series(f"truncated at {k}", lengths, tuple(held(cut, each) / 1024 for each in lengths)),
        ),
        x="N",
        scale="KiB",
    )
    passes = tuple((each, spent(whole, each), spent(cut, each)) for each in lengths)
    yield Table(("N", "work of a pass, in full", f"truncated at {k}"), passes)
    rows: list[tuple[Cell, ...]] = [
        (str(each), spent(whole, each), spent(partial(chunked, each), N), held(partial(chunked, each), N))
        for each in (4, 8, 16, 32)
        if each <= N
    ]
    rows.append((f"$N = {N}$", spent(whole, N), spent(whole, N), held(whole, N)))
    yield Table(("k", "work: an update", "a pass", "bytes held"), tuple(rows))
    yield Claim("truncated: bytes at $2N$, at $N$", held(cut, 2 * N), "≈", held(cut, N), 0.05)
    grown = held(whole, 2 * N) - held(whole, N)
    yield Claim("in full: $N$ more, $N$ states", grown, "≥", 8 * H * N)
    yield Claim(f"{chunks} updates, each its chunk's work", spent(cut, N), "=", chunks * spent(whole, k))
    saved = spent(whole, N) - spent(cut, N)
    yield Claim("a pass saves $H^2$ a border", saved, "=", (chunks - 1) * H * H)


@answer(
    steps=slider(8, 128, 64, label="steps N"),
    k=slider(1, 128, 4, log=True, step=1, label="chunk length k"),
    radius=slider(0.5, 1.5, 1.0, 0.05, label="spectral radius ρ"),
    seed=seed(),
)
@code(tbptt.gradient, {"state = summed": "the state goes on, no gradient comes back"})
def truncation_bias(steps: int, k: int, radius: float, seed: int) -> Iterator[Exhibit]:
    """The truncated gradient against k: its angle to the full one and its size."""
    params, inputs, targets, h0 = network(steps, 16, 8, seed)
    params = params._replace(Vh=recurrence.matrix(16, radius, 0.0, seed))
    loss, full = bptt.gradient(params, inputs, targets, h0)
    size = math.sqrt(differences.inner(recurrent(full), recurrent(full)))
    ks = sorted({2**i for i in range(8) if 2**i < steps} | {min(k, steps), steps})
    sizes, cosines, missing = [], [], []
    for each in ks:
        part = recurrent(tbptt.gradient(params, inputs, targets, h0, each)[1])
        length = math.sqrt(differences.inner(part, part))
        sizes.append(length / size)
        cosines.append(differences.inner(part, recurrent(full)) / (length * size))
        off = [x - y for x, y in zip(part, recurrent(full), strict=True)]
        missing.append(math.sqrt(differences.inner(off, off)) / size)
    yield Prose(
        r"What crosses a border between chunks is missing from the gradient for $V_x$, $V_h$, $c$. How far off is it "
        "at each $k$?"
    )
    yield Plot(
        r"truncated against full gradient",
        (Series("cosine of the angle", tuple(ks), tuple(cosines)), Series("size", tuple(ks), tuple(sizes), "dots")),
        x="k",
        scale="1 is the full gradient",
        levels=(Level("full", 1.0),),
        log_x=True,
    )
    shown = sorted({1, 4, 16, 64, k, steps} & set(ks))
    rows = [
        (each, f"{missing[i]:.0%}".replace("%", " %"), math.degrees(math.acos(min(1.0, cosines[i]))))
        for i, each in enumerate(ks)
        if each in shown
    ]
    yield Table(("k", "off by", "turned by degrees"), tuple(rows))
    at_k, at_N = (tbptt.gradient(params, inputs, targets, h0, each) for each in (k, steps))
    share = missing[ks.index(min(k, steps))]
    if k < steps:
        yield Claim(f"at $k = {k}$ it is off by a share of", share, ">", 0)
    else:
        yield Claim(f"$k = {k}$ truncates nothing: off by", share, "≤", 1e-12)
    apart = differences.distance(recurrent(at_N[1]), recurrent(full))
    yield Claim("at $k = N$ it is off by", apart, "≤", 1e-12)
    yield Claim("forward pass exact: both losses", at_k[0], "=", loss)
    read = differences.distance((at_k[1].W, at_k[1].b), (full.W, full.b))
    yield Claim(r"$W$ and $b$ lose nothing: off by", read, "≤", 1e-12)


@answer(
    steps=slider(5, 100, 50, label="steps N"),
    gain=slider(0.5, 1.5, 1.1, 0.05, label="gain σ"),
    activation=choice("identity", "tanh", "sigmoid", "relu"),
    seed=seed(),
)
@code(deep.forward)
def depth(steps: int, gain: float, activation: str, seed: int) -> Iterator[Exhibit]:
    """The gradient by depth, in an unrolled recurrent network and in a deep network with a matrix to each layer."""
    H = 16
    rng = np.random.default_rng(seed)
    V, h0 = recurrence.symmetric(H, gain, rng), rng.normal(0, 0.5, H)
    fresh = [recurrence.symmetric(H, gain, rng) for _ in range(steps)]  # N times (H, H)
    h_fresh = deep.forward(fresh, h0, activation=activation)  # (N, H)
    params = rnn.init(1, H, 0)._replace(Vx=np.zeros((H, 1)), Vh=V)
    h, _ = rnn.forward(params, np.zeros(steps, dtype=int), h0, activation=activation)  # (N, H)
    tied = jacobians.log_norms(jacobians.one_step(V, h, activation=activation))  # (N + 1,)
    slopes = activation_called(activation).slope(h_fresh)[:, :, None]  # (N, H, 1)
    untied = jacobians.log_norms(slopes * np.array(fresh))  # (N + 1,)
    step = math.log(gain * activation_called(activation).steepest)
    yield Prose(
        r"Two networks $N$ layers deep, all their matrices with the largest singular value $\sigma$. One matrix $N$ "
        "times over keeps stretching the same direction; what fresh ones do partly cancels."
    )
    yield norms_by_distance(
        ("same matrix", tied, "line"),
        ("fresh ones", untied, "dashes"),
        ("bound", step * np.arange(steps + 1), "dots"),
        framing=2,
        x="layers back, N − n",
    )
    same = deep.forward([V] * steps, h0, activation=activation)  # (N, H)
    yield Claim("unrolled, a deep network: off by", differences.distance([h], [same]), "≤", 1e-9)
    end, other, bound = math.exp(tied[-1]), math.exp(untied[-1]), math.exp(steps * step)
    if activation == "identity":
        yield Claim(r"the same matrix reaches $\sigma^N$", end, "≈", bound, 1e-6)
        yield Claim("fresh matrices stay below it", other, "<", end)
    else:
        yield Claim(r"the same matrix: at most $(\gamma\sigma)^N$", end, "≤", bound)
        yield Claim(r"fresh matrices: at most $(\gamma\sigma)^N$", other, "≤", bound)


NODES = ("h0", *(f"{letter}{n}" for n in range(1, 5) for letter in "hpFx"))


@answer(node=choice(*NODES, start="h2"), activation=choice(*SMOOTH), seed=seed())
@code(unrolled.derivatives, {"reversed": "children are done before their parents"})
@code(unrolled.terms)
def reverse_mode(node: str, activation: str, seed: int) -> Iterator[Exhibit]:
    """The recursion at the node picked: what each child sends back, their sum, and how the formula comes about."""
    run = network(4, 3, 4, seed)
    graph = unrolled.unroll(*run, activation=activation)
    slopes = unrolled.derivatives(graph)
    sent = unrolled.terms(graph, node, slopes)
    yield Prose(
        "Pick a node. It waits for all its children, then adds what each sends back. The heavy arrows are the way of "
        "the gradient, with the size of what comes along."
    )
    yield drawn(graph, slopes, node)
    total = np.sum(list(sent.values()), axis=0)  # (H,), (K,) or (1,)
    rows: list[tuple[Cell, ...]] = [
        (f"via ${tex_of(child)}$", float(np.linalg.norm(term)), *map(float, term)) for child, term in sent.items()
    ]
    rows.append((f"${tex_of(node)}$", float(np.linalg.norm(total)), *map(float, total)))
    yield Table(("term", "size", *map(str, range(1, len(total) + 1))), tuple(rows), total=True)

    def loss(change: Array) -> float:
        return float(unrolled.unroll(*run, activation=activation, nudge={node: change}).values["F"][0])

    measured = differences.entrywise(loss, np.zeros(len(total)))
    yield Claim("agrees with finite differences", differences.distance([total], [measured]), "<", 1e-6)
    mean, _ = bptt.gradient(*run, activation=activation)
    yield Claim("$F$, and $N$ times the models' mean", float(graph.values["F"][0]), "≈", 4 * mean)
    if len(sent) > 1:
        first = next(iter(sent))
        short = float(np.linalg.norm(total - sent[first]))
        yield Claim(f"the term via ${tex_of(first)}$ alone is off by", short, ">", 0)

    from models.derivation import backward, rnn_values  # SymPy: the numbers need not wait for it
    from models.graph import rnn_graph

    derived = backward(rnn_graph(4, activation))
    steps = derived.steps(node)
    yield Derivation(
        f"${derived.chain(node)}$", tuple(Step(step.tex, step.rule) for step in steps), "One term for each child."
    )
    formula = derived.evaluate(node, rnn_values(*run))
    apart = differences.distance([np.atleast_1d(formula)], [total])
    yield Claim("the derived formula is off by", apart, "≤", 1e-9)


def drawn(graph: unrolled.Unrolled, slopes: dict[str, Array], picked: str) -> Diagram:
    """The network, with the gradient's way back to the node picked and the size of what comes along each edge."""
    back = unrolled.upstream(graph, picked)
    edges = []
    for (start, end), jacobian in graph.jacobians.items():
        if end != "F":
            size = f"{np.linalg.norm(slopes[end] @ jacobian):.3g}" if (start, end) in back else ""
            edges.append(Edge(start, end, size, (start, end) in back))
    nodes = tuple(Node(name, tex_of(name), int(name[1:]), "Fphx".index(name[0])) for name in NODES)
    return Diagram(nodes, tuple(edges), "$F = F_1 + F_2 + F_3 + F_4$", picked, "node")


def tex_of(name: str) -> str:
    """The symbol of a node: h_2 for "h2"."""
    letter = name[0].replace("p", r"\hat p")
    return f"{letter}_{name[1:]}" if name[1:] else letter


@answer(node=choice("h0", "h1", "h2", "h3", "h4", start="h1"), activation=choice(*SMOOTH), seed=seed())
@code(unrolled.derivatives, {"reversed": "children are done before their parents"})
@code(unrolled.paths)
def sum_over_paths(node: str, activation: str, seed: int) -> Iterator[Exhibit]:
    """The recursion against the sum over all paths to F, which is what it computes."""
    run = network(4, 3, 4, seed)
    graph = unrolled.unroll(*run, activation=activation)
    slopes = unrolled.derivatives(graph)
    ways = unrolled.paths(graph, node)
    shares = [unrolled.along(graph, path) for path in ways]
    yield Prose(
        "Each path to $F$ has a share, the product of its local Jacobians. The recursion adds all shares without "
        "walking any edge twice."
    )
    yield drawn(graph, slopes, node)
    rows: list[tuple[Cell, ...]] = []
    for path, share in zip(ways, shares, strict=True):
        way = r" \to ".join(map(tex_of, path[:-1]))
        rows.append((f"${way}$", len(path) - 1, float(np.linalg.norm(share)), float(share[0])))
    total = np.sum(shares, axis=0)  # (H,)
    edges, walked = unrolled.upstream(graph, node), sum(map(len, ways)) - len(ways)
    rows.append(("all paths", walked, float(np.linalg.norm(total)), float(total[0])))
    yield Table(("path", "edges", "size", "first entry"), tuple(rows), total=True)
    yield Claim(r"it begins with $\partial F/\partial F$", float(slopes["F"][0]), "=", 1)
    yield Claim("the sum over paths is off by", differences.distance([total], [slopes[node]]), "≤", 1e-12)
    longest = float(np.linalg.norm(total - shares[0]))
    if len(ways) > 1:
        yield Claim("the shortest path alone is off by", longest, ">", 0)
        yield Claim("edges walked once, and on all paths", len(edges), "≤", walked)
    else:
        yield Claim("there is one path: its edges", len(edges), "=", walked)


@answer(
    parameter=choice("Vh", "Vx", "c", label="parameter θ"),
    steps=slider(2, 40, 12, label="steps N"),
    activation=choice(*SMOOTH),
    seed=seed(),
)
@code(bptt.deltas, {"delta[n - 1] +=": "what the step after sends back is added to the step's own"})
@code(copies.gradients)
def contributions(parameter: str, steps: int, activation: str, seed: int) -> Iterator[Exhibit]:
    """What each step contributes to ∇F, and that it adds up."""
    run = network(steps, 6, 5, seed)
    params, inputs, targets, h0 = run
    h, p = rnn.forward(params, inputs, h0, activation=activation)  # (N, H), (N, K)
    slope = activation_called(activation).slope(h)  # (N, H)
    immediate = error(p, targets) @ params.W  # (N, H): ∂F_n/∂h_n
    delta = bptt.deltas(params.Vh, slope, immediate)  # (N, H)
    each = [getattr(copy, parameter) for copy in copies.gradients(*run, activation=activation)]  # N arrays
    whole = times(steps, bptt.gradient(*run, activation=activation)[1])
    gradient = getattr(whole, parameter)
    sizes = [float(np.linalg.norm(one)) for one in each]
    theta = TEX[parameter]
    yield Prose(
        "Each bar is the size of what one copy contributes. Which copies give most? (They are arrays: their entries "
        "add up, their sizes don't.)"
    )
    n = tuple(range(1, steps + 1))
    yield Plot(
        rf"$\|\delta_n\, \partial^+ h_n / \partial {theta}\|$",
        (Series("contribution", n, tuple(sizes), "bars"),),
        x="n",
    )
    rows: list[tuple[Cell, ...]] = [
        (str(i), float(np.linalg.norm(delta[i - 1])), sizes[i - 1], float(each[i - 1].flat[0])) for i in n
    ]
    if steps > 6:
        rest = np.sum(each[5:], axis=0)
        rows[5:] = [(f"6 … {steps}", None, float(np.linalg.norm(rest)), float(rest.flat[0]))]
    summed = np.sum(each, axis=0)
    rows.append((r"$\nabla F$", None, float(np.linalg.norm(summed)), float(summed.flat[0])))
    yield Table(("n", r"$\|\delta_n\|$", "size", "first entry"), tuple(rows), total=True)
    apart = differences.distance([summed], [gradient])
    yield Claim("sum, $N$ × gradient of mean: by", apart, "≤", 1e-12)

    def loss(theta: Array) -> float:
        return steps * bptt.gradient(params._replace(**{parameter: theta}), *run[1:], activation=activation)[0]

    measured = differences.entrywise(loss, getattr(params, parameter))
    yield Claim("agrees with finite differences", differences.distance([summed], [measured]), "<", 1e-6)
    yield Claim("without the term $n = N$ it is off by", sizes[-1], ">", 0)
    before = np.concatenate([h0[None], h[:-1]])  # (N, H)
    d = immediate * slope  # (N, H): δ_n misread as ∂F_n/∂h_n
    misread = {"Vh": d.T @ before, "Vx": d.T @ np.eye(5)[inputs], "c": d.sum(axis=0)}[parameter]
    off = float(np.linalg.norm(misread - gradient))
    yield Claim(r"with $\partial F_n/\partial h_n$ for $\delta_n$ it is off by", off, ">", 0)
    other, _ = rnn.forward(params._replace(W=params.W + 1.0), inputs, h0, activation=activation)
    yield Claim(r"$\partial^+ h_n/\partial W = 0$: $W$ moves no state", float(np.abs(other - h).max()), "=", 0)
    e = error(p, targets)  # (N, K): p_n - w_n
    own = differences.distance((e.T @ h, e.sum(axis=0)), (whole.W, whole.b))
    yield Claim(r"$W$, $b$ are sums of $\partial F_n/\partial\theta$: off by", own, "≤", 1e-12)


@answer(
    steps=slider(1, 30, 8, label="steps N"),
    hidden=slider(2, 6, 3, label="hidden units H"),
    activation=choice(*SMOOTH),
    seed=seed(),
)
@code(rtrl.influence, {"np.matmul": "one product a step carries S on", "np.einsum": "the immediate derivative"})
def influence(steps: int, hidden: int, activation: str, seed: int) -> Iterator[Exhibit]:
    """The influence of Vh on the state, carried forward step by step, and the gradient that comes of it."""
    H = hidden
    run = network(steps, H, 4, seed)
    params, inputs, targets, h0 = run
    h, p = rnn.forward(params, inputs, h0, activation=activation)  # (N, H), (N, K)
    immediate = error(p, targets) @ params.W  # (N, H): ∂F_n/∂h_n
    total = bptt.deltas(params.Vh, activation_called(activation).slope(h), immediate)  # (N, H): ∂F/∂h_n
    yield Prose(
        "How each unit (row) depends on each entry of $V_h$ (column). Every step multiplies it by $J_n$ and adds what "
        "is new; its shape stays the same."
    )
    right, doubled, sizes = np.zeros((H, H)), np.zeros((H, H)), []
    S: Array = np.zeros((H, H, H))  # (H, H, H)
    for n, (_, carried) in enumerate(rtrl.influence(params, inputs, h0, activation=activation)):
        S = carried[:, :H, :].copy()  # (H, H, H): ∂h_n[k]/∂Vh[i, j] at [i, j, k]
        right += S @ immediate[n]
        doubled += S @ total[n]
        sizes.append(float(np.linalg.norm(S)))
        yield Matrix(
            rf"$S_{{{n + 1}}} = d h_{{{n + 1}}} / d V_h$",
            tuple(map(tuple, S.reshape(H * H, H).T.tolist())),
            rows=tuple(f"$h_{i + 1}$" for i in range(H)),
            style="heatmap",
            key="S",
        )
    yield Plot(r"$\|S_n\|$", (Series("influence", tuple(range(1, steps + 1)), tuple(sizes)),), x="n")
    ours, theirs = (gradient(*run, activation=activation)[1] for gradient in (rtrl.gradient, bptt.gradient))
    yield Claim("all gradients, against BPTT: off by", differences.distance(ours, theirs), "≤", 1e-12)
    apart = differences.distance([right], [steps * theirs.Vh])
    yield Claim(r"$V_h$, $N$ × gradient of mean: by", apart, "≤", 1e-12)
    way = np.random.default_rng(seed).normal(size=(H, H))

    def last(Vh: Array) -> Array:
        return np.asarray(rnn.forward(params._replace(Vh=Vh), inputs, h0, activation=activation)[0][-1])

    measured = differences.along(last, [params.Vh], [way])  # (H,)
    off = differences.distance([np.einsum("ijk,ij->k", S, way)], [measured])
    yield Claim("$S_N$ agrees with finite differences", off, "<", 1e-5)
    twice = float(np.linalg.norm(doubled - right))
    if steps == 1:
        yield Claim("one step: nothing is counted twice", twice, "≤", 1e-12)
    else:
        yield Claim(r"with $\partial F/\partial h_n$, counted twice: off by", twice, ">", 0)


@answer(
    steps=slider(8, 64, 16, label="steps N"),
    hidden=slider(2, 12, 8, label="hidden units H"),
    words=slider(2, 8, 6, label="words K"),
)
@code(rtrl.influence, {"np.zeros((2": "H numbers for each parameter"})
def rtrl_cost(steps: int, hidden: int, words: int) -> Iterator[Exhibit]:
    """Numbers kept and multiply-adds a step, of RTRL and BPTT, counted while they run."""
    H, K = hidden, words

    def kept(N: int, H: int) -> tuple[int, int]:
        """How many numbers BPTT's states and RTRL's influence hold after N steps in which every word occurs."""
        params, inputs, h0 = rnn.init(K, H, 0), np.arange(N) % K, np.zeros(H)
        states, _ = rnn.forward(params, inputs, h0)
        return states.size, [S.size for _, S in rtrl.influence(params, inputs, h0)][-1]

    def spent(gradient: Callable[..., object], H: int, K: int) -> float:
        """Multiply-adds of one further step."""
        params, ids, h0 = rnn.init(K, H, 0), np.arange(4 * K) % K, np.zeros(H)

        def upto(N: int) -> int:
            return counting.multiply_adds(lambda p: gradient(p, ids[:N], ids[:N], h0), params)

        return (upto(4 * K) - upto(2 * K)) / (2 * K)

    yield Prose(
        "RTRL keeps the same however long the text, but that is much, and each step is dear. Compare how both grow "
        "with $N$ and with $H$."
    )
    sizes = ((steps, H), (2 * steps, H), (4 * steps, H), (steps, 2 * H), (steps, 4 * H))
    rows = [(*each, *kept(*each)) for each in sizes]
    yield Table(("N", "H", "BPTT: states", "RTRL: influence"), tuple(rows), title="numbers kept")
    units = (2, 4, 8, 16)
    forward, backward = ([spent(each, H, H) for H in units] for each in (rtrl.gradient, bptt.gradient))
    yield Plot(
        "multiply-adds a step, with $K = H$",
        (Series("RTRL", units, tuple(forward)), Series("BPTT", units, tuple(backward), "dashes")),
        x="H",
        scale="log scales",
        log_x=True,
        log_y=True,
    )
    yield Claim(r"the influence holds $H \cdot |\theta|$ numbers", rows[0][3], "=", H * (H * H + H + H * K))
    yield Claim("and as many after $2N$ steps", rows[1][3], "=", rows[0][3])
    yield Claim("BPTT's states: twice as many then", rows[1][2], "=", 2 * rows[0][2])
    R = H + 1 + K
    step = H**3 * R + H**2 * R + H * R + 2 * H * K
    yield Claim(r"a step of RTRL: $H^2|\theta|$ and lesser terms", spent(rtrl.gradient, H, K), "=", step)
    yield Claim("with $K = H$, a doubled $H$ costs RTRL", forward[3] / forward[2], ">", 8)
    yield Claim("and BPTT", backward[3] / backward[2], "=", 4)


@answer(
    steps=slider(2, 24, 8, label="steps N"),
    rate=slider(0.001, 0.5, 0.01, 0.1, log=True, label="step size η"),
    seed=seed(),
)
@code(copies.gradients)
@code(copies.total, {"np.sum": "tying the copies adds up their gradients"})
def tied(steps: int, rate: float, seed: int) -> Iterator[Exhibit]:
    """The tied network's gradient as the sum over copies, and what a step along it does to F."""
    run = network(steps, 8, 5, seed)
    params, *rest = run
    parts = copies.gradients(*run)
    gradient = copies.total(parts)
    square = differences.inner(gradient, gradient)

    def moved(along: rnn.Params, eta: float) -> rnn.Params:
        return rnn.Params(*(each - eta * slope for each, slope in zip(params, along, strict=True)))

    def after(eta: float) -> float:
        return copies.loss([moved(gradient, eta)] * steps, *rest)

    def untied(eta: float) -> float:
        return copies.loss([moved(part, eta) for part in parts], *rest)

    yield Prose(
        "How far does each copy pull the way of the *sum*? One step for all, along that sum, lowers $F$. Untied "
        "copies, each stepping its own way, are another network."
    )
    shares = tuple(differences.inner(part, gradient) for part in parts)
    yield Plot(
        r"$\partial F/\partial\theta_n \cdot \partial F/\partial\theta$",
        (Series("copy's share", tuple(range(1, steps + 1)), shares, "bars"),),
        x="n",
        scale=r"together $\|\nabla F\|^2$",
    )
    etas = tuple(np.linspace(0, 2 * rate, 21).tolist())
    start = after(0.0)
    yield Plot(
        r"$F(\theta - \eta\, \nabla F)$",
        (
            Series("tied", etas, tuple(map(after, etas))),
            Series("untied", etas, tuple(map(untied, etas)), "dots"),
            Series(r"slope $-\|\nabla F\|^2$", etas[:6], tuple(start - eta * square for eta in etas[:6]), "dashes"),
        ),
        x="η",
        scale="nats, the sum over the text",
        levels=(Level("before", start),),
    )
    whole = times(steps, bptt.gradient(*run)[1])
    apart = differences.distance(gradient, whole)
    yield Claim("sum, $N$ × gradient of mean: by", apart, "≤", 1e-12)
    yield Claim(r"the shares add up to $\|\nabla F\|^2$", math.fsum(shares), "≈", square)

    def tied_loss(*changed: Array) -> float:
        return copies.loss([rnn.Params(*changed)] * steps, *rest)

    way = differences.directions(params, np.random.default_rng(seed))
    slope = differences.along(tied_loss, params, way)
    yield Claim("slope of the tied loss, measured", slope, "≈", differences.inner(gradient, way), 1e-5)
    eta = 1e-4 / math.sqrt(square)
    yield Claim(r"a tiny step: share of $\eta\|\nabla F\|^2$", (start - after(eta)) / (eta * square), "≈", 1, 0.01)
    apart = sum(differences.inner(part, part) for part in parts)
    yield Claim(r"untied: share of $\eta\sum_n\|\nabla_n\|^2$", (start - untied(eta)) / (eta * apart), "≈", 1, 0.01)
    if after(rate) < start:
        yield Claim(rf"a step of $\eta = {rate:g}$ lowers $F$", after(rate), "<", start)
    else:
        yield Claim(rf"$\eta = {rate:g}$ is too long: $F$ does not fall", after(rate), "≥", start)
