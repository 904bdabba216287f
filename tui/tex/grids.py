"""Environments: aligned equations, cases, matrices."""

from engine.tex.nodes import Grid, Node, Row
from tui.tex.box import Box, beside, blank, padded, stacked, words
from tui.tex.fences import delimiter
from tui.tex.layout import fit, lay, narrow, shape
from tui.tex.setting import Setting

_ALIGNED = ("aligned", "align", "split", "eqnarray", "alignedat")
_CENTRED = ("gathered", "gather", "substack")
_LEFT = ("multline", "equation")
_FENCES = {
    "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "Bmatrix": ("{", "}"), "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"), "cases": ("{", ""), "rcases": ("", "}"),
}  # fmt: skip
_EMPTY = Row()


@shape.register
def _grid(node: Grid, setting: Setting) -> Box:
    if setting.flat:
        return _on_one_line(node, setting)
    inner = setting if _is_list(node) else setting.inner()
    return _composed(node, [[lay(cell, inner) for cell in row] for row in _cells(node)], setting)


@narrow.register
def _narrow_grid(node: Grid, width: int, setting: Setting) -> Box:
    """The last column is broken if that helps; aligned equations with a wide left side become plain ones."""
    inner = setting if _is_list(node) else setting.inner()
    cells = _cells(node)
    boxes = [[lay(cell, inner) for cell in row] for row in cells]
    left, right = _FENCES.get(node.name, ("", ""))
    count = max(len(row) for row in cells)
    before = max((sum(box.width for box in row[: count - 1]) for row in boxes), default=0)
    if _is_list(node) and before > width * 2 // 5:
        whole = [[Row(tuple(item for cell in row for item in _items(cell)))] for row in node.rows]
        return _composed(node, [[fit(cell, width, inner) for cell in row] for row in whole], setting)
    room = width - before - _gap(node) * (count - 1) - bool(left) - bool(right)
    if room < 8:
        return lay(node, setting)
    for row, box_row in zip(cells, boxes, strict=True):
        if len(row) == count:
            box_row[-1] = fit(row[-1], room, inner)
    return _composed(node, boxes, setting)


def _is_list(node: Grid) -> bool:
    """Whether the rows are whole equations rather than the entries of something."""
    return node.name in _ALIGNED or node.name in _CENTRED or node.name in _LEFT


def _gap(node: Grid) -> int:
    return 0 if node.name in _ALIGNED else 2


def _items(cell: Node) -> tuple[Node, ...]:
    return cell.items if isinstance(cell, Row) else (cell,)


def _cells(node: Grid) -> list[list[Node]]:
    """The cells; right sides of aligned equations get TeX's empty group, after which `=` is a relation as elsewhere."""
    if node.name not in _ALIGNED:
        return [list(row) for row in node.rows]
    return [
        [Row((_EMPTY, *_items(cell))) if index % 2 and _items(cell) else cell for index, cell in enumerate(row)]
        for row in node.rows
    ]


def _alignment(node: Grid, column: int, count: int) -> str:
    if node.name in _ALIGNED:
        return "l" if column % 2 or count == 1 else "r"
    if node.name in ("cases", "rcases") or node.name in _LEFT:
        return "l"
    return node.columns[column] if column < len(node.columns) else "c"


def _composed(node: Grid, boxes: list[list[Box]], setting: Setting) -> Box:
    count = max(len(row) for row in boxes)
    widths = [max(row[column].width if column < len(row) else 0 for row in boxes) for column in range(count)]
    lines: list[Box] = []
    for row in boxes:
        parts: list[Box] = []
        for column, box in enumerate(row):
            gap = _gap(node) if column else 2 * (column % 2 == 0 and column > 0)
            aligned_pair = node.name in _ALIGNED and column and column % 2 == 0
            parts += [blank(2 if aligned_pair else gap), padded(box, widths[column], _alignment(node, column, count))]
        lines.append(beside(parts))
    lines = _spread(lines, node)
    height = sum(line.height for line in lines)
    base = lines[0].base if len(lines) == 1 else (height - 1) // 2
    body = stacked(lines, base, "l" if count > 1 else _alignment(node, 0, 1))
    left, right = _FENCES.get(node.name, ("", ""))
    if not left and not right:
        return body
    lead = blank(1) if node.name == "cases" else blank(0)
    signs = [delimiter(sign, body.height, body.base, setting.profile) for sign in (left, right)]
    return beside([signs[0], lead, body, signs[1]])


def _spread(lines: list[Box], node: Grid) -> list[Box]:
    """A blank row between rows of which one is tall, and between two cases, so that the brace has its point."""
    apart = node.name in ("cases", "rcases") and len(lines) == 2
    spread = lines[:1]
    for line in lines[1:]:
        if apart or line.height > 1 or spread[-1].height > 1:
            spread.append(blank(0))
        spread.append(line)
    return spread


def _on_one_line(node: Grid, setting: Setting) -> Box:
    """Entries parted by blanks, rows by semicolons."""
    between = "" if node.name in _ALIGNED else " "
    left, right = _FENCES.get(node.name, ("", ""))
    parts = [delimiter(left, 1, 0, setting.profile)]
    for index, row in enumerate(_cells(node)):
        parts += [words("; ")] if index else []
        for column, cell in enumerate(row):
            parts += [words(between)] if column and between else []
            parts.append(lay(cell, setting))
    return beside([*parts, delimiter(right, 1, 0, setting.profile)])
