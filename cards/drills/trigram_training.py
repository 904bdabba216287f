"""Drills on the neural trigram's loss, and on single entries of its gradients."""

import math
from collections.abc import Iterable

import numpy as np

from cards.drills.asking import Question, listed, number, picked, plain
from models import trigram
from models.activations import activation
from models.arrays import Array
from models.softmax import error

_HIDDEN = (-0.8, -0.5, -0.4, -0.2, 0.2, 0.3, 0.5, 0.6)


def loss_drill(rng: np.random.Generator) -> Question:
    """The objective of a short text, from what its words were given."""
    N = int(rng.integers(5, 8))
    p = rng.choice([0.5, 0.25, 0.4, 0.2, 0.1, 0.05, 0.8], N - 2)  # (M,)
    nats = -np.log(p)
    F = float(nats.mean())
    return number(
        f"A text has $N = {N}$ words. To the words $w_3, \\dots, w_{N}$ that came, a neural trigram gave the "
        f"probabilities {listed(p)}. What is its objective $F$, the mean loss of its predictions, in nats?",
        F,
        [
            (F / math.log(2), "It is in bits, and nats are asked for: take the natural logarithm."),
            (float(nats.sum()), "That is the sum over the predictions; take their mean."),
            (float(nats.sum()) / N, f"There are {N - 2} predictions: the first two words have no two before them."),
            (-math.log(p.mean()), "The logarithms are averaged, not the probabilities."),
            (math.exp(F), "That is the perplexity."),
            (-F, "The sign: the logarithm of a probability is negative, the loss is not."),
        ],
        "nats",
    )


def exponential_drill(rng: np.random.Generator) -> Question:
    """The perplexity from a loss in nats."""
    F = plain(float(rng.integers(30, 70)) / 10)
    return number(
        f"On a text, a neural language model has the mean loss $F = {F}$ nats a word. What is its perplexity?",
        math.exp(F),
        [
            (2**F, "Two to this power is for bits; $F$ is in nats."),
            (F / math.log(2), "That is the cross entropy in bits; the perplexity is a power."),
            (math.exp(-F), "It is upside down: this is the mean probability of a word."),
        ],
    )


def error_drill(rng: np.random.Generator) -> Question:
    """One entry of the error of the output."""
    p, word = _prediction(rng, 4), int(rng.integers(4))
    at = word if rng.random() < 0.5 else (word + 1 + int(rng.integers(3))) % 4
    right = float(error(p, np.array(word))[at])
    return number(
        f"Of four words, a network gives the probabilities $\\hat p = ({_row(p)})$, by softmax from the scores "
        f"$a$. Word {word + 1} came, and $F = -w^\\top \\ln \\hat p$. What is $\\frac{{\\partial F}}{{\\partial a}}$ "
        f"at entry {at + 1}?",
        right,
        [
            (-right, "sign"),
            (float(p[at]), "Subtract the truth: 1 for the word that came."),
            (float(p[at] - 1), "1 is subtracted for the word that came, and this is another one."),
            (
                -1 / float(p[at]) if at == word else 0,
                "That is the derivative by $\\hat p$. It is still to be multiplied with the Jacobian of the softmax.",
            ),
        ],
        exact=True,
    )


def weight_drill(rng: np.random.Generator) -> Question:
    """One entry of the gradient by W, for one prediction."""
    p, word = _prediction(rng, 3), int(rng.integers(3))
    h = rng.choice(_HIDDEN, 2, replace=False)  # (2,)
    e = error(p, np.array(word))  # (3,)
    row, column = int(rng.integers(2)), int(rng.integers(2))
    right = float(e[row] * h[column])
    return number(
        f"For one prediction $h = ({_row(h)})$ and $\\hat p = ({_row(p)})$; word {word + 1} came. "
        "What is $\\frac{\\partial F}{\\partial W}$ in "
        f"row {row + 1} and column {column + 1}, where $\\hat p = \\text{{softmax}}(W h + b)$ and "
        "$F = -w^\\top \\ln \\hat p$?",
        right,
        [
            (-right, "sign"),
            (float(e[column] * h[row]), "It is transposed: the row of $W$ belongs to a word, its column to a unit."),
            (float(p[row] * h[column]), "That is $\\hat p \\, h^\\top$: the truth $w$ is still to be subtracted."),
            (float(e[row]), "That is the gradient by $b$; it is multiplied with what $W$ was multiplied with."),
        ],
        exact=True,
    )


