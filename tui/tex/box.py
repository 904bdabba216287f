"""A rectangle of styled cells with a base line, and the ways to put rectangles together."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec
from textual.content import Content

Style = Literal["", "bold", "italic"]
Cell = tuple[str, Style]
Cells = list[Cell]
BLANK: Cell = (" ", "")


class Box(msgspec.Struct, frozen=True):
    """Rows of cells, all of one length; row `base` lies on the line of the text. The second cell of a wide character
    is empty text. Rows are shared between boxes and never changed once a box has them."""

    rows: list[Cells]
    base: int = 0

    @property
    def width(self) -> int:
        """Columns."""
        return len(self.rows[0])

    @property
    def height(self) -> int:
        """Rows."""
        return len(self.rows)

    @property
    def flat(self) -> bool:
        """Whether it is one row."""
        return len(self.rows) == 1

    def plain(self) -> str:
        """The characters alone, trailing blanks left out."""
        return "\n".join("".join(text for text, _ in row).rstrip() for row in self.rows)


@lru_cache(4096)
def cell_width(char: str) -> int:
    """How many columns a character takes, by Textual's own measure."""
    return Content(char).cell_length


def words(text: str, style: Style = "") -> Box:
    """One row of text. Combining marks join the cell before them; what has no width of its own is left out."""
    cells: Cells = []
    for char in text:
        width = cell_width(char)
        if width == 0:
            if cells and unicodedata.combining(char):
                at = -1 if cells[-1][0] else -2
                cells[at] = (cells[at][0] + char, cells[at][1])
            continue
        cells.append((char, style))
        if width == 2:
            cells.append(("", style))
    return Box([cells])


def blank(width: int, height: int = 1, base: int = 0) -> Box:
    """Nothing, of a size."""
    return Box([[BLANK] * width for _ in range(height)], base)


def beside(boxes: Sequence[Box]) -> Box:
    """Boxes in a row, their base lines on one line."""
    if len(boxes) == 1:
        return boxes[0]
    boxes = [box for box in boxes if box.width or box.height > 1]
    if not boxes:
        return blank(0)
    above = max(box.base for box in boxes)
    below = max(box.height - box.base for box in boxes)
    if above + below == 1:
        return Box([[cell for box in boxes for cell in box.rows[0]]])
    rows: list[Cells] = [[] for _ in range(above + below)]
    for box in boxes:
        top = above - box.base
        empty = [BLANK] * box.width
        for index in range(above + below):
            rows[index] += box.rows[index - top] if 0 <= index - top < box.height else empty
    return Box(rows, above)


def padded(box: Box, width: int, align: str = "c") -> Box:
    """The box made wider: `l`, `c` or `r` says where it stands."""
    spare = width - box.width
    if spare <= 0:
        return box
    left = {"l": 0, "c": spare // 2, "r": spare}[align]
    return Box([[BLANK] * left + row + [BLANK] * (spare - left) for row in box.rows], box.base)


def stacked(boxes: Sequence[Box], base: int, align: str = "c") -> Box:
    """Boxes above one another, as wide as the widest; `base` counts rows from the top of all."""
    width = max(box.width for box in boxes)
    return Box([row for box in boxes for row in padded(box, width, align).rows], base)


def clipped(box: Box, width: int, sign: str) -> Box:
    """The box cut to a width, with a sign at the end of each row that lost something."""
    if box.width <= width:
        return box
    return Box([_cut(row, width, sign) for row in box.rows], box.base)


def folded(box: Box, width: int, sign: str) -> Box:
    """The box in bands of a width, one under another: nothing of it is lost, and a sign says that it goes on."""
    if box.width <= width:
        return box
    if width < 3:
        return clipped(box, width, sign)  # a wide character and the sign have no room
    rows: list[Cells] = []
    start = 0
    while start < box.width:
        end = min(start + width - 1, box.width)
        if any(row[end][0] == "" for row in box.rows if end < box.width):
            end -= 1  # not through a wide character
        more = end < box.width
        band = [
            [*_whole(row[start:end]), (sign, "") if more and at == box.base else BLANK]
            for at, row in enumerate(box.rows)
        ]
        rows += [[BLANK] * width, *band] if rows else band
        start = end
    return Box([row[:width] + [BLANK] * (width - len(row)) for row in rows], box.base)


def _whole(row: Cells) -> Cells:
    """Cells without the halves that the cut left, where wide characters of two rows stand one off."""
    start = [BLANK, *row[1:]] if row[0][0] == "" else row
    return [*start[:-1], BLANK] if cell_width(start[-1][0]) == 2 else start


def _cut(row: Cells, width: int, sign: str) -> Cells:
    if all(text == " " for text, _ in row[width:]):
        return row[:width]
    kept = row[: max(0, width - 1)]
    if kept and row[len(kept)][0] == "":  # half of a wide character is none
        kept = [*kept[:-1], BLANK]
    return [*kept, (sign, "")] if width > 0 else []
