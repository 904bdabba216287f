"""Words: what is forgiven, what is for the student to judge, and what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decks.questions import Text
from engine.grading.judge import judge
from engine.grading.verdict import Verdict

QUESTION = Text(
    ask="What is it called?",
    text=("vanishing gradient", "n-gram", "Bayes' rule", "Schölkopf", "σ_1"),
    reject={"exploding gradient": "That is the other trouble.", "trigram": "sign"},
)


def graded(answer: str) -> Verdict:
    return judge(QUESTION, answer, None, 1)


@pytest.mark.parametrize(
    "answer",
    [
        "Vanishing  Gradient",
        "the vanishing-gradient",
        "“vanishing gradient”.",
        "‘vanishing gradient’",
        "VANISHINGGRADIENT",
        "ｖanishing gradient",
        "n gram",
        "ngram",
        "N‑gram",
        "bayes rule",
        "Bayes’ Rule",
        "Bayes's rule"[:5] + "' rule",
        "scholkopf",
        "Scho\u0308lkopf",
        "vanishing gradients",
        "the vanishing gradient(s)",
        "It is called vanishing gradient",
        "it’s the vanishing gradient!",
        "$n$-gram",
        "n-grams",
        "Schölkopf,",
        "an n-gram",
        "sigma_1",
        "$\\sigma_1$",
        "$\\sigma_{1}$",
        "sigma1",
        "σ₁",
        "σ1",
    ],
)
def test_what_is_forgiven_is_right(answer: str) -> None:
    assert graded(answer).verdict == "correct"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("vanishng gradient", "`i` is missing"),
        ("vanishing gradiennt", "`n` is too much"),
        ("vanishing gradiant", "`a` should be `e`"),
        ("a vanishing gradient problem", "and more: `problem`"),
        ("not a vanishing gradient", "and more: `not a`"),
        ("non-vanishing gradient", "and more: `non`"),
        ("gradient", "Of “`vanishing gradient`”, “`vanishing`” is missing."),
        ("gradients vanishing", "in another order"),
        ("vanishing/exploding gradient", "`exploding` besides"),
        ("gradiant that is vanishng", "`that is` besides"),
    ],
)
def test_what_is_nearly_right_is_for_the_student_to_judge(answer: str, said: str) -> None:
    verdict = graded(answer)
    assert verdict.verdict == "unknown" and said in verdict.reason


@pytest.mark.parametrize(
    ("answer", "slip", "said"),
    [
        ("disappearing gradient", "", "The answer is `vanishing gradient`."),
        ("a gradient of the loss", "", "The answer is `vanishing gradient`."),
        ("softmax", "", "The answer is"),
        ("Exploding gradients", "", "That is the other trouble."),
        ("tri-gram", "sign", "The sign"),
    ],
)
def test_what_is_wrong_is_told(answer: str, slip: str, said: str) -> None:
    verdict = graded(answer)
    assert (verdict.verdict, verdict.slip) == ("wrong", slip) and said in verdict.reason


def test_all_of_the_words_in_another_order_are_for_the_student_to_judge() -> None:
    verdict = judge(Text(ask="?", text=("model of language",)), "a language: its model of words", None, 1)
    assert (verdict.verdict, "all the words" in verdict.reason) == ("unknown", True)


@pytest.mark.parametrize(
    ("spelling", "answer"),
    [
        ("σ_max", "sigma max"),
        ("σ_max", "\\sigma_{\\max}"),
        ("σ_max", "σₘₐₓ"),
        ("V_h", "Vh"),
        ("a_1", "a₁"),
        ("σ", "sigma"),
    ],
)
def test_a_subscript_is_written_in_several_ways(spelling: str, answer: str) -> None:
    for one, other in ((spelling, answer), (answer, spelling)):
        assert judge(Text(ask="?", text=(one,)), other, None, 1).verdict == "correct"
    assert judge(Text(ask="?", text=(spelling,)), "1", None, 1).verdict != "correct"


@pytest.mark.parametrize(
    ("spelling", "answer", "verdict"),
    [
        ("irreversible", "irreversibility", "unknown"),
        ("attention", "attentive", "unknown"),
        ("lossy", "lossiness", "unknown"),
        ("lossy", "lossless", "wrong"),
        ("σ_1", "sgima_1", "unknown"),
        ("sigma", "sgima", "unknown"),
        ("η", "beta", "wrong"),
        ("largest singular value", "smallest singular value", "wrong"),
        ("largest singular value", "lagest singular vlaue", "unknown"),
        ("unigram model", "bigram model", "wrong"),
        ("1-gram", "0-gram", "wrong"),
        ("irreversible compression", "reversible compression", "wrong"),
        ("irreversible compression", "ireversible compression", "unknown"),
        ("unigram", "unit", "wrong"),
        ("vanishing gradient", "vanity", "wrong"),
    ],
)
def test_another_word_of_the_same_stem_and_a_misspelled_letter_are_for_the_student_to_judge(
    spelling: str, answer: str, verdict: str
) -> None:
    assert judge(Text(ask="?", text=(spelling,)), answer, None, 1).verdict == verdict


@pytest.mark.parametrize(
    ("spelling", "answer", "short"),
    [
        ("maximum likelihood", "max likelihood", True),
        ("maximum likelihood", "max. likelihood", True),
        ("maximum likelihood estimate", "MLE", True),
        ("largest singular value", "largest SVs", True),
        ("vanishing gradients", "vanishing grads", True),
        ("maximum likelihood", "min likelihood", False),
        ("recurrent network", "CN", False),
        ("bigram", "bi", False),
    ],
)
def test_an_abbreviation_is_for_the_student_to_judge(spelling: str, answer: str, short: bool) -> None:
    verdict = judge(Text(ask="What?", text=(spelling,), reject={"eigenvalue": "No."}), answer, None, 1)
    assert (verdict.verdict == "unknown" and "short for" in verdict.reason) == short, verdict


def test_what_is_rejected_is_so_beside_another_noun_too() -> None:
    question = Text(
        ask="?", text=("attention network",), reject={"recurrent network": "One state.", "network": "Which?"}
    )
    for answer, reason in (("recurrent model", "One state."), ("model", "The answer is"), ("a network", "Which?")):
        found = judge(question, answer, None, 1)
        assert found.verdict == "wrong" and found.reason.startswith(reason), found
    assert judge(question, "recurrent attention network", None, 1).verdict == "unknown"


def test_a_plural_that_the_author_rejects_is_wrong() -> None:
    question = Text(ask="How many?", text=("eigenvalue",), reject={"eigenvalues": "There is one."})
    assert judge(question, "Eigenvalues.", None, 1).reason == "There is one."
    assert judge(question, "an eigenvalue", None, 1).verdict == "correct"


@pytest.mark.parametrize(
    ("answer", "slip"),
    [("descent", "incomplete"), ("the descent of it", "incomplete"), ("descent of a hill", ""), ("steepest hill", "")],
)
def test_only_a_part_of_the_answer_and_nothing_else_is_incomplete(answer: str, slip: str) -> None:
    verdict = judge(Text(ask="?", text=("stochastic gradient descent",)), answer, None, 1)
    assert (verdict.verdict, verdict.slip) == ("wrong", slip)
    assert "stochastic gradient descent" in verdict.reason and ("missing" in verdict.reason) == bool(slip)


def test_where_the_word_itself_is_missing_it_is_wrong() -> None:
    question = Text(ask="?", text=("unigram", "unigram model"))
    assert judge(question, "a model", None, 1).verdict == "wrong"
    assert judge(question, "unigrams", None, 1).verdict == "correct"


def test_the_spelling_that_is_shown_is_the_one_that_is_meant() -> None:
    question = Text(ask="?", text=("Transformer", "attention", "self-attention network"))
    shown = {"RNN": "Transformer", "bag of words": "Transformer", "it is attention, mostly": "attention"}
    shown |= {"transformre": "Transformer", "atention": "attention", "a network": "self-attention network"}
    for answer, spelling in shown.items():
        assert f"`{spelling}`" in judge(question, answer, None, 1).reason


@pytest.mark.parametrize(
    ("spelling", "answer"),
    [("g", "g'"), ("N-1", "N1"), ("-1", "1"), ("p", "p̂"), ("a/b", "ab"), ("C++", "C"), ("a b", "b")],
)
def test_signs_that_mean_something_are_not_forgiven(spelling: str, answer: str) -> None:
    for one, other in ((spelling, answer), (answer, spelling)):
        assert judge(Text(ask="?", text=(one,)), other, None, 1).verdict != "correct"
        assert judge(Text(ask="?", text=(one,)), one, None, 1).verdict == "correct"


def test_a_question_mark_may_be_the_answer() -> None:
    assert judge(Text(ask="Which sign?", text=("?",)), "?", None, 1).verdict == "correct"


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=5, max_size=14), st.data())
def test_one_letter_off_is_never_called_wrong(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(["", "q", word[place] + "q"]))
    typed = word[:place] + letter + word[place + 1 :]
    assert judge(Text(ask="?", text=(word,)), typed, None, 1).verdict in {"correct", "unknown"}


@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_a_spelling_is_right_as_it_stands_and_nothing_falls_over(spelling: str, answer: str) -> None:
    question = Text(ask="?", text=("word", spelling))
    assert judge(question, answer, None, 1).verdict in {"correct", "wrong", "unknown", "refused"}
    if spelling.strip():
        assert judge(question, spelling, None, 1).verdict == "correct"


def test_a_long_answer_is_compared_soon() -> None:
    question = Text(ask="?", text=("a" * 1_900, "b c " * 450))
    assert judge(question, "ab " * 650, None, 1).verdict in {"wrong", "unknown"}


def test_the_dots_of_an_abbreviation_are_forgiven_and_brackets_hold_what_is_said_beside() -> None:
    question = Text(ask="?", text=("backpropagation through time", "BPTT"))
    assert judge(question, "B.P.T.T.", None, 1).verdict == "correct"
    assert judge(question, "backprop through time (BPTT)", None, 1).verdict == "unknown"
