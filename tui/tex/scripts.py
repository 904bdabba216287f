"""Subscripts and superscripts: small letters on the line where Unicode has them, raised or lowered where not."""

from engine.tex.nodes import BigOperator, Brace, Name, Node, Script, Symbol, Text
from tui.tex.box import BLANK, Box, Cells, beside, blank, padded, stacked, words
from tui.tex.glyphs import NEUTRAL, Table
from tui.tex.layout import lay, shape
from tui.tex.setting import Setting


@shape.register
def _script(node: Script, setting: Setting) -> Box:
    base = lay(node.base, setting)
    if setting.level == "display" and takes_limits(node.base):
        return limits(base, node.sup, node.sub, setting)
    profile = setting.profile
    sub = small(node.sub, profile.subscripts, setting)
    sup = small(node.sup, profile.superscripts, setting)
    if (node.sub is None or sub) and (node.sup is None or sup):
        parts = [part for part in (sub, sup) if part]
        return beside([base, *parts]) if base.flat else _at_corners(base, sup, sub)
    if setting.flat or (profile.ascii and base.flat):
        written = [_written(node.sub, sub, "_", setting), _written(node.sup, sup, "^", setting)]
        if sup and not sub:
            written.reverse()  # small letters stay close to their base
        return beside([base, *written[0], *written[1]])
    if isinstance(node.base, BigOperator) and node.base.limits:
        return limits(base, node.sup, node.sub, setting)
    raised = lay(node.sup, setting.at("script")) if node.sup else None
    lowered = lay(node.sub, setting.at("script")) if node.sub else None
    if not base.flat:
        return _at_corners(base, sup or raised, sub or lowered)
    if sub:
        return _at_corners(beside([base, sub]), raised, None)
    if sup:
        return _at_corners(beside([base, sup]), None, lowered)
    return _at_corners(base, raised, lowered)


def takes_limits(base: Node) -> bool:
    """Whether scripts of this base stand above and below it in a display."""
    return isinstance(base, Brace) or (isinstance(base, BigOperator | Name) and base.limits)


def limits(base: Box, over: Node | None, under: Node | None, setting: Setting) -> Box:
    """The base with something small above and below, centred; the base keeps the base line."""
    script = setting.at("script")
    parts = [base]
    line = base.base
    if over is not None:
        parts.insert(0, lay(over, script))
        line += parts[0].height
    if under is not None:
        parts.append(lay(under, script))
    return stacked(parts, line)


def small(node: Node | None, table: Table, setting: Setting) -> Box | None:
    """The node in the small letters of a table, on one row; None where a letter has no small one."""
    if node is None or not table:
        return None
    box = lay(node, setting.at("script"))
    if not box.flat or not box.width:
        return None
    cells: Cells = []
    for text, style in box.rows[0]:
        letter = table.get(text)
        if letter is None:
            return None
        cells.append((letter, "bold" if style == "bold" else ""))
    if cells[0][0] in (":", ",", ".") or all(text in NEUTRAL for text, _ in cells):
        return None
    return Box([cells])


def _written(node: Node | None, done: Box | None, mark: str, setting: Setting) -> list[Box]:
    """A script on the line: small letters if there are, else `_x` or `^(x + y)`."""
    if node is None:
        return []
    if done is not None:
        return [done]
    box = lay(node, setting.at("script"))
    plain = box.plain()
    if setting.profile.ascii and plain and set(plain) == {"'"}:
        return [box]
    single = box.width == 1 or isinstance(node, Symbol | Text | Name) or plain.isdecimal()
    single = single or (plain[:1] in "([{" and _closes_at_end(plain))
    return [words(mark), box] if single else [words(mark + "("), box, words(")")]


def _closes_at_end(plain: str) -> bool:
    """Whether the bracket that opens a text is closed by its last character and not before."""
    depth = 0
    for index, char in enumerate(plain):
        depth += (char in "([{") - (char in ")]}")
        if depth == 0:
            return index == len(plain) - 1
    return False


def _at_corners(base: Box, sup: Box | None, sub: Box | None) -> Box:
    """Scripts at the right of a base: clear of it if it is one row, at its outer rows if it is taller."""
    width = max(box.width for box in (sup, sub) if box)
    inside = 0 if base.flat else 1
    column: list[Cells] = [[BLANK] * width for _ in range(base.height)]
    line = base.base
    if sup:
        column = padded(sup, width, "l").rows + column[inside:]
        line += sup.height - inside
    if sub:
        column = column[: len(column) - inside] + padded(sub, width, "l").rows
    return beside([base, Box(column, line)]) if width else beside([base, blank(0)])
