"""A world's values are held against `where`, and an author is told what does not fit."""

import numpy as np
import pytest

from engine import world
from engine.decks.questions import Formula
from engine.grading.formulas import grade_formula
from engine.grading.question_error import QuestionError

LINEAR = Formula(ask="?", formula="W h", where={"W": ("K", "H"), "h": ("H",)}, world="linear")


def linear(rng):
    K, H = (int(each) for each in rng.permutation([2, 3, 4, 5])[:2])
    W, h = rng.normal(size=(K, H)), rng.normal(size=H)
    return {"W": W, "h": h, "y": W @ h}


def test_what_a_world_gives_beside_where_may_be_typed():
    assert grade_formula(LINEAR, "y", linear).verdict == "correct"
    assert grade_formula(LINEAR, "-y^T", linear).slip == "sign"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda values: values.pop("h"), "the world gives no h"),
        (lambda values: values.update(h=np.zeros(9)), "H is"),
        (lambda values: values.update(h=np.full_like(values["h"], np.nan)), "h is not finite"),
        (lambda values: values.update(h="text"), "h is no array of numbers"),
        (lambda values: values.update(W=np.eye(3), h=np.ones(3)), "are both 3"),
        (lambda values: values.update(W=np.ones((3, 1)), h=np.ones(1)), "H is 1"),
        (lambda values: values.update(W=np.ones((3, 400)), h=np.ones(400)), "H is 400"),
    ],
)
def test_an_author_is_told_what_does_not_fit(change, message):
    def broken(rng):
        values = linear(rng)
        change(values)
        return values

    with pytest.raises(QuestionError, match=message):
        grade_formula(LINEAR, "W h", broken)


@pytest.mark.parametrize("formula", ["W q", "W W", "log(0) W h"])
def test_a_right_formula_that_is_none_is_the_questions_fault(formula):
    with pytest.raises(QuestionError):
        grade_formula(Formula(ask="?", formula=formula, where=LINEAR.where, world="linear"), "W h", linear)


def test_the_numbers_of_a_world_are_compared_at_40_digits_and_agree_as_well_as_floats_can():
    def thirds(rng):
        x = float(rng.normal())
        return {"x": x, "y": x / 3, "z": x + 1e6}

    question = Formula(ask="?", formula="x", where={"x": "scalar"}, world="thirds")
    graded = grade_formula(question, "3 y", thirds)
    assert (graded.verdict, "at 40 digits" in graded.method) == ("correct", True)
    assert grade_formula(question, "z - 1e6", thirds).verdict != "wrong"
    assert grade_formula(question, "3 y (1 + 1e-8)", thirds).verdict == "wrong"


@pytest.mark.parametrize("formula", ["log(-x^2)", "1/(x - x)"])
def test_a_right_formula_that_is_defined_nowhere_is_the_questions_fault(formula):
    with pytest.raises(QuestionError, match="defined at none"):
        grade_formula(Formula(ask="?", formula=formula, where={"x": "scalar"}), formula)


def test_a_world_knows_slips_of_its_subject():
    told = world(slips={"the weights are left out": {"W h": "y / 2"}})(linear)
    assert grade_formula(LINEAR, "y / 2", told).slip == "the weights are left out"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("W h_2", "Wrong index: `h_2` stands where `h_1` is meant."), ("y_2", "An index is off."), ("(W h_2)", "Wrong")],
)
def test_a_slip_of_a_world_speaks_of_what_is_typed_alone(typed, reason):
    @world(slips={"wrong index": {"h_1": "h_2"}})
    def two(rng):
        first = linear(rng)
        other = rng.normal(size=first["h"].shape)
        return {"W": first["W"], "h_1": first["h"], "h_2": other, "y_2": first["W"] @ other}

    where = {"W": ("K", "H"), "h_1": ("H",), "h_2": ("H",)}
    graded = grade_formula(Formula(ask="?", formula="W h_1", where=where, world="two"), typed, two)
    assert (graded.slip, graded.reason[: len(reason)]) == ("wrong index", reason)


