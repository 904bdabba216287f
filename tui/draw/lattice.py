"""Where the nodes of a diagram stand: the grid's columns and rows laid out on the width and height at hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.exhibits import Diagram, Node
from tui.draw.routes import Box

WIDEST, TIGHTEST = 11, 3  # cells between the symbols of neighbouring columns
TALLEST, LOWEST = 4, 2  # rows between the rows of the grid: a bent edge needs two
AROUND = 2  # rows for an edge that goes around, above the first row and below the last
EDGE = 1  # a free cell at the left, for the ground of a picked node


@dataclass(frozen=True)
class Lattice:
    """The cell of each visible node, the size of the drawing, and the columns of the grid that are shown."""

    boxes: Mapping[str, Box]
    width: int
    height: int
    columns: tuple[int, ...]
    all_columns: int

    @property
    def clipped(self) -> bool:
        return len(self.columns) < self.all_columns


def lay_out(exhibit: Diagram, lengths: Mapping[str, int], label: int, width: int, rows: int | None) -> Lattice:
    """`lengths` are those of the symbols, `label` that of the longest size on an edge."""
    columns = sorted({node.column for node in exhibit.nodes})
    widths = {column: max(lengths[node.id] for node in exhibit.nodes if node.column == column) for column in columns}
    shown = _window(columns, widths, _picked_column(exhibit.nodes, exhibit.picked), width)
    room = width - 2 * EDGE - sum(widths[column] for column in shown)
    gap = _gap(room, len(shown) - 1, label)
    lefts = {}
    x = EDGE
    for column in shown:
        lefts[column] = x
        x += widths[column] + max(gap, TIGHTEST)
    grid_rows = sorted({node.row for node in exhibit.nodes})
    between = _between(len(grid_rows), rows)
    over = AROUND if _arches(exhibit) else 0
    tops = {row: over + at * (between + 1) for at, row in enumerate(grid_rows)}
    boxes = {
        node.id: Box(lefts[node.column], tops[node.row], lengths[node.id])
        for node in exhibit.nodes
        if node.column in lefts
    }
    height = max(tops.values()) + 1 + AROUND
    return Lattice(boxes, width, height, tuple(shown), len(columns))


def _gap(room: int, gaps: int, label: int) -> int:
    """Wide enough for the sizes beside the edges, those of the last column too, where the width allows it."""
    if gaps < 1:
        return 0
    beside = label + 3
    with_labels = min(max(WIDEST, beside), (room - beside) // gaps)
    return with_labels if with_labels >= beside else min(WIDEST, room // gaps)


def _window(columns: list[int], widths: Mapping[int, int], picked: int | None, width: int) -> list[int]:
    """The columns that fit when drawn as tight as can be, from the left, moved right until the picked one is seen."""
    first = 0
    while True:
        shown: list[int] = []
        used = 2 * EDGE - TIGHTEST
        for column in columns[first:]:
            used += widths[column] + TIGHTEST
            if shown and used > width:
                break
            shown.append(column)
        if picked is None or picked in shown or first == len(columns) - 1:
            return shown
        first += 1


def _picked_column(nodes: Iterable[Node], picked: str) -> int | None:
    return next((node.column for node in nodes if node.id == picked), None)


def _between(count: int, rows: int | None) -> int:
    if rows is None or count < 2:
        return 3
    return min(max((rows - count) // (count - 1), LOWEST), TALLEST)


def _arches(exhibit: Diagram) -> bool:
    """Whether an edge of the first row skips a column: it goes over what stands between."""
    top = min(node.row for node in exhibit.nodes)
    columns = sorted({node.column for node in exhibit.nodes})
    places = {node.id: columns.index(node.column) for node in exhibit.nodes if node.row == top}
    ends = [(places[edge.start], places[edge.end]) for edge in exhibit.edges if {edge.start, edge.end} <= places.keys()]
    return any(abs(start - end) > 1 for start, end in ends)
