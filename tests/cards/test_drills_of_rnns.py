"""Drills and worlds of the decks on recurrent networks: their answers found once more in another way."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import cards
from cards.drills import (
    context,
    eigenvalues,
    influence,
    jacobians,
    reverse_mode,
    rnn_forward,
    sharing,
    through_time,
    truncation,
    vanishing,
)
from cards.worlds import rnn as worlds
from engine.decks.questions import Choose, Formula, Number, question_of
from engine.decks.reading import read_deck
from engine.grading.formulas import grade_formula
from engine.grading.posing import generated
from models import bptt, rtrl
from models.derivation import local_jacobians, rnn_values
from models.graph import rnn_graph
from models.reverse_mode import derivatives

FOLDER = Path(cards.__file__).parent
SEEDS = range(50)
CARDS = {card.id: card for name in ("rnn", "training_rnns") for card in read_deck(FOLDER / f"{name}.yaml")[0].cards}
NUMBER = r"-?\d+(?:\.\d+)?"

Drill = Callable[[np.random.Generator], Mapping[str, Any]]


def asked(drill: Drill) -> Iterator[tuple[str, float]]:
    """What a drill asks at every seed, and the number that is right."""
    for seed in SEEDS:
        question = generated(drill, seed, FOLDER / "drills")
        assert isinstance(question, Number)
        yield question.ask, question.number


def numbers(pattern: str, ask: str) -> list[float]:
    """The numbers where the pattern has a #, at its first place in the text."""
    found = re.search(re.escape(pattern).replace(r"\#", f"({NUMBER})"), ask)
    assert found, (pattern, ask)
    return [float(each) for each in found.groups()]


def matrices(ask: str) -> list[np.ndarray]:
    written = re.findall(r"begin\{pmatrix\}(.*?)\\end", ask)
    return [np.array([[float(cell) for cell in row.split("&")] for row in each.split(r"\\")]) for each in written]


def words_read(ask: str) -> list[str]:
    return re.search(r"`([ab ]+)`", ask)[1].split()


@pytest.mark.parametrize("item", range(10, 19))
def test_each_item_of_the_notes_is_asked_twice_and_drilled(item: int) -> None:
    quizzes = [question for card in CARDS.values() if card.source.item == item for question in card.quiz]
    assert len(quizzes) >= 2
    assert any("generate" in question for question in quizzes)


def test_every_card_is_asked() -> None:
    assert all(card.quiz for card in CARDS.values())


