"""What shows that an answer is wrong: the point where it differs most, entry by entry."""

import math
from collections.abc import Iterator

import numpy as np

from engine.exhibits import AnyExhibit, Prose, Table
from engine.formula.kinds import Array, Kind
from engine.grading.comparison import Pair
from engine.grading.points import Numbers, Point
from engine.grading.sampling import letters_of

MOST_ENTRIES = 4
MOST_SYMBOLS = 6
MOST_VECTOR = 6  # entries of a vector that is written out
LONGEST = 140  # characters of the values at a point: two rows
DIGITS = 3  # as many as a table draws of a number


def counterexample(pair: Pair, symbols: dict[str, Kind]) -> tuple[AnyExhibit, ...]:
    """The worst entries, yours beside the right ones, and the values of the symbols where they are few."""
    rows = tuple(_rows(pair.yours, pair.right))
    table = Table(("entry", "yours", "right", "difference"), rows, title="One point where they differ")
    values = ", ".join(_values(pair.point, symbols))
    return (table, Prose(f"At {values}.")) if values else (table,)


def _rows(yours: Numbers, right: Numbers) -> Iterator[tuple[str, float | str, float | str, float | str]]:
    with np.errstate(all="ignore"):
        difference = np.nan_to_num(np.abs(yours - right), nan=np.inf)
    worst = np.argsort(-difference, axis=None, kind="stable")[:MOST_ENTRIES]
    for place in sorted(int(each) for each in worst if difference.flat[each] > 0 or right.size == 1):
        row, column = divmod(place, right.shape[1])
        if right.size == 1:
            name = "value"
        else:
            name = str(max(row, column) + 1) if 1 in right.shape else f"{row + 1}, {column + 1}"
        mine, theirs = float(yours.flat[place]), float(right.flat[place])
        yield name, *_told_apart(mine, theirs), _said(mine - theirs, "")


def _told_apart(mine: float, theirs: float) -> tuple[float | str, float | str]:
    """Both as numbers where a table draws them differently, else with as many digits as tell one from the other."""
    for digits in range(DIGITS, 17):
        both = tuple(f"{each:.{digits}g}" for each in (mine, theirs))
        if both[0] != both[1]:
            break
    typed = digits > DIGITS and math.isfinite(mine) and math.isfinite(theirs)
    yours, right = (_said(each, text if typed else "") for each, text in zip((mine, theirs), both, strict=True))
    return yours, right


def _said(value: float, text: str) -> float | str:
    """The text where there is one, with a minus instead of a hyphen; else the number."""
    if text:
        return text.replace("-", "−")
    return float(f"{value:.4g}") if math.isfinite(value) else "infinite"


def _values(point: Point, symbols: dict[str, Kind]) -> Iterator[str]:
    """The sizes of the letters and the values of the scalars, if they are few; short vectors where there is room."""
    scalars = [
        name for name, kind in symbols.items() if isinstance(kind, Array) and not kind.shape and name in point.values
    ]
    sizes = {letter: size for letter, size in point.sizes.items() if letter in (*letters_of(symbols), *symbols)}
    if len(sizes) + len(scalars) > MOST_SYMBOLS:
        return
    for letter, size in sizes.items():
        yield f"{letter} = {size}"
    for name in scalars:
        value = point.values[name]
        if isinstance(value, np.ndarray):
            yield f"{name} = {_written(float(value[0, 0]), 4)}"
    room = LONGEST - 10 * (len(sizes) + len(scalars))
    for name, kind in symbols.items():
        vector = point.values.get(name)
        if isinstance(kind, Array) and len(kind.shape) == 1 and isinstance(vector, np.ndarray):
            said = f"{name} = ({', '.join(_written(float(each), 3) for each in vector.flat)})"
            if vector.size <= MOST_VECTOR and len(said) <= room:
                room -= len(said) + 2
                yield said


def _written(value: float, digits: int) -> str:
    return f"{value:.{digits}g}".replace("-", "−")
