"""Points for symbols that are independent of one another: seeded, and drawn in several ways.

A formula may be defined only for positive numbers, only between 0 and 1, or only for whole ones: each way of drawing
serves some domain, and points where a formula is not defined are drawn again by whoever compares. Whole numbers of all
signs tell γ^n from |γ|^n, which are both defined, and differ, where γ is negative and n whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

import numpy as np

from engine.formula.kinds import Array, Family, Function, Kind, Opaque
from engine.grading.parities import spread
from engine.grading.points import COUNTS, Members, Numbers, Point, Value
from engine.grading.randomly import randomly
from engine.grading.sizes import shape_of

Rng = np.random.Generator

WAYS = (
    "signs", "between 0 and 1", "signs", "positive", "whole", "large", "signs", "whole, of all signs",
    "signs", "ascending", "whole, of all signs", "descending", "signs", "whole", "whole, of all signs", "positive",
    "signs", "whole, of all signs",
)  # fmt: skip
SETS = 5  # of sizes
DRAWN_SETS = 40  # of which those are taken that tell the most
SMALLEST = 2  # with 1 a vector could not be told from a scalar
SMALLEST_FAMILY = 4  # so that there is a member before and after an inner one


@dataclass(frozen=True)
class Domain:
    """What is drawn: the symbols, their letters, and the scalars that are used as an index, or where a sum ends."""

    symbols: Mapping[str, Kind]
    letters: tuple[str, ...]
    indices: frozenset[str]
    ends: frozenset[str] = frozenset()

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
    """Points without end, each at one of a few sets of sizes in turn. A point's sizes are pairwise distinct."""
    rng = np.random.default_rng(seed)
    many = max(SETS, 1 + len(domain.letters))
    sets = spread([_sizes(domain, rng) for _ in range(DRAWN_SETS)], many)
    for turn in count():
        yield _point(domain, sets[turn % many], turn, rng)


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


def _point(domain: Domain, sizes: dict[str, int], turn: int, rng: Rng) -> Point:
    values: dict[str, Value] = {}
    way = WAYS[turn % len(WAYS)]
    numbers = iter(_numbers(way, len(domain.symbols), _occurrence(turn), rng))
    smallest = min((sizes[kind.size] for kind in domain.symbols.values() if isinstance(kind, Family)), default=9)
    for name, kind in domain.symbols.items():
        match kind:
            case Array(shape=()) if name in sizes:
                continue  # N is both a symbol and the number of a family's members: its letter's size
            case Array(shape=()) if name in domain.indices:
                values[name] = np.array([[float(rng.integers(2, smallest))]])
            case Array(shape=()) | Opaque():
                drawn = next(numbers)
                if name in COUNTS and way == "between 0 and 1" and not COUNTS.issuperset(domain.symbols):
                    drawn = float(rng.integers(1, 10))  # beside a probability
                values[name] = np.array([[abs(drawn) if name in domain.ends else drawn]])
            case Array():
                rows, columns = (size.at(sizes) for size in shape_of(kind))
                values[name] = draw(rng, way, rows, columns)
            case Family(size=letter, member=member):
                rows, columns = (size.at(sizes) for size in shape_of(member))
                members = {number: draw(rng, way, rows, columns) for number in range(1, sizes[letter] + 1)}
                values[name] = Members(members, sizes[letter])
            case Function():
                values[name] = randomly(int(rng.integers(2**31)), positive="signs" not in way)
    return Point(values, sizes, drawn=way)


def _occurrence(turn: int) -> int:
    """How often its way of drawing has been used before a turn."""
    rounds, place = divmod(turn, len(WAYS))
    return rounds * WAYS.count(WAYS[place]) + WAYS[:place].count(WAYS[place])


def _numbers(way: str, many: int, run: int, rng: Rng) -> list[float]:
    """The scalars of a point. Of two both orders occur, and all signs: of three together, of seven two by two."""
    if way == "whole":
        return [float(each) for each in rng.permutation(np.arange(2, 12 + many))[:many]]  # no two the same by chance
    if way == "whole, of all signs":
        odd = rng.integers(0, 2, many)  # drawn apart, so that odd and even meet every sign
        sizes = 2.0 * rng.permutation(np.arange(1, 6 + many))[:many] + odd
        return [float(each) * (-1) ** _turned(run, place) for place, each in enumerate(sizes)]
    found = [float(each) for each in np.abs(draw(rng, way, 1, many))[0]]
    if way in ("ascending", "descending"):
        return sorted(found, reverse=way == "descending")
    if way == "signs":
        return [each * (-1) ** _turned(run, place) for place, each in enumerate(found)]
    return found


def _turned(run: int, place: int) -> int:
    """0 or 1: as the run goes on, all of them at three places together, and at seven two by two."""
    return (run & (1, 2, 4, 7, 3, 5, 6)[place % 7]).bit_count() % 2


def draw(rng: Rng, way: str, rows: int, columns: int) -> Numbers:
    """An array drawn in one of the ways; no entry is near 0, where relative differences mean little."""
    shape = (rows, columns)
    match way:
        case "between 0 and 1":
            return rng.uniform(0.05, 0.95, shape)
        case "large":
            return rng.uniform(2.0, 9.0, shape)
        case "whole":
            return rng.integers(2, 10, shape).astype(float)
        case "signs" | "whole, of all signs":
            sizes = rng.uniform(0.15, 2.0, shape) if way == "signs" else rng.integers(2, 10, shape)
            signs = np.resize(rng.permutation([1.0, -1.0]), rows * columns)  # both, wherever there are two entries
            return np.asarray(sizes * rng.permutation(signs).reshape(shape))
    return np.asarray(np.exp(rng.uniform(-1.2, 1.2, shape)))
