"""Whatever an answer does, its run ends in one clear line, and the next answer runs."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.claims import holds
from engine.exhibits import AnyExhibit, Claim, Matrix, Plot
from engine.knobs import Value
from engine.runner import Ended, Runner

HOSTILE = Path(__file__).parents[1] / "hostile" / "answers.py"


class Asker:
    """A runner in a loop of its own, asked from plain test functions."""

    def __init__(self, loop: asyncio.Runner) -> None:
        self._loop = loop
        self.runner = loop.run(Runner(warm=()).__aenter__())

    def ask(self, function: str, **values: Value) -> tuple[list[AnyExhibit], Ended]:
        async def collect() -> list[AnyExhibit | Ended]:
            return [item async for item in self.runner.run(HOSTILE, function, values)]

        *shown, ended = self._loop.run(collect())
        assert isinstance(ended, Ended)
        return [each for each in shown if not isinstance(each, Ended)], ended


@pytest.fixture(scope="module")
def asker() -> Iterator[Asker]:
    with asyncio.Runner() as loop:
        asker = Asker(loop)
        yield asker
        loop.run(asker.runner.close())


HERE = r"\(hostile/answers\.py:\d+\)"


@pytest.mark.parametrize(
    ("function", "outcome", "message"),
    [
        ("loops", "stopped", r"stopped after 0\.2 s"),
        ("loops_in_c", "stopped", r"stopped after 0\.2 s"),
        ("eats", "stopped", rf"used more than 64 MiB {HERE}"),
        ("allocates", "stopped", rf"used more than 64 MiB {HERE}"),
        ("raises", "failed", rf"ValueError: not this way \\ud800 {HERE}"),
        ("raises_interrupt", "failed", rf"KeyboardInterrupt {HERE}"),
        ("raises_unprintable", "failed", rf"Unprintable: \(its text cannot be had: RuntimeError\) {HERE}"),
        ("prints_for_ever", "stopped", "printed more than 1 MiB"),
        ("leaves", "failed", rf"called sys\.exit {HERE}"),
        ("leaves_at_once", "failed", "the code ended its process with status 3"),
        ("is_killed", "failed", "the worker process was ended by SIGKILL"),
        ("kills_the_guard", "failed", "the worker process was ended by SIGKILL"),
        ("stops_the_guard", "failed", "the code closed the worker's own connection"),
        ("recurses", "failed", rf"RecursionError: maximum recursion depth exceeded.* {HERE}"),
        ("closes_everything", "failed", "the code closed the worker's own connection"),
        ("closes_and_loops", "failed", "the code closed the worker's own connection"),
        ("writes_noise", "failed", "the code wrote into the worker's own connection"),
        ("forks", "done", ""),
        ("shows_many", "stopped", "showed more than 5 exhibits"),
        ("shows_much", "stopped", "showed more than 1 MiB"),
        ("shows_a_number", "failed", rf"yielded an int, which is not an exhibit {HERE}"),
        ("shows_words_as_numbers", "failed", rf"Matrix\.values\[0\]\[1\]: expected `float`, got `str` {HERE}"),
        ("shows_an_object", "failed", rf"Claim\.left: an object is no text, number or array of numbers {HERE}"),
        ("unmarked", "failed", r"'unmarked' in hostile/answers\.py is not an answer function: it lacks @answer"),
        ("rases", "failed", r"no answer function 'rases' in hostile/answers\.py; did you mean raises.*\?"),
        ("closes_output", "done", ""),
        ("moves_away", "done", ""),
    ],
)
def test_a_hostile_answer_ends_in_one_line_and_the_next_runs(
    asker: Asker, function: str, outcome: str, message: str
) -> None:
    _, ended = asker.ask(function)
    assert ended.outcome == outcome
    assert re.fullmatch(message, ended.message), ended.message
    shown, after = asker.ask("good")
    assert after.outcome == "done"
    assert [type(each) for each in shown] == [Matrix, Claim]


def test_what_is_printed_comes_with_the_end(asker: Asker) -> None:
    _, ended = asker.ask("prints")
    assert ended.outcome == "done"
    assert ended.output == "to the screen\nan aside: ∂ \\ud800\npast Python\n"
    assert asker.ask("good")[1].output == ""


def test_arrays_come_as_plain_numbers(asker: Asker) -> None:
    (matrix, claim), _ = asker.ask("good", size=3)
    assert matrix == Matrix("W", ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)))
    assert isinstance(claim, Claim)
    assert holds(claim)


def test_numbers_that_are_not_finite_come_through(asker: Asker) -> None:
    (plot, claim), ended = asker.ask("shows_no_numbers")
    assert ended.outcome == "done"
    assert isinstance(plot, Plot)
    assert str(plot.series[0].y) == "(nan, inf, -inf)"
    assert isinstance(claim, Claim)
    assert not holds(claim)


def test_a_refused_knob_value_is_told(asker: Asker) -> None:
    assert asker.ask("good", size=99)[1].message == "knob size: 99 is not between 1 and 9"
    assert asker.ask("good", height=1)[1].message.startswith("good has no knob 'height'")