class TestWorlds:
    @pytest.mark.parametrize("seed", range(5))
    def test_a_run_has_the_gradients_of_the_models(self, seed: int) -> None:
        run = worlds.draw(np.random.default_rng(seed))
        N, text = len(run.x), (*(np.array([each.argmax() for each in of.values()]) for of in (run.x, run.w)), run.h[0])
        steps = range(1, N + 1)
        back = {n: worlds.slope(run.z[n]) * run.δ[n] for n in steps}
        for gradient in (bptt.gradient, rtrl.gradient):
            _, of = gradient(run.params, *text)
            np.testing.assert_allclose(sum(np.outer(back[n], run.h[n - 1]) for n in steps), N * of.Vh)
            np.testing.assert_allclose(sum(np.outer(back[n], run.x[n]) for n in steps), N * of.Vx, atol=1e-12)
            np.testing.assert_allclose(sum(back.values()), N * of.c)
            np.testing.assert_allclose(sum(np.outer(run.p[n] - run.w[n], run.h[n]) for n in steps), N * of.W)
            np.testing.assert_allclose(
                sum(run.u[n] @ run.S[n] for n in steps).reshape(of.Vx.shape), N * of.Vx, atol=1e-12
            )

    def test_totals_are_those_of_reverse_mode_on_the_graph(self) -> None:
        run = worlds.draw(np.random.default_rng(1))
        text = [np.array([each.argmax() for each in of.values()]) for of in (run.x, run.w)]
        slopes = derivatives(local_jacobians(rnn_graph(len(run.x)), rnn_values(run.params, *text, run.h[0])))
        for n in run.x:
            np.testing.assert_allclose(run.δ[n], slopes[f"h{n}"])

    def test_the_influence_is_the_immediate_one_and_what_came_before(self) -> None:
        run = worlds.draw(np.random.default_rng(2))
        for n in run.x:
            np.testing.assert_allclose(run.S[n], run.D[n] + run.J[n] @ run.S[n - 1], atol=1e-12)

    @pytest.mark.parametrize(
        ("card", "number", "typed", "slip"),
        [
            ("BPTT-as-a-sum-over-steps", 1, "u_n + Vh^T (g'(z_n) * δ_{n+1})", "wrong index"),
            ("BPTT-as-a-sum-over-steps", 1, "u_n + Vh^T diag(g'(z_n)) δ_{n+1}", "wrong index"),
            ("BPTT-as-a-sum-over-steps", 1, "u_n + Vh^T ((1 - h_n^2) * δ_{n+1})", "wrong index"),
            ("BPTT-as-a-sum-over-steps", 3, "sum_n (g'(z_n) * u_n) h_{n-1}^T", "immediate for total"),
            ("BPTT-as-a-sum-over-steps", 3, "-sum_n diag(1 - h_n^2) δ_n h_{n-1}^T", "sign"),
            ("real-time-recurrent-learning", 1, "D_n + diag(g'(z_{n-1})) Vh S_{n-1}", "wrong index"),
            ("real-time-recurrent-learning", 1, "D_n + diag(g'(z_n)) Vh D_n", "the immediate influence twice"),
            ("chain-of-Jacobians", 2, "(p_3 - w_3)^T W diag(g'(z_2)) Vh diag(g'(z_2)) Vh", "wrong index"),
            ("gradient-of-an-early-state", 2, "W^T (p_2 - w_2) + Vh^T W^T (p_3 - w_3)", "missing g'(z_3)"),
            ("chain-of-Jacobians", 1, "diag(g'(h_n)) Vh", "slope at the value, not at the argument"),
            ("BPTT-as-a-sum-over-steps", 5, "sum_n h_n * (1 - h_n) * δ_n", "the sigmoid's slope for that of tanh"),
        ],
    )
    def test_slips_on_the_gradients_have_names(self, card: str, number: int, typed: str, slip: str) -> None:
        question = question_of(CARDS[card].quiz[number - 1])
        assert isinstance(question, Formula)
        verdict = grade_formula(question, typed, getattr(worlds, question.world))
        assert (verdict.verdict, verdict.slip) == ("wrong", slip)


def test_a_context_begins_where_the_order_says() -> None:
    for ask, right in asked(context.reach_drill):
        n, N = *numbers("A #-gram", ask), *numbers("predicts $w_{#}", ask)
        assert next(i for i in range(1, int(N)) if N - i < n) == right


def test_a_state_by_hand() -> None:
    for ask, right in asked(rnn_forward.forward_drill):
        a, b = numbers("is $#$ for `a` and $#$ for `b`", ask)
        v_sign, v, c_sign, c = re.search(r"x_n (.) (\d) h_\{n-1\} (.) (\d)", ask).groups()
        h = 0.0
        for word in words_read(ask):
            h = max(0.0, {"a": a, "b": b}[word] + float(v_sign + v) * h + float(c_sign + c))
        assert h == right


def test_the_later_jacobian_stands_left() -> None:
    for ask, right in asked(jacobians.product_drill):
        J2, J3 = matrices(ask)
        i, j = numbers("row #, column #", ask)
        assert right == sum(J3[int(i) - 1, k] * J2[k, int(j) - 1] for k in range(2))


def test_a_jacobian_has_a_slope_to_each_row() -> None:
    for ask, right in asked(jacobians.entry_drill):
        h, Vh = matrices(ask)
        i, j = (int(each) - 1 for each in numbers("row #, column #", ask))
        assert math.isclose(right, (1 - h[i, 0] ** 2) * Vh[i, j], rel_tol=1e-8)


def test_the_bound_is_a_power_of_slope_times_singular_value() -> None:
    for ask, right in asked(vanishing.bound_drill):
        (sigma,), (N, n) = numbers("is $#$, and", ask), numbers(r"\partial h_{#}/\partial h_{#}", ask)
        assert math.isclose(right, (sigma / 4 if "sigmoid" in ask else sigma) ** (N - n), rel_tol=1e-8)


def test_what_the_bound_says_turns_at_one() -> None:
    for seed in SEEDS:
        question = generated(vanishing.fate_drill, seed, FOLDER / "drills")
        assert isinstance(question, Choose)
        (sigma,) = numbers("is $#$, and", question.ask)
        (right,) = (option.right for option in question.choose if option.right)
        assert ("must vanish" in right) == (sigma < (4 if "sigmoid" in question.ask else 1))


