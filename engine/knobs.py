"""Knobs: the typed, bounded parameters of an answer function.

A knob knows its values, its start and its corners; it parses what a deck or a command line gives it. Authors make one
with `slider`, `choice`, `switch`, `text` or `seed`.
"""

import math
from numbers import Integral
from typing import ClassVar

import msgspec

Value = bool | int | float | str

LONGEST_TEXT = 1_000
LAST_SEED = 2**31 - 1


class KnobError(ValueError):
    """A value that a knob does not take; the message says what it takes."""


class Knob(msgspec.Struct, frozen=True, tag_field="kind"):
    """What all knobs share: a label for the screen (the parameter's name where it is empty)."""

    label: str = ""


class Slider(Knob, frozen=True, kw_only=True, tag="slider"):
    """A number from `low` to `high` in steps; `log` steps by equal factors."""

    low: int | float
    high: int | float
    start: int | float
    step: int | float
    unit: str = ""
    log: bool = False

    @property
    def whole(self) -> bool:
        return all(isinstance(each, int) for each in (self.low, self.high, self.start, self.step))

    def parse(self, value: object) -> int | float:
        number = _number(value)
        if number is None or not math.isfinite(number):
            raise KnobError(f"{value!r} is not a number from {self.low} to {self.high}")
        if self.whole:
            if number != int(number):
                raise KnobError(f"{value!r} is not a whole number from {self.low} to {self.high}")
            number = int(number)
        if not self.low <= number <= self.high:
            raise KnobError(f"{value!r} is not between {self.low} and {self.high}")
        return number

    def corners(self) -> tuple[Value, ...]:
        return (self.low, self.high)

    def turn(self, value: Value, by: int) -> Value:
        """The value `by` steps away, kept within the ends."""
        number = float(value)
        moved = number * float(1 + self.step) ** by if self.log else number + by * self.step
        if self.log and self.whole and round(moved) == int(number):
            moved = number + (1 if by > 0 else -1)
        moved = min(max(moved, self.low), self.high)
        return round(moved) if self.whole else float(f"{moved:.6g}")


class Choice(Knob, frozen=True, kw_only=True, tag="choice"):
    """One of a few options."""

    options: tuple[int | float | str, ...]
    start: int | float | str

    def parse(self, value: object) -> int | float | str:
        for option in self.options:
            if value == option or str(value) == str(option):
                return option
        raise KnobError(f"{value!r} is not one of {', '.join(map(str, self.options))}")

    def corners(self) -> tuple[Value, ...]:
        return self.options

    def turn(self, value: Value, by: int) -> Value:
        place = self.options.index(self.parse(value)) + by
        return self.options[min(max(place, 0), len(self.options) - 1)]


class Switch(Knob, frozen=True, kw_only=True, tag="switch"):
    """On or off."""

    start: bool = False
    WORDS: ClassVar[dict[str, bool]] = {
        "on": True,
        "true": True,
        "yes": True,
        "off": False,
        "false": False,
        "no": False,
    }

    def parse(self, value: object) -> bool:
        if isinstance(value, bool):
            return value
        try:
            return self.WORDS[str(value).lower()]
        except KeyError:
            raise KnobError(f"{value!r} is not on or off") from None

    def corners(self) -> tuple[Value, ...]:
        return (False, True)

    def turn(self, value: Value, by: int) -> Value:
        return by > 0


class Text(Knob, frozen=True, kw_only=True, tag="text"):
    """A line of text that the student types."""

    start: str = ""

    def parse(self, value: object) -> str:
        if not isinstance(value, str):
            raise KnobError(f"{value!r} is not text: put it in quotes")
        if len(value) > LONGEST_TEXT:
            raise KnobError(f"{len(value)} characters are more than {LONGEST_TEXT}")
        return value

    def corners(self) -> tuple[Value, ...]:
        return ("", ("the quick brown fox " * 50)[:LONGEST_TEXT])

    def turn(self, value: Value, by: int) -> Value:
        return value


class Seed(Knob, frozen=True, kw_only=True, tag="seed"):
    """The seed of the random numbers: another one gives another example of the same thing."""

    start: int = 0

    def parse(self, value: object) -> int:
        number = _number(value)
        if number is None or number != number // 1 or not 0 <= number <= LAST_SEED:
            raise KnobError(f"{value!r} is not a whole number from 0 to {LAST_SEED}")
        return int(number)

    def corners(self) -> tuple[Value, ...]:
        return (self.start + 1, self.start + 2)

    def turn(self, value: Value, by: int) -> Value:
        return min(max(int(value) + by, 0), LAST_SEED)


AnyKnob = Slider | Choice | Switch | Text | Seed


def _number(value: object) -> int | float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    try:
        return int(str(value))
    except ValueError:
        pass
    try:
        return float(str(value))
    except ValueError:
        return None


def slider(
    low: int | float,
    high: int | float,
    start: int | float | None = None,
    step: int | float | None = None,
    unit: str = "",
    log: bool = False,
    label: str = "",
) -> Slider:
    """A number from `low` to `high`; whole where all its numbers are. With `log`, `step` is the share added a step."""
    if not -math.inf < low < high < math.inf:
        raise KnobError(f"a slider from {low} to {high} has no room")
    whole = all(isinstance(each, Integral) for each in (low, high, low if start is None else start))
    if step is None:
        step = (1 if whole else 0.1) if log else (max(1, round((high - low) / 50)) if whole else (high - low) / 50)
    if not 0 < step < math.inf or (log and low <= 0):
        raise KnobError("a slider's step is above 0, and a logarithmic slider begins above 0")
    made = Slider(low=low, high=high, start=low if start is None else start, step=step, unit=unit, log=log, label=label)
    made.parse(made.start)
    return made


def choice(*options: int | float | str, start: int | float | str | None = None, label: str = "") -> Choice:
    """One of `options`, the first unless `start` says otherwise."""
    if len(set(options)) != len(options) or len(options) < 2:
        raise KnobError("a choice has at least two options, all different")
    made = Choice(options=options, start=options[0] if start is None else start, label=label)
    made.parse(made.start)
    return made


def switch(start: bool = False, label: str = "") -> Switch:
    """On or off."""
    return Switch(start=start, label=label)


def text(start: str = "", label: str = "") -> Text:
    """A line of text."""
    return Text(start=Text(start=start).parse(start), label=label)


def seed(start: int = 0, label: str = "") -> Seed:
    """A seed for the random numbers of the answer."""
    return Seed(start=Seed(start=start).parse(start), label=label)
