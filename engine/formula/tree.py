"""What a typed formula means, as a tree.

Plain frozen data without SymPy or numpy, so that the screen may read a formula while it is typed. `start` and `end` are
columns of the text, counted from 0; they take no part in equality.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Node:
    """A part of a formula, and where in the text it stands."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Constant(Node):
    """A number, exactly as it is typed: 0.1 is 1/10."""

    value: Fraction


@dataclass(frozen=True)
class Known(Node):
    """A number that has a name."""

    name: Literal["pi", "e"]


@dataclass(frozen=True)
class Symbol(Node):
    """A symbol that the question names, or the letter of a dimension, which is its size.

    `name` is as the question spells it. `at` picks a member of a family, `p_{n-1}`, or an entry, `W_{ij}`.
    """

    name: str
    at: tuple["Tree", ...] = ()


@dataclass(frozen=True)
class Bound(Node):
    """The index of a sum or product around this place."""

    name: str


@dataclass(frozen=True)
class Sum(Node):
    """Two terms or more; what is subtracted is a Negative."""

    terms: tuple["Tree", ...]


@dataclass(frozen=True)
class Negative(Node):
    """The term with its sign turned."""

    of: "Tree"


@dataclass(frozen=True)
class Product(Node):
    """A product of two: written side by side, with `*` (also `·` and `×`), with `⊙`, or with `@`."""

    left: "Tree"
    right: "Tree"
    sign: Literal["", "*", "⊙", "@"] = ""


@dataclass(frozen=True)
class Quotient(Node):
    """above / below."""

    above: "Tree"
    below: "Tree"


@dataclass(frozen=True)
class Power(Node):
    """base ^ exponent, entry by entry."""

    base: "Tree"
    exponent: "Tree"


@dataclass(frozen=True)
class Transpose(Node):
    """The transpose."""

    of: "Tree"


@dataclass(frozen=True)
class Apply(Node):
    """A function of the grammar (exp, diag, outer, …), one that the question names, or the slope of one: "g'"."""

    function: str
    arguments: tuple["Tree", ...]


@dataclass(frozen=True)
class Fold(Node):
    """A sum, product, maximum or minimum over an index, both ends included.

    Without ends the index runs over its family, 1 to N.
    """

    kind: Literal["sum", "product", "max", "min"]
    index: str
    of: "Tree"
    first: "Tree | None" = None
    last: "Tree | None" = None


Tree = Constant | Known | Symbol | Bound | Sum | Negative | Product | Quotient | Power | Transpose | Apply | Fold
