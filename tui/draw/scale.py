"""A scale: which values an axis spans, where a value lies on it, and the round values at which it is ticked."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tui.draw.numbers import MINUS, number, power_of_ten
from tui.tex.glyphs import UNICODE, Profile

FEW_DECADES = 2.5  # an axis of fewer is ticked within the decades too
LARGEST = 1e300  # beyond it the difference of two values may overflow
_MANTISSAS = (1.0, 2.0, 2.5, 5.0)
_LOG_MANTISSAS = (1, 2, 5)


@dataclass(frozen=True)
class Tick:
    """A labelled place of an axis, 0 at its low end and 1 at its high end."""

    place: float
    label: str


@dataclass(frozen=True)
class Scale:
    """From `low` to `high`, both already logarithms where `log`; `gaps` equal gaps where the ticks are equidistant."""

    low: float
    high: float
    log: bool = False
    ticks: tuple[Tick, ...] = ()
    gaps: int = 0

    def place(self, value: float) -> float:
        """0 at the low end, 1 at the high end. The value must be `drawable`."""
        return self.places([value])[0]

    def places(self, values: Iterable[float]) -> list[float]:
        """The places of many values, quickly: a curve may have 100,000 points."""
        low, room = self.low, self.high - self.low
        if self.log:
            log10 = math.log10
            return [(log10(value) - low) / room for value in values]
        return [(value - low) / room for value in values]


def drawable(value: float, log: bool) -> bool:
    """Whether an axis can hold the value: finite, and above 0 on a logarithmic one."""
    return abs(value) <= LARGEST and (value >= 1 / LARGEST if log else True)


def snapped(values: Sequence[float], log: bool, most: int, profile: Profile = UNICODE) -> Scale:
    """A scale that begins and ends at ticks, with at most `most` gaps: the vertical one."""
    low, high = _range(values, log)
    if log and math.ceil(high) - math.floor(low) >= 2:
        return _decades(low, high, most, profile)
    if log:
        return _within_a_decade(low, high, most, profile)
    steps = (step for step in _steps(low, high) if _gaps(low, high, step) <= most)
    step = next(steps)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ends = (first * step, last * step)
    return _scale(*ends, [each * step for each in range(first, last + 1)], step, profile, gaps=last - first)


def spanning(values: Sequence[float], log: bool, fits: Callable[[Scale], bool], profile: Profile = UNICODE) -> Scale:
    """A scale of exactly the values' range, with the most ticks that still fit: the horizontal one."""
    low, high = _range(values, log)
    whole = all(value == round(value) for value in values)
    candidates = _spanning_log(low, high, profile) if log else _spanning_linear(low, high, whole, profile)
    bare = Scale(low, high, log)
    return next((scale for scale in candidates if fits(scale)), bare)


def _spanning_linear(low: float, high: float, whole: bool, profile: Profile) -> Iterable[Scale]:
    """Coarser and coarser, those with a tick at the high end before others of about as many ticks."""
    steps = [step for step in _steps(low, high) if step == round(step) or not whole]
    if whole:
        powers = (2.0**power for power in range(2, 40))
        steps = sorted({*steps, *(step for step in powers if (high - low) / step <= 12 and high % step == 0)})
    steps = [step for step in steps if step <= 2 * max(abs(low), abs(high))]
    ending = [step for step in steps if abs(math.remainder(high, step)) < 1e-9 * step and (high - low) / step <= 6]
    for step in [*ending, *steps]:
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if 1 <= last - first <= 8:
            yield _scale(low, high, [each * step for each in range(first, last + 1)], step, profile)


def _spanning_log(low: float, high: float, profile: Profile) -> Iterable[Scale]:
    if high - low < FEW_DECADES:
        yield _within(low, high, profile)
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    if last - first >= 1:
        for step in range(1, last - first + 1):
            yield _log_scale(low, high, [(each, power_of_ten(each, profile)) for each in range(first, last + 1, step)])
    yield _within(low, high, profile)


