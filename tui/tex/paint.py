"""Boxes to Textual's `Content`, in the roles of the theme."""

from textual.content import Content, Span

from tui.tex.box import Cells, Style, cell_width
from tui.tex.glyphs import Profile

Run = tuple[str, str]
"""Text, and the role it is painted in (`bold $bright`)."""


def role(style: Style, ground: str) -> str:
    """A cell's style on top of the role that the formula has."""
    return f"{style} {ground}" if style and style not in ground.split() else ground


def runs(row: Cells, ground: str) -> list[Run]:
    """The row as runs of one role each."""
    found: list[tuple[list[str], str]] = []
    for text, style in row:
        name = role(style, ground)
        if found and found[-1][1] == name:
            found[-1][0].append(text)
        else:
            found.append(([text], name))
    return [("".join(texts), name) for texts, name in found]


def content(lines: list[list[Run]]) -> Content:
    """Lines of runs as one Content; blanks at the ends of lines are left out."""
    text: list[str] = []
    spans: list[Span] = []
    at = 0
    for index, line in enumerate(lines):
        if index:
            text.append("\n")
            at += 1
        for piece, name in _trimmed(line):
            if name and piece and spans and spans[-1].end == at and spans[-1].style == name:
                spans[-1] = Span(spans[-1].start, at + len(piece), name)
            elif name and piece:
                spans.append(Span(at, at + len(piece), name))
            text.append(piece)
            at += len(piece)
    return Content("".join(text), spans=spans)


def _trimmed(line: list[Run]) -> list[Run]:
    line = list(line)
    while line and "on " not in line[-1][1]:
        text, name = line.pop()
        if text.rstrip(" "):
            return [*line, (text.rstrip(" "), name)]
    return line


def source_runs(tex: str, profile: Profile) -> list[Run]:
    """A formula as it was written, as code; what can't be seen is a question mark."""
    shown = "".join(char if char.isprintable() and cell_width(char) else "?" for char in " ".join(tex.split()))
    return [(profile.spell(shown) or "$$", "$foreground on $panel")]


def cut_runs(line: list[Run], width: int) -> list[list[Run]]:
    """A line cut to a width, at blanks where that can be."""
    found: list[list[Run]] = []
    for text, name in line:
        rest = text
        while rest:
            end, used = 0, 0
            while end < len(rest) and used + cell_width(rest[end]) <= width:
                used += cell_width(rest[end])
                end += 1
            if not end:  # a wide character in one column
                rest = "?" + rest[1:]
                continue
            blank = rest.rfind(" ", 0, end + 1)
            if end < len(rest) and blank > 0:
                end = blank
            found.append([(rest[:end], name)])
            rest = rest[end:].lstrip(" ")
    return found
