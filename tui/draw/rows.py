"""Rows of styled text: cut, padded, wrapped at spaces, stacked."""

from collections.abc import Iterable, Sequence
from typing import Literal

from textual.content import Content
from textual.style import Style

from tui.tex.glyphs import UNICODE, Profile

Piece = Content | tuple[str, str | Style]
Align = Literal["left", "right"]


def words(text: str, style: str, profile: Profile = UNICODE) -> Content:
    """One line of Markdown with `$…$`."""
    from tui.draw.markdown import inline  # late: it brings the Markdown parser, which half of the exhibits never need

    return inline(" ".join(text.split()), style=style, profile=profile) if text else Content("")


def row(*pieces: Piece) -> Content:
    """Pieces beside one another."""
    return Content.assemble(*pieces)


def stack(rows: Iterable[Content]) -> Content:
    """Rows one under another, without a newline at the end."""
    return Content("\n").join(rows)


def fit(content: Content, width: int) -> Content:
    """At most `width` cells; what is cut off is marked by `…`."""
    if content.cell_length <= width:
        return content
    return content.truncate(max(width, 0), ellipsis=width > 0).rstrip()


def pad(content: Content, width: int, align: Align = "left") -> Content:
    """Exactly `width` cells."""
    cut = fit(content, width)
    room = width - cut.cell_length
    return cut.pad_left(room) if align == "right" else cut.pad_right(room)


def wrap(content: Content, width: int) -> list[Content]:
    """Lines of at most `width` cells, broken at spaces (a no-break space binds), a longer word within."""
    lines: list[Content] = []
    line = Content("")
    for word in _words(content):
        joined = row(line, (" ", ""), word) if line else word
        if joined.cell_length <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *heads, line = _pieces(word, width)
        lines += heads
    return [*lines, line] if line or not lines else lines


def hanging(first: Sequence[Piece], content: Content, width: int) -> list[Content]:
    """`content` wrapped beside a lead-in, its later lines indented by the lead-in's width."""
    lead = row(*first)
    lines = wrap(content, max(width - lead.cell_length, 1))
    return [row(lead, lines[0]), *(line.pad_left(lead.cell_length) for line in lines[1:])]


def _words(content: Content) -> list[Content]:
    plain = content.plain
    spaces = [at for at, character in enumerate(plain) if character == " "]
    starts = [0, *(at + 1 for at in spaces)]
    ends = [*spaces, len(plain)]
    return [content[start:end] for start, end in zip(starts, ends, strict=True) if end > start]


def _pieces(word: Content, width: int) -> list[Content]:
    pieces = []
    while word.cell_length > width:
        head, word = _cut(word, width)
        pieces.append(head)
    return [*pieces, word]


def _cut(content: Content, width: int) -> tuple[Content, Content]:
    """Divided so that the first part fits; one character at least, so that a wrap ends."""
    at = 1
    while at < len(content) and content[: at + 1].cell_length <= width:
        at += 1
    return content[:at], content[at:]
