"""Witten-Bell smoothing: a context that many different words have followed will be followed by new ones.

    λ = count(context) / (count(context) + kinds(context))         kinds: how many different words followed it

Each kind was news once. So of count + kinds events, `kinds` were news, and that share, 1 - λ, is kept for news to come.
Source: Witten and Bell, The zero-frequency problem, 1991 (their method C); Chen and Goodman, 1998.
"""

from collections.abc import Hashable, Iterable

from models.interpolated import Interpolated
from models.ngram import Context


class WittenBell(Interpolated):
    """An interpolated n-gram model that trusts a context the more, the fewer kinds of words have followed it."""

    def __init__(self, order: int, words: Iterable[Hashable] = ()) -> None:
        super().__init__(order, words=words)

    def share(self, seen: Context) -> float:
        """λ of a context that was seen: the share of its words that were no news."""
        return self._total[seen] / (self._total[seen] + len(self._following[seen]))
