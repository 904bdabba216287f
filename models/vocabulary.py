"""A vocabulary: words to ids 0..K-1 and back."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from models.arrays import Ids, size

UNKNOWN = "<unknown>"


class Vocabulary:
    """The words of a text, the commonest first.

    With `most`, it has that many ids at most: of a text with more words, the last id is UNKNOWN, which the rarest
    share. Raises ValueError for an empty text, and a `most` below 1.
    """

    def __init__(self, tokens: Iterable[str], most: int | None = None) -> None:
        counts = Counter(tokens)
        if not counts:
            raise ValueError("a vocabulary needs at least one token")
        ranked = sorted(counts, key=lambda word: (-counts[word], word))
        if most is not None and size(most, "most") < len(ranked):
            ranked = [*[word for word in ranked if word != UNKNOWN][: most - 1], UNKNOWN]
        self.words: tuple[str, ...] = tuple(ranked)
        self._ids = {word: i for i, word in enumerate(self.words)}

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: str) -> bool:
        return word in self._ids

    def encode(self, tokens: Iterable[str]) -> Ids:
        """Ids (N,). A word outside is UNKNOWN; raises ValueError where the vocabulary has no such id."""
        unknown = self._ids.get(UNKNOWN)
        ids: list[int] = []
        for word in tokens:
            place = self._ids.get(word, unknown)
            if place is None:
                raise ValueError(f"{word!r} is not in the vocabulary of {len(self)} words")
            ids.append(place)
        return np.array(ids, dtype=np.int64)  # (N,)

    def decode(self, ids: Iterable[int]) -> list[str]:
        """The words of these ids."""
        return [self.words[i] for i in ids]