def _decades(low: float, high: float, most: int, profile: Profile) -> Scale:
    step = 1
    while _gaps(low, high, step) > most:
        step += 1
    first, last = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    ticks = [(each, power_of_ten(each, profile)) for each in range(first, last + 1, step)]
    return _log_scale(first, last, ticks, gaps=(last - first) // step)


def _within_a_decade(low: float, high: float, most: int, profile: Profile) -> Scale:
    """Ends at the values 1, 2, 5 of a decade around the data, or at finer round values where those are far apart."""
    rounds = [math.log10(m) + d for d in range(math.floor(low) - 1, math.ceil(high) + 2) for m in _LOG_MANTISSAS]
    bottom = max(each for each in rounds if each <= low + 1e-9)
    top = min(each for each in rounds if each >= high - 1e-9 and each > bottom)
    if top - bottom > 2 * (high - low):
        linear = snapped([10**low, 10**high], False, most, profile)
        bottom, top = math.log10(max(linear.low, 10**low / 2)), math.log10(linear.high)
    return _within(bottom, top, profile)


def _within(low: float, high: float, profile: Profile) -> Scale:
    """Ticks at 1, 2, 5 of each decade, or at linear round values where fewer than two of those lie within."""
    decades = range(math.floor(low) - 1, math.ceil(high) + 1)
    values = [m * 10.0**d for d in decades for m in _LOG_MANTISSAS]
    inside = [value for value in values if low - 1e-9 <= math.log10(value) <= high + 1e-9]
    labels = [number(value, profile=profile) for value in inside]
    if len(inside) < 2:
        step = next(iter(_steps(10**low, 10**high, most=4)))
        inside = [each * step for each in range(math.ceil(10**low / step), math.floor(10**high / step) + 1)]
        labels = _labels(inside, step, profile)
    return _log_scale(low, high, [(math.log10(value), label) for value, label in zip(inside, labels, strict=True)])


def _scale(low: float, high: float, values: list[float], step: float, profile: Profile, gaps: int = 0) -> Scale:
    labels = _labels(values, step, profile)
    ticks = [Tick((value - low) / (high - low), label) for value, label in zip(values, labels, strict=True)]
    return Scale(low, high, False, tuple(ticks), gaps)


def _log_scale(low: float, high: float, ticks: Sequence[tuple[float, str]], gaps: int = 0) -> Scale:
    return Scale(low, high, True, tuple(Tick((at - low) / (high - low), label) for at, label in ticks), gaps)


def _labels(values: list[float], step: float, profile: Profile) -> list[str]:
    """Equal decimals for all; powers of ten where the numbers would be long."""
    largest = max(map(abs, values))
    if largest >= 1e5 or step < 1e-4:
        digits = min(10, max(1, math.floor(math.log10(largest / step) + 1e-9) + 2))
        return ["0" if abs(value) < step / 2 else number(value, digits, profile) for value in values]
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if abs(step * 10**decimals - round(step * 10**decimals)) > 1e-6:
        decimals += 1
    minus = "-" if profile.ascii else MINUS
    return ["0" if abs(value) < step / 2 else f"{value:,.{decimals}f}".replace("-", minus) for value in values]


def _steps(low: float, high: float, most: int = 12) -> Iterable[float]:
    """Round steps, finest first, beginning with about `most` gaps."""
    exponent = math.floor(math.log10((high - low) / most))
    for power in range(exponent, exponent + 4):
        for mantissa in _MANTISSAS:
            step = mantissa * 10.0**power
            if _gaps(low, high, step) <= most + 1:
                yield step


def _gaps(low: float, high: float, step: float) -> int:
    return math.ceil(high / step - 1e-9) - math.floor(low / step + 1e-9)


def _range(values: Sequence[float], log: bool) -> tuple[float, float]:
    """The ends of the values, drawn apart where they are one value (or differ by less than the drawing can show)."""
    low, high = _moved(min(values), log), _moved(max(values), log)
    if high - low > (1e-6 if log else max(1e-9 * max(abs(low), abs(high)), 1e-300)):
        return low, high
    room = 0.5 if log or low == 0 else abs(low) / 5
    room = max(room, 1e-290)
    return low - room, high + room


def _moved(value: float, log: bool) -> float:
    return math.log10(value) if log else float(value)
