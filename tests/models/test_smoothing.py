"""Smoothed n-grams: a distribution after every context, seen or not, and nothing of the vocabulary impossible."""

import math
from collections.abc import Hashable, Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.add_k import AddK
from models.interpolated import Interpolated
from models.ngram import NGram
from models.smoothed import Smoothed
from models.witten_bell import WittenBell

TEXTS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=40)
CONTEXTS = st.lists(st.sampled_from("abcdx"), max_size=5)


@st.composite
def models(draw: st.DrawFn) -> Smoothed:
    order, words = draw(st.integers(1, 4)), draw(st.lists(st.sampled_from("abxyz")))
    k, share = draw(st.floats(1e-3, 10)), draw(st.floats(0, 0.999))
    return draw(st.sampled_from([AddK(order, k, words), Interpolated(order, share, words), WittenBell(order, words)]))


@given(model=models(), text=TEXTS, context=CONTEXTS)
def test_the_words_share_one_after_any_context_and_each_has_some(
    model: Smoothed, text: list[str], context: list[str]
) -> None:
    model.fit(text)
    p = {word: model.prob(word, context) for word in model.vocabulary}
    assert math.fsum(p.values()) == pytest.approx(1, rel=1e-12)
    assert min(p.values()) > 0
    assert model.distribution(context) == p
    assert [*model.distribution(context).values()] == sorted(p.values(), reverse=True)
    assert model.prob("a word never heard of", context) == 0
    assert 0 <= model.cross_entropy([*p]) < math.inf
    assert model.perplexity([*p]) == pytest.approx(2 ** model.cross_entropy([*p]))


@given(text=TEXTS, context=CONTEXTS, order=st.integers(1, 4))
def test_smoothing_fades_into_the_plain_estimate(text: list[str], context: list[str], order: int) -> None:
    plain = NGram(order).fit(text)
    if not (seen := plain.distribution(context)):
        return
    for model in (AddK(order, 1e-9), Interpolated(order, 1 - 1e-9)):
        model.fit(text)
        assert {w: p for w in seen if (p := model.prob(w, context))} == pytest.approx(seen, abs=1e-6)


def by_hand(text: Sequence[str], context: Sequence[str], word: str, share: float) -> float:
    """The mixture written out from the definition, the counts made by looking."""
    if not context:
        return share * text.count(word) / len(text) + (1 - share) / len(set(text))
    places = [n for n in range(len(context), len(text)) if text[n - len(context) : n] == context]
    rest = by_hand(text, context[1:], word, share)
    return share * sum(text[n] == word for n in places) / len(places) + (1 - share) * rest if places else rest


@given(text=TEXTS, share=st.floats(0, 0.999))
def test_interpolation_is_its_recursion(text: list[str], share: float) -> None:
    model = Interpolated(3, share).fit(text)
    for *context, word in product("abcd", repeat=3):
        if word in text:
            assert model.prob(word, context) == pytest.approx(by_hand(text, context, word, share), rel=1e-12)


def test_known_probabilities() -> None:
    laplace = AddK(2).fit("abab")
    assert laplace.prob("b", "a") == 3 / 4
    assert laplace.prob("a", "a") == 1 / 4
    assert AddK(2, 0.5, "c").fit("abab").prob("c", "b") == 0.5 / 2.5
    assert laplace.prob("a", "c") == 1 / 2
    news = WittenBell(2, "c").fit("abab")
    assert news.prob("c", "") == pytest.approx(2 / 6 * 1 / 3)
    assert news.prob("b", "a") == pytest.approx(2 / 3 + 1 / 3 * (4 / 6 * 1 / 2 + 2 / 6 * 1 / 3))


@pytest.mark.parametrize("model", [AddK(2), Interpolated(2), WittenBell(2)])
def test_samples_come_as_often_as_the_model_says(model: Smoothed) -> None:
    model.fit("abracadabra")
    drawn: list[Hashable] = model.sample(4000, np.random.default_rng(0))
    after = [b for a, b in pairwise(drawn) if a == "a"]
    for word in model.vocabulary:
        assert after.count(word) / len(after) == pytest.approx(model.prob(word, "a"), abs=0.04)


def test_what_cannot_smooth_is_refused() -> None:
    for k in (0, -1, math.nan, math.inf):
        with pytest.raises(ValueError, match="k must be a number above 0"):
            AddK(2, k)
    for share in (1, -0.1, math.nan):
        with pytest.raises(ValueError, match="a share is at least 0 and below 1"):
            Interpolated(2, share)
