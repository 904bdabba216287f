"""Tables: no lines, muted heads over their columns' edges, numbers aligned on the digit, one rule above a sum."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from types import MappingProxyType

from textual.content import Content

from engine.exhibits import Cell, Table
from tui.draw import numbers
from tui.draw.rows import Align, Piece, fit, pad, row, stack, words, wrap
from tui.tex.glyphs import UNICODE, Profile

MOST_ROWS = 200
GAPS = (4, 3, 2)  # between columns: as wide as fits
NARROWEST = 8  # a column of words is not cut below
_NUMERAL = re.compile(r"[+\-−]?[\d.,]+( ?%|×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")


@dataclass(frozen=True)
class _Column:
    head: Content
    cells: tuple[Content, ...]
    align: Align
    width: int


def table(
    exhibit: Table,
    width: int,
    profile: Profile = UNICODE,
    tones: Mapping[str, str] = MappingProxyType({}),
    *,
    whole: bool = False,
) -> Content:
    """The rows under their heads; what does not fit is counted below.

    `tones`: the style of a column, by its head. `whole`: words that are too long for their column go on below.
    """
    shown = exhibit.rows[:MOST_ROWS]
    if exhibit.total and len(exhibit.rows) > MOST_ROWS:
        shown = (*exhibit.rows[: MOST_ROWS - 1], exhibit.rows[-1])
    count = max([len(exhibit.heads), *(len(each) for each in shown)], default=0)
    columns = [_column(exhibit, shown, at, profile, tones) for at in range(count)]
    columns, gap, left_out = _fitted(columns, width)
    body = [_line([each.head for each in columns], columns, gap)] if any(exhibit.heads) else []
    for at in range(len(shown)):
        cells = [each.cells[at] for each in columns]
        body += _lines(cells, columns, gap) if whole else [_line(cells, columns, gap)]
    if exhibit.total and shown:
        body.insert(len(body) - 1, row(("─" * max((line.cell_length for line in body), default=0), "$rule")))
    title = [fit(words(exhibit.title, "bold $muted", profile), width), Content("")] if exhibit.title else []
    body = body if columns and body else [row(("empty", "$muted"))]
    return stack([*title, *body, *_missing(left_out, len(exhibit.rows) - len(shown), width)])


def _column(
    exhibit: Table, rows: Sequence[tuple[Cell, ...]], at: int, profile: Profile, tones: Mapping[str, str]
) -> _Column:
    named = exhibit.heads[at] if at < len(exhibit.heads) else ""
    tone = tones.get(named, "")
    cells = [each[at] if at < len(each) else None for each in rows]
    numeric = _is_numeric(cells)
    values = [cell for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)]
    texts = iter(numbers.column(values, profile))
    counts = at > 0 and all(isinstance(value, int) for value in values) and not _is_index(values)
    drawn = []
    for place, cell in enumerate(cells):
        bold = "bold " if exhibit.total and place == len(cells) - 1 else ""
        if isinstance(cell, bool):
            drawn.append(row(("yes" if cell else "no", tone or f"{bold}$foreground")))
        elif isinstance(cell, int | float):
            text = next(texts)
            zero = counts and cell == 0
            drawn.append(row(("·", "$faint")) if zero else row((text, tone or f"{bold}$bright")))
        else:
            drawn.append(words(cell or "", tone or f"{bold}{'$bright' if numeric else '$foreground'}", profile))
    head = words(named, "$muted", profile)
    width = max([head.cell_length, *(each.cell_length for each in drawn)])
    return _Column(head, tuple(drawn), "right" if numeric else "left", width)


def _is_numeric(cells: Sequence[Cell]) -> bool:
    """Numbers, and texts that read as numbers, in at least half of the cells that hold anything."""
    held = [cell for cell in cells if cell not in (None, "")]
    like = [cell for cell in held if not isinstance(cell, bool | str) or _reads_as_number(cell)]
    return 2 * len(like) >= len(held) > 0


def _reads_as_number(cell: Cell) -> bool:
    return isinstance(cell, str) and _NUMERAL.fullmatch(cell.strip()) is not None


def _is_index(values: Sequence[float]) -> bool:
    """Whether the numbers only count the rows: then their 0 is a place, not an absence."""
    return len(values) > 1 and all(after > before for before, after in pairwise(values))


def _fitted(columns: list[_Column], width: int) -> tuple[list[_Column], int, int]:
    """The columns at widths that fit: first closer together, then words cut, then columns left out."""
    for gap in GAPS:
        if _total(columns, gap) <= width:
            return columns, gap, 0
    gap = GAPS[-1]
    excess = _total(columns, gap) - width
    of_words = [at for at, each in enumerate(columns) if each.align == "left"]
    widths = _shared([columns[at].width for at in of_words], excess)
    for at, cut in zip(of_words, widths, strict=True):
        columns[at] = replace(columns[at], width=cut)
    kept = len(columns)
    while kept > 1 and _total(columns[:kept], gap) > width:
        kept -= 1
    first = columns[0]
    if kept == 1 and first.width > width:
        columns[0] = replace(first, width=width)
    return columns[:kept], gap, len(columns) - kept


def _shared(widths: Sequence[int], excess: int) -> list[int]:
    """So much narrower together, the widest first down to the next, none below the narrowest."""
    narrow = max([NARROWEST, *widths])
    while narrow > NARROWEST and sum(max(0, each - narrow) for each in widths) < excess:
        narrow -= 1
    return [min(each, narrow) for each in widths]


def _total(columns: Sequence[_Column], gap: int) -> int:
    return sum(each.width for each in columns) + gap * (len(columns) - 1)


def _line(cells: Sequence[Content], columns: Sequence[_Column], gap: int) -> Content:
    pieces: list[Piece] = []
    for cell, column in zip(cells, columns, strict=True):
        if pieces:
            pieces.append((" " * gap, ""))
        pieces.append(pad(cell, column.width, column.align))
    return row(*pieces).rstrip()


def _lines(cells: Sequence[Content], columns: Sequence[_Column], gap: int) -> list[Content]:
    """A row of the table, each cell wrapped in its column."""
    wrapped = [wrap(cell, max(column.width, 1)) for cell, column in zip(cells, columns, strict=True)]
    return [_line(line, columns, gap) for line in zip_longest(*wrapped, fillvalue=Content(""))]


def _missing(columns: int, rows: int, width: int) -> list[Content]:
    parts = [f"{count:,} more {what}{'s' if count > 1 else ''}" for count, what in ((rows, "row"), (columns, "column"))]
    said = [part for part, count in zip(parts, (rows, columns), strict=True) if count]
    return [fit(row(("… " + " and ".join(said), "$muted")), width)] if said else []
