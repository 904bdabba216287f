"""What makes data sequential: how much a symbol tells about the one k places later, and what it tells besides."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from engine import Claim, Exhibit, Plot, Prose, Series, Table, answer, choice, code, seed, slider, text
from models import corpus
from models import dependence as dependent
from models.arrays import Array, Ids
from models.vocabulary import Vocabulary

LENGTH = 20_000  # symbols of the chain, words of the grammar; three times as many characters of English
MOST_CELLS = 2**21  # of a table of three symbols


class Symbols(NamedTuple):
    """A sequence of symbols 0..K-1, and what they are."""

    ids: Ids
    K: int
    unit: str


@answer(
    source=choice("English", "grammar", "Markov chain", "your text"),
    stay=slider(0.05, 0.95, 0.79, 0.01, label="p(stay)"),
    your_text=text("never odd or even, never even or odd", label="your text"),
    furthest=slider(2, 30, 12, label="furthest k"),
    seed=seed(),
)
@code(dependent.mutual_information, {"np.log2": "what a pair tells, weighted by how often it comes"})
@code(dependent.conditional_mutual_information, {"mutual_information(cube[:, m])": "what is left, the middle known"})
def dependence(source: str, stay: float, your_text: str, furthest: int, seed: int) -> Iterator[Exhibit]:
    """Mutual information between a symbol and the one k before it, in order and shuffled; and given the neighbour."""
    rng = np.random.default_rng(seed)
    P, first = dependent.chain(stay, 2), np.full(2, 0.5)  # (2, 2), (2,): the chain and its long-run distribution
    ids, K, unit = drawn(source, your_text, P, rng, seed)
    lags = range(1, furthest + 1)
    mixed = rng.permutation(ids)
    ordered, shuffled = (
        [dependent.mutual_information(dependent.pairs_at(w, K, k)) for k in lags] for w in (ids, mixed)
    )
    floor = np.format_float_positional(np.mean(shuffled), 2, fractional=False, trim="-")
    yield Prose(
        f"How many bits does a symbol give away about the one $k$ places later? {len(ids):,} {unit}, in order and "
        "shuffled. Estimated from counts it comes out too high: shuffled symbols are independent, and seem to share "
        f"{floor} bits. Only what rises clearly above that is a dependence."
    )
    x = tuple(map(float, lags))
    curves = [Series("in order", x, tuple(ordered)), Series("shuffled", x, tuple(shuffled), "dashes")]
    if source == "Markov chain":
        exact = [dependent.mutual_information(first[:, None] * np.linalg.matrix_power(P, k)) for k in lags]
        curves.append(Series("exact", x, tuple(exact), "dots"))
    yield Plot("$I(w_i; w_{i-k})$", tuple(curves), x="k", scale="bits, estimated from counts", key="dependence")

    rows = [(f"$I(w_i; w_{{i-{k}}})$", ordered[k - 1], shuffled[k - 1]) for k in (1, 2)]
    given = beyond_the_neighbour(ids, K, rng) if K**3 <= MOST_CELLS else None
    if given:
        rows.append((r"$I(w_i; w_{i-2} \mid w_{i-1})$", *given))
    yield Table(("what is shared", "in order", "shuffled"), tuple(rows))
    if given:
        yield Prose(
            r"The last row asks what $w_{i-2}$ still tells once the neighbour is known, and shuffles it only among "
            "places with the same neighbour."
        )
    if ordered[0] > max(shuffled):
        yield Claim("neighbours share more in order", ordered[0], ">", max(shuffled))
    else:
        yield Prose("Here neighbours tell no more in order than shuffled: no sign of a dependence.")
    yield Claim("at most what one symbol holds", ordered[0], "≤", entropy(ids[1:], K))
    if source == "Markov chain":
        assert given is not None
        yield from of_the_chain(P, first, ordered, given)
    elif source != "your text":
        assert given is not None
        yield Claim("more than the neighbour says", given[0], ">", given[1])


def drawn(source: str, your_text: str, P: Array, rng: np.random.Generator, seed: int) -> Symbols:
    """The symbols of one of the sources."""
    if source == "Markov chain":
        return Symbols(dependent.walk(P, LENGTH, rng), len(P), "symbols")
    if source == "your text":
        kinds = sorted(set(your_text))
        return Symbols(np.array([kinds.index(c) for c in your_text], dtype=int), max(len(kinds), 1), "characters")
    if source == "English":
        tokens, unit = corpus.tokens("python-reference", "characters", 3 * LENGTH, seed), "characters"
    else:
        tokens, unit = corpus.tokens("grammar", "words", LENGTH, seed), "words"
    vocabulary = Vocabulary(tokens)
    return Symbols(vocabulary.encode(tokens), len(vocabulary), unit)


def entropy(ids: Ids, K: int) -> float:
    """The entropy of single symbols in bits, 0 for none: what a symbol tells about itself."""
    return dependent.mutual_information(np.diag(np.bincount(ids, minlength=K)))


def beyond_the_neighbour(ids: Ids, K: int, rng: np.random.Generator) -> tuple[float, float]:
    """I(w_i; w_{i-2} | w_{i-1}) in bits, in order and with w_{i-2} shuffled among places of the same w_{i-1}."""
    earlier, middle, later = ids[:-2], ids[1:-1], ids[2:]
    same, any_of_them = np.argsort(middle, kind="stable"), np.lexsort((rng.random(len(middle)), middle))
    mixed = np.empty_like(earlier)
    mixed[same] = earlier[any_of_them]
    cubes = (np.bincount((w * K + middle) * K + later, minlength=K**3).reshape(K, K, K) for w in (earlier, mixed))
    in_order, shuffled = (dependent.conditional_mutual_information(each / max(len(later), 1)) for each in cubes)
    return in_order, shuffled


def of_the_chain(P: Array, first: Array, measured: list[float], given: tuple[float, float]) -> Iterator[Exhibit]:
    """What is exact in a Markov chain: the past tells something, and nothing that the neighbour does not tell."""
    triple = first[:, None, None] * P[:, :, None] * P[None, :, :]  # (2, 2, 2): p(x_1, x_2, x_3)
    neighbours = dependent.mutual_information(triple.sum(axis=2))
    if np.ptp(P) > 0:
        yield Claim("exact: $I(x_1; x_3)$", dependent.mutual_information(triple.sum(axis=1)), ">", 0)
    else:
        yield Claim("a fair coin: $I(x_1; x_2)$", neighbours, "≈", 0)
    yield Claim("exact: $I(x_1; x_3 \\mid x_2)$", dependent.conditional_mutual_information(triple), "≈", 0)
    yield Claim("measured: $I(x_1; x_3 \\mid x_2)$", given[0], "<", 0.001)
    yield Claim("measured $I(x_1; x_2)$: off by", abs(measured[0] - neighbours), "<", 0.03)
