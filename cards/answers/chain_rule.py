"""The chain rule of probability on a language small enough to write down."""

import math
from collections.abc import Iterator

import numpy as np

from engine import Claim, Exhibit, Prose, Table, answer, code, seed, slider, switch
from models import joint


@answer(
    words=slider(2, 4, 3, label="words K"),
    length=slider(2, 5, 3, label="length N"),
    backwards=switch(label="backwards"),
    seed=seed(),
)
@code(joint.factors, {"longer / shorter": "a conditional probability is a quotient of two prefixes"})
def chain_rule(words: int, length: int, backwards: bool, seed: int) -> Iterator[Exhibit]:
    """An explicit joint distribution: the factors of one utterance, and all products against the joint."""
    rng = np.random.default_rng(seed)
    p = joint.draw(words, length, rng)  # (K,)·N
    utterance = [int(rng.integers(words)) for _ in range(length)]
    letters = ["abcd"[w] for w in utterance]
    read = p.transpose() if backwards else p  # axis n is the n-th word to be predicted
    factors = joint.factors(read, utterance[::-1] if backwards else utterance)

    yield Prose(
        f"A joint distribution drawn at random over all {words**length} utterances of {length} words, with {words} "
        f"words to choose from. Do the factors of *{' '.join(letters)}* multiply to its probability?"
        + (" From right to left they do as well: the order of the factors is our choice." if backwards else "")
    )
    rows: list[tuple[str, str, float]] = []
    for n, factor in enumerate(factors, 1):
        at = length + 1 - n if backwards else n
        given = letters[at:] if backwards else letters[: at - 1]
        indices = range(at + 1, length + 1) if backwards else range(1, at)
        bar = " \\mid " + ", ".join(f"w_{i}" for i in indices) if given else ""
        rows.append((f"$p(w_{at}{bar})$", f"{letters[at - 1]} after {' '.join(given) or 'nothing'}", factor))
    product, last = math.prod(factors), 1 if backwards else length
    yield Table(("factor", "here", "value"), (*rows, ("product", " ".join(letters), product)), total=True)
    yield Claim("the product is the joint probability", product, "=", float(p[tuple(utterance)]))
    off = float(np.abs(joint.chain_rule(read) - read).max())
    yield Claim(f"all {words**length} utterances: off by", off, "<", 1e-12)
    yield Claim("the products sum to", float(joint.chain_rule(read).sum()), "=", 1)
    certain = read / read  # (K,)·N: p(w_N | w_1, …, w_N), a word given itself among others
    printed = joint.chain_rule(joint.prefix(read, length - 1))[..., None] * certain  # (K,)·N
    yield Claim(f"the last factor given $w_{{{last}}}$ too: to", float(printed.sum()), "=", words)
