"""The plain profile's last step: what draws lines and marks becomes ASCII, character for character."""

from textual.content import Content

from tui.tex.glyphs import Profile

_GROUPS = {
    "-": "─┄╌╴╶−–▔",
    "|": "│┃╵╷⎢⎥▌",
    "+": "╭╮╰╯├┤┬┴┼╋┏┓┗┛┣┫┳┻✓",
    "=": "━╸╺",
    "#": "▆▇█▀■",
    "[": "⎡⎣",
    "]": "⎤⎦",
    "^": "▲",
    "v": "▼",
    "<": "◀◂",
    ">": "▶▸",
    "_": "▁▂▃",
    "o": "▄▅●○",
    "x": "✗×",
    ".": "·…",
}
_ASCII = str.maketrans({drawn: symbol for symbol, group in _GROUPS.items() for drawn in group})


def plain(content: Content, profile: Profile) -> Content:
    """Unchanged, except in the profile without Unicode."""
    return Content(content.plain.translate(_ASCII), list(content.spans)) if profile.ascii else content
