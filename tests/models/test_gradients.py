"""The gradients against one another and against finite differences, at any small size and with every activation."""

import tracemalloc
from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models import bptt, copies, rnn, rtrl, rtrl_clear, tbptt, trigram
from models.activations import ACTIVATIONS
from models.arrays import Array, Ids, sum_by_word
from models.differences import along, directions, inner
from models.softmax import read_out, surprise


class Run(NamedTuple):
    """A network with a text (N, B) and a first state for each member."""

    params: rnn.Params
    inputs: Ids
    targets: Ids
    h0: Array


@st.composite
def runs(draw: st.DrawFn, batch: bool = True) -> Run:
    K, H, N = (draw(st.integers(1, most)) for most in (6, 5, 12))
    B = draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    params = rnn.Params(*(rng.normal(0, 0.8, each.shape) for each in rnn.init(K, H, 0)))
    shape = (N, B) if batch else (N,)
    return Run(params, rng.integers(0, K, shape), rng.integers(0, K, shape), rng.normal(size=(*shape[1:], H)))


def away_from_bends(z: Array, name: str) -> None:
    """Leave out what has no slope: ReLU where its argument is too near to 0 for a finite difference."""
    assume(name != "relu" or bool(np.abs(z).min() > 1e-3))


def same(left: tuple[float, rnn.Params], right: tuple[float, rnn.Params], tolerance: float = 1e-12) -> None:
    assert left[0] == pytest.approx(right[0], rel=tolerance)
    size = max(1e-3, *(float(np.abs(each).max()) for each in right[1]))
    for name, a, b in zip(rnn.Params._fields, left[1], right[1], strict=True):
        np.testing.assert_allclose(a, b, rtol=0, atol=tolerance * size, err_msg=name)


@settings(deadline=None)
@given(run=runs(), name=st.sampled_from(list(ACTIVATIONS)))
def test_forward_mode_and_reverse_mode_agree(run: Run, name: str) -> None:
    same(rtrl.gradient(*run, activation=name), bptt.gradient(*run, activation=name))


@settings(deadline=None)
@given(run=runs(batch=False), name=st.sampled_from(list(ACTIVATIONS)))
def test_forward_mode_in_its_clear_form_and_its_fast_one_agree(run: Run, name: str) -> None:
    clear = rtrl_clear.gradient(*run, activation=name)
    same(clear, rtrl.gradient(*run, activation=name))
    same(clear, bptt.gradient(*run, activation=name))


@settings(deadline=None)
@given(run=runs(batch=False), name=st.sampled_from(list(ACTIVATIONS)))
def test_learning_online_has_the_gradient_of_the_text_so_far(run: Run, name: str) -> None:
    steps = zip(run.inputs.tolist(), run.targets.tolist(), strict=True)
    for n, so_far in enumerate(rtrl.online(run.params, steps, run.h0, activation=name), 1):
        upto = run.params, run.inputs[:n], run.targets[:n], run.h0
        same(so_far, rtrl.gradient(*upto, activation=name))
        same(so_far, bptt.gradient(*upto, activation=name))
    assert n == len(run.inputs)


def test_learning_online_keeps_the_same_however_long_the_text() -> None:
    params, asked = rnn.init(6, 5, 0), [0]

    def endless() -> Iterator[tuple[int, int]]:
        for asked[0] in count(1):
            yield asked[0] % 6, asked[0] ** 2 % 6

    running, held = rtrl.online(params, endless(), np.zeros(5)), []
    tracemalloc.start()
    try:
        for _ in range(3):
            for _ in range(300):
                next(running)
            held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert asked == [900]  # it does not read ahead
    assert held[2] - held[1] < 200  # bytes; three hundred states would be 12,000
    with pytest.raises(ValueError, match="h0 must have the shape"):
        next(rtrl.online(params, [(0, 0)], np.zeros(4)))
    for step in ((6, 0), (0, -1)):
        with pytest.raises(ValueError, match="steps must lie between 0 and 5"):
            next(rtrl.online(params, [step], np.zeros(5)))


@settings(deadline=None)
@given(run=runs(), more=st.integers(0, 3), name=st.sampled_from(list(ACTIVATIONS)))
def test_truncating_at_the_whole_text_truncates_nothing(run: Run, more: int, name: str) -> None:
    whole = tbptt.gradient(*run, k=len(run.inputs) + more, activation=name)
    same(whole, bptt.gradient(*run, activation=name))


