"""Smoothed estimates: how surprising unseen utterances are to each, and what smoothing costs on the corpus itself."""

import math
from collections.abc import Iterator, Sequence

from cards.answers.estimates import ESTIMATES, estimated, impossible, perplexity_of
from cards.answers.styles import STYLES
from cards.answers.texts import NAMES
from engine import Claim, Exhibit, Level, Plot, Prose, Series, Table
from models.add_k import AddK
from models.ngram import NGram


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
    if isinstance(model, AddK):
        yield Claim("perplexity of what is held out", reached[estimate][-1], "<", math.inf)
    else:
        yield Claim("held out: below the uniform model", reached[estimate][-1], "<", len(words))
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
