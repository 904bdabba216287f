"""Questions posed and answers graded in the worker: whatever a deck's code does is one clear line, and it goes on."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
import yaml

from engine.decks.questions import Choose, Formula, Number, written
from engine.formula.kinds import kinds
from engine.runner import Ended, Runner, RunnerError

HOSTILE = Path(__file__).parents[1] / "hostile" / "questions.py"
ANSWERS = HOSTILE.with_name("answers.py")
KINDS = Path(__file__).parent / "quizzes" / "kinds.py"
QUIZ: list[dict[str, Any]] = yaml.safe_load(KINDS.with_suffix(".yaml").read_text())["cards"][0]["quiz"]
Result = TypeVar("Result")


class Asker:
    """A runner in a loop of its own, asked from plain test functions."""

    def __init__(self, loop: asyncio.Runner) -> None:
        self._loop = loop
        self.runner = loop.run(Runner(spare=False).__aenter__())

    def wait(self, asked: Coroutine[Any, Any, Result]) -> Result:
        return self._loop.run(asked)


@pytest.fixture(scope="module")
def asker() -> Iterator[Asker]:
    with asyncio.Runner() as loop:
        asker = Asker(loop)
        yield asker
        loop.run(asker.runner.close())


HERE = r"\(hostile/questions\.py:\d+\)"


@pytest.mark.parametrize(
    ("function", "message"),
    [
        ("raises", rf"ValueError: not this way {HERE}"),
        ("interrupts", rf"KeyboardInterrupt {HERE}"),
        ("leaves", rf"called sys\.exit {HERE}"),
        ("leaves_at_once", "the code ended its process with status 3"),
        ("loops", r"loops makes no question: stopped after 1 s"),
        ("loops_in_c", r"loops_in_c makes no question: stopped after 1 s"),
        ("prints", r"prints makes no question: stopped after 1 s"),
        ("eats", rf"used more than 1 GiB {HERE}|eats makes no question: stopped after 1 s"),
        ("gives_nothing", rf"gives_nothing {HERE} returned nothing, not a question as a mapping"),
        ("gives_a_list", rf"gives_a_list {HERE} returned a value of type list, not a question as a mapping"),
        ("gives_an_object", rf"gives_an_object {HERE} made a question that is not plain data: .*"),
        ("gives_no_kind", rf"gives_no_kind {HERE} made a question that is none: .*this has none of them"),
        ("gives_no_number", rf"gives_no_number {HERE} made a question that is none: number .*\(at number\)"),
        (
            "gives_a_number_for_text",
            rf"gives_a_number_for_text {HERE} made a question that is none: this entry of text is text, "
            r"but 8 is a number: put it in quotes \(at text\.1\)",
        ),
        ("gives_a_generator", rf"gives_a_generator {HERE} made a question that is itself generated"),
        ("gives_much", rf"gives_much {HERE} made a question of more than 1 MiB"),
        ("takes_nothing", r"TypeError: takes_nothing\(\) takes 0 positional arguments but 1 was given .*"),
        ("an_answer", r"'an_answer' in hostile/questions\.py is an answer: .*"),
        ("not_a_function", r"'not_a_function' in hostile/questions\.py is not a function"),
        ("goood", r"no function 'goood' in hostile/questions\.py; did you mean good\?"),
    ],
)
def test_a_hostile_generator_is_told_in_one_line_and_the_next_is_posed(
    asker: Asker, function: str, message: str
) -> None:
    with pytest.raises(RunnerError) as caught:
        asker.wait(asker.runner.pose(HOSTILE, {"generate": function}, 1))
    assert re.fullmatch(message, str(caught.value)), caught.value
    assert isinstance(asker.wait(asker.runner.pose(HOSTILE, {"generate": "good"}, 1)), Number)


def test_a_generated_question_is_the_same_at_the_same_seed_and_plain_data(asker: Asker) -> None:
    first, again, other = (asker.wait(asker.runner.pose(HOSTILE, {"generate": "good"}, seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert isinstance(first, Number) and type(first.number) is int and type(first.tolerance) is float
    choosing = asker.wait(asker.runner.pose(HOSTILE, {"generate": "choosing"}, 1))
    assert isinstance(choosing, Choose) and choosing.choose[0].right == "yes"


def test_a_number_beyond_all_machine_words_is_posed_and_graded(asker: Asker) -> None:
    for question in ({"generate": "large"}, {"ask": "How many?", "number": 2**200}):
        assert asker.wait(asker.runner.grade(HOSTILE, question, "2^200", 1)).verdict == "correct"


def test_what_moves_the_worker_elsewhere_retires_it(asker: Asker) -> None:
    assert isinstance(asker.wait(asker.runner.pose(HOSTILE, {"generate": "moves"}, 1)), Number)
    (ended,) = asker.wait(_run(asker.runner, "moves_away"))[-1:]
    assert isinstance(ended, Ended) and ended.outcome == "done"


async def _run(runner: Runner, function: str) -> list[Any]:
    return [item async for item in runner.run(ANSWERS, function, {})]


RIGHT = ["2.585", "2^H", None, "trigram", None, None, "p - w"]
WRONG = ["1.79", "exp(H)", None, "bigram", None, "0", "w - p"]


@pytest.mark.parametrize("number", range(7))
def test_each_kind_of_question_is_posed_and_graded(asker: Asker, number: int) -> None:
    from engine.grading.examples import example_typed, right_answers

    for seed in (1, 2, 3):
        posed = asker.wait(asker.runner.pose(KINDS, QUIZ[number], seed))
        (right, *_) = right_answers(posed, seed)
        answers = [(RIGHT[number] or right, "correct"), (right, "correct")]
        wrong = WRONG[number] or next(iter(posed.reject))
        answers.append((example_typed(posed, wrong, seed), "wrong"))
        for answer, verdict in answers:
            for question in (posed, written(posed), QUIZ[number]):
                graded = asker.wait(asker.runner.grade(KINDS, question, answer, seed))
                assert graded.verdict == verdict, (answer, graded)


def test_what_an_answer_may_name_is_what_grading_reads_it_with(asker: Asker) -> None:
    where = {"W": ("K", "H"), "p": ("K",)}
    question = Formula(ask="?", formula="W^T p", where=where, world="many_named")
    symbols = asker.wait(asker.runner.symbols(HOSTILE, question, 1))
    assert symbols == kinds(where | {"h": "N of [H]", "x": ("2H",), "g": "function"})
    refused = asker.wait(asker.runner.grade(HOSTILE, question, "W^T q", 1)).reason
    assert all(name in refused for name in symbols if name not in "g")
    assert asker.wait(asker.runner.symbols(None, msgspec.structs.replace(question, world=""), 1)) == kinds(where)
    for code, world, message in [(HOSTILE, "raises", "not this way"), (None, "world", "may not run")]:
        with pytest.raises(RunnerError, match=message):
            asker.wait(asker.runner.symbols(code, msgspec.structs.replace(question, world=world), 1))


def test_a_slip_that_a_world_knows_is_named(asker: Asker) -> None:
    verdict = asker.wait(asker.runner.grade(KINDS, QUIZ[6], "-w", 1))
    assert (verdict.verdict, verdict.slip) == ("wrong", "the prediction left out")


@pytest.mark.parametrize(
    ("world", "message"),
    [
        ("raises", rf"ValueError: not this way {HERE}"),
        ("leaves", rf"called sys\.exit {HERE}"),
        ("leaves_at_once", "the code ended its process with status 3"),
        ("eats", rf"used more than 1 GiB {HERE}|stopped after 1 s"),
        ("gives_a_list", rf"gives_a_list {HERE} returned a value of type list, not a mapping from names to values"),
        ("numbered_world", rf"numbered_world {HERE} gives a value to 1, which is not a name"),
        ("wrld", r"no function 'wrld' in hostile/questions\.py; did you mean world\?"),
    ],
)
def test_a_hostile_world_is_told_in_one_line_and_the_next_answer_graded(asker: Asker, world: str, message: str) -> None:
    question = {"ask": "What?", "formula": "x", "where": {"x": "scalar"}, "world": world}
    try:
        said = asker.wait(asker.runner.grade(HOSTILE, question, "x + 0", 1)).method
    except RunnerError as error:
        said = str(error)
    assert re.fullmatch(message, said), said
    assert asker.wait(asker.runner.grade(HOSTILE, question | {"world": "world"}, "x + 0", 1)).verdict == "correct"


def test_what_takes_too_long_to_grade_is_for_the_student_to_judge(asker: Asker) -> None:
    question = {"ask": "What?", "formula": "x", "where": {"x": "scalar"}, "world": "loops"}
    verdict = asker.wait(asker.runner.grade(HOSTILE, question, "x + 0", 1))
    assert (verdict.verdict, verdict.method) == ("unknown", "stopped after 1 s")
    assert asker.wait(asker.runner.grade(None, {"ask": "What?", "number": 8}, "8", 1)).verdict == "correct"


def test_without_code_that_may_run_all_is_graded_that_needs_none(asker: Asker) -> None:
    assert asker.wait(asker.runner.grade(None, QUIZ[1], "2^H", 1)).verdict == "correct"
    for question, name in ((QUIZ[5], "doubled"), (QUIZ[6], "prediction")):
        with pytest.raises(RunnerError, match=f"{name} .* the deck's Python may not run"):
            asker.wait(asker.runner.grade(None, question, "0", 1))


LOSING = """
import os, signal
from pathlib import Path
from engine import world

