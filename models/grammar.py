"""A small English of our own whose entropy is known, so that perplexity has a truth to reach.

A machine of a few states: each state gives the words that may come next, their chances and the state they lead to. A
state and a word fix the next state, and "." leads to the start; so the words tell the state, and the entropy rate is

    H = -Σ_s π(s) Σ_w p(w | s) log₂ p(w | s)        π: the share of words spent in state s

The verb agrees with a subject that may stand any number of words before it: no n-gram can see that far.
Source: Shannon, A mathematical theory of communication, 1948 (section 7, the entropy of an information source).
"""

import math
from collections.abc import Iterable

import numpy as np

from models.arrays import Array, size
from models.sampling import draw

START = "start"
RULES: dict[str, dict[str, tuple[float, str]]] = {
    START: {"the": (0.6, "noun"), "a": (0.2, "one"), "some": (0.2, "many")},
    "noun": {
        "old": (0.2, "noun"),
        "dog": (0.2, "subject is one"),
        "cat": (0.2, "subject is one"),
        "dogs": (0.2, "subject are many"),
        "cats": (0.2, "subject are many"),
    },
    "one": {"old": (0.2, "one"), "dog": (0.4, "subject is one"), "cat": (0.4, "subject is one")},
    "many": {"old": (0.2, "many"), "dogs": (0.4, "subject are many"), "cats": (0.4, "subject are many")},
    "subject is one": {
        "that": (0.4, "clause of one"),
        "sees": (0.2, "object"),
        "chases": (0.2, "object"),
        "sleeps": (0.2, "end"),
    },
    "subject are many": {
        "that": (0.4, "clause of many"),
        "see": (0.2, "object"),
        "chase": (0.2, "object"),
        "sleep": (0.2, "end"),
    },
    "clause of one": {"we": (0.5, "clause verb of one"), "you": (0.5, "clause verb of one")},
    "clause of many": {"we": (0.5, "clause verb of many"), "you": (0.5, "clause verb of many")},
    "clause verb of one": {"know": (0.5, "after clause of one"), "like": (0.5, "after clause of one")},
    "clause verb of many": {"know": (0.5, "after clause of many"), "like": (0.5, "after clause of many")},
    "after clause of one": {
        "and": (0.4, "clause of one"),
        "sees": (0.2, "object"),
        "chases": (0.2, "object"),
        "sleeps": (0.2, "end"),
    },
    "after clause of many": {
        "and": (0.4, "clause of many"),
        "see": (0.2, "object"),
        "chase": (0.2, "object"),
        "sleep": (0.2, "end"),
    },
    "object": {"the": (0.5, "object noun"), "a": (0.25, "object one"), "some": (0.25, "object many")},
    "object noun": {"dog": (0.25, "end"), "cat": (0.25, "end"), "dogs": (0.25, "end"), "cats": (0.25, "end")},
    "object one": {"dog": (0.5, "end"), "cat": (0.5, "end")},
    "object many": {"dogs": (0.5, "end"), "cats": (0.5, "end")},
    "end": {".": (1.0, START)},
}
WORDS: tuple[str, ...] = tuple(sorted({word for choices in RULES.values() for word in choices}))


def state_after(history: Iterable[str]) -> str:
    """The state that the words of the history, read from a sentence's start, lead to. Raises ValueError off it."""
    state = START
    for n, word in enumerate(history):
        if word not in RULES[state]:
            raise ValueError(
                f"word {n + 1}, {word!r}, cannot stand there: the grammar allows {', '.join(RULES[state])}"
            )
        state = RULES[state][word][1]
    return state


def distribution(history: Iterable[str]) -> dict[str, float]:
    """The true p(w | history) of every word that may come next."""
    return {word: p for word, (p, _) in RULES[state_after(history)].items()}


def cross_entropy(tokens: Iterable[str]) -> float:
    """-1/N log₂ p(tokens) under the grammar itself, in bits a word; inf for what it cannot say.

    Raises ValueError on no tokens.
    """
    state, bits, n = START, 0.0, 0
    for word in tokens:
        if word not in RULES[state]:
            return math.inf
        p, state = RULES[state][word]
        bits, n = bits - math.log2(p), n + 1
    if n == 0:
        raise ValueError("the cross entropy of no tokens is undefined")
    return bits / n


def sample(length: int, rng: np.random.Generator) -> list[str]:
    """`length` words from a sentence's start on; the last sentence may be cut short."""
    state, words = START, []
    choices = {name: (list(rules), np.cumsum([p for p, _ in rules.values()])) for name, rules in RULES.items()}
    for u in rng.random(size(length, "length")):
        names, sums = choices[state]
        word = names[draw(sums, u)]
        words.append(word)
        state = RULES[state][word][1]
    return words


def state_shares() -> dict[str, float]:
    """π(s): the long-run share of words that each state gives, the solution of π = π T with Σ π = 1."""
    names = list(RULES)
    T: Array = np.zeros((len(names), len(names)))  # (S, S): the chance of going from state to state
    for i, rules in enumerate(RULES.values()):
        for p, state in rules.values():
            T[i, names.index(state)] += p
    system = np.vstack([T.T - np.eye(len(names)), np.ones(len(names))])  # (S + 1, S): π (T - 1) = 0, and Σ π = 1
    right = np.append(np.zeros(len(names)), 1.0)  # (S + 1,)
    pi = np.linalg.lstsq(system, right, rcond=None)[0]  # (S,)
    return dict(zip(names, map(float, pi), strict=True))


def entropy_rate() -> float:
    """H in bits a word, computed from the rules and not measured; no model reaches a perplexity below 2**H."""
    return -sum(share * p * math.log2(p) for s, share in state_shares().items() for p, _ in RULES[s].values())
