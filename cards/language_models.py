"""What runs behind the cards on language models: dependence, the chain rule, cross entropy, n-grams."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import numpy as np

from engine import (
    Claim,
    Exhibit,
    Level,
    Plot,
    Prose,
    Series,
    Table,
    answer,
    choice,
    code,
    seed,
    slider,
    switch,
    text,
)
from models import arithmetic_coding, corpus, joint, reach
from models import dependence as dependent
from models import stopping as stops
from models.add_k import AddK
from models.arrays import Ids
from models.interpolated import Interpolated
from models.ngram import NGram
from models.reading import NGramReader
from models.vocabulary import Vocabulary
from models.witten_bell import WittenBell

Style = Literal["line", "dashes", "dots", "bars"]
NAMES = {1: "unigram", 2: "bigram", 3: "trigram", 4: "4-gram"}
STYLES: tuple[Style, ...] = ("line", "dashes", "dots")
ROWS = 12  # of a table about an utterance; the rest is counted


@lru_cache(maxsize=8)
def fitted(source: str, order: int) -> NGram:
    """An n-gram model of one of the texts, counted once."""
    return NGram(order).fit(words_of(source))


@lru_cache(maxsize=2)
def words_of(source: str) -> tuple[str, ...]:
    return tuple(corpus.tokens(source))


def shortened(rows: Sequence[tuple[str | float, ...]]) -> tuple[tuple[str | float | None, ...], ...]:
    """The first rows of a table, and how many more there are."""
    if len(rows) <= ROWS:
        return tuple(rows)
    return (*rows[:ROWS], (f"… {len(rows) - ROWS} more", *[None] * (len(rows[0]) - 1)))


@answer(
    source=choice("English", "grammar", "Markov chain", "your text"),
    your_text=text("never odd or even, never even or odd", label="your text"),
    furthest=slider(2, 30, 12, label="furthest k"),
    seed=seed(),
)
@code(dependent.mutual_information, {"np.log2": "what a pair tells, weighted by how often it comes"})
def dependence(source: str, your_text: str, furthest: int, seed: int) -> Iterator[Exhibit]:
    """Mutual information between a symbol and the one k before it, in order and shuffled."""
    rng = np.random.default_rng(seed)
    P, first = dependent.chain(0.79, 2), np.full(2, 0.5)  # (2, 2), (2,): a chain and its long-run distribution
    ids: Ids
    if source == "Markov chain":
        ids, K, unit = dependent.walk(P, 20_000, rng), 2, "symbols"
    elif source == "your text":
        kinds = sorted(set(your_text))
        ids, K, unit = np.array([kinds.index(c) for c in your_text], dtype=int), max(len(kinds), 1), "characters"
    else:
        name, unit = ("python-reference", "characters") if source == "English" else ("grammar", "words")
        tokens = corpus.tokens(name, unit, 60_000 if source == "English" else 20_000, seed)
        vocabulary = Vocabulary(tokens)
        ids, K = vocabulary.encode(tokens), len(vocabulary)
    lags = range(1, furthest + 1)
    ordered = [dependent.mutual_information(dependent.pairs_at(ids, K, k)) for k in lags]
    mixed = rng.permutation(ids)
    shuffled = [dependent.mutual_information(dependent.pairs_at(mixed, K, k)) for k in lags]

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
    if ordered[0] > shuffled[0]:
        yield Claim("neighbours share more bits in order", ordered[0], ">", shuffled[0])
    else:
        yield Prose("Here neighbours tell no more in order than shuffled: no sign of a dependence.")
    yield Claim("entropy of single symbols, both ways", entropy(ids), "=", entropy(mixed))
    triple = first[:, None, None] * P[:, :, None] * P[None, :, :]  # (2, 2, 2): p(x_1, x_2, x_3)
    yield Claim("Markov chain: $I(x_1; x_3)$", dependent.mutual_information(triple.sum(axis=1)), ">", 0)
    yield Claim("and $I(x_1; x_3 \\mid x_2)$", dependent.conditional_mutual_information(triple), "≈", 0)


def entropy(ids: Ids) -> float:
    """The entropy of single symbols in bits; 0 for none. It is what a symbol tells about itself."""
    return dependent.mutual_information(np.diag(np.bincount(ids, minlength=1)))


@answer(
    steps=slider(4, 40, 16, label="steps N"),
    width=slider(2, 5, 3, label="window"),
    layers=slider(1, 4, 2),
    seed=seed(),
)
@code(reach.recurrence, {"R @ h": "the past comes in through the state alone"})
@code(reach.convolution, {"padded[width - 1 - j": "a window of `width` outputs of the layer below"})
@code(reach.attention, {"-np.inf": "what comes later is not seen; all that came before is"})
def looking_back(steps: int, width: int, layers: int, seed: int) -> Iterator[Exhibit]:
    """Change one earlier input and see how far the last output moves, for three kinds of network."""
    rng = np.random.default_rng(seed)
    x, others = rng.standard_normal((2, steps, 8))  # (N, H) each
    field = reach.field(width, layers)
    yield Prose(
        f"Three networks with random weights read {steps} inputs. Each earlier input is exchanged in turn: how far "
        "does the last output move? "
        + (f"The convolution sees {field} inputs, and its line ends there; " if field < steps else "")
        + "the recurrent network sees all, as a rule more faintly the further back; attention looks each one up."
    )
    moved = {
        "recurrent": reach.influence(lambda x: reach.recurrence(x, np.random.default_rng(seed)), x, others),
        "convolution": reach.influence(
            lambda x: reach.convolution(x, width, layers, np.random.default_rng(seed)), x, others
        ),
        "attention": reach.influence(lambda x: reach.attention(x, np.random.default_rng(seed)), x, others),
    }
    curves = []
    for (name, change), style in zip(moved.items(), STYLES, strict=True):
        (reached,) = np.nonzero(change)
        curves.append(Series(name, tuple(map(float, reached)), tuple(map(float, change[reached])), style))
    yield Plot(
        "$\\lVert \\Delta y_N \\rVert$",
        tuple(curves),
        x="k",
        scale="when the input k before the last is exchanged, log scale",
        log_y=True,
    )
    if steps > field:
        beyond = float(moved["convolution"][field:].max())
        yield Claim("convolution: moved by older inputs", beyond, "=", 0)
    for name, seen in (("convolution", min(field, steps)), ("recurrent", steps), ("attention", steps)):
        yield Claim(f"{name}: inputs that reach it", int(np.count_nonzero(moved[name])), "=", seen)


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
    product = math.prod(factors)
    yield Table(("factor", "here", "value"), (*rows, ("product", " ".join(letters), product)), total=True)
    yield Claim("the product is the joint probability", product, "=", float(p[tuple(utterance)]))
    off = float(np.abs(joint.chain_rule(read) - read).max())
    yield Claim(f"all {words**length} utterances: off by", off, "<", 1e-12)
    yield Claim("the products sum to one", float(joint.chain_rule(read).sum()), "=", 1)


STOPPING = {"constant": None, "1/(n+1)²": stops.fading(2), "1/(n+1)": stops.fading(1), "never": None}


@answer(
    stopping=choice(*STOPPING, label="stopping"),
    chance=slider(0.05, 0.95, 0.2, 0.05, label="constant ε"),
    longest=slider(10, 200, 60, label="longest L"),
    seed=seed(),
)
@code(stops.mass_by_length, {"np.cumprod": "not to have ended before, and then to end"})
def total_mass(stopping: str, chance: float, longest: int, seed: int) -> Iterator[Exhibit]:
    """The probability of all utterances up to a length, with an end symbol and without."""
    rule = stops.always(chance) if stopping == "constant" else STOPPING[stopping]
    rng = np.random.default_rng(seed)
    first, P = rng.dirichlet(np.ones(3)), rng.dirichlet(np.ones(3), size=3)  # (K,), (K, K)
    mass = stops.mass_by_length(longest, rule)  # (L,)
    sums = np.cumsum(mass)  # (L,)
    short = [stops.utterances(first, P, n, rule).ravel() for n in (1, 2, 3)]

    yield Prose(
        "How much probability do all utterances of up to $L$ words hold together, under a bigram model over three "
        + (
            "words with no end symbol?"
            if rule is None
            else "words with an end symbol and without? Which stays below one?"
        )
    )
    x = tuple(map(float, range(1, longest + 1)))
    endless = np.cumsum(stops.mass_by_length(longest, None))  # (L,)
    curves = [Series("no end symbol", x, tuple(endless), "line" if rule is None else "dashes")]
    if rule is not None:
        curves.insert(0, Series("end symbol", x, tuple(sums)))
    yield Plot(
        "$p(|\\pmb w| \\leq L)$",
        tuple(curves),
        x="L",
        scale="log scale",
        levels=(Level("one", 1.0),),
        log_y=True,
    )
    shown = list(dict.fromkeys(n for n in (1, 3, 10, longest) if n <= longest))
    if rule is None:
        yield Table(("length", "mass of it", "up to it"), tuple((n, 1.0, float(sums[n - 1])) for n in shown))
    else:
        rows = tuple((n, float(mass[n - 1]), float(sums[n - 1]), float(endless[n - 1])) for n in shown)
        yield Table(("length", "mass of it", "up to it", "no end symbol"), rows)
    one_by_one = sum(float(p.sum()) for p in short)
    yield Claim("39 of them one by one, by length", one_by_one, "=", float(sums[2]))
    yield Claim("least probable of them", min(float(p.min()) for p in short), "≥", 0)
    total = float(sums[-1])
    if rule is None:
        yield Claim(f"each length holds one: up to {longest}", total, "=", longest)
        return
    bare = sum(float(stops.utterances(first, P, n, None).sum()) for n in (1, 2, 3))
    yield Claim("with no end symbol these 39 hold", bare, "=", 3)
    yield Claim("what has ended, and what goes on", total + stops.still_going(longest, rule), "=", 1)
    if stopping == "constant":
        yield Claim("what goes on is $(1-ε)^L$", stops.still_going(longest, rule), "=", (1 - chance) ** longest)
    elif stopping == "1/(n+1)":
        yield Claim("missing: only $1/(L+1)$", 1 - total, "=", 1 / (longest + 1))
        yield Prose("So a chance bounded away from zero is enough, but not necessary: this one fades, slowly enough.")
    else:
        yield Claim("never more than a half", total, "<", 0.5)
        yield Claim("missing: half of $1 + 1/(L+1)$", 1 - total, "=", 0.5 + 0.5 / (longest + 1))


class Coder:
    """An n-gram model of one of the texts with what an arithmetic coder needs: ids, and readers that share a memory."""

    def __init__(self, source: str, order: int, smoothed: bool) -> None:
        self.model = WittenBell(order).fit(words_of(source)) if smoothed else fitted(source, order)
        self.words = tuple(map(str, self.model.distribution(())))
        self.ids = {word: i for i, word in enumerate(self.words)}
        self.H = self.model.cross_entropy(words_of(source))
        self._fresh = NGramReader(self.model, self.words)

    def encode(self, words: Sequence[str]) -> arithmetic_coding.Code:
        return arithmetic_coding.encode((self.ids[word] for word in words), copy(self._fresh))

    def decode(self, bits: list[int], length: int) -> list[str]:
        return [self.words[i] for i in arithmetic_coding.decode(bits, length, copy(self._fresh))]


@lru_cache(maxsize=4)
def coder(source: str, order: int, smoothed: bool) -> Coder:
    return Coder(source, order, smoothed)


@answer(
    utterance=text("the old dog that we know sleeps ."),
    order=choice(1, 2, 3, start=2, label="n-gram: n"),
    source=choice("grammar", "python-reference", label="text"),
    smoothed=switch(),
)
@code(
    arithmetic_coding.encode,
    {
        "costs.append": "what the symbol costs: -log₂ of its share",
        "low, room = low + part": "of the room that is left, the symbol takes its share",
        "while room <= HALF": "the room has halved: a bit is written",
    },
)
@code(NGram.cross_entropy, {"return -math.fsum": "the mean of -log₂ p, and no log of a one-hot vector"})
def cross_entropy(utterance: str, order: int, source: str, smoothed: bool) -> Iterator[Exhibit]:
    """What each word costs in bits under an n-gram model, the bits that a coder really writes, and the way back."""
    words = corpus.split(utterance)
    by = coder(source, order, smoothed)
    model = by.model
    if not words:
        yield Prose("No words, no average: $0/0$. The probability is an empty product, and the code is empty.")
        yield Claim("$p$ of no words", math.prod(p for _, p in model.factors(words)), "=", 1)
        yield Claim("bits written", len(by.encode(words).bits), "=", 0)
        return
    factors = model.factors(words)
    costs = [math.log2(1 / p) if p > 0 else math.inf for _, p in factors]
    total = math.fsum(costs)
    H, possible = total / len(words), math.isfinite(total)
    yield Prose(
        f"A {'smoothed ' if smoothed else ''}{NAMES[order]} model, counted from {len(words_of(source)):,} words, reads "
        f"{len(words)} words. "
        + (
            "Where is it surprised? An arithmetic coder asks it for each $p$: does it write as many bits as their sum?"
            if possible
            else "What it holds impossible would cost infinitely many bits."
        )
    )
    rows = [
        (str(word), " ".join(map(str, seen)) or "·", p, cost, math.ceil(cost) if p > 0 else math.inf)
        for ((seen, word), p), cost in zip(factors, costs, strict=True)
    ]
    whole = sum(row[-1] for row in rows)
    sums = ("$N \\cdot H$", None, None, total, whole)
    yield Table(("word", "after", "$p$", "bits", "in whole bits"), (*shortened(rows), sums), total=True)

    written = by.encode(words) if possible else None
    if written:
        yield Prose(
            f"On average $H = {H:.3f}$ bits a word. The code has {len(written.bits):,} bits, or "
            f"{len(written.bits) / len(words):.3f} a word:\n\n{digits(written.bits)}\n\n"
            "The longer the text, the less the last bits matter:"
        )
    else:
        yield Prose(no_code(by, next(gram for gram, p in factors if p == 0), smoothed))
    slow = smoothed and source != "grammar"  # thousands of words, each of them possible after every context
    sizes = [n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000) if n <= (200 if slow else 2_000)]
    codes = [by.encode(words_of(source)[:n]) for n in sizes]
    x = tuple(map(float, sizes))
    yield Plot(
        "$H$",
        (
            Series("written", x, tuple(len(c.bits) / n for c, n in zip(codes, sizes, strict=True))),
            Series("−log₂ p", x, tuple(float(c.costs.mean()) for c in codes), "dashes"),
        ),
        x="words n",
        scale="bits a word of the model's own text",
        levels=(Level("H", by.H),),
        log_x=True,
    )
    long, n = codes[-1], sizes[-1]
    if written:
        came_back = by.decode(written.bits, len(words))
        wrong = sum(a != b for a, b in zip(words, came_back, strict=True))
        exact = float(written.costs.sum())
        yield Claim("decoded again: words that came back wrong", wrong, "=", 0)
        yield Claim("bits written: at least $N \\cdot H$", len(written.bits), "≥", exact)
        yield Claim("bits written: at most $N \\cdot H + 2$", len(written.bits), "≤", exact + 2)
        yield Claim("a code word of whole bits for each", whole, "≥", total)
        product = math.prod(p for _, p in factors)
        if product > 1e-300:  # below, it has lost its digits
            yield Claim("$H = -\\frac{1}{N} \\log_2 p(\\pmb w)$", H, "=", -math.log2(product) / len(words), 1e-9)
        yield Claim("rounding $p$ for the coder: bits a word", float(written.costs.mean()) - H, "<", 0.001)
    else:
        yield Claim("one impossible word makes $p(\\pmb w)$", math.prod(p for _, p in factors), "=", 0)
    over = (len(long.bits) - float(long.costs.sum())) / n
    yield Claim(f"first {n:,} words: bits a word over $H$", over, "≤", 2 / n)


def digits(bits: Sequence[int]) -> str:
    """The first digits of a code, in groups of eight."""
    shown = "".join(map(str, bits[:256]))
    groups = " ".join(shown[i : i + 8] for i in range(0, len(shown), 8))
    return groups + (f" … and {len(bits) - 256:,} more" if len(bits) > 256 else "")


def no_code(by: Coder, gram: tuple[Sequence[object], object], smoothed: bool) -> str:
    """Why an utterance with this word in it cannot be coded."""
    seen, word = gram
    if word not in by.ids:
        return (
            f"*{word}* isn't among the {len(by.words):,} words of the text. Its share of the interval is empty, so "
            "there is no code"
            + (": smoothing makes every *known* word possible, no others." if smoothed else ", however many bits.")
        )
    return (
        f"*{word}* never came after *{' '.join(map(str, seen))}*: its share of the interval is empty, so there is no "
        "code. Smoothing gives it one."
    )


@answer(
    model=choice("uniform", "bigram"),
    choices=slider(1, 64, 8, label="words, if uniform"),
    utterance=text("the old dog that we know sleeps .", label="utterance, if bigram"),
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
    )
    yield Claim("$2^H = p(\\pmb w)^{-1/N}$", 2**bits, "=", geometric, 1e-9)
    yield Claim("the same in nats: $e^H$", math.exp(nats), "=", 2**bits, 1e-9)
    if uniform:
        yield Claim("uniform: the number of words", 2**bits, "=", choices, 1e-9)
    if 0 < bits < math.inf:
        yield Claim("$2^H$ with $H$ in nats is too low", 2**nats, "<", 2**bits)


@answer(
    utterance=text("the old dog that we know sleeps ."),
    order=choice(1, 2, 3, start=2, label="n-gram: n"),
    seed=seed(),
)
@code(NGram._cut, {"len(context) - kept": "what lies further back is thrown away"})
def forgetting(utterance: str, order: int, seed: int) -> Iterator[Exhibit]:
    """One utterance factorised under n-gram models; what each forgets, and what each says when sampled."""
    words = list(corpus.split(utterance))
    models = {n: fitted("grammar", n) for n in (1, 2, 3)}
    yield Prose(
        f"One utterance under three models, counted from {len(words_of('grammar')):,} words of a small grammar. The "
        f"{NAMES[order]} model keeps {['nothing', 'one word', 'two words'][order - 1]} of what came before."
    )
    factors = {n: [p for _, p in models[n].factors(words)] for n in models}
    rows: list[tuple[str | float, ...]] = []
    for n, ((seen, word), _) in enumerate(models[order].factors(words)):
        lost = words[: n - len(seen)]
        rows.append((str(word), " ".join(map(str, seen)) or "·", brief(lost), *(factors[k][n] for k in models)))
    if rows:
        yield Table(("word", "keeps", "forgets", *(NAMES[k] for k in models)), shortened(rows))
    samples = {n: models[n].sample(9, np.random.default_rng(seed)) for n in models}
    yield Table(
        ("model", "bits a word", "a sample of it"),
        tuple(
            (NAMES[n], models[n].cross_entropy(words) if words else None, " ".join(map(str, samples[n])))
            for n in models
        ),
    )
    corpus_bits = [models[n].cross_entropy(words_of("grammar")) for n in (1, 2, 3)]
    moved = 0
    for n in range(order, len(words)):
        far, near = words[: n - order + 1], words[n - order + 1 : n]
        p, other = (models[order].prob(words[n], (*past, *near)) for past in (far, ("what", "else", *far[::-1])))
        moved += p != other
    yield Claim("factors that the forgotten words move", moved, "=", 0)
    if order == 1 and words:
        both = models[1].cross_entropy(words), models[1].cross_entropy(sorted(words))
        yield Claim("in alphabetical order: bits a word", both[1], "=", both[0], 1e-9)
    yield Claim("corpus: bits of bigram, of unigram", corpus_bits[1], "<", corpus_bits[0])
    yield Claim("corpus: bits of trigram, of bigram", corpus_bits[2], "<", corpus_bits[1])


def brief(words: Sequence[str]) -> str:
    """A forgotten history, its beginning left out where it is long."""
    return " ".join(("…", *words[-2:]) if len(words) > 2 else words) or "·"


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


@answer(corpus_text=text("a b a b", label="corpus"), order=choice(2, 3, start=3, label="n-gram: n"))
@code(NGram.fit, {"words.total()": "the context is counted where a word follows it, not where the text ends"})
def counts(corpus_text: str, order: int) -> Iterator[Exhibit]:
    """The estimate from counts, with the context counted as a context and with it counted anywhere."""
    words = list(corpus.split(corpus_text))
    grams = Counter(zip(*(words[i:] for i in range(order)), strict=False))
    if not grams:
        yield Prose(f"The corpus is too short: there is no {NAMES[order]} in it, so there is nothing to estimate.")
        seen = sum(NGram(order).fit(words).distribution(("a", "b")[: order - 1]).values()) if words else 0.0
        yield Claim("mass after a context that nothing follows", seen, "=", 0)
        return
    model = NGram(order).fit(words)
    contexts = Counter(gram[:-1] for gram in grams.elements())
    last = tuple(words[len(words) - order + 1 :])
    context = last if last in contexts else next(iter(contexts))
    anywhere = sum(tuple(words[i : i + order - 1]) == context for i in range(len(words)))
    follow = {gram[-1]: count for gram, count in grams.items() if gram[:-1] == context}
    name = " ".join(context)
    yield Prose(
        f"What follows *{name}*? It stands in the corpus {times(anywhere)}, and {times(contexts[context])} as a "
        "context, that is, with a word after it. Only the second count gives conditionals that sum to one."
    )
    rows = [(word, n, model.prob(word, context), n / anywhere) for word, n in follow.items()]
    sums = ("sum", contexts[context], sum(r[2] for r in rows), sum(r[3] for r in rows))
    heads = (f"after {name}", "count", "as a context", "anywhere")
    yield Table(heads, (*shortened(rows), sums), total=True)
    yield Claim("over the count as a context: sum", sums[2], "=", 1)
    if anywhere > contexts[context]:
        yield Claim("over the count anywhere: sum", sums[3], "<", 1)
    kinds = set(words)
    best = sum(n * math.log2(model.prob(gram[-1], gram[:-1])) for gram, n in grams.items())
    smooth = sum(n * math.log2((n + 1) / (contexts[gram[:-1]] + len(kinds))) for gram, n in grams.items())
    yield Claim("$\\log_2 p$ of the corpus, and add-one's", best, "≥", smooth)


def times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


ESTIMATES = ("counts", "add-k", "interpolated", "Witten-Bell")


def estimated(estimate: str, order: int, k: float, tokens: Sequence[str], words: Sequence[str]) -> NGram:
    """A model of some tokens; the smoothed ones know the words beforehand."""
    models: dict[str, Callable[[], NGram]] = {
        "counts": lambda: NGram(order),
        "add-k": lambda: AddK(order, k, words),
        "interpolated": lambda: Interpolated(order, words=words),
        "Witten-Bell": lambda: WittenBell(order, words),
    }
    return models[estimate]().fit(tokens)


@answer(
    estimate=choice(*ESTIMATES),
    k=slider(0.001, 10.0, 0.01, log=True, label="k of add-k"),
    order=choice(2, 3, 4, start=3, label="n-gram: n"),
    length=slider(2, 20, 6, unit="words"),
    source=choice("python-reference", "grammar", label="text"),
)
@code(NGram.prob, {"else 0.0": "a context that was never seen; a word that never followed counts 0 as well"})
@code(AddK.prob, {"+ self.k) /": "k more of each word, after each context"})
@code(Interpolated.prob, {"p = own *": "what the longer context says, and for the rest the shorter one"})
def unseen(estimate: str, k: float, order: int, length: int, source: str) -> Iterator[Exhibit]:
    """What unseen utterances are worth as the corpus grows: how many get probability zero, and smoothed, how likely."""
    text = words_of(source)
    room = len(text) // 8
    test = [text[i : i + length] for i in range(0, room - length + 1, length)][:300]
    sizes = [size for size in (125, 250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000) if size <= len(text) - room]
    if estimate == "counts":
        yield from zeros(order, test, text[room:], sizes)
    else:
        yield from smoothing(estimate, k, order, test, text[room:], sorted(set(text)), sizes)


def zeros(order: int, test: Sequence[Sequence[str]], text: Sequence[str], sizes: Sequence[int]) -> Iterator[Exhibit]:
    """The share of the utterances that are impossible by counts alone, and one of them."""
    yield Prose(
        f"{len(test)} utterances of {len(test[0])} words are held out from the corpus that the model counts. To how "
        "many of them does it give probability zero, as the corpus grows? (Other estimates leave none: choose one.)"
    )
    shares: dict[int, list[float]] = {order: [], order - 1: []}
    for size in sizes:
        for n, share in shares.items():
            share.append(impossible(NGram(n).fit(text[:size]), test))
        curves = [
            Series(NAMES[n], tuple(map(float, sizes[: len(share)])), tuple(share), style)
            for (n, share), style in zip(shares.items(), STYLES, strict=False)
        ]
        yield Plot(
            "$p(\\pmb w) = 0$",
            tuple(curves),
            x="words in the corpus",
            scale="share of the utterances",
            levels=(Level("all", 1.0),),
            log_x=True,
            key="unseen",
        )
    mine, shorter = shares[order], shares[order - 1]
    yield Claim(f"zeros at {sizes[-1]:,} words, and at {sizes[0]}", mine[-1], "≤", mine[0])
    yield Claim(f"of {NAMES[order]}s, and of {NAMES[order - 1]}s", mine[-1], "≥", shorter[-1])
    model = NGram(order).fit(text[: sizes[-1]])
    missing = [(u, gram) for u in test for gram, p in model.factors(u) if p == 0]
    if missing:
        utterance, (context, word) = max(missing, key=lambda found: len(found[1][0]))
        yield Prose(f"One that is not in the corpus: *{' '.join(map(str, (*context, word)))}*. That alone is enough.")
        yield Claim("the perplexity of its utterance", model.perplexity(utterance), "=", math.inf)


def impossible(model: NGram, test: Sequence[Sequence[str]]) -> float:
    """The share of the utterances that have probability zero."""
    return sum(model.cross_entropy(utterance) == math.inf for utterance in test) / len(test)


def perplexity_of(model: NGram, test: Sequence[Sequence[str]]) -> float:
    """2 to the bits a word, over all utterances; each begins without a context."""
    bits = math.fsum(model.cross_entropy(utterance) * len(utterance) for utterance in test)
    return float(2.0 ** (bits / sum(map(len, test))))


def smoothing(
    estimate: str,
    k: float,
    order: int,
    test: Sequence[Sequence[str]],
    text: Sequence[str],
    words: Sequence[str],
    sizes: Sequence[int],
) -> Iterator[Exhibit]:
    """The perplexity of the utterances under the smoothed estimates, and what smoothing costs on the corpus itself."""
    yield Prose(
        f"{len(test)} utterances of {len(test[0])} words are held out, and every {NAMES[order]} of the {len(words):,} "
        "words is given some probability. None of the utterances is impossible any more: how surprising are they, as "
        "the corpus grows? What lies above the line of the uniform model does worse than to know nothing."
    )
    chosen = [estimate, *(other for other in ESTIMATES[1:] if other != estimate)]
    reached: dict[str, list[float]] = {name: [] for name in chosen}
    for size in sizes:
        models = {name: estimated(name, order, k, text[:size], words) for name in chosen}
        for name, model in models.items():
            reached[name].append(perplexity_of(model, test))
        x = tuple(map(float, sizes[: len(reached[estimate])]))
        yield Plot(
            "$2^H$",
            tuple(Series(name, x, tuple(reached[name]), style) for name, style in zip(chosen, STYLES, strict=True)),
            x="words in the corpus",
            scale="perplexity of the utterances, log scale",
            levels=(Level("uniform", float(len(words))),),
            log_x=True,
            log_y=True,
            key="unseen",
        )
    corpus_words = text[: sizes[-1]]
    model, bare = models[estimate], NGram(order).fit(corpus_words)
    own = [each.perplexity(corpus_words) for each in (bare, model)]
    shares = [impossible(each, test) for each in (bare, model)]
    rows = tuple(
        (name, share, perplexity_of(each, test), mine)
        for name, each, share, mine in zip(("counts", estimate), (bare, model), shares, own, strict=True)
    )
    yield Table(("estimate", "zeros", "held out: $2^H$", "corpus itself: $2^H$"), rows)
    if isinstance(model, AddK):
        yield from by_k(corpus_words, order, words, test)
    yield Claim(f"{estimate}: share of zeros", shares[1], "=", 0)
    yield Claim("share of zeros by counts alone", shares[0], "≥", shares[1])
    yield Claim("perplexity of what is held out", reached[estimate][-1], "<", math.inf)
    yield Claim("of the corpus itself, and by counts alone", own[1], "≥", own[0])


def by_k(tokens: Sequence[str], order: int, words: Sequence[str], test: Sequence[Sequence[str]]) -> Iterator[Exhibit]:
    """The perplexity of the utterances over k."""
    model = AddK(order, 1.0, words).fit(tokens)
    grid = [10.0**power for power in (-4, -3.5, -3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1)]
    found: list[float] = []
    for model.k in grid:
        found.append(perplexity_of(model, test))
    yield Plot(
        "$2^H$ over $k$",
        (Series("add-k", tuple(grid), tuple(found)),),
        x="k",
        scale="perplexity of the utterances, log scale",
        levels=(Level("uniform", float(len(words))),),
        log_x=True,
        log_y=True,
        key="by k",
    )
    yield Claim("add-one, and the best of these $k$", found[grid.index(1.0)], "≥", min(found))
