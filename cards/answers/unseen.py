"""Why counting alone is not enough: one unseen n-gram makes an utterance impossible. How smoothing mends it."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from cards.answers.estimates import ESTIMATES, impossible
from cards.answers.smoothing import smoothing
from cards.answers.styles import STYLES
from cards.answers.texts import NAMES, words_of
from engine import Claim, Exhibit, Level, Plot, Prose, Series, Table, answer, choice, code, slider
from models.add_k import AddK
from models.interpolated import Interpolated
from models.ngram import NGram

COMMON, WRITTEN = 8, 4  # so many words, and utterances of so many of them: few enough to go through them all


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
        fewer = sizes[(len(sizes) - 1) % 2 :: 2]  # three estimates are counted at each
        yield from smoothing(estimate, k, order, test, text[room:], sorted(set(text)), fewer)


def zeros(order: int, test: Sequence[Sequence[str]], text: Sequence[str], sizes: Sequence[int]) -> Iterator[Exhibit]:
    """The share of the utterances that are impossible by counts alone, and one of them."""
    yield Prose(
        f"{len(test)} utterances of {len(test[0])} words are held out from the corpus that the model counts. To how "
        "many of them does it give probability zero, as the corpus grows? (Other estimates leave none: choose one.)"
    )
    shares: dict[int, list[float]] = {order: [], order - 1: []}
    fits: list[NGram] = []
    for size in sizes:
        for n, share in shares.items():
            model = NGram(n).fit(text[:size])
            share.append(impossible(model, test))
            if n == order:
                fits.append(model)
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
    small, large = fits[0], fits[-1]
    common = [word for word, _ in Counter(text).most_common(COMMON)]
    found = possible(small, common, WRITTEN), possible(large, common, WRITTEN)
    one_by_one = sum(large.cross_entropy(utterance) < math.inf for utterance in product(common, repeat=WRITTEN))
    written = COMMON**WRITTEN
    yield Prose(
        f"Now every utterance of {WRITTEN} of the {COMMON} commonest words, all {written:,} of them, and not only such "
        "as somebody wrote:"
    )
    rows = tuple((f"{n:,}", some, 1 - some / written) for n, some in zip((sizes[0], sizes[-1]), found, strict=True))
    yield Table(("words in the corpus", "possible", "share of zeros"), rows)
    mine, shorter = shares[order], shares[order - 1]
    yield Claim(f"zeros at {sizes[-1]:,} words, and at {sizes[0]}", mine[-1], "≤", mine[0])
    yield Claim(f"of {NAMES[order]}s, and of {NAMES[order - 1]}s", mine[-1], "≥", shorter[-1])
    yield Claim("possible: one by one, and word by word", one_by_one, "=", found[1])
    yield Claim("possible: of the small corpus, of the large", found[0], "≤", found[1])
    missing = [(u, gram) for u in test for gram, p in large.factors(u) if p == 0]
    if missing:
        utterance, (context, word) = max(missing, key=lambda found: len(found[1][0]))
        yield Prose(f"One that is not in the corpus: *{' '.join(map(str, (*context, word)))}*. That alone is enough.")
        yield Claim("the perplexity of its utterance", large.perplexity(utterance), "=", math.inf)


def possible(model: NGram, words: Sequence[str], length: int) -> int:
    """How many utterances of these words have a probability above zero, extended word by word where that is so."""
    after: list[tuple[str, ...]] = [()]
    for _ in range(length):
        after = [(*seen, word) for seen in after for word in words if model.prob(word, seen) > 0]
    return len(after)
