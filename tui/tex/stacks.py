"""What stands above or below: over- and undersets, braces, accents."""

from engine.tex.nodes import Accent, Brace, Mark, Script, Stack
from tui.tex.box import Box, Cells, beside, padded, stacked, words
from tui.tex.layout import lay, shape
from tui.tex.scripts import limits
from tui.tex.setting import Setting

_WIDE: dict[Mark, str] = {
    "hat": "^", "tilde": "~", "bar": "─", "vec": "→", "dot": "˙", "ddot": "¨", "breve": "˘", "check": "ˇ",
    "acute": "´", "grave": "`",
}  # fmt: skip


@shape.register
def _stack(node: Stack, setting: Setting) -> Box:
    base = lay(node.base, setting)
    if not setting.flat:
        return limits(base, node.over, node.under, setting)
    return lay(Script(node.base, node.under, node.over), setting)


@shape.register
def _brace(node: Brace, setting: Setting) -> Box:
    body = lay(node.body, setting)
    if setting.flat:
        return beside([words("("), body, words(")")]) if " " in body.plain() else body
    width = max(body.width, 3)
    arm, rest = width // 2 - 1, width - width // 2 - 2
    if setting.profile.ascii:
        row = words("\\" + "_" * (width - 2) + "/" if not node.above else "/" + "-" * (width - 2) + "\\")
    elif node.above:
        row = words("╭" + "─" * arm + "┴" + "─" * rest + "╮")
    else:
        row = words("╰" + "─" * arm + "┬" + "─" * rest + "╯")
    if node.above:
        return stacked([row, body], body.base + 1)
    return stacked([body, row], body.base)


@shape.register
def _accent(node: Accent, setting: Setting) -> Box:
    if isinstance(node.body, Script):  # the hat of a p with an index belongs to the p
        return lay(Script(Accent(node.mark, node.body.base), node.body.sub, node.body.sup), setting)
    body = lay(node.body, setting)
    combining = setting.profile.marks.get(node.mark)
    letters = [text for text, _ in body.rows[0] if text]
    if combining and body.flat and (len(letters) == 1 or node.mark == "bar"):
        return Box([_marked(body.rows[0], combining)])
    if setting.profile.ascii and body.flat and len(letters) == 1 and letters[0].isalpha():
        return beside([body, words(node.mark)])  # phat, as one says it
    if setting.flat or setting.profile.ascii:
        return beside([words(node.mark + "("), body, words(")")])
    wide = node.mark in ("bar", "tilde")
    over = words(_WIDE[node.mark] * (body.width if wide else 1))
    return stacked([padded(over, body.width), body], body.base + 1)


def _marked(row: Cells, combining: str) -> Cells:
    return [(text + combining if text.strip() else text, style) for text, style in row]
