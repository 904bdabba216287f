"""What a question says of its symbols: a scalar, an array with its dimensions, a function, a quoted name, a family."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Dimension:
    """A size: the letter's, or a multiple of it. Different letters are different sizes."""

    letter: str
    multiple: int = 1

    def __str__(self) -> str:
        return self.letter if self.multiple == 1 else f"{self.multiple}{self.letter}"


@dataclass(frozen=True)
class Array:
    """A vector, of one dimension, or a matrix, of two. No dimension: a scalar."""

    shape: tuple[Dimension, ...] = ()


@dataclass(frozen=True)
class Function:
    """A function of which nothing is known but that it has a slope: g gives g(z) and g'(z)."""


@dataclass(frozen=True)
class Opaque:
    """A quoted name, such as ∂cost/∂h, that stands for itself: one value that commutes with all."""


@dataclass(frozen=True)
class Family:
    """Arrays of one shape numbered from 1 to `size`: p_1, …, p_N."""

    size: str
    member: Array


Kind = Array | Function | Opaque | Family

_DIMENSION = re.compile(r"([1-9]?)([A-Za-z])")  # a multiple has one digit: arrays stay small
_FAMILY = re.compile(r"([A-Za-z]) of (scalar|\[(.*)\])")


def kind(where: str | tuple[str, ...]) -> Kind:
    """The kind that an entry of `where` states. Raises ValueError where it states none."""
    match where:
        case "scalar":
            return Array()
        case "function":
            return Function()
        case "opaque":
            return Opaque()
        case str():
            family = _FAMILY.fullmatch(where)
            if family is None:
                raise ValueError(f"{where!r} is no kind of symbol")
            inside = family[3]
            return Family(family[1], _array(tuple(inside.split(","))) if inside is not None else Array())
    return _array(where)


def kinds(where: Mapping[str, str | tuple[str, ...]]) -> dict[str, Kind]:
    """The kinds of all symbols of a question. Raises ValueError."""
    return {name: kind(each) for name, each in where.items()}


def entry(kind: Kind) -> str | tuple[str, ...]:
    """What `where` says of a symbol of this kind."""
    match kind:
        case Array():
            return tuple(map(str, kind.shape)) or "scalar"
        case Function():
            return "function"
        case Opaque():
            return "opaque"
        case Family(size, member):
            return f"{size} of [{', '.join(map(str, member.shape))}]" if member.shape else f"{size} of scalar"


def _array(dimensions: tuple[str, ...]) -> Array:
    found = [_DIMENSION.fullmatch(each.strip()) for each in dimensions]
    if not 1 <= len(found) <= 2 or None in found:
        raise ValueError(f"[{', '.join(dimensions)}] is not one or two dimensions")
    return Array(tuple(Dimension(each[2], int(each[1] or 1)) for each in found if each))