@settings(deadline=None)
@given(run=runs(), k=st.integers(1, 12))
def test_truncation_changes_the_gradient_and_never_the_loss(run: Run, k: int) -> None:
    loss, truncated = tbptt.gradient(*run, k=k)
    whole, full = bptt.gradient(*run)
    assert loss == pytest.approx(whole, rel=1e-12)
    for ours, theirs in ((truncated.W, full.W), (truncated.b, full.b)):  # they see no earlier state's slope
        np.testing.assert_allclose(ours, theirs, atol=1e-14)


@settings(deadline=None)
@given(run=runs(batch=False), k=st.integers(1, 12))
def test_truncation_is_the_gradient_with_the_states_between_chunks_held_fixed(run: Run, k: int) -> None:
    h, _ = rnn.forward(run.params, run.inputs, run.h0)
    held = [run.h0, *h]
    chunks = [(run.inputs[n : n + k], run.targets[n : n + k], held[n]) for n in range(0, len(run.inputs), k)]
    parts = [bptt.gradient(run.params, *chunk)[1] for chunk in chunks]
    sums = (
        sum(g * len(c[0]) for g, c in zip(each, chunks, strict=True)) / len(run.inputs)
        for each in zip(*parts, strict=True)
    )
    same(tbptt.gradient(*run, k=k), (bptt.gradient(*run)[0], rnn.Params(*sums)))


@settings(deadline=None)
@given(run=runs(), name=st.sampled_from(list(ACTIVATIONS)), seed=st.integers(0, 1000))
def test_backpropagation_through_time_agrees_with_finite_differences(run: Run, name: str, seed: int) -> None:
    h, _ = rnn.forward(run.params, run.inputs, run.h0, activation=name)
    before = np.concatenate([run.h0[None], h[:-1]])
    away_from_bends(run.params.Vx.T[run.inputs] + before @ run.params.Vh.T + run.params.c, name)

    def loss(*params: Array) -> float:
        return bptt.gradient(rnn.Params(*params), *run[1:], activation=name)[0]

    direction = directions(run.params, np.random.default_rng(seed))
    slope = inner(bptt.gradient(*run, activation=name)[1], direction)
    assert slope == pytest.approx(along(loss, run.params, direction), rel=1e-5, abs=1e-8)


@settings(deadline=None)
@given(run=runs(), name=st.sampled_from(list(ACTIVATIONS)), k=st.integers(1, 12))
def test_a_batch_is_the_mean_of_its_members(run: Run, name: str, k: int) -> None:
    for gradient in (
        bptt.gradient,
        rtrl.gradient,
        lambda *given, activation: tbptt.gradient(*given, k=k, activation=activation),
    ):
        members = [
            gradient(run.params, run.inputs[:, b], run.targets[:, b], run.h0[b], activation=name)
            for b in range(run.inputs.shape[1])
        ]
        mean = rnn.Params(*(np.mean(each, axis=0) for each in zip(*(g for _, g in members), strict=True)))
        same(gradient(*run, activation=name), (float(np.mean([loss for loss, _ in members])), mean))


@settings(deadline=None)
@given(run=runs(batch=False), name=st.sampled_from(list(ACTIVATIONS)))
def test_the_copies_of_the_parameters_add_up_to_the_gradient(run: Run, name: str) -> None:
    N = len(run.inputs)
    summed = copies.total(copies.gradients(*run, activation=name))
    F = copies.loss([run.params] * N, *run[1:], activation=name)
    same((F / N, rnn.Params(*(each / N for each in summed))), bptt.gradient(*run, activation=name))


@settings(deadline=None)
@given(run=runs(batch=False), seed=st.integers(0, 1000))
def test_each_copy_has_the_slope_of_the_untied_network(run: Run, seed: int) -> None:
    rng = np.random.default_rng(seed)
    untied = [directions(run.params, rng) for _ in run.inputs]

    def loss(*flat: Array) -> float:
        return copies.loss([rnn.Params(*flat[i : i + 5]) for i in range(0, len(flat), 5)], *run[1:])

    flat = [each for _ in run.inputs for each in run.params]
    slope = sum(inner(g, d) for g, d in zip(copies.gradients(*run), untied, strict=True))
    assert slope == pytest.approx(along(loss, flat, [each for d in untied for each in d]), rel=1e-5, abs=1e-7)


