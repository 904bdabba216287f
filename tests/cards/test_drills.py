"""Every drill of the decks that ship asks well at any seed: it is a question, and its right answer is graded so."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import cards
from cards.drills import counts, factorisation, ngrams, scoring, sequences, trigram_network, trigram_training
from cards.drills.asking import number
from engine.checking.trials import trials
from engine.decks.questions import AnyQuestion, Choose, Number, question_of
from engine.decks.reading import read_deck
from engine.grading.judge import judge
from engine.grading.posing import generated
from engine.loading import Loader

FOLDER = Path(cards.__file__).parent
NAMES = ("language_models", "neural_trigram", "rnn", "training_rnns")
SEEDS = range(60)
LONGEST = 700  # letters of what is asked: half a screen of 80 columns
FIRST_ITEMS = range(1, 10)

Drill = Callable[[np.random.Generator], Mapping[str, Any]]


@lru_cache
def quizzes() -> list[tuple[str, int, Mapping[str, Any]]]:
    """Deck, item of the notes and question, of every question of the decks that ship."""
    found = []
    for name in NAMES:
        deck, _ = read_deck(FOLDER / f"{name}.yaml")
        for card in deck.cards:
            found += [(name, card.source.item if card.source else 0, question) for question in card.quiz]
    return found


def drills() -> list[tuple[str, str]]:
    return sorted({(name, str(question["generate"])) for name, _, question in quizzes() if "generate" in question})


def asked(drill: Drill, seeds: range = SEEDS) -> Iterator[tuple[int, AnyQuestion]]:
    for seed in seeds:
        yield seed, generated(drill, seed, FOLDER / "drills")


def numbers(text: str) -> list[float]:
    return [float(each) for each in re.findall(r"(?<![\w_])-?\d+\.?\d*(?![\w])", text)]


@pytest.mark.parametrize(("name", "drill"), drills())
def test_a_drill_asks_well_at_every_seed(name: str, drill: str) -> None:
    function = Loader().function(FOLDER / f"{name}.py", drill)
    asks = set()
    for seed, question in asked(function):
        asks.add((question.ask, getattr(question, "choose", ())))
        assert len(question.ask) <= LONGEST, seed
        assert question.ask.count("$") % 2 == 0, seed
        if isinstance(question, Number):
            assert math.isfinite(question.number), seed
            assert question.number == 0 or 1e-6 < abs(question.number) < 1e12, seed
        if isinstance(question, Choose):
            shown = [option.right or option.wrong for option in question.choose]
            assert len(set(shown)) == len(shown) <= 9, seed
            assert all(option.right or option.because for option in question.choose), seed
        for trial in trials(question, seed):
            assert trial.told(judge(question, trial.typed, None, seed)) == "", (seed, trial)
    assert len(asks) >= 8, "the numbers change each time"


@pytest.mark.parametrize(
    ("right", "more", "left_out"), [(2466, {}, []), (0.25, {"exact": True}, []), (2.5, {}, [2.51])]
)
def test_feedback_is_left_out_only_where_the_wrong_number_is_the_right_one_here(
    right: float, more: Mapping[str, bool], left_out: list[float]
) -> None:
    wrong = [right, *left_out, right * 1.0064, right * 0.98, right * 2]
    drawn = number("How many?", right, [(each, f"That is {each!r}.") for each in wrong], **more)
    assert [float(each) for each in drawn["reject"]] == pytest.approx(
        [each for each in wrong[:0:-1] if each not in left_out]
    )
    for each in wrong[1 + len(left_out) :]:
        assert judge(question_of(drawn), repr(each), None, 1).reason == f"That is {each!r}."


@pytest.mark.parametrize("item", FIRST_ITEMS)
def test_each_item_of_the_notes_is_asked_twice_and_drilled(item: int) -> None:
    questions = [question for _, of, question in quizzes() if of == item]
    assert len(questions) >= 2
    assert any("generate" in question for question in questions)


def test_the_cross_entropy_is_the_mean_of_the_logarithms() -> None:
    for _, question in asked(scoring.cross_entropy_drill):
        p = numbers(question.ask)
        assert isinstance(question, Number)
        assert math.isclose(question.number, math.log2(1 / math.prod(p)) / len(p), rel_tol=1e-8)


def bigram_of(ask: str) -> tuple[list[str], float]:
    """The words of an utterance and its probability, from the text of a question about a bigram model."""
    first, after_x, after_y = numbers(ask)[:3]
    words = re.findall(r"`([xy](?: [xy])+)`", ask)[-1].split()
    chance = {("", "x"): first, ("x", "x"): after_x, ("y", "x"): after_y}
    chance |= {(before, "y"): 1 - each for (before, _), each in chance.items()}
    return words, math.prod(chance[pair] for pair in zip(["", *words], words, strict=False))


def test_bigram_drills_multiply_the_factors_that_they_tell() -> None:
    for (_, likely), (_, perplexed) in zip(asked(ngrams.bigram_drill), asked(scoring.perplexity_drill), strict=True):
        assert isinstance(likely, Number)
        assert isinstance(perplexed, Number)
        assert math.isclose(likely.number, bigram_of(likely.ask)[1], rel_tol=1e-8)
        words, p = bigram_of(perplexed.ask)
        assert math.isclose(perplexed.number, p ** (-1 / len(words)), rel_tol=1e-8)


def test_a_context_counts_only_where_a_word_follows() -> None:
    for _, question in asked(counts.count_drill):
        text = re.search(r"`([ab ]+)`", question.ask)[1].split()
        word, first, second = re.search(r"p\((.) \\mid (.), (.)\)", question.ask).groups()
        follow = [three[2] for three in zip(text, text[1:], text[2:], strict=False) if three[:2] == (first, second)]
        assert isinstance(question, Number)
        assert text[-2:] == [first, second]
        assert Fraction(question.number).limit_denominator(50) == Fraction(follow.count(word), len(follow))


def test_utterances_of_probability_zero_hold_a_pair_that_the_text_lacks() -> None:
    for _, question in asked(counts.unseen_drill):
        assert isinstance(question, Choose)
        text = re.search(r"`([abc ]+)`", question.ask)[1]
        for option in question.choose:
            words = (option.right or option.wrong).strip("`")
            lacking = any(words[at : at + 3] not in text for at in range(0, len(words) - 2, 2))
            assert lacking == bool(option.right)
            assert set(words[:-1].split()) <= set(text[:-1].split()), "every context is counted"


def test_the_mass_up_to_a_length_is_what_has_stopped_by_then() -> None:
    for _, question in asked(factorisation.mass_drill):
        assert isinstance(question, Number)
        if "no end symbol" in question.ask:
            assert question.number == numbers(question.ask)[-1]
        else:
            stop, _, longest = numbers(question.ask)
            assert math.isclose(question.number, 1 - (1 - stop) ** longest, rel_tol=1e-8)


def test_the_dependence_of_a_symmetric_chain_is_that_of_its_formula() -> None:
    for _, question in asked(sequences.dependence_drill):
        first, stay = numbers(question.ask)[:2]
        assert isinstance(question, Number)
        assert math.isclose(question.number, first * (1 - first) * (2 * stay - 1) ** 2, rel_tol=1e-8)


def test_a_replaced_word_moves_the_two_predictions_after_it() -> None:
    for _, question in asked(trigram_network.reach_drill):
        N = int(re.search(r"\\dots, w_(\d)", question.ask)[1])
        n = int(re.search(r"word \$w_(\d)\$", question.ask)[1])
        assert isinstance(question, Choose)
        moved = {int(option.right[-2]) for option in question.choose if option.right}
        assert moved == {each for each in (n + 1, n + 2) if 3 <= each <= N}


def test_the_columns_that_a_text_reaches_are_those_of_the_words_before_its_predictions() -> None:
    for _, question in asked(trigram_training.used_columns_drill):
        text = re.search(r"numbered ([\d, ]+)\.", question.ask)[1].split(", ")
        assert isinstance(question, Number)
        assert question.number == len(set(text[1:-1])) + len(set(text[:-2]))


def test_the_loss_of_a_short_text_is_over_its_predictions() -> None:
    for _, question in asked(trigram_training.loss_drill):
        _, *p = numbers(question.ask)
        assert isinstance(question, Number)
        assert math.isclose(math.exp(-question.number * len(p)), math.prod(p), rel_tol=1e-8)


def test_single_entries_of_gradients_are_slopes_of_the_loss() -> None:
    """Against central differences of ln Σ exp(a) - a_word, whose scores a are ln p̂, so that b and W h are free."""
    step = 1e-6

    def loss(a: np.ndarray, word: int) -> float:
        return float(np.log(np.exp(a).sum()) - a[word])

    for _, question in asked(trigram_training.error_drill):
        *p, word, at = numbers(question.ask)
        a, moved = np.log(p), step * np.eye(4)[int(at) - 1]
        slope = (loss(a + moved, int(word) - 1) - loss(a - moved, int(word) - 1)) / (2 * step)
        assert isinstance(question, Number)
        assert math.isclose(question.number, slope, abs_tol=1e-7)
    for _, question in asked(trigram_training.weight_drill):
        *h, first, second, third, word, row, column = numbers(question.ask)[:8]
        a, unit = np.log([first, second, third]), np.eye(3)[int(row) - 1] * h[int(column) - 1]
        slope = (loss(a + step * unit, int(word) - 1) - loss(a - step * unit, int(word) - 1)) / (2 * step)
        assert isinstance(question, Number)
        assert math.isclose(question.number, slope, abs_tol=1e-7)


def test_what_a_layer_gives_sums_to_one() -> None:
    for _, question in asked(trigram_network.softmax_drill):
        *scores, at = numbers(question.ask)
        assert isinstance(question, Number)
        assert math.isclose(question.number, 1 / sum(math.exp(each - scores[int(at) - 1]) for each in scores))
