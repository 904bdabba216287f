"""What a student is likely to have wrong is told its reason in the decks' own words, and what is right is accepted."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import cards
from cards.worlds import utterance
from engine.decks.questions import AnyQuestion, Choose, Formula, question_of
from engine.decks.reading import read_deck
from engine.grading.judge import judge
from engine.grading.posing import generated
from engine.loading import Loader

FOLDER = Path(cards.__file__).parent
DECKS = ("language_models", "neural_trigram", "rnn", "training_rnns")
SEEDS = range(30)


def asked(deck: str, seeds: range) -> Iterator[tuple[str, AnyQuestion]]:
    """The questions of a deck with their cards, the generated ones at every seed."""
    for card in read_deck(FOLDER / f"{deck}.yaml")[0].cards:
        for each in card.quiz:
            if "generate" in each:
                drill = Loader().function(FOLDER / f"{deck}.py", each["generate"])
                yield from ((card.id, generated(drill, seed, FOLDER / "drills")) for seed in seeds)
            else:
                yield card.id, question_of(each)


def question(card_id: str, number: int) -> AnyQuestion:
    """The question of this number of a card."""
    cards_of = (card for deck in DECKS for card in read_deck(FOLDER / f"{deck}.yaml")[0].cards)
    return question_of(next(card for card in cards_of if card.id == card_id).quiz[number - 1])


@pytest.mark.parametrize(
    ("card", "number", "answer", "said"),
    [
        ("vanishing-and-exploding", 3, "spectral radius", "largest modulus of an eigenvalue"),
        ("vanishing-and-exploding", 3, "largest eigenvalue", "normal matrices"),
        ("networks-for-sequences", 2, "convolutional network", "a window"),
        ("networks-for-sequences", 2, "recurrent neural networks", "in one state"),
        ("compressing-the-history", 3, "injective", "other way round"),
        ("cost-of-truncated-BPTT", 4, "1/2", "twice the work"),
        ("error-of-softmax-and-cross-entropy", 3, "-1", "sum to one"),
        ("BPTT-as-a-sum-over-steps", 8, "sum_n u_n^T S_n", "RTRL sums so"),
        ("real-time-recurrent-learning", 2, "sum_n D_n^T δ_n", "BPTT sums so"),
        ("forward-equations-of-an-RNN", 1, "g(Vx x_n + Vh h_{n-1}) + c", "before g is taken"),
    ],
)
def test_a_likely_misconception_is_told_its_reason(card: str, number: int, answer: str, said: str) -> None:
    verdict = judge(question(card, number), answer, None, 1)
    assert verdict.verdict == "wrong" and said in verdict.reason, verdict


@pytest.mark.parametrize(
    ("card", "number", "answer"),
    [
        ("compressing-the-history", 3, "not injective"),
        ("compressing-the-history", 3, "non-invertible"),
        ("vanishing-and-exploding", 3, "spectral norm"),
    ],
)
def test_another_word_that_is_right_is_accepted(card: str, number: int, answer: str) -> None:
    assert judge(question(card, number), answer, None, 1).verdict == "correct"


@pytest.mark.parametrize("deck", DECKS)
def test_every_wrong_answer_that_is_known_is_told_why_and_letters_are_set_as_mathematics(deck: str) -> None:
    for card, each in asked(deck, range(1, 6)):
        reasons = [*each.reject.values()]
        if isinstance(each, Choose):
            reasons += [option.because for option in each.choose if option.wrong]
        for said in (each.ask, *reasons):
            plain = re.sub(r"\$\$.*?\$\$|\$.*?\$|`.*?`", "", said, flags=re.DOTALL)
            assert said.strip(), card
            assert not re.search(r"(?<!\w)[A-Za-z]_\w|\^|\\[a-z]", plain), (card, said)


def test_no_cross_entropy_is_negative_and_no_perplexity_below_one() -> None:
    for draw in (utterance.mean_cross_entropy, utterance.mean_loss):
        assert min(value for seed in SEEDS for value in draw(np.random.default_rng(seed)).values()) > 0
    for card, number, world in (("perplexity", 1, "mean_cross_entropy"), ("training-objective", 3, "mean_loss")):
        formula = question(card, number)
        assert isinstance(formula, Formula) and formula.world == world
