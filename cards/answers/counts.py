"""The maximum likelihood estimate of an n-gram model, and what its denominator counts."""

import math
from collections import Counter
from collections.abc import Iterator

from cards.answers.texts import NAMES, shortened
from engine import Claim, Exhibit, Prose, Table, answer, choice, code, text
from models import corpus
from models.ngram import NGram


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
