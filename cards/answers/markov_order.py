"""An n-gram model against sources of known Markov order, with a table for each place and with one for all."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from cards.answers.texts import NAMES
from engine import Claim, Exhibit, Prose, Table, answer, choice, code, seed, switch
from models import joint
from models.arrays import Array

K, N = 3, 4  # words to choose from, words of an utterance


@answer(
    source=choice("order 0", "order 1", "order 2", "generic", start="order 1", label="true source"),
    steady=switch(True),
    seed=seed(),
)
@code(joint.markov, {"max(n - 1 - order, 0)": "the first word that is still seen"})
def markov_order(source: str, steady: bool, seed: int) -> Iterator[Exhibit]:
    """How far n-gram models are from a source of known order, in bits."""
    rng = np.random.default_rng(seed)
    true = N - 1 if source == "generic" else int(source[-1])
    p = drawn(true, rng) if steady else joint.draw_markov(K, N, true, rng)  # (K,)·N
    kind = "a distribution with no structure at all" if true == N - 1 else f"a Markov source of {source}"
    if true < N - 1:
        kind += ", the same at each place" if steady else ", which changes from place to place"
    yield Prose(
        f"{K**N} utterances of {N} words, from {kind}. By how many bits does an $n$-gram model miss it, that has the "
        "source's own conditionals, one table of them for each place? And one that, as $n$-gram models do, uses a "
        "single table everywhere?"
    )
    each = [joint.divergence(p, joint.markov(p, n)) for n in range(N)]
    single = [joint.divergence(p, in_one_table(p, n)) for n in range(N)]
    rows = tuple((NAMES[n + 1], n, round(each[n], 9), round(single[n], 9)) for n in range(N))
    heads = ("model", "words it sees", "a table a place", "one for all")
    yield Table(heads, rows, title="$KL(p \\parallel \\text{n-gram})$ in bits")
    yield Claim(f"a {NAMES[true + 1]} model is exact: order {true}", each[true], "≈", 0)
    if true:
        yield Claim(f"a {NAMES[true]} model is not", each[true - 1], ">", 0)
    yield Claim("most that a longer context adds", max(b - a for a, b in pairwise(each)), "<", 1e-12)
    if steady or true == N - 1:
        yield Claim(f"one table for all is exact too: order {true}", single[true], "≈", 0)
    else:
        yield Claim("one table for all is not: places differ", single[true], ">", 0)


def drawn(order: int, rng: np.random.Generator) -> Array:
    """A joint distribution (K,)·N of that order, the same conditionals at each place with so many words before it."""
    p = joint.draw_markov(K, order + 1, order, rng)  # (K,)·(order + 1)
    conditional = joint.given_before(p)  # (K,)·(order + 1)
    for n in range(order + 1, N):
        p = p[..., None] * conditional.reshape((1,) * (n - order) + conditional.shape)  # (K,)·(n + 1)
    return p


def in_one_table(p: Array, order: int) -> Array:
    """The product of p(w_n | the last `order` words), all places that have so many before them taken together."""
    windows = [joint.prefix(p, n).sum(axis=tuple(range(n - order - 1))) for n in range(order + 1, N + 1)]
    conditional = joint.given_before(np.sum(windows, axis=0))  # (K,)·(order + 1)
    product = joint.prefix(p, order)  # (K,)·order: the first words have fewer before them
    for n in range(order, N):
        product = product[..., None] * conditional.reshape((1,) * (n - order) + conditional.shape)  # (K,)·(n + 1)
    return product
