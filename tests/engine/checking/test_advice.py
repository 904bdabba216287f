"""What a check advises: which cards, where, and that a good deck is left in peace."""

from pathlib import Path

import pytest

from engine.checking.advice import ROOM, advice
from engine.decks.reading import read_deck
from engine.tex import Formula
from tui.tex.measure import columns


def advised(folder: Path, text: str, code: str = "") -> list[str]:
    """The warnings as place and message, but for those of cards without a source."""
    return [each for each in all_advised(folder, text, code) if "no source: " not in each]


def all_advised(folder: Path, text: str, code: str = "") -> list[str]:
    path = folder / "deck.yaml"
    path.write_text(text.removeprefix("\n"), encoding="utf-8")
    if code:
        path.with_suffix(".py").write_text(code)
    deck, problems = read_deck(path)
    assert problems == []
    found = list(advice(deck, columns))
    assert {each.level for each in found} <= {"warning"}
    return [f"{each.path.name}:{each.line}:{each.column}: {each.message}" for each in found]


def one(question: str = "q", answer: str = "y", more: str = "") -> str:
    return f"- id: a\n  question: '{question}'\n  answer: '{answer}'\n{more}"


@pytest.mark.parametrize(
    ("question", "second"),
    [
        ("What is it? And why?", "? And why?"),
        ("What does it measure, and how is it obtained?", ", and how"),
        ("Is $a?$ so? Is $b$?", "Is $a?$"),  # with a formula between them, at the first
    ],
)
def test_a_card_that_asks_two_things_is_told_where_the_second_begins(
    tmp_path: Path, question: str, second: str
) -> None:
    (told,) = advised(tmp_path, one(question))
    assert told.startswith(f"deck.yaml:2:{(13 if question.startswith(second) else 14) + question.index(second)}: ")
    assert "asks two things" in told


@pytest.mark.parametrize(
    ("card", "place", "said"),
    [
        ("question: What is #1?\n  answer: y", "2:21", "takes the rest for a comment"),
        ("question: q\n  answer: one\n    two # three", "4:9", "takes the rest for a comment"),
        ("question: q\n  answer: y\n  quiz: [{ask: 'n?', text: [one  #two\n  ]}]", "4:34", "takes the rest"),
        ("question: 'Is $x + 1 it?'\n  answer: y", "2:17", "this $ is not closed"),
        ("question: q\n  answer: $a$ costs $5, $$b + c", "3:25", "this $$ is not closed"),
        ("question: q\n  answer: Well, x$ is", "3:18", "not opened"),
        ('question: q\n  answer: "$\\nabla f$"', "3:13", "\\nabla is lost: use single quotes for TeX, or |"),
        ('question: q\n  answer: "the $\\theta$"', "3:17", "\\t is one character and \\theta"),
        ('question: "\\\\n $\\frac{a}{b}$"\n  answer: y', "2:19", "\\frac is lost"),
        ('question: "a\\x07b"\n  answer: y', "2:13", "control character (U+0007)"),
        ("question: The $x_{{i}}$ and {{x}}?\n  answer: y", "2:31", "gaps are read in a cloze alone"),
        ("question: q\n  answer: A {{$y$ gap}}.", "3:13", "gaps are read in a cloze alone"),
    ],
)
def test_what_is_written_and_not_read_is_told_where_it_is_lost(
    tmp_path: Path, card: str, place: str, said: str
) -> None:
    told = advised(tmp_path, f"- id: a\n  {card}\n")
    assert any(each.startswith(f"deck.yaml:{place}: ") and said in each for each in told), told


