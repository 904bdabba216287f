"""Drills on the factors of a language model, and on the mass of all utterances."""

import math

import numpy as np

from cards.drills.asking import NOUNS, VERBS, Question, number, picked, plain
from models.stopping import always, mass_by_length


def chain_rule_drill(rng: np.random.Generator) -> Question:
    """The probability of three words; of the last one, a factor with too short a context is given as well."""
    noun, verb = picked(rng, NOUNS), picked(rng, VERBS)
    first, second = picked(rng, (0.1, 0.2, 0.25, 0.4, 0.5)), picked(rng, (0.05, 0.1, 0.2, 0.3))
    bigram, third = (float(each) for each in rng.choice([0.1, 0.2, 0.3, 0.5, 0.6, 0.8], 2, replace=False))
    product = first * second
    return number(
        "Of a language model we know\n\n"
        rf"- $p(\text{{the}}) = {first}$"
        "\n"
        rf"- $p(\text{{{noun}}} \mid \text{{the}}) = {second}$"
        "\n"
        rf"- $p(\text{{{verb}}} \mid \text{{{noun}}}) = {bigram}$"
        "\n"
        rf"- $p(\text{{{verb}}} \mid \text{{the}}, \text{{{noun}}}) = {third}$"
        "\n\n"
        rf"What is $p(\text{{the}}, \text{{{noun}}}, \text{{{verb}}})$?",
        product * third,
        [
            (product * bigram, "Each factor has *all* the words before it as its context, not the last one alone."),
            (product * bigram * third, "Each word has one factor: that of the last word is there twice."),
            (third, "That is the factor of the last word alone."),
            (first + second + third, "The factors are multiplied."),
        ],
    )


def factor_drill(rng: np.random.Generator) -> Question:
    """Which factor is left, from the probabilities of the beginnings of an utterance."""
    shorter = picked(rng, (0.4, 0.25, 0.2, 0.08, 0.05, 0.04))
    share = picked(rng, (0.2, 0.25, 0.3, 0.4, 0.6, 0.75))
    return number(
        f"Under a language model an utterance begins with the words $a, b$ with probability {shorter}, and with "
        f"$a, b, c$ with probability {plain(shorter * share)}. What is $p(c \\mid a, b)$?",
        share,
        [
            (shorter * shorter * share, "Divide: $p(a, b, c) = p(a, b) \\, p(c \\mid a, b)$."),
            (1 / share, "It is the other way round: the longer beginning over the shorter one."),
            (
                shorter - shorter * share,
                "The factors are multiplied, so the missing one is a quotient, not a difference.",
            ),
        ],
    )


def constant_drill(rng: np.random.Generator) -> Question:
    """Which constant makes a distribution over utterances of every length."""
    K = int(rng.integers(2, 6))
    together = picked(rng, (0.2, 0.4, 0.6, 0.8))  # K q, what a longer length has less
    q = plain(together / K) if K != 3 else picked(rng, (0.1, 0.2, 0.3))
    together = K * q
    return number(
        f"The alphabet has {K} symbols. Every utterance of $n$ symbols has the probability $C \\, q^n$ with "
        f"$q = {q}$, for all lengths $n = 0, 1, 2, \\dots$ Which $C$ makes this a probability distribution?",
        1 - together,
        [
            (1 - q, f"There are ${K}^n$ utterances of length $n$, not one."),
            (1 / (1 - together), "That is what the sum comes to with $C = 1$."),
            (1, "Then the empty utterance alone would take all of the probability."),
            ((1 - together) / together, "The empty utterance, $n = 0$, counts as well."),
        ],
    )


def mass_drill(rng: np.random.Generator) -> Question:
    """The probability of all utterances up to a length, with an end symbol or without."""
    if rng.random() < 1 / 3:
        K, longest = int(rng.integers(2, 6)), int(rng.integers(3, 13))
        return number(
            f"A bigram model over {K} words has no end symbol. The probabilities that it gives to all utterances of "
            f"1 to {longest} words are added up. What is the sum?",
            round(math.fsum(mass_by_length(longest, None))),
            [
                (1, "Each length has a mass of one to itself."),
                (sum(K**n for n in range(1, longest + 1)), "That is how many utterances there are."),
            ],
        )
    stop, longest = picked(rng, (0.1, 0.2, 0.25, 0.4, 0.5)), int(rng.integers(2, 5))
    mass = mass_by_length(longest, always(stop))  # (longest,)
    return number(
        f"After each word, the first included, a language model ends the utterance with probability {stop}. What is "
        f"the probability of all utterances of 1 to {longest} words together?",
        float(mass.sum()),
        [
            (1 - float(mass.sum()), f"That is left for the utterances of more than {longest} words."),
            (float(mass[-1]), f"Those are the utterances of exactly {longest} words."),
            (longest * stop, "An utterance that has ended cannot end again: each length has less than the one before."),
            (1, "That is the mass of all lengths; the longer utterances have a share in it."),
        ],
    )
