"""The texts that answers read, the n-gram models counted from them, and tables of their words."""

from collections.abc import Sequence
from functools import lru_cache

from models import corpus
from models.ngram import NGram

NAMES = {1: "unigram", 2: "bigram", 3: "trigram", 4: "4-gram"}
ROWS = 12  # of a table about an utterance; the rest is counted


@lru_cache(maxsize=2)
def words_of(source: str) -> tuple[str, ...]:
    """The words of one of the texts."""
    return tuple(corpus.tokens(source))


@lru_cache(maxsize=8)
def fitted(source: str, order: int) -> NGram:
    """An n-gram model of one of the texts, counted once."""
    return NGram(order).fit(words_of(source))


def shortened(rows: Sequence[tuple[str | float, ...]]) -> tuple[tuple[str | float | None, ...], ...]:
    """The first rows of a table, and how many more there are."""
    if len(rows) <= ROWS:
        return tuple(rows)
    return (*rows[:ROWS], (f"… {len(rows) - ROWS} more", *[None] * (len(rows[0]) - 1)))
