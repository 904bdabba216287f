"""A source with one dependence of known reach: the verb at the end agrees with the subject at the start.

    dogs · often · just · truly · see        the subject, `distance` adverbs drawn at random, the verb

Given its subject the verb is certain; to whoever can't see the subject it is one bit, since the adverbs tell nothing.
"""

from collections.abc import Iterator

import numpy as np

from models import bptt, rnn
from models.arrays import Array, Ids
from models.training import Checkpoint, train

ADVERBS = ("often", "just", "truly", "now")
WORDS = ("dog", "dogs", "sees", "see", *ADVERBS)  # ids 0..7: subjects 0, 1; verbs 2, 3; adverbs 4..7
K = len(WORDS)
DOG, DOGS, SEES, SEE = range(4)


def sentences(count: int, distance: int, rng: np.random.Generator) -> Ids:
    """`count` sentences as columns of ids, (N, B): N = distance + 2 words, B = count."""
    number = rng.integers(2, size=count)  # (B,): one dog, or many
    between = rng.integers(4, K, size=(distance, count))  # (distance, B)
    return np.concatenate([(DOG + number)[None], between, (SEES + number)[None]])


def train_rnn(
    distance: int, hidden: int, steps: int, rng: np.random.Generator, *, batch: int = 32, rate: float = 0.01
) -> Iterator[Checkpoint[rnn.Params]]:
    """Train an RNN to predict each next word; a checkpoint after every update, each on fresh sentences."""
    seed = int(rng.integers(2**31))
    h0 = np.zeros((batch, hidden))  # (B, H)

    def gradient(params: rnn.Params, t: int) -> tuple[float, rnn.Params]:
        w = sentences(batch, distance, np.random.default_rng((seed, t)))  # (N, B)
        return bptt.gradient(params, w[:-1], w[1:], h0)

    return train(rnn.init(K, hidden, seed), gradient, steps, rate=rate, clip=1.0)


def verbs(params: rnn.Params, histories: Ids) -> Array:
    """p(verb | history) for histories (N, B), of shape (B, 2): of "sees" and of "see"."""
    _, p = rnn.forward(params, histories, np.zeros((histories.shape[1], len(params.c))))  # (N, B, K)
    return np.asarray(p[-1][:, [SEES, SEE]])


def bits_at_the_verb(params: rnn.Params, w: Ids) -> float:
    """The mean of -log₂ p(verb) over sentences (N, B)."""
    p = verbs(params, w[:-1])  # (B, 2)
    return float(-np.log2(p[np.arange(w.shape[1]), w[-1] - SEES]).mean())
