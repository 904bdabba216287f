"""Figures that follow from what a card states: the answer behind it comes to exactly those."""

from pathlib import Path

import pytest

import cards
from engine.claims import holds
from engine.exhibits import Claim
from engine.knobs import Value
from engine.loading import Loader

FOLDER = Path(cards.__file__).parent
LOADER = Loader()


def claim(deck: str, answer: str, statement: str, **knobs: Value) -> Claim:
    """The one claim whose statement has these words in it; it holds."""
    run = LOADER.answer(FOLDER / f"{deck}.py", answer)
    (found,) = [each for each in run(**knobs) if isinstance(each, Claim) and statement in each.statement]
    assert holds(found)
    return found


@pytest.mark.parametrize(
    ("answer", "knobs", "statement", "left"),
    [
        ("chain_rule", {"words": 3, "length": 3}, "the products sum to", 1),
        ("chain_rule", {"words": 3, "length": 3}, "the last factor given", 3),
        ("total_mass", {"stopping": "never", "longest": 60}, "each length holds one", 60),
        ("total_mass", {"stopping": "constant", "chance": 0.2, "longest": 60}, "what goes on is", 0.8**60),
        ("total_mass", {"stopping": "1/(n+1)²", "longest": 60}, "missing", 0.5 + 0.5 / 61),
        ("perplexity", {"choices": 8}, "uniform", 8),
        ("perplexity", {"choices": 8}, "in nats is too low", 2 ** (3 * 0.6931471805599453)),
        ("markov_order", {"source": "order 1"}, "a bigram model is exact", 0),
        ("counts", {"corpus_text": "a b a b", "order": 3}, "as a context", 1),
        ("counts", {"corpus_text": "a b a b", "order": 3}, "anywhere", 0.5),
        ("cross_entropy", {"model": "RNN"}, "come back wrong", 0),
    ],
)
def test_language_models(answer: str, knobs: dict[str, Value], statement: str, left: float) -> None:
    assert claim("language_models", answer, statement, **knobs).left == pytest.approx(left, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("answer", "knobs", "statement", "left"),
    [
        ("forward_pass", {}, "sum of two columns", 0),
        ("forward_pass", {}, "blocks of $V$ swapped too", 0),
        ("reach_of_a_word", {"place": 5}, "does not see", 0),
        ("gradient", {"of": "W"}, "divided by $N$, not $M$", 5 / 7),
        ("gradient", {"of": "V", "activation": "any g"}, "entries proved", 12),
        ("output_error", {}, "the error there", -1),
    ],
)
def test_the_neural_trigram(answer: str, knobs: dict[str, Value], statement: str, left: float) -> None:
    assert claim("neural_trigram", answer, statement, **knobs).left == pytest.approx(left, rel=1e-9, abs=1e-12)


def test_a_past_that_the_neighbour_hides() -> None:
    told = claim("language_models", "dependence", "exact: $I(x_1; x_3)$", source="Markov chain").left
    hidden = claim("language_models", "dependence", r"exact: $I(x_1; x_3 \mid x_2)$", source="Markov chain").left
    assert float(told) > 0.08
    assert hidden == pytest.approx(0, abs=1e-12)


def test_nearly_all_that_could_be_said_is_impossible_by_counts() -> None:
    possible = claim("language_models", "unseen", "possible: one by one").left
    assert 0.99 < 1 - float(possible) / 4096 < 1
