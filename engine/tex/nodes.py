"""What a formula is made of: a small tree of frozen nodes that knows nothing of how it is drawn."""

from typing import Literal

import msgspec

Kind = Literal["ord", "op", "bin", "rel", "open", "close", "punct", "inner"]
Font = Literal["normal", "roman", "bold", "italic", "script", "blackboard", "fraktur"]
Mark = Literal["hat", "tilde", "bar", "vec", "dot", "ddot", "breve", "check", "acute", "grave"]


class Node(msgspec.Struct, frozen=True):
    """Any part of a formula."""


class Symbol(Node, frozen=True):
    """A letter, a number or a sign. `kind` is TeX's class of atom, which decides the space around it."""

    text: str
    kind: Kind = "ord"
    font: Font = "normal"


class Text(Node, frozen=True):
    """Words in a formula, upright unless their font says otherwise; their spaces count."""

    text: str
    font: Font = "roman"


class Name(Node, frozen=True):
    """A function or operator written in words (`log`, `max`). With `limits` its scripts stand above and below."""

    text: str
    limits: bool = False


class BigOperator(Node, frozen=True):
    """A sum, a product, an integral. With `limits` its scripts stand above and below in a display."""

    sign: str
    limits: bool = True


class Row(Node, frozen=True):
    """Nodes beside one another."""

    items: tuple[Node, ...] = ()


class Script(Node, frozen=True):
    """A base with what is written below and above its right shoulder."""

    base: Node
    sub: Node | None = None
    sup: Node | None = None


class Fraction(Node, frozen=True):
    """One thing over another, with a bar or (in a binomial) without."""

    top: Node
    bottom: Node
    bar: bool = True


class Root(Node, frozen=True):
    """A root, square unless it has a degree."""

    body: Node
    degree: Node | None = None


class Accent(Node, frozen=True):
    """A mark over a body: a hat over p."""

    mark: Mark
    body: Node


class Fence(Node, frozen=True):
    """A body between delimiters that grow with it; an empty delimiter is invisible."""

    left: str
    body: Node
    right: str


class Middle(Node, frozen=True):
    """A delimiter inside a fence, as tall as the fence."""

    sign: str


class Stack(Node, frozen=True):
    """A base with something set small above or below it."""

    base: Node
    over: Node | None = None
    under: Node | None = None


class Brace(Node, frozen=True):
    """A body under or over a brace that lies on its side; a script of it is the brace's label."""

    body: Node
    above: bool


class Grid(Node, frozen=True):
    """An environment: rows of cells. `name` is TeX's (aligned, cases, pmatrix); `columns` are letters l, c, r."""

    name: str
    rows: tuple[tuple[Node, ...], ...]
    columns: str = ""


class Space(Node, frozen=True):
    """So many columns of nothing."""

    width: int
