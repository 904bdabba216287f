"""Languages small enough to write down: the chain rule, what forgetting costs, where the mass goes, dependence."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import dependence, joint, stopping

sizes = st.tuples(st.integers(1, 4), st.integers(1, 4))
seeds = st.integers(0, 2**31)


@given(sizes, seeds)
def test_the_chain_rule_gives_back_the_joint_for_every_utterance(size: tuple[int, int], seed: int) -> None:
    K, N = size
    p = joint.draw(K, N, np.random.default_rng(seed))
    assert np.allclose(joint.chain_rule(p), p, rtol=1e-12, atol=0)
    for utterance in itertools.product(range(K), repeat=N):
        assert math.prod(joint.factors(p, utterance)) == pytest.approx(p[utterance], rel=1e-12)


@given(sizes, seeds)
def test_the_chain_rule_holds_where_utterances_are_impossible(size: tuple[int, int], seed: int) -> None:
    K, N = size
    rng = np.random.default_rng(seed)
    p = joint.draw(K, N, rng) * (rng.random((K,) * N) < 0.3)
    p[(0,) * N] += 0.1
    p /= p.sum()
    assert np.allclose(joint.chain_rule(p), p, rtol=1e-12, atol=0)
    for order in range(N):
        assert joint.markov(p, order).sum() == pytest.approx(1)
        assert joint.divergence(p, joint.markov(p, order)) < math.inf
    for utterance in itertools.product(range(K), repeat=N):
        assert math.prod(joint.factors(p, utterance)) == pytest.approx(p[utterance], rel=1e-12)


@given(sizes, seeds)
def test_a_markov_model_normalises_and_comes_no_further_off_with_more_context(size: tuple[int, int], seed: int) -> None:
    K, N = size
    p = joint.draw(K, N, np.random.default_rng(seed))
    off = [joint.divergence(p, joint.markov(p, order)) for order in range(N)]
    assert all(joint.markov(p, order).sum() == pytest.approx(1) for order in range(N))
    assert all(longer <= shorter + 1e-12 for shorter, longer in itertools.pairwise(off))
    assert off[-1] == pytest.approx(0, abs=1e-12)


@given(st.integers(2, 3), st.integers(0, 2), seeds)
def test_a_source_of_known_order_is_met_exactly_at_that_order_and_not_before(K: int, order: int, seed: int) -> None:
    p = joint.draw_markov(K, 4, order, np.random.default_rng(seed))
    assert p.sum() == pytest.approx(1)
    assert joint.divergence(p, joint.markov(p, order)) == pytest.approx(0, abs=1e-12)
    if order:
        assert joint.divergence(p, joint.markov(p, order - 1)) > 1e-9


def test_divergence_is_infinite_where_the_model_rules_out_what_happens() -> None:
    assert joint.divergence(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == math.inf


@given(st.integers(1, 4), st.sampled_from([None, 0.3, 1, 2]), seeds)
def test_utterances_one_by_one_hold_the_mass_of_their_length(length: int, rule: float | None, seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, P = rng.dirichlet(np.ones(2)), rng.dirichlet(np.ones(2), size=2)
    ends = None if rule is None else stopping.fading(int(rule)) if rule >= 1 else stopping.always(rule)
    mass = stopping.mass_by_length(length, ends)[-1]
    assert stopping.utterances(first, P, length, ends).sum() == pytest.approx(mass)


def test_mass_reaches_one_a_half_or_infinity_by_how_a_model_ends() -> None:
    assert stopping.mass_by_length(60, stopping.always(0.2)).sum() == pytest.approx(0.999998, abs=1e-6)
    assert stopping.mass_by_length(60, None).sum() == 60.0
    assert stopping.mass_by_length(10_000, stopping.fading(2)).sum() == pytest.approx(0.5, abs=1e-4)
    assert stopping.still_going(10_000, stopping.fading(1)) == pytest.approx(1 / 10_001)


@given(st.floats(0.01, 0.99), st.integers(2, 4))
def test_in_a_markov_chain_the_neighbour_hides_what_is_further_back(stay: float, K: int) -> None:
    P = dependence.chain(stay, K)
    triple = np.full(K, 1 / K)[:, None, None] * P[:, :, None] * P[None]
    near, far = dependence.mutual_information(triple.sum(axis=2)), dependence.mutual_information(triple.sum(axis=1))
    assert dependence.conditional_mutual_information(triple) == pytest.approx(0, abs=1e-12)
    assert -1e-12 <= far <= near + 1e-12
    assert near <= math.log2(K) + 1e-12


def test_mutual_information_of_what_is_known() -> None:
    assert dependence.mutual_information(np.eye(4)) == pytest.approx(2)
    assert dependence.mutual_information(np.outer([1, 2], [3, 4])) == pytest.approx(0, abs=1e-15)
    assert dependence.mutual_information(np.zeros((2, 2))) == 0
    P = dependence.chain(0.79, 2)
    assert dependence.mutual_information(0.5 * P @ P) == pytest.approx(0.083, abs=0.001)
    cube = np.zeros((2, 2, 2))  # x_3 = x_1 xor x_2: nothing apart, everything together
    cube[0, 0, 0] = cube[0, 1, 1] = cube[1, 0, 1] = cube[1, 1, 0] = 0.25
    assert dependence.mutual_information(cube.sum(axis=1)) == pytest.approx(0, abs=1e-15)
    assert dependence.conditional_mutual_information(cube) == pytest.approx(1)


@given(st.lists(st.integers(0, 2), max_size=20), st.integers(1, 25))
def test_pairs_at_a_lag_are_counted_one_by_one(w: list[int], lag: int) -> None:
    counts = dependence.pairs_at(w, 3, lag)
    assert counts.sum() == max(len(w) - lag, 0)
    for a, b in zip(w, w[lag:], strict=False):
        counts[a, b] -= 1
    assert not counts.any()


def test_a_walk_moves_as_its_chain_says() -> None:
    P = dependence.chain(0.8, 3)
    counts = dependence.pairs_at(dependence.walk(P, 20_000, np.random.default_rng(0)), 3, 1)
    assert np.allclose(counts / counts.sum(axis=1, keepdims=True), P, atol=0.02)
    assert len(dependence.walk(P, 0, np.random.default_rng(0))) == 0