@settings(deadline=None)
@given(
    K=st.integers(1, 6),
    H=st.integers(1, 5),
    N=st.integers(3, 15),
    seed=st.integers(0, 1000),
    name=st.sampled_from(list(ACTIVATIONS)),
)
def test_the_trigram_agrees_with_finite_differences_and_is_a_mean(K: int, H: int, N: int, seed: int, name: str) -> None:
    rng = np.random.default_rng(seed)
    params = trigram.Params(*(rng.normal(0, 0.8, each.shape) for each in trigram.init(K, H, 0)))
    tokens = rng.integers(0, K, N)
    direction = directions(params, rng)
    away_from_bends(params.V.T[tokens[1:-1]] + params.V.T[K + tokens[:-2]] + params.c, name)

    def loss(*changed: Array) -> float:
        return trigram.loss(trigram.Params(*changed), tokens, activation=name)

    F, gradient = trigram.backward(params, tokens, activation=name)
    assert pytest.approx(loss(*params), rel=1e-12) == F
    assert inner(gradient, direction) == pytest.approx(along(loss, params, direction), rel=1e-5, abs=1e-8)
    alone = [trigram.backward(params, tokens[n - 2 : n + 1], activation=name) for n in range(2, N)]
    assert pytest.approx(np.mean([each for each, _ in alone]), rel=1e-12) == F
    for whole, *parts in zip(gradient, *(each for _, each in alone), strict=True):
        np.testing.assert_allclose(whole, np.mean(parts, axis=0), atol=1e-13)


def test_a_read_out_over_many_rows_goes_in_parts() -> None:
    """A vocabulary so large that the scores of all rows are not held at once."""
    rng = np.random.default_rng(0)
    K, M = 60_000, 11
    W, b, h, words = rng.normal(size=(K, 2)), rng.normal(size=K), rng.normal(size=(M, 2)), rng.integers(0, K, M)
    F, dW, db, dh = read_out(W, b, h, words)
    rows = [read_out(W, b, h[n : n + 1], words[n : n + 1]) for n in range(M)]
    assert pytest.approx(float(surprise(h @ W.T + b, words).sum()), rel=1e-12) == F
    for whole, parts in ((F, 0), (dW, 1), (db, 2)):
        np.testing.assert_allclose(whole, sum(row[parts] for row in rows), atol=1e-12)
    np.testing.assert_allclose(dh, np.concatenate([row[3] for row in rows]), atol=1e-12)


@pytest.mark.parametrize("K", [1, 7, 128, 129, 400])
def test_rows_are_summed_by_word_whatever_the_vocabulary(K: int) -> None:
    rng = np.random.default_rng(K)
    words, rows = rng.integers(0, K, 300), rng.normal(size=(300, 3))
    plainly = np.zeros((K, 3))
    np.add.at(plainly, words, rows)
    np.testing.assert_allclose(sum_by_word(words, rows, K), plainly, atol=1e-13)


@settings(deadline=None)
@given(run=runs(), k=st.integers(1, 12), name=st.sampled_from(list(ACTIVATIONS)))
def test_float32_is_kept(run: Run, k: int, name: str) -> None:
    params = rnn.Params(*(each.astype(np.float32) for each in run.params))
    one = run.inputs[:, 0], run.targets[:, 0], run.h0[0]  # h0 is float64, and does not raise the rest to it
    found = [rnn.forward(params, run.inputs, run.h0, activation=name)]
    for gradient in (bptt.gradient, rtrl.gradient, partial(tbptt.gradient, k=k)):
        found += [gradient(params, *given, activation=name)[1] for given in (run[1:], one)]
    found += [g for _, g in rtrl.online(params, zip(*one[:2], strict=True), one[2], activation=name)]
    K, H = params.W.shape
    small = trigram.Params(*(each.astype(np.float32) for each in trigram.init(K, H, 0)))
    found += [trigram.forward(small, 0, 0, activation=name), trigram.backward(small, [0, 0, 0], activation=name)[1]]
    assert {each.dtype.name for arrays in found for each in arrays} == {"float32"}


def test_parameters_of_mixed_types_are_computed_in_one() -> None:
    """Whole numbers and single floats among doubles count as doubles; float32 throughout stays float32."""
    doubles = rnn.init(3, 2, 0)._replace(Vh=np.array([[1.0, -1.0], [0.0, 1.0]]))
    mixed = doubles._replace(Vh=doubles.Vh.astype(int), c=doubles.c.astype(np.float32))
    words, goals, h0 = [0, 1, 2, 1], [1, 2, 1, 0], np.zeros(2)
    for gradient in (bptt.gradient, rtrl.gradient, partial(tbptt.gradient, k=2)):
        (loss, g), (other_loss, other_g) = (gradient(each, words, goals, h0) for each in (mixed, doubles))
        assert loss == other_loss
        assert all(np.array_equal(one, other) for one, other in zip(g, other_g, strict=True))
        _, single = gradient(rnn.Params(*(each.astype(np.float32) for each in doubles)), words, goals, h0)
        assert {each.dtype.name for each in single} == {"float32"}
    net = trigram.init(3, 2, 0)._replace(V=np.ones((2, 6)))
    whole = net._replace(V=net.V.astype(int))
    assert trigram.backward(whole, words)[0] == trigram.backward(net, words)[0]
