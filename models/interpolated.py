"""Interpolation: each estimate is mixed with that of the context shortened by its furthest word.

    p(w | context) = λ count(context, w) / Σ_w' count(context, w') + (1 - λ) p(w | shorter context)

Under the empty context lies the uniform distribution, so that no word of the vocabulary is impossible; λ is 0 for a
context that was never seen. A fixed λ is Jelinek and Mercer's; a subclass may choose one for each context.
Source: Jelinek and Mercer, Interpolated estimation of Markov source parameters from sparse data, 1980.
"""

from collections.abc import Hashable, Iterable, Sequence

from models.ngram import Context
from models.smoothed import Smoothed


class Interpolated(Smoothed):
    """An n-gram model in which each context has the `share` λ of the say, and the shorter one what is left."""

    def __init__(self, order: int, share: float = 0.75, words: Iterable[Hashable] = ()) -> None:
        super().__init__(order, words)
        if not 0 <= share < 1:
            raise ValueError(f"a share is at least 0 and below 1, not {share}")
        self._share = share

    def share(self, seen: Context) -> float:
        """λ of a context that was seen; what a subclass overrides."""
        return self._share

    def prob(self, word: Hashable, context: Sequence[Hashable]) -> float:
        """p(word | context), above 0 for every word of the vocabulary."""
        if word not in self.vocabulary:
            return 0.0
        p, seen = 1 / len(self.vocabulary), self._cut(context)  # uniform to begin with
        for start in range(len(seen), -1, -1):  # from the empty context to the longest
            known = seen[start:]
            if known in self._total:
                own = self.share(known)
                p = own * self._following[known][word] / self._total[known] + (1 - own) * p
        return p
