"""Add-k smoothing: every word is counted k times more often after every context than it was.

    p(w | context) = (count(context, w) + k) / (Σ_w' count(context, w') + k |vocabulary|)

k = 1 is Laplace's rule of succession, other k are named after Lidstone. An unseen context leaves 1/|vocabulary|.
Source: Jurafsky and Martin, Speech and Language Processing, chapter 3.
"""

import math
from collections.abc import Hashable, Iterable, Sequence

from models.smoothed import Smoothed


class AddK(Smoothed):
    """An n-gram model that adds k > 0 to each count."""

    def __init__(self, order: int, k: float = 1.0, words: Iterable[Hashable] = ()) -> None:
        super().__init__(order, words)
        if not 0 < k < math.inf:
            raise ValueError(f"k must be a number above 0, not {k}")
        self.k = k

    def prob(self, word: Hashable, context: Sequence[Hashable]) -> float:
        """p(word | context), above 0 for every word of the vocabulary."""
        if word not in self.vocabulary:
            return 0.0
        seen = self._cut(context)
        count = self._following[seen][word] if seen in self._total else 0
        return (count + self.k) / (self._total.get(seen, 0) + self.k * len(self.vocabulary))
