"""n-gram probabilities against NLTK's models, live; skipped where it isn't installed.

NLTK takes the counts from all n-grams up to the order, so that without padding they are ours. Its vocabulary always
holds a label for unknown words, which is therefore given to our models too.
"""

from itertools import chain, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.add_k import AddK
from models.interpolated import Interpolated
from models.ngram import NGram
from models.witten_bell import WittenBell

pytest.importorskip("nltk", reason="needs NLTK, which `make peers` installs")
from nltk.lm import MLE, Laplace, Lidstone
from nltk.lm.api import LanguageModel
from nltk.lm.models import InterpolatedLanguageModel, WittenBellInterpolated
from nltk.lm.smoothing import WittenBell as TheirWittenBell
from nltk.util import everygrams

UNKNOWN = "<UNK>"
TEXTS = st.lists(st.sampled_from("abcd"), min_size=4, max_size=60)
ORDERS = st.integers(1, 4)


def agree(ours: NGram, theirs: LanguageModel, text: list[str]) -> None:
    """After every context that the letters can form, seen or not, every letter has the same probability."""
    ours.fit(text)
    theirs.fit([everygrams(text, max_len=ours.order)], vocabulary_text=text)
    letters = sorted(set(text))
    for context in chain.from_iterable(product(letters, repeat=length) for length in range(ours.order)):
        for word in letters:
            assert ours.prob(word, context) == pytest.approx(theirs.score(word, context), rel=1e-12, abs=1e-15)


class OnUniform(TheirWittenBell):
    """NLTK's smoothing ends in the plain unigram; ours mixes that with the uniform distribution by the same rule."""

    def unigram_score(self, word: str) -> float:
        seen = self.counts.unigrams
        return float((seen[word] + len(seen) / len(self.vocab)) / (seen.N() + len(seen)))


class Fixed(TheirWittenBell):
    """Jelinek and Mercer's fixed share in NLTK's recursion, over the uniform distribution."""

    def alpha_gamma(self, word: str, context: tuple[str, ...]) -> tuple[float, float]:
        counts = self.counts[context] if context else self.counts.unigrams
        return 0.6 * counts.freq(word), 0.4

    def unigram_score(self, word: str) -> float:
        alpha, gamma = self.alpha_gamma(word, ())
        return float(alpha + gamma / len(self.vocab))


@given(text=TEXTS, order=ORDERS)
def test_maximum_likelihood(text: list[str], order: int) -> None:
    agree(NGram(order), MLE(order), text)


@given(text=TEXTS, order=ORDERS, k=st.floats(0.01, 5))
def test_add_k(text: list[str], order: int, k: float) -> None:
    agree(AddK(order, words=[UNKNOWN]), Laplace(order), text)
    agree(AddK(order, k, [UNKNOWN]), Lidstone(k, order), text)


@settings(deadline=None)
@given(text=TEXTS, order=ORDERS)
def test_interpolation(text: list[str], order: int) -> None:
    theirs = WittenBellInterpolated(order)
    theirs.estimator = OnUniform(theirs.vocab, theirs.counts)
    agree(WittenBell(order, [UNKNOWN]), theirs, text)
    agree(Interpolated(order, 0.6, [UNKNOWN]), InterpolatedLanguageModel(Fixed, order), text)


@given(text=TEXTS, order=ORDERS)
def test_perplexity(text: list[str], order: int) -> None:
    ours, theirs = AddK(order, 0.3, [UNKNOWN]).fit(text), Lidstone(0.3, order)
    theirs.fit([everygrams(text, max_len=order)], vocabulary_text=text)
    grams = [(*context, word) for (context, word), _ in ours.factors(text)]
    assert ours.cross_entropy(text) == pytest.approx(theirs.entropy(grams), rel=1e-12)
    assert ours.perplexity(text) == pytest.approx(theirs.perplexity(grams), rel=1e-12)
