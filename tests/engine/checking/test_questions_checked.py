"""Every question is a test: what a check finds in quizzes, and where it says it is."""

import asyncio
from pathlib import Path

import pytest

from engine.checking.questions import check_questions
from engine.decks.library import find_decks

KINDS = Path(__file__).parents[1] / "quizzes"


def check(path: Path, trust: bool = True) -> list[str]:
    """What reading and grading find, as line:column and message."""
    library = find_decks([path], trust=trust, thorough=True)
    problems = [*library.problems, *asyncio.run(check_questions(library.decks, known=library.problems))]
    return [f"{each.line}:{each.column}: {each.message}" for each in problems if each.level == "error"]


def write(folder: Path, quiz: str, code: str = "") -> Path:
    path = folder / "deck.yaml"
    path.write_text(f"- id: one\n  question: q\n  answer: a\n  quiz:\n{quiz}")
    if code:
        path.with_suffix(".py").write_text(code)
    return path


def test_a_deck_of_all_kinds_is_well() -> None:
    assert check(KINDS) == []


@pytest.mark.parametrize(
    ("quiz", "found"),
    [
        (
            '  - {ask: q, number: 8, accept: ["2^3", "2^4"], reject: {"8.0": bad, "7": "sign"}}\n',
            [
                "5:41: the accepted answer 2^4 is graded wrong: It is 2 times what is wanted.",
                "5:58: the rejected answer 8.0 is graded correct",
            ],
        ),
        (
            '  - {ask: q, number: 8, accept: ["2^3 +"]}\n',
            ["5:40: the accepted answer 2^3 + is not understood: "],
        ),
        (
            "  - ask: q\n    formula: H + 1\n    where: {H: scalar}\n    accept: [1 + H, H - 1]\n"
            "    reject:\n      1 + H*1: bad\n",
            ["8:21: the accepted answer H - 1 is graded wrong", "10:7: the rejected answer 1 + H*1 is graded correct"],
        ),
        (
            "  - ask: q\n    formula: H + x\n    where: {H: scalar}\n    accept: ['(H']\n    reject: {'H)*2': bad}\n",
            [
                "6:18: this formula cannot be read: ",
                "8:15: this formula cannot be read: ",
                "9:16: this formula cannot be read: ",
            ],
        ),
        (
            "  - ask: q\n    text: [one, two]\n    accept: [onne, two]\n    reject: {three: bad, Two: bad}\n",
            [
                "7:14: the accepted answer onne is not decided: ",
                "8:26: the rejected answer Two is graded correct",
            ],
        ),
        (
            "  - ask: q\n    choose: [{right: a}, {wrong: b, because: c}]\n    accept: ['2']\n    reject: {'3': bad}\n",
            ["7:14: the accepted answer 2 is graded wrong: ", "8:14: the rejected answer 3 is not understood: "],
        ),
        (
            "  - ask: q\n    order: [a, b, c]\n    accept: ['1 2 3', '2 1 3']\n    reject: {'123': bad}\n",
            ["7:23: the accepted answer 2 1 3 is graded wrong: ", "8:14: the rejected answer 123 is graded correct"],
        ),
    ],
)
def test_an_example_that_is_graded_otherwise_is_told_at_its_place(tmp_path: Path, quiz: str, found: list[str]) -> None:
    told = check(write(tmp_path, quiz))
    assert len(told) == len(found), told
    for line, beginning in zip(told, found, strict=True):
        assert line.startswith(beginning), told


GENERATORS = """
import random

def bad_example(rng):
    n = int(rng.integers(5, 9))
    return {"ask": "q", "number": n, "accept": ["5"]}

def chance(rng):
    return {"ask": str(random.random()), "number": 1}

def sometimes(rng):
    return {"ask": "q", "number": 1 / int(rng.integers(0, 2) * 0)}

def world(rng):
    return [1]

def good(rng):
    return {"ask": "q", "number": int(rng.integers(9))}
"""


def test_what_a_generator_or_a_world_does_wrong_is_told_where_it_is_named(tmp_path: Path) -> None:
    names = ("bad_example", "chance", "sometimes", "good")
    quiz = "".join(f"  - generate: {name}\n" for name in names)
    quiz += "  - {ask: q, formula: x, where: {x: scalar}, world: world}\n"
    bad, chance, sometimes, world = check(write(tmp_path, quiz, GENERATORS))
    assert bad.startswith("5:15: bad_example at seed ") and "the accepted answer 5 is graded wrong" in bad
    assert chance.startswith("6:15: chance asks two questions at one seed")
    place = f"({tmp_path.name}/deck.py:12)"
    assert sometimes == f"7:15: sometimes at seed 1: ZeroDivisionError: division by zero {place}"
    assert world.startswith("9:53: world ") and "not a mapping from names to values" in world


def test_a_name_that_the_code_does_not_have_is_told(tmp_path: Path) -> None:
    told = check(write(tmp_path, "  - generate: god\n", GENERATORS))
    assert told[0] == "5:15: there is no function god in the Python file beside this deck; did you mean good?"


def test_a_question_at_fault_hides_neither_the_others_nor_the_rest_of_its_card(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "  - {ask: q, number: 1, tolerance: -1}\n"
        "  - {generate: nodrill}\n"
        "  - {ask: q, formula: x, where: {x: scalar}, world: noworld}\n"
        "  - {ask: q, formula: x + z, where: {x: scalar}}\n"
        "  - {ask: q, formula: x, where: {x: scalar}, reject: {1*x: bad}}\n"
        '  - {ask: q, number: 4, reject: {"4": bad}}\n'
        "  after: [nowhere]\n",
        "def drill(rng): ...\n",
    )
    told = check(path)
    expected = [
        "5:36: tolerance is 0 or more",
        "6:16: there is no function nodrill",
        "7:53: there is no function noworld",
        "8:27: this formula cannot be read: there is no z here",
        "9:55: the rejected answer 1*x is graded correct",
        "10:34: the rejected answer 4 is graded correct",
        "11:11: after names nowhere, and there is no such card",
    ]
    told.sort(key=lambda each: int(each.partition(":")[0]))
    assert len(told) == len(expected), told
    assert all(each.startswith(start) for each, start in zip(told, expected, strict=True)), told


def test_code_that_is_not_trusted_is_not_asked_and_said_once(tmp_path: Path) -> None:
    path = write(
        tmp_path, "  - generate: good\n  - generate: good\n  - {ask: q, number: 1, reject: {'1': bad}}\n", GENERATORS
    )
    assert check(path, trust=False) == [
        "5:15: not executed: this question needs good (generate) of deck.py, "
        f"which is not trusted: `recur trust {path}`, or --trust for this time",
        "7:34: the rejected answer 1 is graded correct",
    ]
    path.with_suffix(".py").unlink()
    assert "there is no deck.py beside deck.yaml" in check(path)[0]


WAITING = """import time

from engine import examine

examine.SECONDS = 0.2


def waits(rng):
    time.sleep(0.02)
    return {"x": rng.normal()}


def computes(rng):
    begun = time.process_time()
    while time.process_time() - begun < 0.03:
        pass
    return {"x": rng.normal()}
"""


def test_what_a_check_says_goes_by_how_long_grading_computes_and_not_by_how_long_it_waits(tmp_path: Path) -> None:
    one = "  - ask: q\n    formula: x + 1\n    where: {x: scalar}\n    world: "
    quiz = f"{one}waits\n{one}computes\n"
    (said,) = check(write(tmp_path, quiz, WAITING))
    assert said.startswith("10:14: the right answer x + 1 is not decided: ") and "in 0.2 s" in said
