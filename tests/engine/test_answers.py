"""What an author writes above an answer function is refused where it is written, not where a worker trips over it."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine import answer, choice, code, limits, slider, switch
from engine.answers import AnswerError
from engine.exhibits import Prose
from engine.knobs import KnobError, Slider


def listed() -> None: ...


@pytest.mark.parametrize(
    ("knob", "said"),
    [
        (3, "an int is no slider, choice, switch, text or seed"),
        (slider, "a function is no slider"),
        (slider(1, 5, unit=3), "Slider.unit: expected `str`, got `int`"),
        (slider(1, 2**70), "Slider.high: "),
        (choice(None, 1), "Choice.options[0]: expected `int | float | str`, got `None`"),
        (switch(start=1), "Switch.start: expected `bool`, got `int`"),
        (switch(label="\ud800"), "Switch.label: "),
    ],
)
def test_what_is_no_knob_is_told_with_its_name(knob: Any, said: str) -> None:
    with pytest.raises(AnswerError, match=re.escape(f"shows: knob a: {said}")):

        @answer(a=knob)
        def shows(a: object) -> Any:
            yield Prose("x")


@pytest.mark.parametrize("ends", [(1, float("inf")), (float("nan"), 1), (2, 1)])
def test_a_slider_has_two_ends(ends: tuple[float, float]) -> None:
    with pytest.raises(KnobError, match="has no room"):
        slider(*ends)


def test_a_slider_between_whole_numbers_of_any_library_is_whole() -> None:
    @answer(a=slider(np.int64(1), np.int64(5)))
    def shows(a: int) -> Any:
        yield Prose("x")

    assert shows.knobs["a"] == slider(1, 5)
    assert isinstance(shows.knobs["a"], Slider) and shows.knobs["a"].whole


@pytest.mark.parametrize(
    "above",
    [
        lambda: limits(seconds=float("nan")),
        lambda: limits(seconds=0),
        lambda: limits(mebibytes=1.5),
        lambda: limits(exhibits=True),
        lambda: code(listed, {"x": 3}),
    ],
)
def test_limits_and_marks_that_mean_nothing_are_refused(above: Callable[[], Any]) -> None:
    with pytest.raises(AnswerError, match=r"@limits: \w+ is a number above 0|the marks of @code are texts"):

        @above()
        def shows() -> Any:
            yield Prose("x")
