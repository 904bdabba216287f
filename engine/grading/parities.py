"""Whether points are enough to see a sign that goes by whole numbers: (-1)^N, or cos(π (N - n)).

Of few points all may have an even N by chance, and such a sign is then no difference.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from engine.grading.points import Point

Sizes = dict[str, int]


def every_sign_turns(points: Sequence[Point]) -> bool:
    """Whether each whole number that varies over the points is odd and even, and so is each sum of some of them.

    That is so where their parities, with a 1 that belongs to none, are vectors of full rank over the numbers 0 and 1.
    """
    found = [_whole_numbers(point) for point in points]
    names = [name for name in (found[0] if found else ()) if all(name in each for each in found)]
    series = {tuple(each[name] - found[0][name] for each in found) for name in names}  # of N and M = N - 2 one counts
    varying = sorted(each for each in series if any(each))
    return not varying or _rank(map(_vector, zip(*varying, strict=True))) == 1 + len(varying)


def spread(sets: Sequence[Sizes], many: int) -> list[Sizes]:
    """So many of the sets of sizes, those first at which signs that go by one size, or by several, turn."""
    letters = sorted(sets[0])
    chosen: list[Sizes] = []
    rest = list(sets)
    for digit in (0, 1):  # the last binary digit is the parity; the last two tell (-1)^(N (N-1) / 2) too
        vectors = {
            id(each): _vector([each[letter] >> place for place in range(digit + 1) for letter in letters])
            for each in sets
        }
        for each in list(rest):
            before = [vectors[id(one)] for one in chosen]
            if len(chosen) < many and _rank([*before, vectors[id(each)]]) > _rank(before):
                chosen.append(each)
                rest.remove(each)
    return [*chosen, *rest][:many]


def _vector(numbers: Iterable[int]) -> int:
    """The parities as digits, above a 1 that belongs to none."""
    return 1 + sum(2 << place for place, each in enumerate(numbers) if each % 2)


def _whole_numbers(point: Point) -> Mapping[str, int]:
    """The sizes of the letters, and the scalars that are whole here."""
    found = dict(point.sizes)
    for name, value in point.values.items():
        if isinstance(value, np.ndarray) and value.shape == (1, 1) and abs(value[0, 0]) < 1e9:
            number = float(value[0, 0])
            if number.is_integer():
                found[name] = int(number)
    return found


def _rank(vectors: Iterable[int]) -> int:
    """Of vectors over the numbers 0 and 1, each the digits of a number."""
    basis: list[int] = []
    for each in vectors:
        rest = each
        for other in basis:
            rest = min(rest, rest ^ other)
        if rest:
            basis.append(rest)
    return len(basis)
