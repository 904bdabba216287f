"""The plain profile's last step: what draws lines and marks becomes ASCII, character for character."""

from textual.content import Content

from tui.tex.glyphs import Profile

_GROUPS = {
    "-": "─┄╌╴╶−–▔",
    "|": "│╵╷⎢⎥▌",
    "+": "╭╮╰╯├┤┬┴┼╋┏┓┗┛┣┫┳┻✓",
    "=": "━╸╺",
    "#": "┃▆▇█▀■",
    "[": "⎡⎣",
    "]": "⎤⎦",
    "^": "▲↑",
    "v": "▼↓",
    "<": "◀◂←",
    ">": "▶▸›→",
    "_": "▁▂▃",
    "o": "▄▅●○",
    "x": "✗×",
    ".": "·…",
}
_MARKS = str.maketrans({drawn: symbol for symbol, group in _GROUPS.items() for drawn in group})


def plain(content: Content, profile: Profile) -> Content:
    """Unchanged, except in the profile without Unicode. What has no likeness there becomes `?`."""
    if not profile.ascii:
        return content
    drawn = marked(content, profile)
    return Content("".join(each if each.isascii() else "?" for each in drawn.plain), list(drawn.spans))


def marked(content: Content, profile: Profile) -> Content:
    """The same, with what is written in other scripts as it is: only what a screen draws becomes ASCII."""
    return Content(content.plain.translate(_MARKS), list(content.spans)) if profile.ascii else content