@pytest.mark.parametrize(
    "card",
    [
        "question: What is one?  # meant\n  answer: y",
        "question: q # 1\n  answer: y".replace(" # 1", "#1"),
        "question: q\n  answer: y\n  tags: [a]  #",
        "question: It costs $5 or 5$ or 5 $, and $2.50.\n  answer: y",
        "question: A \\$ and `$x` and `{{x}}`\n  answer: $x_{{i}}$",
        "question: q\n  answer: |\n    # A heading #1\n\n    What is #1?",
        'question: "A line\\nand \\\\nabla\\tmore"\n  answer: y',
        "cloze: A {{gap}}.",
    ],
)
def test_what_is_read_as_it_is_written_is_left_in_peace(tmp_path: Path, card: str) -> None:
    assert advised(tmp_path, f"- id: a  # mine\n  {card}\n") == []


@pytest.mark.parametrize("question", ["What are $a?$ and $b?$", "Which of a, b, and c?", "What is said, and when?"])
def test_a_card_that_asks_one_thing_is_left_in_peace(tmp_path: Path, question: str) -> None:
    assert advised(tmp_path, one(question)) == []


def test_an_answer_too_long_to_recall_is_told_and_formulas_are_a_word_each(tmp_path: Path) -> None:
    assert advised(tmp_path, one(answer="word " * 80)) == []
    assert advised(tmp_path, one(answer="$a + b + c + d$ " * 80)) == []
    (told,) = advised(tmp_path, one(answer="word " * 81))
    assert told.startswith("deck.yaml:3:11: 81 words are too many to recall")


def test_a_formula_that_cannot_be_broken_to_the_room_is_told_where_it_begins(tmp_path: Path) -> None:
    wide, long = r"\text{" + "abcdefghij" * 7 + "}", " + ".join(["abcdefgh"] * 9)
    assert columns(Formula(wide, 0, 0, 0, True), ROOM) > ROOM >= columns(Formula(long, 0, 0, 0, True), ROOM)
    text = one(answer=f"It is $x$ or $${long}$$ or $${wide}$$", more=f"  hint: '${wide}$'\n")
    found = advised(tmp_path, text)
    assert [each.split(": ")[0] for each in found] == [
        f"deck.yaml:3:{text.split(chr(10))[2].index(wide) + 1}",
        "deck.yaml:4:11",
    ]
    assert all("cannot be broken to 60" in each for each in found)


def test_cards_without_a_source_are_told_each_and_once_where_they_are_most(tmp_path: Path) -> None:
    sourced, bare = "- {id: a, question: q, answer: y, source: {note: N}}\n", "- {id: b, question: q, answer: y}\n"
    another = bare.replace("b,", "c,", 1)
    told = "no source: say where it comes from, as in source: {note: Lecture 3}"
    assert all_advised(tmp_path, sourced) == []
    assert all_advised(tmp_path, sourced + bare) == [f"deck.yaml:2:3: this card has {told}"]
    assert all_advised(tmp_path, sourced + bare + another) == [f"deck.yaml:2:3: 2 of 3 cards have {told}"]
    assert all_advised(tmp_path, bare) == [f"deck.yaml:1:3: this card has {told}"]


def test_a_wrong_choice_without_a_reason_is_told(tmp_path: Path) -> None:
    text = one(more="  quiz:\n  - {ask: q, choose: [{right: a}, {wrong: b}, {wrong: c, because: d}]}\n")
    (told,) = advised(tmp_path, text)
    assert told == "deck.yaml:5:35: this wrong choice does not say why it is wrong: give it a because"


def test_a_knob_that_turns_nothing_is_told_in_the_python_file(tmp_path: Path) -> None:
    code = (
        "from engine import Claim, answer, slider\n"
        "@answer(n=slider(1, 9), m=slider(1, 9), k=slider(1, 9))\n"
        "def f(n, m, k):\n    k = 2\n    yield Claim('c', n, '=', n)\n"
        "@answer(n=slider(1, 9))\ndef g(n):\n    yield Claim('c', locals()['n'], '>', 0)\n"
    )
    text = (
        one(more="  run: f\n")
        + one(more="  run: f\n").replace("id: a", "id: b")
        + one(more="  run: g\n").replace("id: a", "id: c")
    )
    assert [each.split(": ", 1)[0] for each in advised(tmp_path, text, code)] == ["deck.py:3:10", "deck.py:3:13"]
