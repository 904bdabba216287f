"""Mathematics in a terminal: TeX to `Content`, on a line or in two dimensions. Nothing here raises: a formula that
cannot be read is shown as it was written, with the reason."""

from functools import lru_cache

from textual.content import Content

from tui.tex.compose import broken, display_box, line_box
from tui.tex.glyphs import ASCII, UNICODE, Profile
from tui.tex.paint import painted

__all__ = ["ASCII", "UNICODE", "Profile", "display", "inline"]


@lru_cache(1024)
def display(tex: str, width: int, profile: Profile = UNICODE, style: str = "$bright") -> Content:
    """The formula in two dimensions, at most `width` columns wide: broken into lines, and clipped where it can't be."""
    composed = display_box(tex, max(1, width), profile)
    return painted(composed, style) if not isinstance(composed, str) else broken(tex, composed, width, profile)


@lru_cache(2048)
def inline(tex: str, profile: Profile = UNICODE, style: str = "$bright") -> Content:
    """The formula on one line."""
    composed = line_box(tex, profile)
    return painted(composed, style) if not isinstance(composed, str) else broken(tex, composed, 0, profile)
