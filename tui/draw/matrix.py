"""A named array as numbers between tall brackets; a heatmap has a file of its own."""

from textual.content import Content

from engine.exhibits import Matrix
from tui.draw import numbers
from tui.draw.rows import Piece, fit, pad, row, stack, words, wrap
from tui.tex.glyphs import UNICODE, Profile

MOST_ROWS = 24
GAP = 2
BRACKET = "$faint"


def matrix(exhibit: Matrix, width: int, profile: Profile = UNICODE) -> Content:
    """The entries, their columns aligned on the digit; rows and columns that don't fit are cut, and it is said."""
    height = len(exhibit.values)
    across = max((len(each) for each in exhibit.values), default=0)
    if not height or not across:
        return stack([fit(words(exhibit.name, "$bright", profile), width), row(("empty", "$muted"))])
    shown = exhibit.values[:MOST_ROWS]
    columns = [_entries([each[at] if at < len(each) else None for each in shown], profile) for at in range(across)]
    heads = [words(exhibit.columns[at] if at < len(exhibit.columns) else "", "$muted", profile) for at in range(across)]
    widths = [max(len(column[0]), head.cell_length) for column, head in zip(columns, heads, strict=True)]
    labels = [words(each, "$muted", profile) for each in exhibit.rows[: len(shown)]]
    label = min(max((each.cell_length for each in labels), default=0), width // 4)
    name = fit(words(exhibit.name, "$bright", profile), width)
    above = [name] if name.cell_length > width // 4 else []
    name = Content("") if above else name
    lead = name.cell_length + (3 if name.plain else 0)  # "name = "
    before = lead + (label + 1 if label else 0)
    kept = _kept(widths, width - before - 4)
    clipped = kept < across
    left, right = _brackets(len(shown))
    lines: list[Content] = []
    if any(exhibit.columns):
        pieces: list[Piece] = [(" " * (before + 2), "")]
        lines.append(row(*pieces, _beside([pad(heads[at], widths[at], "right") for at in range(kept)])).rstrip())
    for at in range(len(shown)):
        middle = at == (len(shown) - 1) // 2
        named = row(name, (" = ", "$muted")) if name.plain and middle else Content("")
        own = labels[at] if at < len(labels) else Content("")
        cells = [row((columns[each][at].rjust(widths[each]), "$bright")) for each in range(kept)]
        if clipped:
            cells.append(row(("…", "$muted")))
        lead_in = [pad(named, lead), *([pad(own, label), Content(" ")] if label else [])]
        lines.append(row(*lead_in, (left[at] + " ", BRACKET), _beside(cells), (" " + right[at], BRACKET)))
    return stack([*above, *(fit(line, width) for line in lines), *said(kept, across, len(shown), height, width)])


def said(columns: int, all_columns: int, rows: int, all_rows: int, width: int) -> list[Content]:
    """A line that says which part of an array is shown, where it isn't all."""
    parts = []
    if rows < all_rows:
        parts.append(f"rows 1 to {rows:,} of {all_rows:,}")
    if columns < all_columns:
        parts.append(f"columns 1 to {columns:,} of {all_columns:,}")
    return wrap(row(("… " + ", ".join(parts), "$muted")), width) if parts else []


def _entries(values: list[float | None], profile: Profile) -> list[str]:
    texts = iter(numbers.column([value for value in values if value is not None], profile, coarse=True))
    held = [next(texts) if value is not None else "" for value in values]
    longest = max(map(len, held))
    return [each.rjust(longest) for each in held]


def _kept(widths: list[int], room: int) -> int:
    """How many columns fit, the mark of what is cut included; one at least."""
    used = -GAP
    for at, width in enumerate(widths):
        used += width + GAP
        last = at == len(widths) - 1
        if used + (0 if last else GAP + 1) > room:
            return max(at, 1)
    return len(widths)


def _beside(cells: list[Content]) -> Content:
    return Content(" " * GAP).join(cells)


def _brackets(rows: int) -> tuple[str, str]:
    if rows == 1:
        return "[", "]"
    return "⎡" + "⎢" * (rows - 2) + "⎣", "⎤" + "⎥" * (rows - 2) + "⎦"
