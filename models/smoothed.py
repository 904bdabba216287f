"""What all smoothed n-gram models share: a vocabulary that is known beforehand, and no word of it impossible.

A subclass says what `prob` is. The rest of `NGram` then works as it is: cross entropy, perplexity, sampling.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import Self

from models.ngram import NGram


class Smoothed(NGram):
    """An n-gram model whose vocabulary is its text's and further `words`; any other word has the probability 0."""

    def __init__(self, order: int, words: Iterable[Hashable] = ()) -> None:
        super().__init__(order)
        self._further = tuple(words)
        self.vocabulary: dict[
            Hashable, None
        ] = {}  # the order is the text's: that of a set would differ from run to run

    def fit(self, tokens: Iterable[Hashable]) -> Self:
        """Count as `NGram.fit` does, and take the vocabulary from the text."""
        super().fit(tokens)
        self.vocabulary = dict.fromkeys([*self._following[()], *self._further])
        return self

    def distribution(self, context: Sequence[Hashable]) -> dict[Hashable, float]:
        """Every word of the vocabulary with its probability, the likeliest first, after any context."""
        p = {word: self.prob(word, context) for word in self.vocabulary}
        return dict(sorted(p.items(), key=lambda item: -item[1]))
