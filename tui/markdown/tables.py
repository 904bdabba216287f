"""Tables of a text: no lines, muted heads, columns as wide as they need, the widest wrapped when there is no room."""

from collections.abc import Sequence
from typing import Literal

from engine.tex import Formula
from tui.markdown.nodes import Node
from tui.markdown.spans import spans
from tui.markdown.words import Word, text_width, wrapped
from tui.tex.glyphs import Profile
from tui.tex.paint import Run

GAP = 3
Side = Literal["left", "right", "center"]


def table(node: Node, formulas: Sequence[Formula], width: int, ground: str, profile: Profile) -> list[list[Run]]:
    """The rows of a table as lines."""
    rows = [row for part in node.children for row in part.children]
    sides = [_side(cell) for cell in rows[0].children]
    cells = [
        [_words(cell, formulas, "$muted" if index == 0 else ground, profile, width) for cell in row.children]
        for index, row in enumerate(rows)
    ]
    widths = _widths(cells, width)
    return [line for row in cells for line in _lines(row, widths, sides)]


def _words(cell: Node, formulas: Sequence[Formula], ground: str, profile: Profile, width: int) -> list[Word]:
    found: list[Word] = []
    for child in cell.children:
        for part in spans(child, [formula.on_line() for formula in formulas], ground, profile, width):
            if not isinstance(part, Formula):
                found += part
    return found


def _side(cell: Node) -> Side:
    style = str(cell.attrs.get("style", ""))
    return "right" if "right" in style else "center" if "center" in style else "left"


def _natural(words: Sequence[Word]) -> int:
    return sum(word.width + (word.space is not None) for word in words)


def _widths(cells: list[list[list[Word]]], width: int) -> list[int]:
    """Each column's width: what it needs, the widest giving way until all fit."""
    widths = [max(_natural(row[column]) for row in cells) for column in range(len(cells[0]))]
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    return [max(1, column) for column in widths]


def _lines(row: list[list[Word]], widths: list[int], sides: list[Side]) -> list[list[Run]]:
    columns = [wrapped(words, width) for words, width in zip(row, widths, strict=True)]
    lines: list[list[Run]] = []
    for index in range(max(map(len, columns), default=0)):
        line: list[Run] = []
        for number, (column, width, side) in enumerate(zip(columns, widths, sides, strict=True)):
            cell = column[index] if index < len(column) else []
            spare = width - sum(text_width(text) for text, _ in cell)
            left = {"left": 0, "center": spare // 2, "right": spare}[side]
            line += [(" " * (left + (GAP if number else 0)), ""), *cell, (" " * (spare - left), "")]
        lines.append(line)
    return lines