def test_the_spectral_radius_is_a_root_of_the_characteristic_polynomial() -> None:
    for ask, right in asked(eigenvalues.radius_drill):
        ((a, b), (c, d)) = matrices(ask)[0]
        assert math.isclose(max(map(abs, np.roots([1, -(a + d), a * d - b * c]))), right)


def test_the_slope_of_a_graph_is_the_sum_over_its_three_paths() -> None:
    for ask, right in asked(reverse_mode.graph_drill):
        slope = {
            start + end: float(value)
            for end, start, value in re.findall(r"\\partial (\w)/\\partial (\w) = (-?\d)", ask)
        }
        assert right == slope["ab"] * slope["bF"] + slope["ac"] * slope["cF"] + slope["ab"] * slope["bc"] * slope["cF"]


def test_paths_and_edges_of_the_unrolled_network() -> None:
    for ask, right in asked(reverse_mode.paths_drill):
        (N,), (n,) = numbers("$N = #$", ask), numbers("from $h_#$", ask)
        assert right == N - n + 1
    for ask, right in asked(reverse_mode.edges_drill):
        (N,), (n,) = numbers("$N = #$", ask), numbers("to $h_#$", ask)
        assert right == 4 * (N - n) + 3


def test_a_total_derivative_gathers_the_later_losses() -> None:
    for ask, right in asked(through_time.delta_drill):
        u1, u2, u3 = numbers("are $#, #, #$", ask)
        (J2,), (J3,) = numbers(r"\partial h_1 = #", ask), numbers(r"\partial h_2 = #", ask)
        assert right == u1 + J2 * u2 + J2 * J3 * u3


def test_a_forward_pass_multiplies_by_both_matrices_at_each_step() -> None:
    for ask, right in asked(through_time.work_drill):
        (N,), (H,), (K,) = (numbers(f"${letter} = #$", ask) for letter in "NHK")
        assert right == N * (H * H + H * K)


def test_a_tied_gradient_is_a_sum() -> None:
    for ask, right in asked(sharing.tied_drill):
        parts = re.search(r"copies are \$([-\d., ]+)\$", ask)[1].split(", ")
        assert math.isclose(right, sum(map(float, parts)), abs_tol=1e-9)


def test_a_truncated_gradient_stays_in_its_chunk() -> None:
    for ask, right in asked(truncation.reached_drill):
        (k,), (n,) = numbers("$k = #$", ask), numbers("step $#$", ask)
        assert right == min(i for i in range(1, int(n) + 1) if math.ceil(i / k) == math.ceil(n / k))
    for ask, right in asked(truncation.lost_drill):
        (k,), (N,) = numbers("$k = #$", ask), numbers("F_{#}", ask)
        pairs = [(i, n) for n in range(1, int(N) + 1) for i in range(1, n + 1)]
        assert right == sum(math.ceil(i / k) != math.ceil(n / k) for i, n in pairs)
    for ask, right in asked(truncation.borders_drill):
        (N,), (k,) = numbers("$N = #$", ask), numbers("$k = #$", ask)
        assert right == len([n for n in range(2, int(N) + 1) if (n - 1) % k == 0])


def test_an_influence_is_a_measured_slope() -> None:
    for ask, right in asked(influence.influence_drill):
        (v,), (a, b) = numbers("$v = #$", ask), numbers("is $#$ for `a` and $#$ for `b`", ask)

        def state(v: float, a: float = a, b: float = b, ask: str = ask) -> float:
            h = 0.0
            for word in words_read(ask):
                h = {"a": a, "b": b}[word] + v * h
            return h

        assert math.isclose((state(v + 1e-5) - state(v - 1e-5)) / 2e-5, right, rel_tol=1e-6)


def test_an_influence_has_a_number_for_each_unit_and_parameter() -> None:
    for ask, right in asked(influence.kept_drill):
        (H,), (K,) = numbers("$H = #$", ask), numbers("$K = #$", ask)
        assert right == H * (H * K + H * H + H)
    for ask, right in asked(influence.longer_drill):
        (H,), (theta,) = numbers("$H = #$", ask), numbers("the # entries", ask)
        assert right * H > theta * H >= (right - 1) * H
