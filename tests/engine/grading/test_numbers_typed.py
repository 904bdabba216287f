"""Numbers as people type them: what is right, what slip is named, and that nothing typed falls over."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.claims import holds
from engine.decks.questions import Number
from engine.exhibits import Claim
from engine.grading.judge import judge
from engine.grading.numbers import precision, tolerance_of
from engine.grading.verdict import Verdict


def graded(answer: str, number: float, ask: str = "How much?", **more: Any) -> Verdict:
    return judge(Number(ask=ask, number=number, **more), answer, None, 1)


@pytest.mark.parametrize(
    ("answer", "number", "unit"),
    [
        ("8", 8, ""),
        (" 8.0 ", 8, ""),
        ("+8", 8, ""),
        ("one", 1, ""),
        ("Zero", 0, ""),
        ("= 8", 8, ""),
        ("2^3", 8, ""),
        ("2**3", 8, ""),
        ("6/5", 1.2, ""),
        ("1.2", 1.2, ""),
        ("1,2", 1.2, ""),
        (".5", 0.5, ""),
        ("50%", 0.5, ""),
        ("50 %", 50, "%"),
        ("50", 50, "%"),
        ("1e-3", 0.001, ""),
        ("2.5E6", 2_500_000, ""),
        ("2.5×10^6", 2_500_000, ""),
        ("1 000 000", 1_000_000, ""),
        ("1,000,000", 1_000_000, ""),
        ("1.000.000", 1_000_000, ""),
        ("1'000", 1000, ""),
        ("1.234,5", 1234.5, ""),
        ("1,234.5", 1234.5, ""),
        ("−3", -3, ""),
        ("log2(6)", 2.58, "bits"),
        ("log2(6) bits", 2.58, "bits"),
        ("2.58bit", 2.58, "bits"),
        ("2.58 Bits", 2.58, "bits"),
        ("3 bits per symbol", 3, "bits/symbol"),
        ("2^100", 2**100, ""),
        ("1267650600228229401496703205376", 2**100, ""),
        ("exp(1) - e", 0, ""),
        ("sqrt(2)^2", 2, ""),
        ("log(8, 2)", 3, ""),
        ("ln(e^2)", 2, ""),
    ],
)
def test_a_right_number_is_right_however_it_is_typed(answer: str, number: float, unit: str) -> None:
    verdict = graded(answer, number, unit=unit)
    assert verdict.verdict == "correct", verdict


@pytest.mark.parametrize(
    ("answer", "number", "more", "slip"),
    [
        ("-2.58", 2.58, {}, "sign"),
        ("258", 2.58, {}, "factor 100"),
        ("0.25", 25, {"unit": "%"}, "factor 1/100"),
        ("5.16", 2.58, {}, "factor 2"),
        ("0.0258", 2.58, {}, "factor 1/100"),
        ("1.79", 2.585, {"unit": "bits"}, "nats for bits"),
        ("log(6)", 2.585, {"unit": "bits"}, "nats for bits"),
        ("log2(6)", 1.792, {"unit": "nats"}, "bits for nats"),
        ("1/8", 8, {}, "reciprocal"),
        ("7", 8, {}, "off by one"),
        ("9", 8, {}, "off by one"),
        ("2.6", 2.585, {"tolerance": 0.001}, "rounded too far"),
        ("0.3", 1 / 3, {}, "rounded too far"),
        ("1.2", 1.25, {"tolerance": 0}, "rounded too far"),
        ("2.5e3", 2466, {}, "rounded too far"),
        ("1", 1.25, {"tolerance": 0}, ""),
        ("41", 43, {}, ""),
        ("2460", 2466, {}, ""),
        ("47", 8, {}, ""),
        ("1e-8", 0, {}, ""),
    ],
)
def test_a_wrong_number_is_wrong_and_its_slip_is_named(
    answer: str, number: float, more: dict[str, Any], slip: str
) -> None:
    verdict = graded(answer, number, **more)
    assert (verdict.verdict, verdict.slip) == ("wrong", slip), verdict
    assert verdict.reason and verdict.reason != f"It is {slip}."  # which the head of the verdict says already
    (claim,) = verdict.evidence
    assert isinstance(claim, Claim) and not holds(claim)


@pytest.mark.parametrize(
    ("answer", "number", "more", "slip"),
    [
        ("0.693", 1, {"unit": "bits"}, "nats for bits"),
        ("0.69", 1, {"ask": "What is the entropy of a fair coin?"}, "nats for bits"),
        ("log(2)", 1, {"ask": "By how many bits is it higher?"}, "nats for bits"),
        ("1.04", 1.5, {"unit": "bits/symbol"}, "nats for bits"),
        ("1.4427", 1, {"ask": "What is its entropy, in nats?"}, "bits for nats"),
        ("e", 2, {"ask": "One bit of cross entropy is which perplexity?"}, "nats for bits"),
        ("2^1.5", 4.4817, {"ask": "The loss is 1.5 nats. What is the perplexity?"}, "bits for nats"),
        ("0.333", 3, {}, "reciprocal"),
        # True slips alone: whole numbers, and what is not of information, meet the ratio by chance.
        ("9", 13, {"ask": "How many bits are there?"}, ""),
        ("0.25", 0.36, {"ask": "What is the probability?"}, ""),
        ("2.885", 2, {"unit": "bits"}, ""),
        ("5.545", 8, {"ask": "The cross entropy is 3 bits. What is the perplexity?"}, ""),
    ],
)
def test_the_other_logarithm_is_named_where_it_is_the_slip(
    answer: str, number: float, more: dict[str, Any], slip: str
) -> None:
    verdict = graded(answer, number, **more)
    assert (verdict.verdict, verdict.slip) == ("wrong", slip), verdict


def test_a_number_beyond_the_machine_is_shown_as_it_is_written_by_hand() -> None:
    (claim,) = graded("-12.34e400", 43).evidence
    assert isinstance(claim, Claim) and claim.left == r"$-1.23 \times 10^{401}$" and claim.right == 43


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("2.58 nats", "wanted in bits"),
        ("2.58 bits/s", "wanted in bits"),
        ("1/0", "divides by zero"),
        ("log(0)", "positive"),
        ("log(-1)", "positive"),
        ("sqrt(-1)", "not real"),
        ("(-8)^(1/3)", "not real"),
        ("0^-1", "divides by zero"),
        ("9^9^9^9", "at most"),
        ("10^9999 * 10^9999 * 10^9999", "too large"),
        ("exp(9999) * exp(9999) * 10^9999 * 10^9999", "too large"),
        ("sum_{i=1}^{99999} i", ""),
        ("1e999999", "Exponents"),
        ("9" * 1_500, "digits"),
        ("nan", ""),
        ("inf", ""),
        ("∞", ""),
        ("2x", ""),
        ("1 2", ""),
        ("x", ""),
        ("__import__('os')", ""),
        ("9" * 3_000, "Longer than"),
        ("", "no answer"),
        (" \n", "no answer"),
    ],
)
def test_what_is_no_number_is_refused_with_a_reason(answer: str, said: str) -> None:
    verdict = graded(answer, 2.58, unit="bits")
    assert verdict.verdict == "refused", verdict
    assert said.casefold() in verdict.reason.casefold() and verdict.reason.endswith((".", "?")), verdict


@pytest.mark.parametrize(
    ("answer", "number", "tolerance", "near"),
    [("41", 43, None, False), ("1.2", 1.25, 0, False), ("2.7", 2.585, None, True), ("0.1235", 0.123, 1e-6, True)],
)
def test_only_what_is_wanted_within_a_tolerance_is_near(
    answer: str, number: float, tolerance: float | None, near: bool
) -> None:
    verdict = graded(answer, number, tolerance=tolerance)
    assert ("% off" in verdict.reason) == near and (verdict.method == "exactly") != near
    assert "1e-" not in verdict.reason


@pytest.mark.parametrize(
    "answer", ["8?", "count", "x", "3 = 4", "infty", '"3"', r"\foo 3", "(3", "3 +", "3 > 2", "V_h"]
)
def test_where_a_number_is_asked_for_nothing_is_said_of_formulas(answer: str) -> None:
    verdict = graded(answer, 2.58)
    assert verdict.verdict == "refused"
    assert not [word for word in ("formula", "a name", "is meant") if word in verdict.reason], verdict.reason


@pytest.mark.parametrize(
    ("number", "tolerance", "said"),
    [(3, None, ""), (2.5, 0, ""), (2.5, None, "to 3 digits"), (3, 0.005, "to 3 digits"), (16, 0.01, "within 1%")],
)
def test_how_near_an_answer_is_to_be_is_said(number: float, tolerance: float | None, said: str) -> None:
    question = Number(ask="How much?", number=number, tolerance=tolerance)
    assert precision(question) == said
    nearly = repr(number * (1 + 0.9 * float(tolerance_of(question))))
    assert graded(nearly, number, tolerance=tolerance).verdict == "correct"
    assert (graded(repr(number * 1.004), number, tolerance=tolerance).verdict == "correct") == bool(said)


@pytest.mark.parametrize(
    "answer", ["[1, 2]", "[1; 2]", "(1, 2)", "concat(1, 2)", "np.array([1, 2])", "[1 2]", "1; 2", "eye(2)"]
)
def test_of_several_numbers_it_is_said_what_to_write(answer: str) -> None:
    verdict = graded(answer, 2)
    assert verdict.verdict == "refused" and "One number is wanted" in verdict.reason and "such as 3" in verdict.reason


@pytest.mark.parametrize(
    ("answer", "number", "verdict"),
    [
        ("×16", 16, "correct"),
        ("16 times", 16, "correct"),
        ("1.5×", 1.5, "correct"),
        ("17 times", 16, "wrong"),
        # 16 times less
        ("16 times", 1 / 16, "refused"),
        ("16 times less", 16, "refused"),
        ("16 times", 2.58, "wrong"),
    ],
)
def test_how_many_times_as_much_is_a_number(answer: str, number: float, verdict: str) -> None:
    assert graded(answer, number).verdict == verdict


def test_an_open_bracket_is_told_before_anything_else() -> None:
    assert "never closed" in graded("max(1, 2", 2).reason


def test_a_function_that_is_nearly_named_is_named_where_it_takes_a_number() -> None:
    assert "sqrt is meant" in graded("sqr(4)", 2).reason


@pytest.mark.parametrize("answer", ["1,000", "1.000"])
def test_what_may_be_one_or_a_thousand_is_never_called_wrong_for_it(answer: str) -> None:
    assert {graded(answer, number).verdict for number in (1, 1000)} == {"correct", "refused"}
    assert graded(answer, 5).verdict == "wrong"


def test_what_the_question_says_of_a_wrong_number_is_told() -> None:
    reject = {"3": "Those are the edges.", "5": "sign"}
    assert graded("3.0", 4, reject=reject).reason == "Those are the edges."
    assert graded("5", 4, reject=reject).slip == "sign"
    assert graded("0.143", 4, reject={"1/7": "One of seven."}).reason == "One of seven."
    assert graded("4", 4, reject={"4.000000001": "never told"}).verdict == "correct"


@pytest.mark.parametrize("answer", ["?", "I don't know", "i dont know"])
def test_who_gives_up_is_told_the_answer(answer: str) -> None:
    verdict = graded(answer, 8)
    assert (verdict.verdict, verdict.slip, verdict.reason) == ("wrong", "not known", "The answer is `8`.")
    assert graded(answer, 1, unit="bits").reason == "The answer is `1 bit`."
    assert graded(answer, 2, unit="bits").reason == "The answer is `2 bits`."


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300))
def test_the_number_itself_is_right_and_its_negative_is_not(number: float) -> None:
    assert graded(repr(number), number).verdict == "correct"
    turned = graded(repr(-number), number)
    assert turned.verdict == ("wrong" if number else "correct")
    if number and abs(number) > 1e-300:
        assert turned.slip == "sign"


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**6), st.floats(1e-6, 0.3))
def test_the_tolerance_decides(above: int, below: int, tolerance: float) -> None:
    number = above / below
    scale = abs(number) or 1.0
    inside, outside = number + 0.9 * tolerance * scale, number + 1.1 * tolerance * scale
    assert graded(f"{above}/{below}", number, tolerance=tolerance).verdict == "correct"
    assert graded(repr(inside), number, tolerance=tolerance).verdict == "correct"
    assert graded(repr(outside), number, tolerance=tolerance).verdict == "wrong"


@given(st.text(max_size=40), st.sampled_from(["", "bits", "%", "m/s"]))
def test_nothing_that_is_typed_falls_over(answer: str, unit: str) -> None:
    verdict = graded(answer, 2.58, unit=unit)
    assert verdict.verdict == "correct" or verdict.reason


@given(st.text(st.sampled_from("0123456789.,+-*/^() eElogsqrtinπ%x"), max_size=24))
def test_nothing_that_looks_like_arithmetic_falls_over(answer: str) -> None:
    verdict = graded(answer, 0)
    assert verdict.verdict == "correct" or verdict.reason
