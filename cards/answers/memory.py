"""What the state of a recurrent network holds of its history, and what it would take to read it at once."""

from collections.abc import Iterator

import numpy as np

from engine import Claim, Exhibit, Level, Plot, Prose, Series, Table, answer, code, seed, slider
from models import memory as remembered
from models import rnn, trigram


@answer(
    steps=slider(2, 40, 20, label="steps N"),
    hidden=slider(2, 64, 16, label="hidden units H"),
    gain=slider(0.2, 1.6, 1.0, 0.1, label="gain on Vh"),
    seed=seed(),
)
@code(remembered.influence, {"histories[N - 1 - k, 1:]": "one word exchanged, the rest of the history as it was"})
@code(remembered.recovered, {"lstsq": "the best linear guess of an earlier word from the state"})
def memory(steps: int, hidden: int, gain: float, seed: int) -> Iterator[Exhibit]:
    """How each earlier word moves the last state, and how much of it can be read off again."""
    K, rng = 8, np.random.default_rng(seed)
    params = rnn.init(K, hidden, seed)
    params = params._replace(Vh=gain * params.Vh)
    inputs = rng.integers(K, size=steps)  # (N,)
    moved = remembered.influence(params, inputs)  # (N,)
    yield Prose(
        f"An RNN of {hidden} units with random weights has read {steps} words. Exchange the word $k$ steps before for "
        "another: how far does the state move?"
    )
    (reach,) = np.nonzero(moved)
    yield Plot(
        r"$\|\Delta h_n\|$, exchanging $w_{n-k}$",
        (Series("moved", tuple((reach + 1.0).tolist()), tuple(moved[reach].tolist())),),
        x="k",
        scale="mean over the other words, log scale",
        log_y=True,
    )
    long = rng.integers(K, size=3_000)  # (M,)
    h, _ = rnn.forward(params, long, np.zeros(hidden))  # (M, H)
    right = remembered.recovered(h, long, K, steps)  # (N,)
    faded = int(np.argmax(right < 0.5)) if right.min() < 0.5 else steps  # words before the first that is rather lost
    yield Prose(
        f"And what can be read off that state again? The best linear guess, over {len(long):,} random words, is right "
        f"about the last {faded} words more often than not."
        if faded > 1
        else f"And what can be read off that state again? The best linear guess, over {len(long):,} random words:"
    )
    back = tuple(map(float, range(1, steps + 1)))
    yield Plot(
        "$w_{n-k}$ from $h_n$",
        (Series("read off", back, tuple(right.tolist())),),
        x="k",
        scale="share guessed rightly",
        levels=(Level("chance", 1 / K),),
    )
    if len(reach) == steps:
        yield Claim("words that move the state", len(reach), "=", steps)
    else:
        yield Claim("words that still move it (64-bit floats)", len(reach), "<", steps)
    yield Claim("last word read off, and by chance", float(right[0]), ">", 1 / K)
    yield Claim("numbers in the state, whatever $N$", h[-1].size, "=", hidden)


@answer(
    length=slider(3, 200, 10, 0.2, log=True, label="words N"),
    words=slider(10, 100_000, 10_000, 0.5, log=True, label="vocabulary K"),
    hidden=slider(1, 1_000, 200, 0.2, log=True, label="hidden units H"),
)
@code(remembered.parameters_of_window, {"words * H * K": "one block of input weights for each word it reads"})
@code(remembered.parameters_of_rnn, {"H * H": "instead of all those blocks, one matrix from state to state"})
def parameters(length: int, words: int, hidden: int) -> Iterator[Exhibit]:
    """Parameters of a network that reads N-1 words at once, and of the RNN."""
    K, H = words, hidden
    window, recurrent = remembered.parameters_of_window, remembered.parameters_of_rnn(K, H)
    yield Prose(
        "To predict $w_N$ from all that came before, one network reads $N-1$ words side by side, the other one after "
        "another. Count their parameters."
    )
    lengths = sorted({round(3 * (200 / 3) ** (i / 24)) for i in range(25)})
    x = tuple(map(float, lengths))
    yield Plot(
        "parameters",
        (
            Series("$N-1$ inputs", x, tuple(float(window(N - 1, K, H)) for N in lengths)),
            Series("RNN", x, tuple(float(recurrent) for _ in lengths), "dashes"),
        ),
        x="N",
        scale="log scale",
        log_x=True,
        log_y=True,
    )
    rows = [(N, window(N - 1, K, H), recurrent) for N in sorted({3, 10, 100, length})]
    yield Table(("N", "$N-1$ inputs", "RNN"), tuple(rows))
    yield Claim("one more word of history costs $HK$", window(length, K, H) - window(length - 1, K, H), "=", H * K)
    even = 3 + H // K  # from here on (N-1)HK is more than HK + H²
    yield Claim(f"RNN: smaller from N = {even} on", recurrent, "<", window(even - 1, K, H))
    yield Claim(f"but not at N = {even - 1}", recurrent, "≥", window(even - 2, K, H))
    small = sum(each.size for each in rnn.init(7, 5, 0)), sum(each.size for each in trigram.init(7, 5, 0))
    yield Claim("an RNN's arrays, at $K=7$, $H=5$", small[0], "=", remembered.parameters_of_rnn(7, 5))
    yield Claim("a neural trigram's, $N = 3$", small[1], "=", window(2, 7, 5))
