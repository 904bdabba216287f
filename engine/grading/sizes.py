"""How large a formula is, in the letters of its dimensions: (K, H), (2K, 1)."""

from dataclasses import dataclass

from engine.formula.kinds import Array, Dimension


@dataclass(frozen=True)
class Size:
    """A number of rows or columns: multiples of letters, in the order of the alphabet, and a plain number."""

    letters: tuple[tuple[str, int], ...] = ()
    rest: int = 0

    def __str__(self) -> str:
        parts = [letter if many == 1 else f"{many}{letter}" for letter, many in self.letters]
        return " + ".join([*parts, str(self.rest)] if self.rest or not parts else parts)

    def __add__(self, other: "Size") -> "Size":
        many = dict(self.letters)
        for letter, more in other.letters:
            many[letter] = many.get(letter, 0) + more
        return Size(tuple(sorted(many.items())), self.rest + other.rest)

    def at(self, sizes: dict[str, int]) -> int:
        """How many that is where the letters have these sizes."""
        return sum(many * sizes[letter] for letter, many in self.letters) + self.rest


Shape = tuple[Size, Size]

ONE = Size(rest=1)
SCALAR: Shape = (ONE, ONE)


def size_of(dimension: Dimension) -> Size:
    """The size that a dimension of `where` states."""
    return Size(((dimension.letter, dimension.multiple),))


def shape_of(array: Array) -> Shape:
    """A vector is a column, a scalar 1 × 1."""
    rows, columns = [*map(size_of, array.shape), ONE, ONE][:2]
    return rows, columns


def is_vector(shape: Shape) -> bool:
    """A column or a row, and not a scalar."""
    return shape != SCALAR and ONE in shape


def spoken(shape: Shape) -> str:
    """The shape in words for a student: a scalar, a column of H, a row of H, (K, H)."""
    rows, columns = shape
    if shape == SCALAR:
        return "a scalar"
    if columns == ONE:
        return f"a column of {rows}"
    return f"a row of {columns}" if rows == ONE else f"({rows}, {columns})"
