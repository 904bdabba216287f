"""Drills on n-gram models that are counted from a text, and on what the text lacks."""

from itertools import pairwise

import numpy as np

from cards.drills.asking import Question, choices, number
from models.ngram import NGram

_TRAINED, _TRIED = 8, 5  # words of the text, utterances to choose from


def count_drill(rng: np.random.Generator) -> Question:
    """A trigram's conditional probability, its context standing at the end of the text as well."""
    while True:
        text = "".join(rng.choice(["a", "b"], 12))
        context, word = text[-2:], str(rng.choice(["a", "b"]))
        model = NGram(3).fit(text)
        right = model.prob(word, tuple(context))
        seen = sum(text[at : at + 2] == context for at in range(len(text) - 2))
        if 0 < right < 1 and seen > 2:
            break
    together = round(right * seen)
    return number(
        "A trigram model is counted from the text\n\n"
        f"`{' '.join(text)}`\n\n"
        f"What is the maximum likelihood estimate of $p({word} \\mid {context[0]}, {context[1]})$?",
        right,
        [
            (
                together / (seen + 1),
                f"`{' '.join(context)}` at the end of the text counts as no context: nothing follows it.",
            ),
            (together / (len(text) - 2), "Divide by how often the context occurs, not by the number of all trigrams."),
            (model.prob(word, context[1:]), "That has the last word alone as its context, as in a bigram model."),
            (model.prob(word, ()), "That has no context, as in a unigram model."),
            (1 - right, "That is the probability of the other word."),
            (together, "That is the count; divide by that of the context."),
        ],
    )


def unseen_drill(rng: np.random.Generator) -> Question:
    """Which utterances a bigram model gives no probability at all, none of them with a context that is not counted."""
    while True:
        text = "".join(rng.choice(["a", "b", "c"], _TRAINED))
        tried = list(dict.fromkeys("".join(rng.choice(["a", "b", "c"], 4)) for _ in range(3 * _TRIED)))
        model = NGram(2).fit(text)
        tried = [each for each in tried if set(each[:-1]) <= set(text[:-1])]
        p = {each: min(factor for _, factor in model.factors(each)) for each in tried}
        right = [each for each in p if p[each] == 0][:2]
        wrong = [each for each in p if p[each] > 0][: _TRIED - 2]
        if set(text) == set("abc") and len(right) == 2 and wrong:
            break
    return choices(
        f"A bigram model is counted from the text `{' '.join(text)}`, without smoothing. "
        "To which of these utterances does it give probability zero?",
        [f"`{' '.join(each)}`" for each in right],
        [
            (f"`{' '.join(each)}`", f"The text has all of its words and pairs, {_pairs(each)}, so no factor is zero.")
            for each in wrong
        ],
    )


def _pairs(words: str) -> str:
    """`a b`, `b c` and `c a`: the pairs of words that stand side by side, each once."""
    *first, last = dict.fromkeys(f"`{one} {two}`" for one, two in pairwise(words))
    return f"{', '.join(first)} and {last}" if first else last
