"""What n-gram models make of an utterance by forgetting most of what came before."""

from collections.abc import Iterator, Sequence

import numpy as np

from cards.answers.texts import NAMES, fitted, shortened, words_of
from engine import Claim, Exhibit, Prose, Table, answer, choice, code, seed, text
from models import corpus
from models.ngram import NGram


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
