"""What runs behind the cards on language models: dependence, the chain rule, cross entropy, n-grams."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
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
from models import corpus, joint, reach
from models import dependence as dependent
from models import stopping as stops
from models.arrays import Ids
from models.ngram import NGram
from models.vocabulary import Vocabulary

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


@answer(
    utterance=text("the old dog that we know sleeps ."),
    order=choice(1, 2, 3, start=2, label="n-gram: n"),
    source=choice("grammar", "python-reference", label="text"),
)
@code(NGram.cross_entropy, {"return -math.fsum": "the mean of -log₂ p, and no log of a one-hot vector"})
def cross_entropy(utterance: str, order: int, source: str) -> Iterator[Exhibit]:
    """What each word costs in bits under an n-gram model, and the average."""
    words = corpus.split(utterance)
    model = fitted(source, order)
    if not words:
        yield Prose("An utterance with no words has no average: $0/0$. Its probability is an empty product.")
        yield Claim("$p$ of no words", math.prod(p for _, p in model.factors(words)), "=", 1)
        return
    factors = model.factors(words)
    bits = [math.log2(1 / p) if p > 0 else math.inf for _, p in factors]
    H = math.fsum(bits) / len(bits)
    yield Prose(
        f"A {NAMES[order]} model, counted from {len(words_of(source)):,} words, reads {len(words)} words. "
        + (
            "Where is it surprised?"
            if math.isfinite(H)
            else "A word it has never seen there costs infinitely many bits."
        )
    )
    rows = [(str(word), " ".join(map(str, seen)) or "·", p, math.log2(1 / p) if p > 0 else math.inf)
            for ((seen, word), p) in factors]  # fmt: skip
    yield Table(("word", "after", "$p$", "bits"), (*shortened(rows), ("average", None, None, H)), total=True)
    yield Claim("$H$ is the mean of the bits", model.cross_entropy(words), "=", H)
    product = math.prod(p for _, p in factors)
    if product > 1e-300:
        yield Claim("$H = -\\frac{1}{N} \\log_2 p(\\pmb w)$", H, "=", -math.log2(product) / len(words), 1e-9)
        kraft = math.fsum(2.0 ** -math.ceil(-math.log2(p)) for p in model.distribution(()).values())
        yield Claim("code words of whole bits fit: Kraft", kraft, "≤", 1)
    elif math.isinf(H):
        yield Claim("one impossible word makes $p(\\pmb w)$", product, "=", 0)


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


@answer(
    order=choice(2, 3, 4, start=3, label="n-gram: n"),
    length=slider(2, 20, 6, label="words in an utterance"),
    source=choice("python-reference", "grammar", label="text"),
)
@code(NGram.prob, {"else 0.0": "a context that was never seen; a word that never followed counts 0 as well"})
def unseen(order: int, length: int, source: str) -> Iterator[Exhibit]:
    """The share of unseen utterances that get probability zero, as the corpus grows."""
    text = words_of(source)
    room = len(text) // 8
    test = [text[i : i + length] for i in range(0, room - length + 1, length)][:300]
    sizes = [size for size in (125, 250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000) if size <= len(text) - room]
    yield Prose(
        f"{len(test)} utterances of {length} words are held out from the corpus that the model counts. To how many of "
        "them does it give probability zero, as the corpus grows?"
    )
    shares: dict[int, list[float]] = {order: [], order - 1: []}
    for size in sizes:
        for n, share in shares.items():
            model = NGram(n).fit(text[room : room + size])
            share.append(sum(model.cross_entropy(u) == math.inf for u in test) / len(test))
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
    model = NGram(order).fit(text[room : room + sizes[-1]])
    missing = [(u, gram) for u in test for gram, p in model.factors(u) if p == 0]
    if missing:
        utterance, (context, word) = max(missing, key=lambda found: len(found[1][0]))
        yield Prose(f"One that is not in the corpus: *{' '.join(map(str, (*context, word)))}*. That alone is enough.")
        yield Claim("the perplexity of its utterance", model.perplexity(utterance), "=", math.inf)
