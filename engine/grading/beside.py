"""The kinds of what a world gives beside `where`, told from its values at several draws.

A dimension that `where` has no letter for gets the name of the world's number that says it, else a letter of its own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engine.formula.kinds import Array, Dimension, Family, Function, Kind
from engine.grading.points import column
from engine.grading.sizes import ONE, Size

DRAWS = 8  # so that no two dimensions are the same at all of them by chance
_LETTERS = "KHMNLPQRDBCEFGIJOSUVWXYZ"


class Beside:
    """The draws of a world, and the sizes of the letters at each: those of `where`, then those found here."""

    def __init__(self, stated: Mapping[str, Kind], draws: Sequence[Mapping[str, Any]], sizes: list[dict[str, int]]):
        self.stated = stated
        self.draws = draws
        self.sizes = [dict(each) for each in sizes]
        self.names = [each for each in draws[0] if each not in stated and all(each in values for values in draws)]
        self.families = [kind.size for kind in stated.values() if isinstance(kind, Family)]

    def kinds(self) -> dict[str, Kind]:
        """The kinds of all values beside `where` that can be told."""
        told = {name: self._told([values[name] for values in self.draws]) for name in self.names}
        return {name: kind for name, kind in told.items() if kind is not None and name not in self.sizes[0]}

    def _told(self, values: list[Any]) -> Kind | None:
        if all(callable(each) or (isinstance(each, tuple) and each and callable(each[0])) for each in values):
            return Function()
        if all(isinstance(each, Mapping) for each in values):
            return self._numbered(values)
        if any(isinstance(each, Mapping | str | tuple) for each in values):
            return None
        arrays = all(isinstance(each, list) and all(isinstance(one, np.ndarray) for one in each) for each in values)
        return (arrays and self._listed(values)) or self._array(values)

    def _listed(self, values: list[list[Any]]) -> Family | None:
        """A list of arrays is a family, numbered by the size that there are so many of."""
        many = self._dimension([len(each) for each in values])
        member = self._array([each[0] for each in values]) if isinstance(many, Dimension) else None
        return Family(str(many), member) if member is not None and str(many).isalpha() else None

    def _numbered(self, values: list[Mapping[Any, Any]]) -> Family | None:
        """A mapping from numbers is a family; it may have a member beyond each of its ends, such as h_0."""
        if not all(each and all(isinstance(number, int | np.integer) for number in each) for each in values):
            return None
        letters = [*self.families, *(each for each in self.sizes[0] if each not in self.families)]
        many = [max(each) for each in values]
        said = next((each for each in letters if self._numbers(values, [at[each] for at in self.sizes])), None)
        if said is None and self._numbers(values, many):
            said = self._letter(many)
        shapes = [{np.shape(member) for member in each.values()} for each in values]
        if said is None or any(len(each) != 1 for each in shapes):
            return None
        member = self._array([next(iter(each.values())) for each in values])
        return None if member is None else Family(said, member)

    def _numbers(self, values: list[Mapping[Any, Any]], many: list[int]) -> bool:
        return all(
            set(range(1, last + 1)) <= set(each) and max(each) <= last + 1
            for each, last in zip(values, many, strict=True)
        )

    def _array(self, values: list[Any]) -> Array | None:
        try:
            shapes = [column(each).shape for each in values]
        except (TypeError, ValueError):
            return None
        rows, columns = (self._dimension([shape[place] for shape in shapes]) for place in (0, 1))
        if columns is ONE:
            return Array() if rows is ONE else Array((rows,)) if isinstance(rows, Dimension) else None
        return Array((rows, columns)) if isinstance(rows, Dimension) and isinstance(columns, Dimension) else None

    def _dimension(self, many: list[int]) -> Dimension | Size | None:
        if all(each == 1 for each in many):
            return ONE
        for multiple in (1, 2, 3, 4):
            for letter in self.sizes[0]:
                if all(each == multiple * at[letter] for each, at in zip(many, self.sizes, strict=True)):
                    return Dimension(letter, multiple)
        fresh = self._letter(many)
        return None if fresh is None else Dimension(fresh)

    def _letter(self, many: list[int]) -> str | None:
        """A letter for a dimension that has none yet; none where `where` lists numbers alone."""
        if not self.sizes[0] or min(many) < 2:
            return None
        said = (each for each in self.names if len(each) == 1 and each.isascii() and each.isalpha())
        free = (each for each in _LETTERS if each not in {*self.stated, *self.draws[0], *self.sizes[0]})
        letter: str | None = next((each for each in said if self._is(each, many)), None) or next(free, None)
        if letter is not None:
            for at, size in zip(self.sizes, many, strict=True):
                at[letter] = size
        return letter

    def _is(self, name: str, many: list[int]) -> bool:
        values = [each[name] for each in self.draws]
        return all(isinstance(each, int | np.integer) for each in values) and values == many