def used_columns_drill(rng: np.random.Generator) -> Question:
    """How many columns of the gradient by V a text reaches."""
    K, N = int(rng.integers(4, 7)), int(rng.integers(6, 9))
    text = rng.integers(K, size=N)
    while len(set(text)) == N:
        text = rng.integers(K, size=N)
    _, gradient = trigram.backward(trigram.init(K, 3, int(rng.integers(1000))), text)
    used = int(np.count_nonzero(np.abs(gradient.V).sum(axis=0)))
    return number(
        f"A neural trigram over {K} words is trained on the text of the words numbered {_row(text + 1)}. It is not "
        f"padded: the first two words are not predicted. How many of the {2 * K} columns of "
        "$\\frac{\\partial F}{\\partial V}$ are not zero? (No two contributions cancel.)",
        used,
        [
            (
                len(set(text[:-1])) + len(set(text[:-2])),
                "The first word stands directly before the second alone, which is not predicted here.",
            ),
            (2 * (N - 2), "Each prediction reaches two columns, but a word that comes again reaches the same one."),
            (2 * K, "A column stays zero if its word never stands in its place before a word that is predicted."),
            (
                2 * len(set(text)),
                "The last word stands before none that is predicted, the last but one only directly before one.",
            ),
            (len(set(text)), "A word has two columns, one for each of its places."),
        ],
    )


def slope_drill(rng: np.random.Generator) -> Question:
    """The slope of an activation, from its value."""
    name = picked(rng, ("tanh", "sigmoid"))
    h = picked(rng, (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
    if name == "tanh" and rng.random() < 0.5:
        h = -h
    g, slope, _ = activation(name)
    other = "sigmoid" if name == "tanh" else "tanh"
    said, other_said = (r"$\tanh$" if each == "tanh" else "the sigmoid" for each in (name, other))
    return number(
        f"A hidden unit has the value $h = g(z) = {h}$, where $g$ is {said}. By which factor $g'(z)$ is the error "
        "multiplied on its way back through the unit?",
        float(slope(np.array(h))),
        [
            (float(activation(other).slope(np.array(h))), f"That is the slope of {other_said}."),
            (1 - h, "$h$ is squared there." if name == "tanh" else "That is one factor of the two in $h (1 - h)$."),
            (float(slope(g(np.array(h)))), "$h$ is the value already; the function is not applied to it again."),
            (h, "That is the value of the unit, not the slope."),
        ],
        exact=True,
    )


def bias_drill(rng: np.random.Generator) -> Question:
    """One entry of the gradient by b, over several predictions."""
    M = int(rng.integers(3, 6))
    p = rng.choice([0.1, 0.2, 0.3, 0.4, 0.6, 0.7], M)  # (M,)
    came = int(rng.integers(1, M))
    right = float(p.mean()) - came / M
    while abs(right) < 0.01:
        p = rng.choice([0.1, 0.2, 0.3, 0.4, 0.6, 0.7], M)
        right = float(p.mean()) - came / M
    times = {1: "once", 2: "twice"}.get(came, f"{came} times")
    return number(
        f"In {M} predictions a neural trigram gave one and the same word the probabilities {listed(p)}; it came "
        f"{times}. What is the entry of $\\frac{{\\partial F}}{{\\partial b}}$ for this word, $F$ being the mean loss?",
        right,
        [
            (-right, "sign"),
            (right * M, "That is the sum; $F$ is the mean over the predictions."),
            (-right * M, "That is the sum, with the wrong sign: $F$ is the mean, and a prediction less the truth."),
            (float(p.mean()), "Subtract the truth: the share of the predictions in which the word came."),
            (float(p.mean()) - came, "Divide how often it came by the number of predictions as well."),
        ],
    )


def _prediction(rng: np.random.Generator, K: int) -> Array:
    """A distribution (K,) in hundredths, none of them zero."""
    parts = np.sort(rng.choice(np.arange(1, 20), K - 1, replace=False)) * 5
    return np.diff(np.concatenate([[0], parts, [100]])) / 100


def _row(values: Iterable[float]) -> str:
    return ", ".join(str(plain(float(each))) for each in values)
