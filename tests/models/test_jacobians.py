"""Recurrent matrices to order, and what products of Jacobians do."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import jacobians, recurrence, rnn
from models.activations import ACTIVATIONS


@given(H=st.integers(1, 12), radius=st.floats(0.1, 2), departure=st.floats(0.1, 3), seed=st.integers(0, 99))
def test_a_matrix_has_the_radius_and_the_departure_asked_for(
    H: int, radius: float, departure: float, seed: int
) -> None:
    normal = recurrence.matrix(H, radius, 0, seed)
    np.testing.assert_allclose(normal @ normal.T, radius**2 * np.eye(H), atol=1e-12)
    assert recurrence.spectral_radius(normal) == pytest.approx(radius)
    if H == 1:
        with pytest.raises(ValueError, match="a matrix of one entry is normal"):
            recurrence.matrix(H, radius, departure, seed)
        return
    Vh = recurrence.matrix(H, radius, departure, seed)
    np.testing.assert_allclose(np.abs(np.linalg.eigvals(Vh)), radius, rtol=1e-3)
    twice = recurrence.matrix(H, radius, 2 * departure, seed)
    assert np.linalg.norm(twice - Vh, 2) == pytest.approx(departure)  # Q N Qᵀ, the rest being the same
    largest = recurrence.largest_singular_value(Vh)
    assert max(radius, departure - radius) * (1 - 1e-9) <= largest <= radius + departure + 1e-9
    squares = float((Vh**2).sum())  # Henrici: what the eigenvalues leave of ‖Vh‖² in Frobenius' norm is ‖N‖²
    rank = max(H // 2, 1)
    assert departure * (1 - 1e-9) <= math.sqrt(squares - H * radius**2 + 1e-12) <= math.sqrt(rank) * departure + 1e-6


@settings(deadline=None)
@given(H=st.integers(1, 6), N=st.integers(1, 12), seed=st.integers(0, 99), name=st.sampled_from(list(ACTIVATIONS)))
def test_norms_are_those_of_the_products_and_stay_under_the_bound(H: int, N: int, seed: int, name: str) -> None:
    params = rnn.init(3, H, seed)
    h, _ = rnn.forward(params, np.arange(N) % 3, np.ones(H), activation=name)
    J = jacobians.one_step(params.Vh, h, activation=name)
    products, logs = jacobians.to_the_end(J), jacobians.log_norms(J)
    for d in range(N + 1):
        norm = float(np.linalg.norm(products[N - d], 2))
        assert math.exp(logs[d]) == pytest.approx(norm, rel=1e-9, abs=1e-300)
        assert logs[d] <= d * jacobians.log_bound(params.Vh, activation=name) + 1e-9


def test_a_product_of_jacobians_is_the_slope_of_the_last_state() -> None:
    params, inputs, h0 = rnn.init(4, 5, 2), np.array([0, 3, 1, 2]), np.linspace(-0.5, 0.5, 5)
    h, _ = rnn.forward(params, inputs, h0)
    first = jacobians.to_the_end(jacobians.one_step(params.Vh, h))[0]
    for i, step in enumerate(np.eye(5) * 1e-6):
        up, down = (rnn.forward(params, inputs, h0 + sign * step)[0][-1] for sign in (1, -1))
        np.testing.assert_allclose((up - down) / 2e-6, first[:, i], atol=1e-9)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_bound_is_reached_where_every_slope_is_steepest(name: str) -> None:
    """At z = 0, or above it for ReLU, and with Vh a multiple of a rotation."""
    Vh = recurrence.matrix(4, 1.7, 0, 0)
    h = np.full((3, 4), {"sigmoid": 0.5, "relu": 1.0}.get(name, 0.0))
    logs = jacobians.log_norms(jacobians.one_step(Vh, h, activation=name))
    np.testing.assert_allclose(logs, jacobians.log_bound(Vh, activation=name) * np.arange(4), atol=1e-12)


def test_norms_neither_overflow_nor_underflow() -> None:
    for factor in (1e-5, 1e5):
        J = np.broadcast_to(factor * np.eye(3), (200, 3, 3))
        assert jacobians.log_norms(J)[-1] == pytest.approx(200 * math.log(factor))
    assert jacobians.log_norms(np.zeros((4, 2, 2))).tolist() == [0.0, *[-math.inf] * 4]
    assert jacobians.log_bound(np.zeros((2, 2))) == -math.inf


def test_a_largest_eigenvalue_of_one_can_explode() -> None:
    Vh = np.diag([1.0, -1.5])
    J = jacobians.one_step(Vh, np.ones((200, 2)), activation="identity")
    assert jacobians.log_norms(J)[-1] == pytest.approx(200 * math.log(1.5))


def test_a_spectral_radius_of_nought_can_explode() -> None:
    """A saturated unit takes its row out of the product, and what is left is no longer nilpotent."""
    Vh = 1.5 * np.array([[1.0, -1.0], [1.0, -1.0]])
    params = rnn.Params(np.zeros((2, 1)), Vh, np.array([1.5, 21.5]), np.zeros((1, 2)), np.zeros(1))
    h, _ = rnn.forward(params, np.zeros(200, int), np.array([0.0, 1.0]))
    assert recurrence.spectral_radius(Vh) == pytest.approx(0, abs=1e-7)
    assert jacobians.log_norms(jacobians.one_step(Vh, h)[1:])[-1] > 35 * math.log(10)
