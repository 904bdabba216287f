"""Mathematics in a terminal: TeX to `Content`, on a line or in two dimensions. Nothing here raises: a formula that
cannot be read is shown as it was written, with the reason."""

from functools import lru_cache

from textual.content import Content

from tui.tex.glyphs import ASCII, UNICODE, Profile
from tui.tex.paint import content

__all__ = ["ASCII", "UNICODE", "Profile", "display", "inline"]


@lru_cache(1024)
def display(tex: str, width: int, profile: Profile = UNICODE, style: str = "$bright") -> Content:
    """The formula in two dimensions, at most `width` columns wide: broken into lines, and into
    bands under one another where it can't be."""
    from tui.tex.compose import display_runs  # with all that lays formulas out: many a text has none

    return content(display_runs(tex, max(1, width), profile, style))


@lru_cache(2048)
def inline(tex: str, profile: Profile = UNICODE, style: str = "$bright") -> Content:
    """The formula on one line."""
    from tui.tex.compose import line_runs

    return content([line_runs(tex, profile, style)])
