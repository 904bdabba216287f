"""n-grams, the grammar of known entropy, and the texts."""

import math
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import corpus, grammar
from models.ngram import NGram
from models.vocabulary import UNKNOWN, Vocabulary

TEXTS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=40)


@given(text=TEXTS, order=st.integers(1, 4))
def test_conditionals_sum_to_one_over_every_context_that_something_follows(text: list[str], order: int) -> None:
    model = NGram(order).fit(text)
    for n in range(len(text)):
        for length in range(min(order - 1, n) + 1):
            context = tuple(text[n - length : n])
            assert math.fsum(model.prob(w, context) for w in set(text)) == pytest.approx(1, rel=1e-12)
            assert sum(model.distribution(context).values()) == pytest.approx(1, rel=1e-12)


@given(text=TEXTS, order=st.integers(1, 4))
def test_the_estimate_is_the_count_of_the_gram_over_that_of_its_context(text: list[str], order: int) -> None:
    model = NGram(order).fit(text)
    for (context, word), p in model.factors(text):
        places = [n for n in range(len(context), len(text)) if tuple(text[n - len(context) : n]) == context]
        assert p == Counter(text[n] for n in places)[word] / len(places)


@given(text=TEXTS, order=st.integers(1, 4), n=st.integers(0, 39))
def test_maximum_likelihood_beats_any_other_order_below_it_and_any_shuffled_text(
    text: list[str], order: int, n: int
) -> None:
    own = NGram(order).fit(text)
    assert own.cross_entropy(text) <= NGram(1).fit(text).cross_entropy(text) + 1e-12
    assert own.cross_entropy(text) <= NGram(order).fit(text[n:] + text[:n]).cross_entropy(text) + 1e-12
    assert own.perplexity(text) == pytest.approx(2 ** own.cross_entropy(text))


def test_the_denominator_counts_contexts_and_not_words() -> None:
    model = NGram(2).fit("abab")
    assert model.prob("b", ("a",)) == 1.0
    assert model.prob("a", ("b",)) == 1.0  # "b" occurs twice, but only once does something follow it
    assert model.prob("a", ()) == 0.5
    assert model.prob("a", ("x", "b")) == 1.0  # cut to the last word
    assert model.prob("a", ("c",)) == 0.0
    assert model.factors("ab") == [(((), "a"), 0.5), ((("a",), "b"), 1.0)]
    assert model.cross_entropy("ab") == pytest.approx(0.5)


def test_one_unseen_word_makes_the_perplexity_infinite() -> None:
    model = NGram(3).fit("abcabc")
    assert model.perplexity("abd") == math.inf
    with pytest.raises(ValueError, match="no tokens"):
        model.cross_entropy([])
    with pytest.raises(ValueError, match="no tokens"):
        NGram(2).fit([])
    with pytest.raises(ValueError, match="order must be"):
        NGram(0)


def test_samples_of_an_ngram_are_likely_by_its_own_account() -> None:
    model = NGram(2).fit([*"abcacbabc", 7])
    drawn = model.sample(300, np.random.default_rng(0))
    assert len(drawn) == 300
    assert all(model.prob(b, (a,)) > 0 for a, b in pairwise(drawn) if a != 7)


def test_every_state_of_the_grammar_is_a_distribution_and_is_reached() -> None:
    for rules in grammar.RULES.values():
        assert math.fsum(p for p, _ in rules.values()) == pytest.approx(1, rel=1e-12)
    assert all(share > 1e-6 for share in grammar.state_shares().values())


def test_a_long_sample_has_the_entropy_that_the_rules_say() -> None:
    text = grammar.sample(200_000, np.random.default_rng(1))
    rate = grammar.entropy_rate()
    assert grammar.cross_entropy(text) == pytest.approx(rate, rel=0.01)
    fresh = grammar.sample(50_000, np.random.default_rng(2))
    wider = [NGram(order).fit(text).cross_entropy(fresh) for order in (1, 2, 3)]
    assert wider[0] > wider[1] > wider[2] > rate * 0.99  # no model is better than the truth


def test_the_grammar_remembers_the_number_of_its_subject_over_any_distance() -> None:
    clause = ["that", "we", "know"] + ["and", "you", "like"] * 20
    assert "sleeps" in grammar.distribution(["the", "dog", *clause])
    assert "sleeps" not in grammar.distribution(["the", "dogs", *clause])
    with pytest.raises(ValueError, match="'sleeps', cannot stand there"):
        grammar.distribution(["the", "dogs", "sleeps"])
    assert grammar.cross_entropy(["sleeps"]) == math.inf


def test_texts_come_in_words_and_characters(tmp_path: Path) -> None:
    words = corpus.tokens("python-reference")
    assert len(words) > 10_000
    assert words[:50] == corpus.tokens("python-reference", length=50)
    assert set("".join(corpus.tokens("python-reference", "characters", 500))) <= set(
        "".join(words) + "".join(map(chr, range(128)))
    )
    assert corpus.tokens("grammar", length=30, seed=1) != corpus.tokens("grammar", length=30, seed=2)
    assert set(corpus.tokens("grammar")) == set(grammar.WORDS)
    for name, unit, why in (
        ("no such file", "words", "no text 'no such file'"),
        (str(tmp_path), "words", "no text"),
        ("grammar", "bytes", "words or characters"),
    ):
        with pytest.raises(ValueError, match=why):
            corpus.tokens(name, unit)


def test_a_file_of_the_users_own_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("L'été arrive.\n\n  Enfin!", encoding="utf-8")
    assert corpus.tokens(str(file)) == ["l'été", "arrive", ".", "enfin", "!"]
    assert "".join(corpus.tokens(str(file), "characters")) == "l'été arrive. enfin!"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match="UTF-8"):
        corpus.tokens(str(file))
    file.write_text("  \n")
    with pytest.raises(ValueError, match="holds no words"):
        corpus.tokens(str(file))


@given(words=st.lists(st.text("abc", min_size=1, max_size=2), min_size=1), most=st.integers(1, 12))
def test_a_vocabulary_takes_every_word_to_an_id_and_back(words: list[str], most: int) -> None:
    whole = Vocabulary(words)
    assert whole.decode(whole.encode(words)) == words
    cut = Vocabulary(words, most)
    assert len(cut) == min(most, len(whole))
    assert all(a in (b, UNKNOWN) for a, b in zip(cut.decode(cut.encode(words)), words, strict=True))
    with pytest.raises(ValueError, match="not in the vocabulary"):
        whole.encode(["z"])
    marked = Vocabulary([UNKNOWN, UNKNOWN, *words, "y", "z"], 2)  # a text that was cut already
    assert marked.words[1] == UNKNOWN != marked.words[0]
