"""Finite differences, where they are exact: the slope of a polynomial of degree two."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.differences import along, directions, distance, entrywise, inner

seeds = st.integers(0, 2**32 - 1)


@given(m=st.integers(1, 4), n=st.integers(1, 4), seed=seeds)
def test_the_slope_of_a_quadratic_is_exact(m: int, n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    A, u, x = rng.normal(size=(3, m, n))
    y, v = rng.normal(size=(2, m))

    def f(x: np.ndarray, y: np.ndarray) -> float:
        return float((A * x * x).sum() + (x.sum(axis=1) * y).sum())

    slope = [2 * A * x + y[:, None], x.sum(axis=1)]
    assert along(f, (x, y), (u, v), 0.1) == pytest.approx(inner(slope, (u, v)), rel=1e-9, abs=1e-9)
    np.testing.assert_allclose(entrywise(lambda x: f(x, y), x, 0.1), slope[0], atol=1e-9)
    np.testing.assert_allclose(along(lambda x: A * x, (x,), (u,)), A * u, atol=1e-9)  # of an array as well


@given(m=st.integers(1, 4), seed=seeds)
def test_lengths_are_those_of_all_entries_in_a_row(m: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = ([rng.normal(size=(m, 2)), rng.normal(size=3)] for _ in range(2))
    a, b = (np.concatenate([each.ravel() for each in both]) for both in (x, y))
    assert inner(x, y) == pytest.approx(float(a @ b))
    assert distance(x, y) == pytest.approx(float(np.linalg.norm(a - b) / max(1, np.linalg.norm(b))))
    drawn = directions(x, rng)
    assert [each.shape for each in drawn] == [(m, 2), (3,)]
    assert inner(drawn, drawn) == pytest.approx(1)
