"""Content printed: plain text in a pipe, with the terminal's own colours on a terminal."""

import os
import shutil
import sys
from itertools import pairwise

import click
from textual.content import Content

from tui.tex.glyphs import ASCII, PLAIN, UNICODE, Profile

_CODES = {
    "bold": 1,
    "italic": 3,
    "underline": 4,
    "$accent": 33,
    "$h3": 33,
    "$h4": 33,
    "$good": 32,
    "$bad": 31,
    "$two": 34,
    "$three": 35,
    "$muted": 2,
    "$faint": 2,
    "$rule": 2,
}
"""Roles as the terminal's own colours, because whether its ground is dark or light is not known here."""


def coloured() -> bool:
    """Whether what is printed may have colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def output_profile() -> Profile:
    """What the output can show: plain ASCII where its encoding has no more, no tones where it has no colours."""
    if not (sys.stdout.encoding or "utf-8").lower().startswith("utf"):
        return ASCII
    return UNICODE if coloured() else PLAIN


def columns() -> int | None:
    """How wide the terminal is; nothing where the output is a pipe or a file."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else None


def say(content: Content | str = "") -> None:
    """Print a block, at once."""
    text = content if isinstance(content, str) else ansi(content) if coloured() else content.plain
    click.echo("\n".join(line.rstrip() for line in text.split("\n")))


def ansi(content: Content) -> str:
    """The text with escape sequences for its spans."""
    plain, spans = content.plain, content.spans
    edges = sorted({0, len(plain), *(span.start for span in spans), *(span.end for span in spans)})
    parts = []
    for start, end in pairwise(edges):
        here = [span.style for span in spans if span.start <= start and span.end >= end]
        codes = [code for style in here if isinstance(style, str) for code in _codes(style)]
        text = plain[start:end]
        parts.append(f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m" if codes else text)
    return "".join(parts)


def _codes(style: str) -> list[int]:
    words = style.partition("on ")[0].split()
    return [_CODES[word] for word in words if word in _CODES]
