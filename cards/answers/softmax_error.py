"""The error of softmax and cross entropy: derived from their definitions, proved, and in numbers."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from cards.answers.derived import derivation
from cards.answers.trigram_examples import WORDS
from engine import Claim, Exhibit, Prose, Table, answer, choice, code, seed, slider
from models.arrays import Array
from models.derivation import Gradients, backward
from models.derivation.proof import proved
from models.differences import entrywise
from models.graph import K, softmax_graph
from models.softmax import error as error_of
from models.softmax import softmax, surprise

SURE = 60.0  # how far the score of the word that came is put below the others


@answer(
    came=choice(*WORDS, start="cat", label="word"),
    confidence=slider(0.0, 4.0, 1.0, 0.25, label="scale of a"),
    seed=seed(),
)
@code(softmax_graph, {"softmax(a)": "all that is told of it is its definition", "cross_entropy": "and of the loss"})
@code(error_of, {"- 1": "p - w: all that is left of softmax and logarithm"})
def output_error(came: str, confidence: float, seed: int) -> Iterator[Exhibit]:
    """The softmax and the cross entropy differentiated, and the error in numbers."""
    yield Prose(
        "The Jacobian of the softmax is full, yet nearly all of it cancels. SymPy derives what is left from the "
        "definitions; in numbers, for scores $a$ drawn at random:"
    )
    a = confidence * np.random.default_rng(seed).normal(size=len(WORDS))  # (K,)
    gradients, place = derived(), WORDS.index(came)
    w = np.eye(len(WORDS))[place]  # (K,)
    found = (*gradients.derivation("p"), *gradients.steps("a"))
    yield derivation(r"$\partial F / \partial a$", found)
    error, p = gradients.evaluate("a", {"a": a, "w": w}), softmax(a)  # (K,), (K,)
    yield Table(
        ("word", r"$\hat p$", "$w$", r"$\hat p - w$"),
        tuple((word, float(p[k]), int(w[k]), float(error[k])) for k, word in enumerate(WORDS)),
    )

    def loss(a: Array) -> float:
        return float(surprise(a, np.array(place)))

    yield Claim("derived and $\\hat p - w$ differ by", float(np.abs(error - (p - w)).max()), "≈", 0)
    yield Claim("derived and finite differences: by", float(np.abs(error - entrywise(loss, a)).max()), "<", 1e-7)
    yield Claim(f"entries proved, for all $a$ at $K = {len(WORDS)}$", entries_proved(), "=", len(WORDS))
    yield Claim("the errors cancel: they sum to", float(error.sum()), "≈", 0)
    yield Claim("words that are pushed up", int((error < 0).sum()), "=", 1)
    mistaken = gradients.evaluate("a", {"a": a - SURE * w, "w": w})  # (K,)
    yield Claim(f'sure that it is not "{came}": the error there', float(mistaken[place]), "≈", -1)


@lru_cache(maxsize=1)
def derived() -> Gradients:
    """The gradients of softmax with cross entropy, derived once."""
    return backward(softmax_graph())


@lru_cache(maxsize=1)
def entries_proved() -> int:
    """How many entries of ∂F/∂a were proved to be its derived form; a proof is of all of them or of none."""
    return len(WORDS) if proved(derived().graph, "a", {K: len(WORDS)}) else 0
