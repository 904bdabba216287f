"""What a formula is made of: a small tree of frozen nodes that knows nothing of how it is drawn."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["ord", "op", "bin", "rel", "open", "close", "punct", "inner"]
Font = Literal["normal", "roman", "bold", "italic", "script", "blackboard", "fraktur"]
Mark = Literal["hat", "tilde", "bar", "vec", "dot", "ddot", "breve", "check", "acute", "grave"]


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of a formula."""


@dataclass(frozen=True, slots=True)
class Symbol(Node):
    """A letter, a number or a sign. `kind` is TeX's class of atom, which decides the space around it."""

    text: str
    kind: Kind = "ord"
    font: Font = "normal"


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Words in a formula, upright unless their font says otherwise; their spaces count."""

    text: str
    font: Font = "roman"


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A function or operator written in words (`log`, `max`). With `limits` its scripts stand above and below."""

    text: str
    limits: bool = False


@dataclass(frozen=True, slots=True)
class BigOperator(Node):
    """A sum, a product, an integral. With `limits` its scripts stand above and below in a display."""

    sign: str
    limits: bool = True


@dataclass(frozen=True, slots=True)
class Row(Node):
    """Nodes beside one another."""

    items: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Script(Node):
    """A base with what is written below and above its right shoulder."""

    base: Node
    sub: Node | None = None
    sup: Node | None = None


@dataclass(frozen=True, slots=True)
class Fraction(Node):
    """One thing over another, with a bar or (in a binomial) without."""

    top: Node
    bottom: Node
    bar: bool = True


@dataclass(frozen=True, slots=True)
class Root(Node):
    """A root, square unless it has a degree."""

    body: Node
    degree: Node | None = None


@dataclass(frozen=True, slots=True)
class Accent(Node):
    """A mark over a body: a hat over p."""

    mark: Mark
    body: Node


@dataclass(frozen=True, slots=True)
class Fence(Node):
    """A body between delimiters that grow with it; an empty delimiter is invisible."""

    left: str
    body: Node
    right: str


@dataclass(frozen=True, slots=True)
class Middle(Node):
    """A delimiter inside a fence, as tall as the fence."""

    sign: str


@dataclass(frozen=True, slots=True)
class Stack(Node):
    """A base with something set small above or below it."""

    base: Node
    over: Node | None = None
    under: Node | None = None


@dataclass(frozen=True, slots=True)
class Brace(Node):
    """A body under or over a brace that lies on its side; a script of it is the brace's label."""

    body: Node
    above: bool


@dataclass(frozen=True, slots=True)
class Grid(Node):
    """An environment: rows of cells. `name` is TeX's (aligned, cases, pmatrix); `columns` are letters l, c, r."""

    name: str
    rows: tuple[tuple[Node, ...], ...]
    columns: str = ""


@dataclass(frozen=True, slots=True)
class Space(Node):
    """So many columns of nothing."""

    width: int
