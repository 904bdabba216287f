"""Four estimates of an n-gram model from a text, and two ways to judge them by utterances they have not seen."""

import math
from collections.abc import Callable, Sequence

from models.add_k import AddK
from models.interpolated import Interpolated
from models.ngram import NGram
from models.witten_bell import WittenBell

ESTIMATES = ("counts", "add-k", "interpolated", "Witten-Bell")


def estimated(estimate: str, order: int, k: float, tokens: Sequence[str], words: Sequence[str]) -> NGram:
    """A model of some tokens; the smoothed ones know the words beforehand."""
    models: dict[str, Callable[[], NGram]] = {
        "counts": lambda: NGram(order),
        "add-k": lambda: AddK(order, k, words),
        "interpolated": lambda: Interpolated(order, words=words),
        "Witten-Bell": lambda: WittenBell(order, words),
    }
    return models[estimate]().fit(tokens)


def impossible(model: NGram, test: Sequence[Sequence[str]]) -> float:
    """The share of the utterances that have probability zero."""
    return sum(model.cross_entropy(utterance) == math.inf for utterance in test) / len(test)


def perplexity_of(model: NGram, test: Sequence[Sequence[str]]) -> float:
    """2 to the bits a word, over all utterances; each begins without a context."""
    bits = math.fsum(model.cross_entropy(utterance) * len(utterance) for utterance in test)
    return float(2.0 ** (bits / sum(map(len, test))))
