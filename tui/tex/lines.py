"""Formulas wider than the page: broken at lists, relations, binary operators, products, then inside parentheses."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from engine.tex.nodes import Row
from tui.tex.box import Box, beside, blank, stacked
from tui.tex.layout import fit, narrow
from tui.tex.rows import LIST, RELATION, Piece, joined, pieces
from tui.tex.setting import Setting

HANGING = 2


@narrow.register
def _narrow_row(node: Row, width: int, setting: Setting) -> Box:
    page = _Page(width, setting)
    page.place(pieces(node.items, setting), 0)
    return page.box()


class _Page(msgspec.Struct):
    """The lines filled so far. Continued lines are set under the first relation, its right side two columns on."""

    width: int
    setting: Setting
    lines: list[tuple[int, list[Piece]]] = msgspec.field(default_factory=lambda: [(0, [])])
    relation: int | None = None

    def place(self, chunk: Sequence[Piece], level: int) -> None:
        """Put a chunk on this line, else on the next, else break it at its best place below `level`."""
        starts = bool(self._used()) and chunk[0].rank == RELATION and chunk[0].relation and self.relation is not None
        if not starts and self._used() + _width(chunk, bool(self.lines[-1][1])) <= self.width:
            self._put(chunk)
        elif _width(chunk, False) <= self.width - self._indent(chunk[0]):
            self._new_line(chunk[0])
            self._put(chunk)
        else:
            ranks = [piece.rank for piece in chunk[1:] if piece.rank > level]
            if ranks:
                for part in _split(chunk, min(ranks)):
                    self.place(part, min(ranks))
            else:
                self._squeeze(chunk)

    def _squeeze(self, chunk: Sequence[Piece]) -> None:
        """A chunk that has no place to break: on a line of its own, its widest piece made narrower if it can be."""
        if self._used() and chunk[0].rank:
            self._new_line(chunk[0])
        room = self.width - self._used()
        widest = max(range(len(chunk)), key=lambda index: chunk[index].box.width)
        spare = room - _width(chunk, bool(self.lines[-1][1])) + chunk[widest].box.width
        done = list(chunk)
        if spare > 0:
            done[widest] = msgspec.structs.replace(chunk[widest], box=fit(chunk[widest].node, spare, self.setting))
        self._put(done)

    def _put(self, chunk: Sequence[Piece]) -> None:
        indent, line = self.lines[-1]
        for piece in chunk:
            gap = piece.gap if line else 0
            if piece.relation and self.relation is None:
                column = indent + sum(other.gap + other.box.width for other in line) + gap
                self.relation = column if column <= self.width * 2 // 5 else HANGING
            line.append(msgspec.structs.replace(piece, gap=gap))

    def _used(self) -> int:
        indent, line = self.lines[-1]
        used = sum(piece.gap + piece.box.width for piece in line)
        return indent + used if used else 0

    def _indent(self, first: Piece) -> int:
        if first.rank == LIST:
            return 0
        if self.relation is None:
            return HANGING
        return self.relation if first.relation else self.relation + HANGING

    def _new_line(self, first: Piece) -> None:
        if self._used():
            if first.rank == LIST:
                self.relation = None
            self.lines.append((self._indent(first), []))

    def box(self) -> Box:
        """All lines above one another; a blank row parts those of which one is tall."""
        boxes: list[Box] = []
        for indent, line in self.lines:
            box = beside([blank(indent), joined(line)]) if indent else joined(line)
            if boxes and (box.height > 1 or boxes[-1].height > 1):
                boxes.append(blank(0))
            boxes.append(box)
        return stacked(boxes, boxes[0].base, "l")


def _width(chunk: Sequence[Piece], continues: bool) -> int:
    return sum(piece.gap + piece.box.width for piece in chunk) - (0 if continues else chunk[0].gap)


def _split(chunk: Sequence[Piece], rank: int) -> list[Sequence[Piece]]:
    """The chunk cut before each piece of that rank."""
    cuts = [0, *(index for index in range(1, len(chunk)) if chunk[index].rank == rank), len(chunk)]
    return [chunk[start:end] for start, end in pairwise(cuts)]
