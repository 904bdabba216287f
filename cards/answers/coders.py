"""Models of a text as coders: whatever says what comes next can drive the arithmetic coder, and read the bits again."""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cards.answers.texts import fitted, words_of
from models import arithmetic_coding, bptt, rnn, trigram
from models.arithmetic_coding import Code
from models.arrays import Ids
from models.ngram import NGram
from models.reading import NGramReader, Reader, RNNReader, TrigramReader
from models.training import train
from models.vocabulary import Vocabulary
from models.witten_bell import WittenBell

NETWORKS = ("neural trigram", "RNN")
HIDDEN, UPDATES, RATE = 24, 150, 0.03
PREDICTIONS, STEPS = 400, 25  # of one update; how many words the RNN's gradient goes back
STOP = "."  # what the networks take a text to follow on


@dataclass(frozen=True)
class Coder:
    """A model with its words, of which symbol i is the i-th.

    `fresh` is a reader that has read nothing yet. `probabilities` are those of the words of an utterance, found by the
    model itself and without a reader, 0 for what it does not know.
    """

    words: tuple[str, ...]
    fresh: Callable[[], Reader]
    probabilities: Callable[[Sequence[str]], list[float]]

    def encode(self, utterance: Sequence[str]) -> Code:
        ids = {word: i for i, word in enumerate(self.words)}
        return arithmetic_coding.encode((ids[word] for word in utterance), self.fresh())

    def decode(self, bits: list[int], length: int) -> list[str]:
        return [self.words[i] for i in arithmetic_coding.decode(bits, length, self.fresh())]


@lru_cache(maxsize=6)
def counted(source: str, order: int, smoothed: bool) -> Coder:
    """An n-gram model, by counts alone or smoothed."""
    model: NGram = WittenBell(order).fit(words_of(source)) if smoothed else fitted(source, order)
    words = tuple(map(str, model.distribution(())))
    reader = NGramReader(model, words)  # its copies share a memory
    return Coder(words, lambda: copy(reader), lambda utterance: [p for _, p in model.factors(utterance)])


LEARNT: dict[tuple[str, str], Coder] = {}


def learning(network: str, source: str) -> Iterator[int]:
    """Train the network on the text, unless that was done before; yields the number of updates so far."""
    if (network, source) in LEARNT:
        return
    vocabulary = Vocabulary(words_of(source))
    ids, stop = vocabulary.encode(words_of(source)), vocabulary.words.index(STOP)
    if network == "RNN":
        state = rnn.init(len(vocabulary), HIDDEN, 0)
        for recurrent in train(state, through_time(ids), UPDATES, rate=RATE, clip=5.0):
            yield recurrent.step
        LEARNT[network, source] = of_rnn(recurrent.params, vocabulary, stop)
        return

    def gradient(params: trigram.Params, step: int) -> tuple[float, trigram.Params]:
        start = (step - 1) * PREDICTIONS % (len(ids) - PREDICTIONS)
        return trigram.backward(params, ids[start : start + PREDICTIONS])

    for three in train(trigram.init(len(vocabulary), HIDDEN, 0), gradient, UPDATES, rate=RATE, clip=5.0):
        yield three.step
    LEARNT[network, source] = of_trigram(three.params, vocabulary, stop)


def through_time(ids: Ids) -> Callable[[rnn.Params, int], tuple[float, rnn.Params]]:
    """The gradient on the step's part of the text: rows that are read side by side, each from a state of zeros."""
    rows = PREDICTIONS // STEPS
    text = ids[: len(ids) // rows * rows].reshape(rows, -1).T  # (N, B)

    def gradient(params: rnn.Params, step: int) -> tuple[float, rnn.Params]:
        start = (step - 1) * STEPS % (len(text) - STEPS)
        part = text[start : start + STEPS + 1]  # (STEPS + 1, B)
        return bptt.gradient(params, part[:-1], part[1:], np.zeros((rows, HIDDEN)))

    return gradient


def of_trigram(params: trigram.Params, vocabulary: Vocabulary, stop: int) -> Coder:
    """The neural trigram, its text padded with two stops."""

    def probabilities(ids: Ids) -> list[float]:
        padded = np.concatenate([[stop, stop], ids])  # (N + 2,)
        _, p = trigram.forward(params, padded[1:-1], padded[:-2])  # (N, K)
        return [float(p[n, word]) for n, word in enumerate(ids)]

    return Coder(vocabulary.words, lambda: TrigramReader(params, (stop, stop)), known(vocabulary, probabilities))


def of_rnn(params: rnn.Params, vocabulary: Vocabulary, stop: int) -> Coder:
    """The recurrent network, its text after one stop."""

    def probabilities(ids: Ids) -> list[float]:
        _, p = rnn.forward(params, np.concatenate([[stop], ids[:-1]]), np.zeros(HIDDEN))  # (N, K)
        return [float(p[n, word]) for n, word in enumerate(ids)]

    return Coder(vocabulary.words, lambda: RNNReader(params, stop), known(vocabulary, probabilities))


def known(
    vocabulary: Vocabulary, probabilities: Callable[[Ids], list[float]]
) -> Callable[[Sequence[str]], list[float]]:
    """The probabilities up to the first word that is not in the vocabulary, and 0 from there on."""

    def of_words(utterance: Sequence[str]) -> list[float]:
        end = next((n for n, word in enumerate(utterance) if word not in vocabulary), len(utterance))
        found = probabilities(vocabulary.encode(utterance[:end])) if end else []
        return found + [0.0] * (len(utterance) - end)

    return of_words
