"""Worlds: a deck's seeded functions that give values consistent with one another, checked against `where`.

A value is a number, a list or an array (a vector is of shape (K,) or (K, 1)); of a family the list of its members, 1 to
N, or a mapping from their numbers, which may go beyond, such as h_0; of a function the function, or it and its slope.
Both take and give arrays.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from engine.formula.kinds import Array, Family, Function, Kind, Opaque
from engine.grading.beside import DRAWS, Beside
from engine.grading.marking import World
from engine.grading.points import Members, Numbers, Point, Smooth, Value, column
from engine.grading.question_error import QuestionError
from engine.grading.sizes import ONE, Shape, shape_of, spoken

LARGEST = 24  # of a world's dimensions


def symbols_of(world: World, stated: Mapping[str, Kind], seed: int) -> dict[str, Kind]:
    """The kinds of `where`, and of what the world gives beside them. Raises QuestionError."""
    draws = [_drawn(world, seed, turn) for turn in range(DRAWS)]
    return {**stated, **Beside(stated, draws, [_sizes(values, stated) for values in draws]).kinds()}


def points(world: World, symbols: Mapping[str, Kind], listed: Container[str], seed: int) -> Iterator[Point]:
    """The world at one draw after another. Of what `where` has not `listed`, what does not fit is left out.

    Raises QuestionError.
    """
    stated = {name: kind for name, kind in symbols.items() if name in listed}
    beside = {name: kind for name, kind in symbols.items() if name not in listed}
    turn = 0
    while True:
        values = _drawn(world, seed, turn)
        sizes = _sizes(values, stated)
        given = {name: _fitting(name, values[name], kind, sizes) for name, kind in stated.items() if name not in sizes}
        for name, kind in beside.items():
            with suppress(QuestionError):
                _measured(name, kind, values, sizes)
                given[name] = _fitting(name, values[name], kind, sizes)
        yield Point(given, sizes, drawn="world")
        turn += 1


def _measured(name: str, kind: Kind, values: Mapping[str, Any], sizes: dict[str, int]) -> None:
    """Adds the sizes of the letters that `where` does not have."""
    if name not in values:
        raise QuestionError(f"the world gives no {name}")
    member, value = kind, values[name]
    if isinstance(kind, Family):
        if kind.size not in sizes:
            sizes[kind.size] = _count(name, value, values.get(kind.size))
        member, value = kind.member, _first(value)
    if isinstance(member, Array):
        for dimension, many in zip(member.shape, _array(name, value).shape, strict=False):
            sizes.setdefault(dimension.letter, many // dimension.multiple)


def _drawn(world: World, seed: int, turn: int) -> Mapping[str, Any]:
    name = getattr(world, "__name__", "the world")
    with np.errstate(all="ignore"):
        values = world(np.random.default_rng([seed, turn]))
    if not isinstance(values, Mapping):
        raise QuestionError(f"{name} gives {type(values).__name__}, not a mapping from names to values")
    return values


def _sizes(values: Mapping[str, Any], symbols: Mapping[str, Kind]) -> dict[str, int]:
    """The sizes of the letters, from whatever has them; they agree, and no two are the same."""
    sizes: dict[str, tuple[int, str]] = {}

    def found(dimension: str, many: int, name: str) -> None:
        before, elsewhere = sizes.setdefault(dimension, (many, name))
        if before != many:
            raise QuestionError(f"{dimension} is {before} by {elsewhere} and {many} by {name}")

    for name, kind in symbols.items():
        if name not in values:
            raise QuestionError(f"the world gives no {name}, which `where` lists")
        if isinstance(kind, Family):
            found(kind.size, _count(name, values[name], values.get(kind.size)), name)
    for name, kind in symbols.items():
        member, value = (kind.member, _first(values[name])) if isinstance(kind, Family) else (kind, values[name])
        if isinstance(member, Array) and member.shape:
            shape = _array(name, value).shape
            for dimension, many in zip(member.shape, shape, strict=False):
                if many % dimension.multiple:
                    raise QuestionError(f"{name} has {many} where `where` says {dimension}")
                found(dimension.letter, many // dimension.multiple, name)
    told = {letter: many for letter, (many, _) in sizes.items()}
    for letter, many in told.items():
        if many < 2:
            raise QuestionError(f"{letter} is {many}: draw a dimension of 2 or more")
        if many > LARGEST:
            raise QuestionError(
                f"{letter} is {many}: draw dimensions of at most {LARGEST}, grading computes many times"
            )
        if twin := next((other for other in told if other != letter and told[other] == many), None):
            raise QuestionError(f"{letter} and {twin} are both {many}: draw dimensions that differ")
    return told


def _count(name: str, value: Any, stated: Any) -> int:
    if isinstance(value, Mapping):
        many = int(stated) if isinstance(stated, int | np.integer) else max(value, default=0)
        if missing := [each for each in range(1, many + 1) if each not in value]:
            raise QuestionError(f"{name} has no member {missing[0]}, and is numbered from 1 to {many}")
        return many
    if isinstance(value, Sequence | np.ndarray) and not isinstance(value, str):
        return len(value)
    raise QuestionError(f"{name} is a family: give the list of its members, or a mapping from their numbers")


def _first(value: Any) -> Any:
    return next(iter(value.values())) if isinstance(value, Mapping) else value[0]


def _fitting(name: str, value: Any, kind: Kind, sizes: Mapping[str, int]) -> Value:
    """The value as its kind has it. Raises QuestionError."""
    match kind:
        case Array():
            return _shaped(name, value, shape_of(kind), sizes)
        case Opaque():
            return _shaped(name, value, (ONE, ONE), sizes)
        case Function():
            given = value if isinstance(value, tuple) else (value, None)
            if len(given) != 2 or not callable(given[0]) or not (given[1] is None or callable(given[1])):
                raise QuestionError(f"{name} is a function: give the function, or the function and its slope")
            return Smooth(*given)
        case Family(size=letter, member=member):
            numbered = value if isinstance(value, Mapping) else dict(enumerate(value, 1))
            shape = shape_of(member)
            members = {number: _shaped(f"{name}_{number}", each, shape, sizes) for number, each in numbered.items()}
            return Members(members, sizes[letter])


def _shaped(name: str, value: Any, shape: Shape, sizes: Mapping[str, int]) -> Numbers:
    found = _array(name, value)
    rows, columns = (size.at(dict(sizes)) for size in shape)
    if found.shape != (rows, columns):
        raise QuestionError(
            f"{name} is {found.shape[0]} × {found.shape[1]}, and `where` says {spoken(shape)}, {rows} × {columns}"
        )
    if not np.isfinite(found).all():
        raise QuestionError(f"{name} is not finite")
    return found


def _array(name: str, value: Any) -> Numbers:
    try:
        return column(value)
    except (TypeError, ValueError) as error:
        raise QuestionError(f"{name} is no array of numbers: {error}") from None
