"""The neural trigram as a picture: four vectors, and what passes from one to the next."""

from collections.abc import Iterator

import numpy as np

from cards.answers.drawn import drawn
from cards.answers.trigram_examples import of_scale
from engine import Claim, Exhibit, Prose, Table, answer, code, seed, slider
from models import trigram

SHAPES = {"V": "(H, 2K)", "c": "(H)", "W": "(K, H)", "b": "(K)"}
HISTORIES = 60


@answer(
    words=slider(3, 10_000, 5, 1, log=True, label="words K"), hidden=slider(1, 100, 3, label="hidden H"), seed=seed()
)
@code(trigram.Params)
def network(words: int, hidden: int, seed: int) -> Iterator[Exhibit]:
    """The network drawn, the numbers it is made of, and through how few of them the two words speak."""
    yield Prose(
        "Two words go in, one distribution comes out. The letter on an arrow is the matrix it passes. All that "
        "$\\hat p_n$ can know of the two words has to go through the $H$ units between."
    )

    from models.graph import trigram_graph  # SymPy: the first words need not wait for it

    yield drawn(trigram_graph(), "The network at one position", losses=False, factors=True, step="n")
    counts = {"V": hidden * 2 * words, "c": hidden, "W": words * hidden, "b": words}
    rows = [(f"${name}$", f"${SHAPES[name]}$", count) for name, count in counts.items()]
    total = sum(counts.values())
    yield Table(("parameter", "shape", "numbers"), (*rows, ("all", "", total)), total=True)
    params, rng = of_scale(words, hidden, seed), np.random.default_rng(seed)
    one, two, other = rng.integers(words, size=(3, HISTORIES))  # (P,) each
    h, p = trigram.forward(params, one, two)  # (P, H), (P, K)
    moved = [trigram.forward(params, *pair)[0] - h for pair in ((other, two), (one, other))]  # (P, H) each
    least = min(float(np.abs(by[other != was]).max()) for by, was in zip(moved, (one, two), strict=True))
    yield Claim("either word exchanged: $h_n$ moves by", least, ">", 0)
    spread = np.log(p) - np.log(p).mean(axis=1, keepdims=True)  # (P, K): the scores, but for what softmax forgets
    rank = int(np.linalg.matrix_rank(spread[1:] - spread[0], rtol=1e-9))
    yield Claim(f"{HISTORIES} pairs: ways in which $\\hat p_n$ differ", rank, "≤", hidden)
    if total < words**3:
        yield Claim("fewer than a table of all trigrams", total, "<", words**3)
    else:
        yield Prose("With so few words a table of all trigrams is the smaller one.")
