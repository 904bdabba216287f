"""An n-gram model against sources of known Markov order."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from cards.answers.texts import NAMES
from engine import Claim, Exhibit, Prose, Table, answer, choice, code, seed
from models import joint


@answer(source=choice("order 0", "order 1", "order 2", "generic", start="order 1", label="true source"), seed=seed())
@code(joint.markov, {"max(n - 1 - order, 0)": "the first word that is still seen"})
def markov_order(source: str, seed: int) -> Iterator[Exhibit]:
    """How far n-gram models are from a source of known order, in bits."""
    rng = np.random.default_rng(seed)
    K, N = 3, 4
    true = N - 1 if source == "generic" else int(source[-1])
    p = joint.draw_markov(K, N, true, rng)  # (K,)·N
    off = [joint.divergence(p, joint.markov(p, n - 1)) for n in range(1, N + 1)]
    yield Prose(
        f"{K**N} utterances of {N} words, from "
        + ("a distribution with no structure at all. " if source == "generic" else f"a Markov source of {source}. ")
        + "An $n$-gram model, given the source's own conditionals, misses it by so many bits:"
    )
    rows = tuple((NAMES[n], n - 1, round(off[n - 1], 9)) for n in range(1, N + 1))
    yield Table(("model", "words it sees", "bits it is off"), rows, title="$KL(p \\parallel \\text{n-gram})$")
    yield Claim(f"a {NAMES[true + 1]} model is exact: order {true}", off[true], "≈", 0)
    if true:
        yield Claim(f"a {NAMES[true]} model is not", off[true - 1], ">", 0)
    yield Claim("most a longer context adds", max(b - a for a, b in pairwise(off)), "<", 1e-12)
