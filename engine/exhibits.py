"""The vocabulary of exhibits: what an answer shows.

Plain frozen data, no widget and no markup, so that one answer can be painted on a screen, printed on a pipe, written
as JSON or sent between processes. Fields called `tex` hold TeX without dollars; every other text is Markdown with
`$…$`. An exhibit with a `key` takes the place of the earlier exhibit of that key: so a curve grows while it runs.
"""

from typing import Literal

import msgspec

Relation = Literal["=", "≈", "≠", "<", "≤", ">", "≥"]
Number = int | float
Cell = str | int | float | bool | None


class Exhibit(msgspec.Struct, frozen=True, tag_field="kind", tag=str.lower):
    """One thing that an answer shows."""


class Prose(Exhibit, frozen=True, tag="prose"):
    """A paragraph or two of Markdown: what to look for, or what was seen."""

    text: str
    key: str = ""


class Equation(Exhibit, frozen=True, tag="equation"):
    """A displayed formula, with a few words beside it."""

    tex: str
    note: str = ""
    key: str = ""


class Step(msgspec.Struct, frozen=True):
    """One line of a derivation: the formula, and the rule that gave it."""

    tex: str
    rule: str


class Derivation(Exhibit, frozen=True, tag="derivation"):
    """Steps that lead from a definition to a result; the screen uncovers them one at a time."""

    title: str
    steps: tuple[Step, ...]
    note: str = ""
    key: str = ""


class Table(Exhibit, frozen=True, tag="table"):
    """Rows under heads; numbers are aligned on the digit. `total` draws a rule above the last row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    total: bool = False
    key: str = ""


class Matrix(Exhibit, frozen=True, tag="matrix"):
    """A named array, as numbers between brackets or as a heatmap; labels for rows and columns where they have names."""

    name: str
    values: tuple[tuple[float, ...], ...]
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    style: Literal["numbers", "heatmap"] = "numbers"
    key: str = ""


class Series(msgspec.Struct, frozen=True):
    """One curve. `line` is the measured thing, `dashes` and `dots` what it is compared with, `bars` a histogram."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    style: Literal["line", "dashes", "dots", "bars"] = "line"


class Level(msgspec.Struct, frozen=True):
    """A horizontal line at the value that decides: one, the chance level, an entropy."""

    name: str
    y: float


class Plot(Exhibit, frozen=True, tag="plot"):
    """Curves over one axis. `title` is the quantity in mathematics, `scale` says it in words with its unit."""

    title: str
    series: tuple[Series, ...]
    x: str = ""
    scale: str = ""
    levels: tuple[Level, ...] = ()
    log_x: bool = False
    log_y: bool = False
    key: str = ""


class Node(msgspec.Struct, frozen=True):
    """A node of a diagram at a place of the grid: column from the left, row from the top. `tex` is its symbol."""

    id: str
    tex: str
    column: int
    row: int


class Edge(msgspec.Struct, frozen=True):
    """An arrow from node to node. On the gradient's path it is drawn heavy and turned round; `label` is its size."""

    start: str
    end: str
    label: str = ""
    gradient: bool = False


class Diagram(Exhibit, frozen=True, tag="diagram"):
    """A graph on a grid. `picked` is the node it speaks of; `knob` names the choice of the answer that picks it."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    title: str = ""
    picked: str = ""
    knob: str = ""
    key: str = ""


class Claim(Exhibit, frozen=True, tag="claim"):
    """What the card asserts, both sides as evaluated. Whether it holds is for `engine.claims.holds` to say."""

    statement: str
    left: Number | str
    relation: Relation
    right: Number | str
    tolerance: float = 1e-9


class Progress(Exhibit, frozen=True, tag="progress"):
    """How far a long run has come: `done` of `total`, and what is being done."""

    done: float
    total: float
    label: str = ""


AnyExhibit = Prose | Equation | Derivation | Table | Matrix | Plot | Diagram | Claim | Progress
