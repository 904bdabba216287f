"""Counting by sorting is counting."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ngram import NGram
from models.sorted_ngram import SortedNGram

TEXTS = st.lists(st.sampled_from([*"abcd", 7]), min_size=1, max_size=40)


@given(text=TEXTS, other=TEXTS, order=st.integers(1, 5), context=st.lists(st.sampled_from([*"abcdx", 7]), max_size=5))
def test_it_is_the_same_model(text: list[object], other: list[object], order: int, context: list[object]) -> None:
    plain, quick = NGram(order).fit(text), SortedNGram(order).fit(other).fit(text)
    assert quick.distribution(context) == plain.distribution(context)
    assert [*quick.distribution(context).values()] == [*plain.distribution(context).values()]
    for word in [*"abcdx", 7]:
        assert quick.prob(word, context) == plain.prob(word, context)
    for utterance in (text, other, text[:1], text[: order - 1] or text):
        assert quick.cross_entropy(utterance) == pytest.approx(plain.cross_entropy(utterance), rel=1e-12, abs=1e-15)
        assert quick.factors(utterance) == plain.factors(utterance)


def test_it_samples_what_it_has_seen() -> None:
    model, seen = SortedNGram(2).fit("abcacbabc"), NGram(2).fit("abcacbabc")
    drawn = model.sample(200, np.random.default_rng(0))
    assert seen.perplexity(drawn) < 3
    with pytest.raises(ValueError, match="fit the model"):
        SortedNGram(3).sample(1, np.random.default_rng(0))
    assert SortedNGram(3).prob("a", "b") == 0


def test_grams_that_numbers_cannot_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="5000 words are too many for grams of 6"):
        SortedNGram(6).fit(range(5000))
    with pytest.raises(ValueError, match="no tokens"):
        SortedNGram(2).fit([])
    with pytest.raises(ValueError, match="no tokens"):
        SortedNGram(2).fit("ab").cross_entropy([])
