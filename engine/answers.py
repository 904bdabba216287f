"""Answer functions: how a deck's Python file says what runs behind a card.

`@answer(name=knob, …)` goes over a generator function of exhibits whose parameters are its knobs. Below it,
`@code(function, mark="why", …)` names the code the screen shows beside the answer, and `@limits(…)` asks for less than
the worker would allow.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from engine.exhibits import Exhibit
from engine.knobs import AnyKnob, KnobError, Value

AnswerFunction = Callable[..., Iterator[Exhibit]]


class AnswerError(TypeError):
    """An answer function, or what is asked of one, is not as it should be."""


@dataclass(frozen=True)
class Limits:
    """What one run may use. An answer may declare less, never more."""

    seconds: float = 20.0
    mebibytes: int = 1024
    exhibits: int = 1_000
    output_bytes: int = 2**20


@dataclass(frozen=True)
class Shown:
    """Code to show beside an answer: an object with source, and why its marked lines matter (text of a line → why)."""

    target: ModuleType | Callable[..., Any] | type
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Answer:
    """An answer function with its knobs, its limits and the code it shows."""

    function: AnswerFunction
    knobs: dict[str, AnyKnob]
    limits: Limits = Limits()
    code: tuple[Shown, ...] = ()
    name: str = field(default="")

    def __call__(self, **values: Value) -> Iterator[Exhibit]:
        """Run at these knob values, the others at their start. Raises KnobError for a value that a knob refuses."""
        return self.function(**self.settle(values))

    def settle(self, values: dict[str, Any]) -> dict[str, Value]:
        """A value for every knob: the given ones parsed, the others at their start."""
        return settle(self.name, self.knobs, values)


def settle(name: str, knobs: Mapping[str, AnyKnob], values: Mapping[str, Any]) -> dict[str, Value]:
    """A value for every knob of the answer `name`. Raises KnobError, which says what is known or taken."""
    for given in values:
        if given not in knobs:
            raise KnobError(f"{name} has no knob {given!r}; it has {', '.join(knobs) or 'none'}")
    settled: dict[str, Value] = {}
    for each, knob in knobs.items():
        try:
            settled[each] = knob.parse(values[each]) if each in values else knob.start
        except KnobError as error:
            raise KnobError(f"knob {each}: {error}") from None
    return settled


def answer(**knobs: AnyKnob) -> Callable[[AnswerFunction], Answer]:
    """Make a generator function an answer. Its parameters and the knobs must have the same names."""

    def register(function: AnswerFunction) -> Answer:
        if isinstance(function, Answer):
            raise AnswerError(f"{function.name} is an answer already")
        name = function.__name__
        if not inspect.isgeneratorfunction(function):
            raise AnswerError(f"{name} must yield its exhibits")
        taken = set(inspect.signature(function).parameters)
        if taken != set(knobs):
            raise AnswerError(f"{name} takes {sorted(taken)}, its knobs are {sorted(knobs)}")
        if isinstance(function.__globals__.get(name), Answer):
            raise AnswerError(f"there are two answers called {name}")
        return Answer(
            function,
            knobs,
            getattr(function, "_limits", Limits()),
            getattr(function, "_code", ()),
            name,
        )

    return register


def code(
    target: ModuleType | Callable[..., Any] | type, marks: dict[str, str] | None = None
) -> Callable[[AnswerFunction], AnswerFunction]:
    """Show the source of `target` beside the answer. `marks`: part of a line → why that line matters."""

    def attach(function: AnswerFunction) -> AnswerFunction:
        _below_answer(function, "@code")
        shown = Shown(target, tuple((marks or {}).items()))
        function._code = (shown, *getattr(function, "_code", ()))  # type: ignore[attr-defined]
        return function

    return attach


def limits(
    seconds: float = 20.0, mebibytes: int = 1024, exhibits: int = 1_000, output_bytes: int = 2**20
) -> Callable[[AnswerFunction], AnswerFunction]:
    """Ask for less than the worker would allow."""
    asked, most = Limits(seconds, mebibytes, exhibits, output_bytes), Limits()

    def attach(function: AnswerFunction) -> AnswerFunction:
        _below_answer(function, "@limits")
        function._limits = Limits(  # type: ignore[attr-defined]
            min(asked.seconds, most.seconds),
            min(asked.mebibytes, most.mebibytes),
            min(asked.exhibits, most.exhibits),
            min(asked.output_bytes, most.output_bytes),
        )
        return function

    return attach


def _below_answer(function: AnswerFunction, name: str) -> None:
    if isinstance(function, Answer):
        raise AnswerError(f"{function.name}: {name} stands below @answer")
