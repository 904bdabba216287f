"""Points for symbols that are independent of one another: seeded, and drawn in several ways.

A formula may be defined only for positive numbers, only between 0 and 1, or only for whole ones: each way of drawing
serves some domain, and points where a formula is not defined are drawn again by whoever compares.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from engine.formula.kinds import Array, Family, Function, Kind, Opaque
from engine.grading.points import Members, Numbers, Point, Value
from engine.grading.randomly import randomly
from engine.grading.sizes import shape_of

Rng = np.random.Generator

WAYS = ("any sign", "between 0 and 1", "positive", "whole", "any sign", "between 0 and 1", "large", "positive")
SETS = 3  # of sizes
SMALLEST = 2  # with 1 a vector could not be told from a scalar
SMALLEST_FAMILY = 4  # so that there is a member before and after an inner one


@dataclass(frozen=True)
class Domain:
    """What is drawn: the symbols, their letters, and the scalars that are used as an index."""

    symbols: Mapping[str, Kind]
    letters: tuple[str, ...]
    indices: frozenset[str]

    @property
    def scalar(self) -> bool:
        """Whether no symbol has a dimension: all is computed at 40 digits then."""
        return not any(
            isinstance(kind, Family) or (isinstance(kind, Array) and kind.shape) for kind in self.symbols.values()
        )


def letters_of(symbols: Mapping[str, Kind]) -> tuple[str, ...]:
    """The dimensions that the kinds of a question name, in the order of the alphabet."""
    found: set[str] = set()
    for kind in symbols.values():
        member = kind.member if isinstance(kind, Family) else kind
        if isinstance(member, Array):
            found.update(each.letter for each in member.shape)
        if isinstance(kind, Family):
            found.add(kind.size)
    return tuple(sorted(found))


def points(domain: Domain, seed: int) -> Iterator[Point]:
    """Points without end, those of one set of sizes apart by SETS. A point's sizes are pairwise distinct."""
    rng = np.random.default_rng(seed)
    sets = [_sizes(domain, rng) for _ in range(SETS)]
    turn = 0
    while True:
        yield _point(domain, sets[turn % SETS], WAYS[turn % len(WAYS)], rng, turn)
        turn += 1


def _sizes(domain: Domain, rng: Rng) -> dict[str, int]:
    families = {kind.size for kind in domain.symbols.values() if isinstance(kind, Family)}
    many = len(domain.letters)
    pool = [int(each) for each in rng.permutation(np.arange(SMALLEST, max(8, many + 4)))]
    sizes: dict[str, int] = {}
    for letter in sorted(domain.letters, key=lambda each: each not in families):
        least = SMALLEST_FAMILY if letter in families else SMALLEST
        sizes[letter] = next((each for each in pool if each >= least), max(pool, default=8))
        pool = [each for each in pool if each != sizes[letter]] or [sizes[letter] + 1]
    return sizes


def _point(domain: Domain, sizes: dict[str, int], way: str, rng: Rng, turn: int) -> Point:
    values: dict[str, Value] = {}
    whole = iter(rng.permutation(np.arange(2, 12 + len(domain.symbols))))  # no two scalars are the same by chance
    smallest = min((sizes[kind.size] for kind in domain.symbols.values() if isinstance(kind, Family)), default=9)
    for name, kind in domain.symbols.items():
        match kind:
            case Array(shape=()) if name in sizes:
                continue  # N is both a symbol and the number of a family's members: its letter's size
            case Array(shape=()) if name in domain.indices:
                values[name] = np.array([[float(rng.integers(2, smallest))]])
            case Array(shape=()) | Opaque() if way == "whole":
                values[name] = np.array([[float(next(whole))]])
            case Array():
                rows, columns = (size.at(sizes) for size in shape_of(kind))
                values[name] = draw(rng, way, rows, columns)
            case Opaque():
                values[name] = draw(rng, way, 1, 1)
            case Family(size=letter, member=member):
                rows, columns = (size.at(sizes) for size in shape_of(member))
                members = {number: draw(rng, way, rows, columns) for number in range(1, sizes[letter] + 1)}
                values[name] = Members(members, sizes[letter])
            case Function():
                values[name] = randomly(int(rng.integers(2**31)), positive=way != "any sign")
    return Point(values, sizes, drawn=way)


def draw(rng: Rng, way: str, rows: int, columns: int) -> Numbers:
    """An array drawn in one of the ways; no entry is near 0, where relative differences mean little."""
    shape = (rows, columns)
    match way:
        case "between 0 and 1":
            return rng.uniform(0.05, 0.95, shape)
        case "positive":
            return np.exp(rng.uniform(-1.2, 1.2, shape))
        case "large":
            return rng.uniform(2.0, 9.0, shape)
        case "whole":
            return rng.integers(2, 10, shape).astype(float)
    return np.asarray(rng.uniform(0.15, 2.0, shape) * rng.choice([-1.0, 1.0], shape))
