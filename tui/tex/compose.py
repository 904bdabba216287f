"""The way from TeX to a box, and what is shown where there is none."""

from functools import lru_cache

from textual.content import Content

from engine.tex import TexError, parse
from tui.tex import atoms, fences, fractions, grids, lines, rows, scripts, stacks
from tui.tex.box import Box, cell_width, clipped
from tui.tex.glyphs import Profile
from tui.tex.layout import fit, lay
from tui.tex.paint import Run, content
from tui.tex.setting import Setting

DRAWN_BY = (atoms, fences, fractions, grids, lines, rows, scripts, stacks)
"""The files that say how each kind of node is drawn; importing them is what tells `layout`."""


@lru_cache(1024)
def display_box(tex: str, width: int, profile: Profile) -> Box | str:
    """The formula laid out in two dimensions, or the reason why not."""
    try:
        box = fit(parse(tex), width, Setting(profile))
    except TexError as error:
        return _reason(error)
    return clipped(box, width, profile.clip)


@lru_cache(2048)
def line_box(tex: str, profile: Profile) -> Box | str:
    """The formula on one row, or the reason why not."""
    try:
        return lay(parse(tex), Setting(profile, "line"))
    except TexError as error:
        return _reason(error)


def _reason(error: TexError) -> str:
    return f"{error.message}, at column {error.column + 1}"


def broken(tex: str, reason: str, width: int, profile: Profile) -> Content:
    """The source of a formula that can't be read, and why; under one another at a width, beside one another at 0."""
    source = "".join(_visible(char, profile) for char in " ".join(tex.split())) or "$$"
    said = f"! {profile.spell(reason)}"
    if not width:
        return content([[*_source(source), (" " + said, "$muted")]])
    rows: list[list[Run]] = [_source(line) for line in _cut(source, width)]
    return content([*rows, *([(line, "$muted")] for line in _cut(said, width))])


def _source(text: str) -> list[Run]:
    return [(text, "$foreground on $panel")]


def _visible(char: str, profile: Profile) -> str:
    if not char.isprintable() or cell_width(char) == 0:
        return "?"
    return profile.spell(char)


def _cut(text: str, width: int) -> list[str]:
    """Cut to a width, at blanks where that can be."""
    found = [""]
    used = 0
    for word in text.split(" "):
        size = sum(map(cell_width, word))
        if used and used + 1 + size <= width:
            found[-1] += " " + word
            used += 1 + size
            continue
        if used:
            found.append("")
            used = 0
        for char in word:
            if used + cell_width(char) > width and used:
                found.append("")
                used = 0
            found[-1] += char
            used += cell_width(char)
    return found
