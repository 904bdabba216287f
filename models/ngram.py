"""n-gram models: a word depends on the n-1 words before it, its context, and on nothing further back.

    p(w_1, …, w_N) ≈ Π p(w_i | w_{i-n+1}, …, w_{i-1})                       (the Markov assumption; n is `order` here)
    p(w | context) = count(context, w) / Σ_w' count(context, w')            (the maximum likelihood estimate)

The denominator counts the context *as a context*, that is, where a word follows it; so the conditionals sum to one.
Source: Jurafsky and Martin, Speech and Language Processing, chapter 3.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Self

import numpy as np

from models.arrays import size
from models.sampling import draw

Context = tuple[Hashable, ...]


class NGram:
    """A Markov model of order `order` - 1 over hashable tokens; `order` counts the predicted word (2 is a bigram)."""

    def __init__(self, order: int) -> None:
        self.order = size(order, "order")
        self._following: dict[Context, Counter[Hashable]] = {}
        self._total: dict[Context, int] = {}

    def fit(self, tokens: Iterable[Hashable]) -> Self:
        """Count, for every context length 0..order-1, the words that follow each context. Forgets an earlier fit."""
        text = list(tokens)
        if not text:
            raise ValueError("there are no tokens to count")
        self._following = {}
        for length in range(self.order):
            grams = zip(*(text[i:] for i in range(length + 1)), strict=False)  # the text beside itself, moved on by i
            for gram, count in Counter(grams).items():
                self._following.setdefault(gram[:-1], Counter())[gram[-1]] = count
        self._total = {context: words.total() for context, words in self._following.items()}
        return self

    def _cut(self, context: Sequence[Hashable]) -> Context:
        """Its last order-1 words (not context[-kept:], which is all of it where none are kept)."""
        kept = min(self.order - 1, len(context))
        return tuple(context[len(context) - kept :])

    def prob(self, word: Hashable, context: Sequence[Hashable]) -> float:
        """p(word | context), the context oldest first and cut to its last order-1; 0.0 where it was never seen."""
        seen = self._cut(context)
        return self._following[seen][word] / self._total[seen] if seen in self._total else 0.0

    def distribution(self, context: Sequence[Hashable]) -> dict[Hashable, float]:
        """Every word that followed the context with its probability, the likeliest first; empty if never seen."""
        seen = self._cut(context)
        return {word: count / self._total[seen] for word, count in self._following.get(seen, Counter()).most_common()}

    def factors(self, utterance: Iterable[Hashable]) -> list[tuple[tuple[Context, Hashable], float]]:
        """((context, word), p(word | context)) for each word; the first words have shorter contexts.

        Their product is the probability of the utterance.
        """
        words = list(utterance)
        contexts = [tuple(words[max(0, n - self.order + 1) : n]) for n in range(len(words))]
        return [((seen, word), self.prob(word, seen)) for seen, word in zip(contexts, words, strict=True)]

    def cross_entropy(self, tokens: Iterable[Hashable]) -> float:
        """-1/N Σ log₂ p(w_n | context) in bits a word; inf where a probability is 0. Raises ValueError on no tokens."""
        probabilities = [p for _, p in self.factors(tokens)]
        if not probabilities:
            raise ValueError("the cross entropy of no tokens is undefined")
        if min(probabilities) == 0:
            return math.inf
        return -math.fsum(map(math.log2, probabilities)) / len(probabilities)

    def perplexity(self, tokens: Iterable[Hashable]) -> float:
        """2 to the cross entropy: the number of equally likely words that would surprise as much."""
        return float(2.0 ** self.cross_entropy(tokens))

    def sample(self, length: int, rng: np.random.Generator) -> list[Hashable]:
        """Draw `length` words one after another; a context that nothing follows is shortened from its far end.

        Raises ValueError where nothing was counted.
        """
        if not self.distribution(()):
            raise ValueError("fit the model before sampling from it")
        words: list[Hashable] = []
        for _ in range(length):
            context = self._cut(words)
            while not (expected := self.distribution(context)):
                context = context[1:]
            words.append([*expected][draw(np.cumsum([*expected.values()]), rng.random())])
        return words
