"""What networks see of the past: reach by architecture, the agreement source, the memory of a state."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import agreement, memory, reach, rnn, trigram
from models.arrays import Array

seeds = st.integers(0, 2**31)


@settings(deadline=None)
@given(st.integers(2, 5), st.integers(1, 4), seeds)
def test_a_convolution_sees_its_window_and_nothing_before_it(width: int, layers: int, seed: int) -> None:
    x, others = np.random.default_rng(seed).standard_normal((2, 20, 4))
    moved = reach.influence(lambda x: reach.convolution(x, width, layers, np.random.default_rng(seed)), x, others)
    field = reach.field(width, layers)
    assert np.all(moved[:field] > 0)
    assert np.all(moved[field:] == 0)


@pytest.mark.parametrize(
    "network",
    [reach.recurrence, reach.attention, lambda x, rng: reach.convolution(x, 3, 2, rng)],
    ids=["recurrence", "attention", "convolution"],
)
def test_no_output_depends_on_what_comes_later(network: Callable[..., Array]) -> None:
    x = np.random.default_rng(0).standard_normal((10, 4))
    later = x.copy()
    later[6:] += 1
    before, after = (network(each, np.random.default_rng(1)) for each in (x, later))
    assert np.array_equal(before[:6], after[:6])
    assert not np.allclose(before[6:], after[6:])


@given(st.integers(0, 6), seeds)
def test_the_verb_agrees_with_the_subject_and_the_adverbs_tell_nothing(distance: int, seed: int) -> None:
    w = agreement.sentences(50, distance, np.random.default_rng(seed))
    assert w.shape == (distance + 2, 50)
    assert np.array_equal(w[0] - agreement.DOG, w[-1] - agreement.SEES)
    assert np.all(w[1:-1] >= 4)


def test_an_rnn_learns_what_no_trigram_can_see() -> None:
    rng = np.random.default_rng(0)
    test = agreement.sentences(100, 5, rng)
    *_, trained = agreement.train_rnn(5, 16, 400, rng)
    assert agreement.bits_at_the_verb(trained.params, test) < 0.1
    assert agreement.verbs(trained.params, test[:-1]).sum(axis=1) == pytest.approx(1, abs=0.05)


def test_a_word_moves_the_state_as_exchanging_it_by_hand_does() -> None:
    params = rnn.init(3, 4, 0)
    inputs = np.array([0, 2, 1])
    h0 = np.zeros(4)
    last = rnn.forward(params, inputs, h0)[0][-1]
    by_hand = [np.linalg.norm(rnn.forward(params, [word, 2, 1], h0)[0][-1] - last) for word in (1, 2)]
    assert memory.influence(params, inputs)[2] == pytest.approx(np.mean(by_hand), rel=1e-12)


@pytest.mark.parametrize("late", [0, 1, 2])
def test_a_state_that_is_one_word_of_the_past_gives_it_back_and_no_other(late: int) -> None:
    K, inputs = 4, np.random.default_rng(0).integers(4, size=4_000)
    right = memory.recovered(np.eye(K)[np.roll(inputs, late)], inputs, K, 3)
    assert right[late] == 1.0
    assert np.delete(right, late) == pytest.approx(1 / K, abs=0.05)


@given(st.integers(1, 9), st.integers(1, 9))
def test_parameters_are_counted_as_the_arrays_have_them(K: int, H: int) -> None:
    assert memory.parameters_of_rnn(K, H) == sum(each.size for each in rnn.init(K, H, 0))
    assert memory.parameters_of_window(2, K, H) == sum(each.size for each in trigram.init(K, H, 0))


def test_parameters_at_the_sizes_of_the_card() -> None:
    window = [memory.parameters_of_window(N - 1, 10_000, 200) for N in (3, 10, 100)]
    assert window == [6_010_200, 20_010_200, 200_010_200]
    assert memory.parameters_of_rnn(10_000, 200) == 4_050_200
