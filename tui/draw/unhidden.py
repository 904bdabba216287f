"""Python source as text in which nothing hides: decoded as Python does it, what is not seen written as its code.

A character that reverses the order of others, or has no width, can make code look like other code.
"""

import unicodedata
from importlib.util import decode_source

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""General categories: control, format, surrogate, private, unassigned, and separators of lines unknown to Python."""

WHY = "a character that is not seen, or changes how others are shown, written here as its code"


def unhidden(source: bytes) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text, lines ended by newlines alone, and its lines in which something hid, from 1, each with why."""
    try:
        text = decode_source(source)
    except (SyntaxError, UnicodeError, LookupError):  # Python refuses it too
        text = source.decode("latin-1")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = ["".join(map(_shown, line)) for line in lines]
    marks = [(number, WHY) for number, pair in enumerate(zip(lines, shown, strict=True), 1) if pair[0] != pair[1]]
    return "\n".join(shown), tuple(marks)


def _shown(character: str) -> str:
    if character == "\t" or unicodedata.category(character) not in _HIDDEN:
        return character
    return character.encode("unicode_escape").decode()
