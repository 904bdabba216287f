"""Prose: Markdown with mathematics, at a width, as `Content` in the roles of the palette."""

from functools import lru_cache

from textual.content import Content

from tui.markdown.blocks import document
from tui.markdown.reading import read
from tui.markdown.spans import spans
from tui.markdown.words import Word, wrapped
from tui.tex.glyphs import UNICODE, Profile
from tui.tex.paint import Run, content

_ENDLESS = 1_000_000


@lru_cache(256)
def markdown(text: str, width: int, *, style: str = "$foreground", profile: Profile = UNICODE) -> Content:
    """A text laid out at most `width` columns wide (prose at most 72). `style` is the role of its plain words."""
    return content(prose(text, width, style, profile))


def prose(text: str, width: int, style: str, profile: Profile) -> list[list[Run]]:
    """The same as lines of runs, to be put beside something else."""
    return document(read(text), max(1, width), style, profile)


@lru_cache(1024)
def inline(text: str, *, style: str = "$foreground", profile: Profile = UNICODE) -> Content:
    """A text on one line: titles, heads, labels. Every formula stands on the line; blocks follow one another."""
    document = read(" ".join(text.split()))
    formulas = [formula.on_line() for formula in document.formulas]
    words: list[Word] = []
    for node in document.tree.walk():
        if node.type == "inline":
            for part in spans(node, formulas, style, profile, _ENDLESS):
                words += part if isinstance(part, list) else []
    return content(wrapped(words, _ENDLESS)[:1])
