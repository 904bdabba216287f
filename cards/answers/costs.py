"""What the three gradients cost, counted while they run."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from cards.answers.small_network import network
from engine import Claim, Exhibit, Plot, Prose, Series, Table, answer, choice, code, slider
from engine.exhibits import Cell
from models import bptt, counting, rnn, rtrl, tbptt


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
    N = chunks * k
    longest = max(2 * N, 256)  # in a short text most of what is held are the sums of the gradient
    params, inputs, targets, h0 = network(longest, H, K, 0)

    def whole(N: int, p: rnn.Params = params) -> object:
        return bptt.gradient(p, inputs[:N], targets[:N], h0)

    def chunked(k: int, N: int, p: rnn.Params = params) -> object:
        return tbptt.gradient(p, inputs[:N], targets[:N], h0, k)

    def held(run: Callable[[int], object], N: int) -> int:
        return counting.peak_bytes(lambda: run(N))

    def spent(run: Callable[[int, rnn.Params], object], N: int) -> int:
        return counting.multiply_adds(lambda p: run(N, p), params)

    cut = partial(chunked, k)
    lengths = tuple(sorted({k * max(3, longest * share // (5 * k)) for share in range(1, 6)}))
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