@world()
def once(rng):
    lost = Path(__file__).with_suffix(".lost")
    if not lost.exists():
        lost.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return {"x": 2.0}
"""


def test_an_answer_whose_worker_is_lost_is_graded_by_a_fresh_one(asker: Asker, tmp_path: Path) -> None:
    code = tmp_path / "losing.py"
    code.write_text(LOSING)
    question = {"ask": "What?", "formula": "x", "where": {"x": "scalar"}, "world": "once"}
    assert asker.wait(asker.runner.grade(code, question, "x + 0", 1)).verdict == "correct"
    assert code.with_suffix(".lost").exists()


def test_a_worker_that_was_killed_while_it_waited_is_asked_nothing() -> None:
    async def flow() -> None:
        question = {"ask": "What?", "number": 8}
        async with Runner(spare=False) as runner:
            await runner.grade(None, question, "8", 1)
            (idle,) = runner._pool.free()
            os.kill(idle._pid, signal.SIGKILL)
            while not idle.gone:
                await asyncio.sleep(0)
            *_, ended = [item async for item in runner.run(ANSWERS, "moves_away", {})]
            assert isinstance(ended, Ended) and ended.outcome == "done"

    asyncio.run(flow())


def test_two_questions_asked_at_once_are_both_answered(asker: Asker) -> None:
    async def both() -> list[Any]:
        runner = asker.runner
        slow = runner.pose(HOSTILE, {"generate": "good"}, 1)
        return await asyncio.gather(slow, runner.grade(None, {"ask": "What?", "number": 8}, "8", 1))

    posed, graded = asker.wait(both())
    assert isinstance(posed, Number) and graded.verdict == "correct"


def test_an_answer_is_graded_while_another_answer_runs() -> None:
    async def flow() -> None:
        async with Runner(warm=()) as runner:
            run = runner.run(ANSWERS, "loops_long", {})
            await anext(run)
            assert (await runner.grade(None, {"ask": "What?", "number": 8}, "8", 1)).verdict == "correct"
            assert not run.over
            await run.aclose()

    asyncio.run(flow())


@pytest.mark.parametrize("answer", ["\udcff\udcfe", "\x00", "8\ud800", "🙂" * 500])
def test_an_answer_that_is_no_text_is_refused(asker: Asker, answer: str) -> None:
    for question in QUIZ[:5]:
        assert asker.wait(asker.runner.grade(None, question, answer, 1)).verdict in {"refused", "wrong", "unknown"}


def test_what_the_screen_takes_of_grading_is_light() -> None:
    """Numpy, SymPy and mpmath are the worker's; a number, a choice, a text and an order need no numpy even there."""
    script = """
import sys
import engine.checking, engine.decks.permission, engine.grading.examples, engine.grading.posing, engine.runner
assert not sys.modules.keys() & {"numpy", "sympy", "mpmath"}
from engine.decks.questions import Number
from engine.grading.judge import judge
assert judge(Number(ask="?", number=3), "log2(8)").verdict == "correct"
assert not sys.modules.keys() & {"numpy", "sympy"}
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
