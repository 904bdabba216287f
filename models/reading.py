"""Models as readers: what may come next, given all that was read so far; then one symbol more is read.

A reader keeps what it needs of the past and no more: an n-gram model its last words, the recurrent network its state.
So a step costs the same however long the text.
"""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from models import rnn, trigram
from models.arrays import Array, word_ids
from models.ngram import Context, NGram
from models.sampling import draw


class Reader(Protocol):
    """Reads ids 0..K-1. Two fresh readers of one model expect exactly the same after the same symbols."""

    def expect(self) -> Array:
        """p (K,) of the symbol that comes next."""
        ...

    def read(self, symbol: int) -> None:
        """That symbol came."""
        ...


def sample(reader: Reader, length: int, rng: np.random.Generator, *, temperature: float = 1.0) -> list[int]:
    """`length` symbols, one after another, each drawn in proportion to p^(1/temperature), p being what is expected.

    A temperature below 1 makes the likely likelier still. Raises ValueError where it isn't above 0, and where the
    reader holds nothing possible.
    """
    if not temperature > 0:
        raise ValueError(f"the temperature must be above 0, not {temperature}")
    text: list[int] = []
    for _ in range(length):
        p = reader.expect()  # (K,)
        if not p.max(initial=0.0) > 0:
            raise ValueError(f"no symbol is possible at place {len(text)}")
        symbol = draw(((p / p.max()) ** (1 / temperature)).cumsum(), rng.random())
        text.append(symbol)
        reader.read(symbol)
    return text


class NGramReader:
    """An n-gram model, smoothed or not; symbol i is words[i], and `words` are all that the model knows, each once."""

    def __init__(self, model: NGram, words: Sequence[Hashable]) -> None:
        self._words, self._kept = tuple(words), model.order - 1
        self._context: Context = ()

        @lru_cache(maxsize=2**22 // max(len(self._words), 1) + 1)  # contexts come again; 32 MiB of float64
        def after(context: Context) -> Array:
            p = model.distribution(context)
            return np.array([p.get(word, 0.0) for word in self._words])  # (K,)

        self._after = after

    def expect(self) -> Array:
        """p(word | the last order - 1 words), for each of the words."""
        return self._after(self._context)

    def read(self, symbol: int) -> None:
        """Move the context on by a word."""
        context = (*self._context, self._words[symbol])
        self._context = context[max(len(context) - self._kept, 0) :]


class TrigramReader:
    """The neural trigram; `before` are the ids w_{-1} and w_0 that the text is taken to follow on."""

    def __init__(self, params: trigram.Params, before: tuple[int, int] = (0, 0), *, activation: str = "tanh") -> None:
        self._params, self._activation = params, activation
        self._before = before

    def expect(self) -> Array:
        """p(word | the two words before it)."""
        two, one = self._before
        return trigram.forward(self._params, one, two, activation=self._activation)[1]

    def read(self, symbol: int) -> None:
        """The last word is now the last but one."""
        self._before = self._before[1], symbol


class RNNReader:
    """The recurrent network, from the state h_0 = 0; `first` is the id of the word w_0 that the text follows on."""

    def __init__(self, params: rnn.Params, first: int = 0, *, activation: str = "tanh") -> None:
        self._params, self._activation = params, activation
        self._h: Array = np.zeros_like(params.c)  # (H,)
        self._p: Array = np.empty_like(params.b)  # (K,)
        self.read(first)

    def expect(self) -> Array:
        """p(word | all words before it), out of the state."""
        return self._p

    def read(self, symbol: int) -> None:
        """One step of the state: nothing of the past is gone over again."""
        word = word_ids([symbol], len(self._params.b))  # (1,)
        h, p = rnn.forward(self._params, word, self._h, activation=self._activation)  # (1, H), (1, K)
        self._h, self._p = h[0], p[0]
