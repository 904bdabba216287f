"""How wide a formula comes out: for those who write it, before it is shown."""

from engine.tex import Formula, TexError, parse
from tui.tex import compose
from tui.tex.glyphs import UNICODE
from tui.tex.layout import fit
from tui.tex.setting import Setting


def columns(formula: Formula, room: int) -> int:
    """The columns that a formula takes in so much room: more than that only where it can't be broken so far."""
    if not formula.display:
        pieces = compose.line_pieces(formula.tex, UNICODE)
        return 0 if isinstance(pieces, str) else max((piece.box.width for piece in pieces), default=0)
    try:
        return fit(parse(formula.tex), room, Setting(UNICODE)).width
    except TexError:
        return 0
