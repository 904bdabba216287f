"""Which runs a check makes: every card's answer where the card starts it, and at each corner of one knob at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.answers import settle
from engine.describe import Description
from engine.knobs import Value
from engine.seals import Code

Values = tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Case:
    """One run: the same for every card that asks for it."""

    code: Code
    function: str
    values: Values


def start(description: Description, asked: dict[str, Any]) -> Values:
    """The knob values a card begins with. Raises KnobError, naming the knob."""
    return tuple(settle(description.name, description.knobs, asked).items())


def around(description: Description, begin: Values) -> Iterator[Values]:
    """The start itself, then every corner of every knob with the others at their start."""
    yield begin
    for place, (name, value) in enumerate(begin):
        for corner in description.knobs[name].corners():
            if corner != value:
                yield (*begin[:place], (name, corner), *begin[place + 1 :])


def told(values: Values, begin: Values) -> str:
    """Where a run stood, in words: which knobs were not at the card's start."""
    turned = [
        f"{name}={_short(value)}"
        for (name, value), (_, at_start) in zip(values, begin, strict=True)
        if value != at_start
    ]
    return f"at {', '.join(turned)}" if turned else "at its start"


def _short(value: Value) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:24]}…{text[-1]} ({len(str(value))} characters)"
