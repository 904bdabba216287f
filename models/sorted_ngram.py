"""The n-gram model of `ngram` for long texts: the same estimate, its counts in sorted arrays instead of dictionaries.

A gram of n ids w_1 … w_n is the number ((w_1 K + w_2) K + …) + w_n. Sorted, equal grams stand together, so that the
places where the number changes give the counts; those of the same context (the number without its last digit in base
K) stand together too, and add up to its count. Below, G grams of one length are distinct, and C contexts.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, Self

import numpy as np

from models.arrays import Array, Ids
from models.ngram import NGram


class Counts(NamedTuple):
    """The grams of one length, ascending, how often each came, and the same of their contexts."""

    grams: Ids  # (G,)
    often: Ids  # (G,)
    contexts: Ids  # (C,)
    total: Ids  # (C,)


class SortedNGram(NGram):
    """Gives the probabilities of `NGram`; `fit` raises ValueError where K to the power of the order reaches 2⁶³."""

    def __init__(self, order: int) -> None:
        super().__init__(order)
        self._ids: dict[Hashable, int] = {}
        self._words: tuple[Hashable, ...] = ()
        self._counts = [Counts(*np.zeros((4, 0), np.int64))] * order

    def fit(self, tokens: Iterable[Hashable]) -> Self:
        """Count the grams of every length 1..order. Forgets an earlier fit."""
        text = list(tokens)
        if not text:
            raise ValueError("there are no tokens to count")
        ids: defaultdict[Hashable, int] = defaultdict()
        ids.default_factory = ids.__len__  # looking up a new word gives it the next id
        words = np.fromiter(map(ids.__getitem__, text), np.int64, len(text))  # (N,)
        self._ids, self._words, K = dict(ids), tuple(ids), len(ids)
        if K**self.order >= 2**63:
            raise ValueError(f"{K} words are too many for grams of {self.order}")
        self._counts = []
        for length in range(1, self.order + 1):
            keys = self._keys(words, length)  # (N - length + 1,)
            keys.sort()
            grams, often = runs(keys, np.ones(1, np.int64))  # (G,), (G,)
            self._counts.append(Counts(grams, often, *runs(grams // K, often)))
        return self

    def _keys(self, words: Ids, length: int) -> Ids:
        """The numbers of all grams of that length, in the order of the text."""
        count = max(len(words) - length + 1, 0)
        keys = words[:count].copy()  # (N - length + 1,)
        for i in range(1, length):
            keys *= len(self._ids)
            keys += words[i : i + count]
        return keys

    def _estimates(self, keys: Ids, length: int) -> Array:
        """count(gram) / count(context) of grams given by number, 0 where the gram was not seen."""
        counts = self._counts[length - 1]
        # Without its last entry, what is searched gives a place that exists for every key.
        place = np.searchsorted(counts.grams[:-1], keys)  # (M,): where the gram stands, if it does
        under = np.searchsorted(counts.contexts[:-1], keys // len(self._ids))  # (M,)
        return np.where(counts.grams[place] == keys, counts.often[place] / counts.total[under], 0.0)

    def prob(self, word: Hashable, context: Sequence[Hashable]) -> float:
        """p(word | context), the context oldest first and cut to its last order-1; 0.0 where it was never seen."""
        gram = [self._ids.get(each) for each in (*self._cut(context), word)]
        if None in gram or not len(self._counts[len(gram) - 1].grams):
            return 0.0
        return float(self._estimates(self._keys(np.array(gram, np.int64), len(gram)), len(gram))[0])

    def distribution(self, context: Sequence[Hashable]) -> dict[Hashable, float]:
        """Every word that followed the context with its probability, the likeliest first; empty if never seen."""
        seen = [self._ids.get(each) for each in self._cut(context)]
        if None in seen:
            return {}
        key = int(self._keys(np.array(seen, np.int64), len(seen))[0]) if seen else 0
        grams, often, _, _ = self._counts[len(seen)]
        first, last = np.searchsorted(grams, [key * len(self._ids), (key + 1) * len(self._ids)])
        following = sorted(zip(-often[first:last], grams[first:last] % len(self._ids), strict=True))  # as most_common
        total = int(often[first:last].sum())
        return {self._words[word]: int(-count) / total for count, word in following}

    def cross_entropy(self, tokens: Iterable[Hashable]) -> float:
        """-1/N Σ log₂ p(w_n | context) in bits a word; inf where a probability is 0. Raises ValueError on no tokens."""
        text = list(tokens)
        short = [p for _, p in self.factors(text[: self.order - 1])]  # the first words, with shorter contexts
        words = np.fromiter((self._ids.get(word, -1) for word in text), np.int64, len(text))  # (N,)
        if not text:
            raise ValueError("the cross entropy of no tokens is undefined")
        if words.min() < 0 or (short and min(short) == 0):
            return math.inf
        keys = np.sort(self._keys(words, self.order))  # sorted, they are found several times as quickly
        if not len(keys):
            return -math.fsum(map(math.log2, short)) / len(text)
        if not len(self._counts[-1].grams):
            return math.inf
        p = self._estimates(keys, self.order)  # (N - order + 1,)
        if not p.all():
            return math.inf
        return -(math.fsum(map(math.log2, short)) + float(np.log2(p).sum())) / len(text)


def runs(ascending: Ids, weights: Ids) -> tuple[Ids, Ids]:
    """The distinct numbers, and the sum of the weights (one weight for all, or one each) of each one's run."""
    if not len(ascending):
        return ascending, ascending
    first = np.flatnonzero(np.concatenate([[True], ascending[1:] != ascending[:-1]]))  # (G,)
    if len(weights) == 1:
        return ascending[first], np.diff(first, append=len(ascending)) * weights[0]
    return ascending[first], np.add.reduceat(weights, first)