def test_a_list_of_arrays_beside_where_is_a_family_too():
    def run(rng):
        values = {**linear(rng), "x": [rng.normal(size=3 + 4) for _ in range(9)]}
        return {**values, "q": [each[: len(values["h"])] for each in values["x"]]}

    question = Formula(ask="?", formula="sum_n q_n", where={**LINEAR.where, "q": "N of [H]"}, world="run")
    assert grade_formula(question, "sum_n q_n", run).verdict == "correct"
    beside = Formula(ask="?", formula="sum_n h", where={"h": ("H",), "p": "N of [H]"}, world="run")

    def more(rng):
        values = run(rng)
        return {"h": values["h"], "p": values["q"], "q": values["q"], "A": np.array(values["q"])}

    assert grade_formula(beside, "sum_n (h + q_n - p_n)", more).verdict == "correct"
    assert grade_formula(beside, "N h + A^T ones(N) - sum_n p_n", more).verdict == "correct"


def test_the_members_of_a_family_may_go_beyond_its_numbers():
    def run(rng):
        N, H = (int(each) for each in rng.permutation([3, 4, 5])[:2])
        return {"h": {n: rng.normal(size=H) for n in range(N + 1)}, "N": N}

    question = Formula(ask="?", formula="sum_n (h_n - h_{n-1})", where={"h": "N of [H]"}, world="run")
    assert grade_formula(question, "h_N - h_0", run).verdict == "correct"
    assert grade_formula(question, "h_N - h_1", run).verdict == "wrong"
    assert grade_formula(question, "sum_n (h_{n+1} - h_n)", run).verdict == "refused"


def network(rng):
    """A run of N steps of which questions list a few families: the others, and K, are told from the values."""
    K, H, N = (int(each) for each in rng.permutation([2, 3, 4, 5])[:3])
    W, h = rng.normal(size=(K, H)), {n: rng.normal(size=H) for n in range(N + 1)}
    y = {n: W @ h[n] for n in range(1, N + 1)}
    return {"W": W, "h": h, "y": y, "back": {n: W.T @ y[n] for n in y}, "N": N}


def test_families_and_dimensions_that_where_does_not_list_are_known():
    question = Formula(ask="?", formula="sum_n h_n", where={"h": "N of [H]"}, world="network")
    for typed in ("sum_n (h_n + y_n - W h_n)", "sum_n h_n + sum_n W^T (y_n - W h_n)"):
        assert grade_formula(question, typed, network).verdict == ("wrong" if "+ y" in typed else "correct")
    graded = grade_formula(question, "h_1", network)
    assert (graded.verdict, "K" in str(graded.evidence)) == ("wrong", False)


