"""Perplexity: the cross entropy as a number of choices, in bits, in nats, and mixed up."""

import math
from collections.abc import Iterator

from cards.answers.texts import fitted
from engine import Claim, Exhibit, Level, Plot, Prose, Series, Table, answer, choice, code, slider, text
from models import corpus
from models.ngram import NGram


@answer(
    model=choice("uniform", "bigram"),
    choices=slider(1, 64, 8, label="uniform: words"),
    utterance=text("the old dog that we know sleeps .", label="bigram: text"),
)
@code(NGram.perplexity, {"2.0 **": "the base of the logarithm in cross_entropy"})
def perplexity(model: str, choices: int, utterance: str) -> Iterator[Exhibit]:
    """2 to the cross entropy in bits, e to that in nats, and what mixing them up gives."""
    words = corpus.split(utterance)
    uniform = model == "uniform" or not words
    factors = [1 / choices] * 5 if uniform else [p for _, p in fitted("grammar", 2).factors(words)]
    N = len(factors)
    bits = math.fsum(math.log2(1 / p) if p > 0 else math.inf for p in factors) / N
    nats = math.fsum(math.log(1 / p) if p > 0 else math.inf for p in factors) / N
    geometric = math.prod(p ** (-1 / N) if p > 0 else math.inf for p in factors)
    yield Prose(
        (f"Each of {N} words was one of {choices} equally likely ones. " if uniform else f"{N} words under a bigram. ")
        + ("(There is no utterance to score.) " if not words and model == "bigram" else "")
        + "The base of the power must be the base of the logarithm."
    )
    rows = (("bits", bits, "$2^H$", 2**bits), ("nats", nats, "$e^H$", math.exp(nats)), ("nats", nats, "$2^H$", 2**nats))
    yield Table(("H in", "H", "power", "gives"), rows)
    x = tuple(map(float, range(1, 65)))
    wrong = tuple(float(2 ** math.log(k)) for k in x)
    yield Plot(
        "$2^H$ over equally likely words",
        (Series("H in bits", x, x), Series("H in nats: wrong", x, wrong, "dashes")),
        x="words",
        scale="effective number of choices",
        levels=(Level("here", 2**bits),) if 2**bits <= x[-1] else (),
    )
    yield Claim("$2^H = p(\\pmb w)^{-1/N}$", 2**bits, "=", geometric, 1e-9)
    yield Claim("the same in nats: $e^H$", math.exp(nats), "=", 2**bits, 1e-9)
    if uniform:
        yield Claim("uniform: the number of words", 2**bits, "=", choices, 1e-9)
    if 0 < bits < math.inf:
        yield Claim("$2^H$ with $H$ in nats is too low", 2**nats, "<", 2**bits)
