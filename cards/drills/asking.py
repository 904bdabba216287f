"""What drills are made of: words to draw, numbers as they are asked, and the wrong answers that are known."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")
Question = Mapping[str, object]

NOUNS = ("cat", "dog", "bird", "fish", "horse", "child")
VERBS = ("sat", "ran", "slept", "sang", "fell", "ate")
WORDS = ("rain", "snow", "wind", "sun", "fog", "hail", "frost", "dew")
THREE_DIGITS = 0.005  # relative; what is asked for exactly is off by less than TOO_NEAR
TOO_NEAR = 1e-9


def picked(rng: np.random.Generator, many: Sequence[T]) -> T:
    """One of them."""
    return many[int(rng.integers(len(many)))]


def some(rng: np.random.Generator, many: Sequence[T], count: int) -> list[T]:
    """So many different ones of them, in an order of their own."""
    return [many[int(place)] for place in rng.permutation(len(many))[:count]]


def plain(value: float) -> int | float:
    """A number without the last digits that floating point leaves behind."""
    rounded = float(f"{value:.10g}")
    return int(rounded) if rounded.is_integer() else rounded


def listed(values: Iterable[float]) -> str:
    """0.5, 0.25 and 0.1."""
    *first, last = (f"{plain(value)}" for value in values)
    return f"{', '.join(first)} and {last}" if first else last


def number(
    ask: str, right: float, wrong: Sequence[tuple[float, str]] = (), unit: str = "", *, exact: bool = False
) -> Question:
    """A question for a number with what is said to wrong ones, but for those that are the right one here.

    A whole number is wanted exactly, any other to three digits, also where it happens to be whole; `exact`: one of few
    digits, in which a digit that is off tells of a slip.
    """
    within = TOO_NEAR if exact or not isinstance(right, float) else THREE_DIGITS
    known = {
        str(plain(value)): feedback
        for value, feedback in reversed(wrong)
        if abs(value - right) > within * (abs(right) or 1)
    }
    asked: dict[str, object] = {"ask": ask, "number": plain(right), "reject": known}
    if isinstance(right, float):
        asked["tolerance"] = 0 if exact else THREE_DIGITS
    return asked | ({"unit": unit} if unit else {})


def choices(ask: str, right: Sequence[str], wrong: Sequence[tuple[str, str]]) -> Question:
    """A question with these right choices and wrong ones, each with why it is wrong."""
    options = [{"right": each} for each in right]
    return {"ask": ask, "choose": [*options, *({"wrong": each, "because": why} for each, why in wrong)]}
