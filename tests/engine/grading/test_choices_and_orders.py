"""Choices and orders, typed as the numbers they are shown by, whatever the seed that shuffles them."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decks.questions import Choose, Option, Order
from engine.grading.examples import example_typed, right_answers
from engine.grading.judge import judge
from engine.grading.posing import shown, shown_places

SEEDS = st.integers(0, 2**31 - 1)
COLOURS = Choose(
    ask="Which are primary?",
    choose=(
        Option(right="red"),
        Option(right="blue"),
        Option(wrong="green", because="It is mixed of blue and yellow."),
        Option(wrong="pink", because="It is a pale red."),
    ),
    reject={"1 3": "Half of it."},
)
STEPS = Order(ask="In which order?", order=("rise", "wash", "eat", "leave"), reject={"1 3 2 4": "Wash before."})


def number(question: Choose | Order, text: str, seed: int) -> int:
    return shown(question, seed).index(text) + 1


@given(SEEDS, st.sampled_from([", ", " ", ",", "", " and ", "; "]), st.booleans())
def test_the_right_choices_are_right_in_any_order(seed: int, between: str, turned: bool) -> None:
    numbers = [str(number(COLOURS, text, seed)) for text in ("red", "blue")]
    assert judge(COLOURS, between.join(reversed(numbers) if turned else numbers), None, seed).verdict == "correct"


@given(SEEDS, st.sets(st.sampled_from(["red", "blue", "green", "pink"]), min_size=1))
def test_every_wrong_choice_is_answered_with_its_reason_and_every_missing_one_told(seed: int, texts: set[str]) -> None:
    verdict = judge(COLOURS, " ".join(str(number(COLOURS, text, seed)) for text in texts), None, seed)
    assert (verdict.verdict == "correct") == (texts == {"red", "blue"})
    assert ("It is a pale red." in verdict.reason) == ("pink" in texts)
    assert ("It is mixed" in verdict.reason) == ("green" in texts)
    missing = {"red", "blue"} - texts
    assert ("right" in verdict.reason) == bool(missing)
    assert all(str(number(COLOURS, text, seed)) in verdict.reason for text in missing)
    assert (verdict.slip == "incomplete") == (texts < {"red", "blue"})


@pytest.mark.parametrize("answer", ["5", "0", "a", "red", "1.5.9", "-1", "²", "1" * 60, "1,2,3,4,5"])
def test_what_is_no_number_shown_is_refused(answer: str) -> None:
    for question in (COLOURS, STEPS):
        verdict = judge(question, answer, None, 1)
        assert verdict.verdict == "refused" and ("1 to 4" in verdict.reason or "all 4 numbers" in verdict.reason)


@given(SEEDS)
def test_examples_count_as_the_deck_has_them_written(seed: int) -> None:
    verdict = judge(COLOURS, example_typed(COLOURS, "1 3", seed), None, seed)
    assert verdict.reason.startswith("Half of it.")
    assert judge(STEPS, example_typed(STEPS, "1 3 2 4", seed), None, seed).reason == "Wash before."
    for question in (COLOURS, STEPS):
        assert judge(question, *right_answers(question, seed), None, seed).verdict == "correct"


@given(SEEDS)
def test_an_order_is_shown_shuffled_and_one_alone_is_right(seed: int) -> None:
    assert shown(STEPS, seed) != STEPS.order
    assert sorted(shown(STEPS, seed)) == sorted(STEPS.order)
    for put in permutations(STEPS.order):
        verdict = judge(STEPS, "".join(str(number(STEPS, text, seed)) for text in put), None, seed)
        assert (verdict.verdict == "correct") == (put == STEPS.order)
        if put != STEPS.order and not verdict.reason.startswith("Wash"):
            first = next(at for at in range(4) if put[at] != STEPS.order[at])
            assert f"Place {first + 1} is the first that is wrong" in verdict.reason


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("123", "4 is missing"),
        ("2", "1, 3 and 4 are missing"),
        ("1 2 3 4 4", "4 stands more than once"),
        ("rise first", "Type all 4 numbers shown, in order, as in `2 1 3 4`."),
        ("1 2 3 5", "type all 4 numbers shown, in order."),
    ],
)
def test_an_order_needs_every_line_once(answer: str, said: str) -> None:
    verdict = judge(STEPS, answer, None, 1)
    assert verdict.verdict == "refused" and said in verdict.reason


def test_ten_lines_and_more_are_typed_apart() -> None:
    many = Order(ask="Count.", order=tuple(map(str, range(12))))
    assert judge(many, *right_answers(many, 3), None, 3).verdict == "correct"
    assert judge(many, "123456789", None, 3).verdict == "refused"


def test_two_lines_are_always_turned_round() -> None:
    two = Order(ask="Which first?", order=("a", "b"))
    assert {shown_places(two, seed) for seed in range(50)} == {(1, 0)}


def test_what_is_shown_depends_on_the_seed_alone() -> None:
    assert len({shown(COLOURS, seed) for seed in range(300)}) == 24
    # in every process, for ever
    assert [shown_places(COLOURS, seed) for seed in (1, 2)] == [(0, 1, 2, 3), (3, 2, 0, 1)]