def test_the_letter_of_what_is_asked_for_is_no_answer():
    question = Formula(ask="?", formula="W^T W h_N", where={"h": "N of [H]", "W": ("K", "H")}, world="network")
    assert grade_formula(question, "W^T y_N", network).verdict == "correct"
    refused = grade_formula(question, "back_N", network)
    assert (refused.verdict, "no back" in refused.reason) == ("refused", True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("sum_n W^T y_{n-1}", "y_{n-1} has no member at n = 1: y is numbered from 1 to N."),
        ("sum_n h_{n+1}", "h_{n+1} has no member at n = N: h is numbered from 0 to N."),
        ("h_{N+1}", "There is no h_{N+1}: h is numbered from 0 to N."),
        ("W^T y_0", "There is no y_0: y is numbered from 1 to N."),
    ],
)
def test_a_member_beyond_the_ends_is_said_in_letters(typed, said):
    question = Formula(
        ask="?", formula="sum_n (h_n + 0 h_n)", where={"h": "N of [H]", "y": "N of [K]"}, world="network"
    )
    assert grade_formula(question, typed, network).reason == said


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("sum_n (W^T y_n) z_n^T", "correct"),
        ("sum_n (W^T y_{n-1}) z_n^T", "wrong"),
        ("sum_n (W^T y_n) z_{n+1}^T", "wrong"),
        ("sum((W.T @ y[n-1]) @ z[n].T for n in range(1, N+1))", "wrong"),
        ("sum_{n=1}^N (W^T y_{n+1}) z_{n+1}^T", "wrong"),
        # all members counted from 0, or n from 0 or 2, or y alone of lists that are counted from 0
        ("sum_n (W^T y_{n-1}) z_{n-1}^T", "refused"),
        ("sum_n (W^T y_{n+1}) z_{n+1}^T", "refused"),
        ("sum_n (W^T y_{n-1}) h_n^T + 0 z_{n-1} z_{n-1}^T", "refused"),
        # nothing that an index makes right
        ("sum_n (W^T y_{n-1}) z_{n+1}^T + W^T W", "refused"),
        # whatever y_0 is
        ("sum_n (W^T (y_n + y_{n-1} - y_{n-1})) z_n^T", "refused"),
    ],
)
def test_an_index_off_by_one_is_wrong_beyond_the_ends_too_unless_members_may_be_counted_otherwise(typed, verdict):
    def run(rng):
        values = network(rng)
        return {**values, "z": {n: values["h"][n] for n in values["y"]}}

    where = {"W": ("K", "H"), "y": "N of [K]", "z": "N of [H]", "h": "N of [H]"}
    graded = grade_formula(Formula(ask="?", formula="sum_n (W^T y_n) h_n^T", where=where, world="run"), typed, run)
    assert (graded.verdict, graded.slip) == (verdict, "wrong index" if verdict == "wrong" else ""), graded.reason


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("p_n - w_{n+1}", "wrong"),
        ("p_n - w_{n+1} + 0 y_n", "wrong"),
        # whatever the other p is, its entries add to 1
        ("sum(p_{n+1}) p_n - w_n", "refused"),
        ("p_{n+1} - w_{n+1}", "refused"),
        ("sum_n p_n - w_{n+1}", "refused"),
    ],
)
def test_a_name_with_another_index_is_wrong_only_where_its_value_matters(typed, verdict):
    def step(rng):
        K = int(rng.integers(3, 7))
        w = np.eye(K)[[0, -1]]
        return {"p_n": rng.dirichlet(np.ones(K)), "w_n": w[0], "w_{n-1}": w[1], "y_n": rng.normal(size=K)}

    where = {"p_n": ("K",), "w_n": ("K",)}
    graded = grade_formula(Formula(ask="?", formula="p_n - w_n", where=where, world="step"), typed, step)
    assert (graded.verdict, graded.slip) == (verdict, "wrong index" if verdict == "wrong" else ""), graded.reason
    assert "is meant" not in graded.reason or verdict == "wrong"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("sum_n x_{n-1}", "x_{n-1} has no entry at n = 1: entries are numbered from 1 to K."),
        ("sum_n x_{n+1}", "x_{n+1} has no entry at n = K: entries are numbered from 1 to K."),
        ("x_0", "There is no x_0: entries are numbered from 1 to K."),
    ],
)
def test_an_entry_beyond_the_ends_is_said_in_letters(typed, said):
    assert grade_formula(Formula(ask="?", formula="sum(x)", where={"x": ("K",)}), typed).reason == said


@pytest.mark.parametrize("function", [np.tanh, lambda z: 2 * np.tanh(z), (np.tanh, lambda z: 1 - np.tanh(z) ** 2)])
def test_a_function_of_a_world_is_taken_of_as_many_as_it_takes(function):
    question = Formula(ask="?", formula="g(x)", where={"g": "function", "x": "scalar"}, world="given")

    def given(rng):
        return {"g": function, "x": float(rng.normal())}

    assert grade_formula(question, "g(x)", given).verdict == "correct"
    graded = grade_formula(question, "g(x, x)", given)
    assert (graded.verdict, graded.reason) == ("refused", "g is not taken of 2 arguments here.")
