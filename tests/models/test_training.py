"""Training: the updates are their formulas, clipping bounds them, and a run that was stopped goes on to the bit."""

import math
import pickle
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import bptt, rnn, trigram
from models.differences import inner
from models.training import OPTIMISERS, Checkpoint, train

NAMES = st.sampled_from(list(OPTIMISERS))


def on_a_part_of_the_text(params: rnn.Params, t: int) -> tuple[float, rnn.Params]:
    """Minibatches whose draw depends on the step alone."""
    words = np.random.default_rng(t).integers(0, len(params.b), 6)
    return bptt.gradient(params, words[:-1], words[1:], np.zeros_like(params.c))


def in_bits(at: Checkpoint[rnn.Params]) -> tuple[object, ...]:
    arrays = [each.tobytes() for params in (at.params, *at.memory) for each in params]
    return at.step, len(at.memory), at.loss, at.length, arrays


@settings(deadline=None)
@given(
    name=NAMES,
    sizes=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    steps=st.integers(1, 8),
    stop=st.integers(1, 8),
    single=st.booleans(),
    clip=st.sampled_from([0.05, math.inf]),
)
def test_a_run_stopped_anywhere_goes_on_as_if_it_had_not_been(
    name: str, sizes: tuple[int, int], steps: int, stop: int, single: bool, clip: float
) -> None:
    start = rnn.Params(*(each.astype(np.float32 if single else np.float64) for each in rnn.init(*sizes, 0)))
    whole = list(train(start, on_a_part_of_the_text, steps, optimiser=name, clip=clip))
    before = list(islice(train(start, on_a_part_of_the_text, steps, optimiser=name, clip=clip), stop))
    saved = pickle.loads(pickle.dumps(before[-1]))
    after = list(train(saved, on_a_part_of_the_text, steps, optimiser=name, clip=clip))
    assert [each.step for each in [*before, *after]] == [*range(1, steps + 1)]
    for one, other in zip([*before, *after], whole, strict=True):
        assert in_bits(one) == in_bits(other)
    assert {each.dtype for each in whole[-1].params} == {start.b.dtype}


@given(name=NAMES, slopes=st.lists(st.floats(-9, 9), min_size=1, max_size=6), rate=st.floats(1e-3, 1))
def test_an_update_is_its_formula_over_all_gradients_so_far(name: str, slopes: list[float], rate: float) -> None:
    theta = 0.0
    given_slopes = [trigram.Params(*np.full((4, 1, 1), slope)) for slope in slopes]
    runs = train(
        trigram.Params(*np.zeros((4, 1, 1))),
        lambda _, t: (0.0, given_slopes[t - 1]),
        len(slopes),
        optimiser=name,
        rate=rate,
    )
    for t, trained in enumerate(runs, 1):
        past = np.array(slopes[:t])
        ago = np.arange(t)[::-1]
        if name == "SGD":
            theta -= rate * past[-1]
        elif name == "momentum":
            theta -= rate * float(past @ 0.9**ago)
        else:
            mean, square = past @ 0.9**ago / (0.9**ago).sum(), past**2 @ 0.999**ago / (0.999**ago).sum()
            theta -= rate * float(mean / (math.sqrt(square) + 1e-8))
        for each in trained.params:
            assert each.item() == pytest.approx(theta, rel=1e-9, abs=1e-12)


@given(clip=st.floats(1e-3, 10), name=st.sampled_from(["SGD", "momentum"]))
def test_clipping_bounds_the_first_step_and_leaves_its_direction(clip: float, name: str) -> None:
    start, tokens = trigram.init(4, 6, 0), np.arange(60) % 4
    _, g = trigram.backward(start, tokens)
    length = math.sqrt(inner(g, g))
    (first,) = train(start, lambda p, _: trigram.backward(p, tokens), 1, optimiser=name, rate=1.0, clip=clip)
    assert first.length == length
    for before, after, slope in zip(start, first.params, g, strict=True):
        np.testing.assert_allclose(before - after, slope * min(1, clip / length), atol=1e-12)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_training_lowers_the_loss(name: str) -> None:
    tokens = np.arange(60) % 4
    runs = list(train(trigram.init(4, 6, 0), lambda p, _: trigram.backward(p, tokens), 60, optimiser=name, rate=0.05))
    assert runs[-1].loss < 0.6 * runs[0].loss


def test_what_cannot_train_is_refused_before_the_first_step() -> None:
    start = rnn.init(2, 2, 0)
    (trained,) = train(start, on_a_part_of_the_text, 1, optimiser="momentum")
    for begin, wrong, why in (
        (start, {"optimiser": "Newton"}, "no optimiser is called 'Newton'; there are SGD, momentum, Adam"),
        (start, {"rate": 0}, "must be above 0"),
        (start, {"clip": math.nan}, "must be above 0"),
        (trained, {"optimiser": "Adam"}, "Adam keeps 2 arrays a parameter, the checkpoint 1"),
    ):
        with pytest.raises(ValueError, match=why):
            train(begin, on_a_part_of_the_text, 9, **wrong)  # type: ignore[arg-type]  # wrong on purpose
