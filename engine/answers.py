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
from engine.packing import settle_knob

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
            {each: _settled_knob(name, each, knob) for each, knob in knobs.items()},
            getattr(function, "_limits", Limits()),
            getattr(function, "_code", ()),
            name,
        )

    return register


def _settled_knob(function: str, name: str, knob: object) -> AnyKnob:
    try:
        return settle_knob(knob)
    except KnobError as error:
        raise AnswerError(f"{function}: knob {name}: {error}") from None


def code(
    target: ModuleType | Callable[..., Any] | type, marks: dict[str, str] | None = None
) -> Callable[[AnswerFunction], AnswerFunction]:
    """Show the source of `target` beside the answer. `marks`: part of a line → why that line matters."""

    def attach(function: AnswerFunction) -> AnswerFunction:
        _below_answer(function, "@code")
        texts = (each for mark in (marks or {}).items() for each in mark)
        if not all(isinstance(each, str) for each in texts):
            raise AnswerError(
                f"{function.__name__}: the marks of @code are texts, each with why: {{part of a line: why}}"
            )
        shown = Shown(target, tuple((marks or {}).items()))
        function._code = (shown, *getattr(function, "_code", ()))  # type: ignore[attr-defined]
        return function

    return attach


def limits(
    seconds: float = 20.0, mebibytes: int = 1024, exhibits: int = 1_000, output_bytes: int = 2**20
) -> Callable[[AnswerFunction], AnswerFunction]:
    """Ask for less than the worker would allow."""
    wanted = {"seconds": seconds, "mebibytes": mebibytes, "exhibits": exhibits, "output_bytes": output_bytes}
    most = Limits()
    for name, limit in wanted.items():
        kinds = (int, float) if name == "seconds" else (int,)
        if type(limit) not in kinds or not limit > 0:
            raise AnswerError(f"@limits: {name} is a number above 0{'' if name == 'seconds' else ', a whole one'}")

    def attach(function: AnswerFunction) -> AnswerFunction:
        _below_answer(function, "@limits")
        function._limits = Limits(  # type: ignore[attr-defined]
            min(seconds, most.seconds),
            min(mebibytes, most.mebibytes),
            min(exhibits, most.exhibits),
            min(output_bytes, most.output_bytes),
        )
        return function

    return attach


def _below_answer(function: AnswerFunction, name: str) -> None:
    if isinstance(function, Answer):
        raise AnswerError(f"{function.name}: {name} stands below @answer")
