"""Cross entropy as a length: the bits that an arithmetic coder really writes, driven by a model of one's choice."""

import math
from collections.abc import Iterator, Sequence

from cards.answers.coders import LEARNT, NETWORKS, UPDATES, Coder, counted, learning
from cards.answers.texts import NAMES, shortened, words_of
from engine import Claim, Exhibit, Level, Plot, Progress, Prose, Series, Table, answer, choice, code, text
from models import arithmetic_coding, corpus, grammar
from models.arithmetic_coding import Code
from models.ngram import NGram
from models.reading import RNNReader


@answer(
    utterance=text("the old dog that we know sleeps ."),
    model=choice("n-gram", "smoothed", *NETWORKS),
    order=choice(1, 2, 3, start=2, label="n-gram: n"),
    source=choice("grammar", "python-reference", label="text"),
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
@code(RNNReader, {"self._h, self._p = ": "a coder asks no more of a model: p of what comes next"})
def cross_entropy(utterance: str, model: str, order: int, source: str) -> Iterator[Exhibit]:
    """What each word costs in bits under a model, the bits that a coder really writes, and the way back."""
    words, name = corpus.split(utterance), NAMES[order]
    if model in NETWORKS:
        made, name = "trained on", model if model == "RNN" else "neural trigram"
    else:
        made, name = "counted from", f"smoothed {name}" if model == "smoothed" else name
    yield Prose(
        f"{'An' if name == 'RNN' else 'A'} {name} model, {made} {len(words_of(source)):,} words, reads "
        f"{len(words) or 'none'} of yours. Where is it surprised? An arithmetic coder asks it for $p$ of each word: "
        "does it write as many bits as the sum of $-\\log_2 p$?"
    )
    if model in NETWORKS:
        for step in learning(model, source):
            if step % 10 == 0:
                yield Progress(step, UPDATES, "updates of the network")
        by = LEARNT[model, source]
    else:
        by = counted(source, order, model == "smoothed")
    if words:
        yield from spent(words, by, look_back(model, order), model != "n-gram")
    else:
        yield Prose("No words, no average: $0/0$. The probability is an empty product, and the code is empty.")
        yield Claim("bits written for no words", len(by.encode(words).bits), "=", 0)
    slow = model == "smoothed" and source != "grammar"  # thousands of words, each of them possible after every context
    yield from in_the_long_run(by, source, 200 if slow else 1_000 if source != "grammar" else 2_000)


def look_back(model: str, order: int) -> int | None:
    """How many words before it a word's probability depends on; None for all of them."""
    return {"neural trigram": 2, "RNN": None}.get(model, order - 1)


def spent(words: Sequence[str], by: Coder, back: int | None, every_word: bool) -> Iterator[Exhibit]:
    """The cost of each word of the utterance, its code, and that it comes back out of it."""
    p = by.probabilities(words)
    costs = [math.log2(1 / each) if each > 0 else math.inf for each in p]
    total, rows = math.fsum(costs), []
    H = total / len(words)
    for n, (word, each, cost) in enumerate(zip(words, p, costs, strict=True)):
        if 0 in p[:n]:
            break  # the coder gets no further
        seen = words[max(0, n - (n if back is None else back)) : n]
        after = " ".join(seen if len(seen) < 3 else ("…", *seen[-2:])) or "·"
        rows.append((word, after, each, cost, math.ceil(cost) if each > 0 else math.inf))
    whole = sum(row[-1] for row in rows)
    sums = ("$N \\cdot H$", None, None, total, whole)
    yield Table(("word", "after", "$p$", "bits", "in whole bits"), (*shortened(rows), sums), total=True)
    if not math.isfinite(total):
        first = p.index(0.0)
        yield Prose(no_code(by, words[first], rows[first][1], every_word))
        yield Claim("one impossible word makes $p(\\pmb w)$", math.prod(p), "=", 0)
        return
    written = by.encode(words)
    yield Prose(
        f"On average $H = {H:.3f}$ bits a word. The code has {len(written.bits):,} bits, or "
        f"{len(written.bits) / len(words):.3f} a word:\n\n{digits(written.bits)}"
    )
    came_back = by.decode(written.bits, len(words))
    yield Claim("words that come back wrong", sum(a != b for a, b in zip(words, came_back, strict=True)), "=", 0)
    exact = float(written.costs.sum())
    yield Claim("bits written: at least $N \\cdot H$", len(written.bits), "≥", exact)
    yield Claim("bits written: at most $N \\cdot H + 2$", len(written.bits), "≤", exact + 2)
    yield Claim("a code word of whole bits for each", whole, "≥", total)
    product = math.prod(p)
    if product > 1e-300:  # below, it has lost its digits
        yield Claim("$H = -\\frac{1}{N} \\log_2 p(\\pmb w)$", H, "=", -math.log2(product) / len(words), 1e-9)
    yield Claim("rounding $p$ for the coder: bits a word", float(written.costs.mean()) - H, "<", 0.001)


def in_the_long_run(by: Coder, source: str, longest: int) -> Iterator[Exhibit]:
    """The bits a word of the model's own text, the first n words of it: the last bits matter less and less."""
    text = words_of(source)[:longest]
    sizes = [n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000) if n <= longest]
    codes: list[Code] = [by.encode(text[:n]) for n in sizes]
    H = math.fsum(-math.log2(p) for p in by.probabilities(text)) / longest
    levels = [Level("H", H)]
    if source == "grammar":
        levels.append(Level("the source", grammar.entropy_rate()))
    x = tuple(map(float, sizes))
    yield Prose(
        "The longer the text, the less the last bits matter. The first words of what the model has learnt from:"
    )
    yield Plot(
        "$H$",
        (
            Series("written", x, tuple(len(c.bits) / n for c, n in zip(codes, sizes, strict=True))),
            Series("−log₂ p", x, tuple(float(c.costs.mean()) for c in codes), "dashes"),
        ),
        x="words n",
        scale="bits a word",
        levels=tuple(levels),
        log_x=True,
    )
    yield Claim(f"its first {longest:,} words: bits a word", len(codes[-1].bits) / longest, "≤", H + 2 / longest, 1e-3)


def digits(bits: Sequence[int]) -> str:
    """The first digits of a code, in groups of eight."""
    shown = "".join(map(str, bits[:256]))
    groups = " ".join(shown[i : i + 8] for i in range(0, len(shown), 8))
    return groups + (f" … and {len(bits) - 256:,} more" if len(bits) > 256 else "")


def no_code(by: Coder, word: str, after: str, every_word: bool) -> str:
    """Why an utterance with this word in it cannot be coded."""
    if word not in by.words:
        return (
            f"*{word}* isn't among the {len(by.words):,} words of the text. Its share of the interval is empty, so "
            "there is no code"
            + (": this model makes every *known* word possible, no others." if every_word else ", however many bits.")
        )
    return (
        f"*{word}* never came after *{after}*: its share of the interval is empty, so there is no code. Smoothing, or "
        "a network, leaves it one."
    )
