"""What the worlds of the decks draw: sizes of both parities, so that a sign that goes by a size is seen."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import numpy as np
import pytest

import cards
from cards import worlds
from engine.decks.questions import Formula, question_of
from engine.decks.reading import read_deck
from engine.formula.kinds import Array, Family, Kind, kinds
from engine.formula.reading import read
from engine.grading.asked import asked
from engine.grading.comparison import compare
from engine.grading.formulas import grade_formula
from engine.grading.marking import World
from engine.grading.sampling import letters_of
from engine.grading.shapes import settle

FOLDER = Path(cards.__file__).parent
DECKS = ("language_models", "neural_trigram", "rnn", "training_rnns")


@lru_cache
def known() -> dict[str, World]:
    """Every function of the modules of worlds, by its name."""
    modules = [import_module(f"{worlds.__name__}.{each.name}") for each in iter_modules(worlds.__path__)]
    return {name: each for module in modules for name, each in vars(module).items() if callable(each)}


@lru_cache
def posed() -> dict[tuple[str, int], Formula]:
    """The formula questions that have a world, by their card and number."""
    found = {}
    for deck in DECKS:
        for card in read_deck(FOLDER / f"{deck}.yaml")[0].cards:
            for number, each in enumerate(card.quiz, 1):
                question = question_of(each) if "formula" in each else None
                if isinstance(question, Formula) and question.world:
                    found[card.id, number] = question
    return found


def whole_numbers(values: Mapping[str, Any], where: Mapping[str, Kind]) -> Iterator[tuple[str, int]]:
    """The whole numbers of a draw, and its sizes by their letters."""
    yield from ((name, each) for name, each in values.items() if isinstance(each, int))
    for name, kind in where.items():
        value = values[name]
        if isinstance(kind, Family):
            members = value if isinstance(value, Mapping) else dict(enumerate(value, 1))
            yield kind.size, int(values.get(kind.size, len(members)))
            value = members[1]
        one = kind.member if isinstance(kind, Family) else kind
        if isinstance(one, Array):
            for dimension, many in zip(one.shape, np.shape(value), strict=False):
                yield dimension.letter, many // dimension.multiple


def test_every_world_gives_both_parities_of_its_whole_numbers() -> None:
    one_sided = []
    for (card, number), question in posed().items():
        seen: dict[str, set[int]] = {}
        for seed in range(12):
            values = known()[question.world](np.random.default_rng(seed))
            for name, each in whole_numbers(values, kinds(question.where)):
                seen.setdefault(name, set()).add(each % 2)
        one_sided += [(card, number, name) for name, parities in seen.items() if len(parities) == 1]
    assert len(posed()) >= 40
    assert one_sided == []


@pytest.mark.parametrize("seed", range(1, 7))
@pytest.mark.parametrize(
    ("card", "number", "typed"),
    [
        ("chain-of-Jacobians", 3, "prod_{n=N}^{2} (-J_n)"),
        ("chain-of-Jacobians", 3, "(-1)^(N-1) prod_{n=N}^{2} J_n"),
        ("chain-of-Jacobians", 5, "(p_N - w_N)^T W prod_{n=N}^{2} (-J_n)"),
        ("BPTT-as-a-sum-over-steps", 7, "(-1)^(N-1) sum_n (p_n - w_n)"),
        ("why-sharing-parameters-works", 1, "θ - (-1)^(N-1) η sum_n G_n"),
    ],
)
def test_a_sign_that_goes_by_the_length_of_the_text_is_wrong(card: str, number: int, typed: str, seed: int) -> None:
    question = posed()[card, number]
    assert grade_formula(question, typed, known()[question.world], seed).verdict == "wrong"


def test_a_sign_that_goes_by_any_size_is_no_right_answer() -> None:
    passed = []
    for place, ((card, number), question) in enumerate(posed().items()):
        ask = asked(question, known()[question.world], 1 + place % 20)
        for letter in letters_of(ask.symbols):
            for sign in (f"(-1)^({letter}-1)", f"cos(pi {letter})"):
                typed, _ = settle(read(f"{sign} ({question.formula})", ask.symbols), ask.symbols)
                if compare(typed, ask.settled, ask.points(typed), scalar=ask.scalar).decision == "same":
                    passed.append((card, number, sign))
    assert passed == []


@pytest.mark.parametrize("seed", range(1, 5))
@pytest.mark.parametrize(
    ("card", "number", "more"),
    [
        ("factors-of-a-language-model", 1, "prod_n p_n^50"),
        ("language-model-as-a-distribution", 2, "q^99"),
        ("why-an-end-symbol", 1, "s^300"),
        ("cross-entropy-of-an-utterance", 1, "prod_n p_n^20"),
        ("perplexity", 1, "exp(-50 H)"),
        ("perplexity", 2, "P^20"),
        ("perplexity", 2, "(1 - P)^99"),
        ("bigram-model", 2, "10^(-K)"),
        ("gradient-of-V", 5, "h^99"),
        ("vanishing-and-exploding", 1, "γ^300"),
        ("why-sharing-parameters-works", 2, "η^99"),
    ],
)
def test_what_is_small_but_near_the_ends_of_a_domain_is_wrong(card: str, number: int, more: str, seed: int) -> None:
    question = posed()[card, number]
    assert grade_formula(question, f"{question.formula} + {more}", known()[question.world], seed).verdict == "wrong"


def test_counts_and_probabilities_of_words_are_such_as_a_corpus_and_a_model_have() -> None:
    for seed in range(8):
        drawn = known()["added_counts"](np.random.default_rng(seed))
        count, words = drawn["count"], np.arange(drawn["K"])
        a, b, _ = each_once = [np.array(drawn[name]) for name in "abc"]
        assert len({float(word) for word in each_once}) == 3
        assert count(a, b, words).sum() == count(a, b) > 0
        assert count(a, words).sum() == count(a)
        p = known()["word_probabilities"](np.random.default_rng(seed))["p"]
        some = np.arange(3)  # there are as many words at least
        assert all((p(*words) > 0).all() for words in ((some,), (some, 0 * some), (some, 0 * some, some)))
        assert p(some).sum() < 1 + 1e-9
