"""Ways from node to node over the cells between them: straight, bent, around what stands between, or back to itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tui.draw.wires import Cell

Clear = Callable[[Cell], bool]

ROOMY, TIGHT = 7, 4  # cells between two symbols


@dataclass(frozen=True)
class Box:
    """Where a node's symbol stands: its first cell, and how long it is. Vertical edges leave under the first letter."""

    x: int
    y: int
    length: int


@dataclass(frozen=True)
class Route:
    """The cells of an edge, and the cells of the two nodes that it joins."""

    path: tuple[Cell, ...]
    start: Cell
    end: Cell


def route(start: Box, end: Box, clear: Clear) -> Route | None:
    """The first of the possible ways whose cells are all clear; None where every way is blocked."""
    ways = _loop(start) if start == end else _ways(start, end)
    for corners in ways:
        cells = list(_cells(corners))
        inner = tuple(cells[1:-1])
        if inner and all(map(clear, inner)):
            return Route(inner, cells[0], cells[-1])
    return None


def _ways(start: Box, end: Box) -> Iterator[list[Cell]]:
    """Corners of polylines whose two ends lie on, or beside, the symbols."""
    if start.y == end.y:
        yield _level(start, end)
        for row in (start.y - 2, start.y + 2, start.y - 1, start.y + 1):
            yield [(start.x, start.y), (start.x, row), (end.x, row), (end.x, end.y)]
        return
    down = 1 if end.y > start.y else -1
    first, last = (start.x, start.y), (end.x, end.y)
    if start.x == end.x:
        yield [first, last]
    else:
        for turn in (end.y - 2 * down, start.y + 2 * down, start.y + down, end.y - down):
            if (turn - start.y) * down > 0 and (end.y - turn) * down > 0:
                yield [first, (start.x, turn), (end.x, turn), last]
        side = start.x + start.length if end.x > start.x else start.x - 1
        yield [(side, start.y), (end.x, start.y), last]
    for beside in (start.x + max(start.length, 3), start.x - 3):
        yield [first, (start.x, start.y + down), (beside, start.y + down), (beside, end.y - 2 * down),
               (end.x, end.y - 2 * down), last]  # fmt: skip


def _level(start: Box, end: Box) -> list[Cell]:
    """Along the row, with two free cells at both ends; with one, or none before its end, where it is tight."""
    left, right = (start, end) if start.x < end.x else (end, start)
    first, last = left.x + left.length, right.x - 1
    room = last - first + 1
    if room >= ROOMY:
        first, last = first + 1, last - 1
    elif room < TIGHT:
        last += 1
    ends = [(first, left.y), (last, left.y)]
    return ends if left is start else ends[::-1]


def _loop(node: Box) -> Iterator[list[Cell]]:
    """Out under the symbol, back in at its right."""
    right = node.x + node.length + 2
    yield [(node.x + 1, node.y), (node.x + 1, node.y + 1), (right, node.y + 1), (right, node.y),
           (node.x + node.length, node.y)]  # fmt: skip


def _cells(corners: list[Cell]) -> Iterator[Cell]:
    """Every cell of the polyline, once."""
    x, y = corners[0]
    yield x, y
    for to_x, to_y in corners[1:]:
        while (x, y) != (to_x, to_y):
            x += (to_x > x) - (to_x < x)
            y += (to_y > y) - (to_y < y)
            yield x, y
