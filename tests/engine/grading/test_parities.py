"""A sign that goes by a whole number turns at the points that are compared, whichever seed they are drawn by."""

from itertools import combinations, islice

import pytest

from engine.decks.questions import Formula
from engine.formula.reading import read
from engine.grading.asked import asked
from engine.grading.comparison import MORE, WANTED, compare
from engine.grading.formulas import grade_formula
from engine.grading.shapes import settle

WHERE = {"W": ("K", "H"), "x": ("H",), "r": "N of scalar", "n": "scalar"}
RIGHT = "sum(W x) sum_n r_n"


def lopsided(rng):
    """Sizes that are odd, and an n that is even, four times of five."""
    K, H, N = (int(each) for each in rng.permutation([3, 5, 7, 9])[:3] - (rng.random(3) < 0.2))
    n = 2 * int(rng.integers(1, 9)) + int(rng.random() < 0.2)
    return {"W": rng.normal(size=(K, H)), "x": rng.normal(size=H), "r": list(rng.normal(size=N)), "n": n}


def decided(question, typed, world, seed):
    """The decision on what is typed, and at how many points."""
    ask = asked(question, world, seed)
    tree, _ = settle(read(typed, ask.symbols), ask.symbols)
    found = compare(tree, ask.settled, ask.points(tree), scalar=ask.scalar)
    return found.decision, found.tried


@pytest.mark.parametrize("world", [None, lopsided])
def test_a_sign_that_goes_by_sizes_is_seen_at_every_seed(world):
    question = Formula(ask="?", formula=RIGHT, where=WHERE, world="lopsided" if world else "")
    names = ("K", "H", "N", "n") if world else ("K", "H", "N")
    signs = [f"cos(pi ({'+'.join(some)}))" for many in (1, 2, 3) for some in combinations(names, many)]
    for seed in range(1, 21):
        passed = [sign for sign in signs if decided(question, f"{sign} {RIGHT}", world, seed)[0] == "same"]
        assert passed == [], seed
        assert decided(question, f"{RIGHT} + 0 n", world, seed)[0] == "same"


def test_a_sign_of_period_four_is_seen_where_sizes_are_drawn_freely():
    question = Formula(ask="?", formula="sum_n r_n", where={"r": "N of scalar"})
    for seed in range(1, 21):
        assert decided(question, "cos(pi N (N-1)/2) sum_n r_n", None, seed)[0] == "different"


def test_what_never_varies_or_has_one_parity_always_is_not_searched_for_long():
    def one_sided(rng):
        return {"r": list(rng.normal(size=3)), "k": 2 * int(rng.integers(1, 9))}

    question = Formula(ask="?", formula="k sum_n r_n", where={"r": "N of scalar", "k": "scalar"}, world="one_sided")
    assert WANTED < decided(question, "sum_n r_n k", one_sided, 1)[1] <= WANTED + MORE
    graded = grade_formula(question, "2 k sum_n r_n", one_sided)
    assert (graded.verdict, graded.slip) == ("wrong", "factor 1/2")


def test_sizes_are_odd_and_even_in_turn():
    question = Formula(ask="?", formula="W x", where={"W": ("K", "H"), "x": ("H",)})
    for seed in range(1, 21):
        points = islice(asked(question, None, seed).points(), WANTED)
        parities = {(point.sizes["K"] % 2, point.sizes["H"] % 2) for point in points}
        assert len(parities) >= 3
        assert {K for K, _ in parities} == {H for _, H in parities} == {0, 1}
