"""The formulas of the notes, and how to compare what they say with what is drawn."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from engine.tex.nodes import BigOperator, Name, Node, Symbol, Text
from tui.tex.glyphs import UNICODE

DATA = Path(__file__).parent / "notes_formulas.txt"


def formulas(kind: str = "") -> list[str]:
    """Their TeX: all of them, or those that stand `display` or `inline` in the notes."""
    lines = [line.split("\t") for line in DATA.read_text().splitlines() if not line.startswith("#")]
    return [tex for written, tex in lines if kind in ("", written)]


def nodes(node: Node) -> Iterator[Node]:
    """The node and everything in it."""
    yield node
    for field in msgspec.structs.fields(node):
        yield from _inside(getattr(node, field.name))


def _inside(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield from nodes(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _inside(part)


def letters_of(node: Node) -> Counter[str]:
    """Every letter, digit and operator that the formula says, counted."""
    said: Counter[str] = Counter()
    for part in nodes(node):
        match part:
            case Symbol(text=text) | Text(text=text) | Name(text=text) | BigOperator(sign=text):
                said.update(char for char in text if char.isalnum() or isinstance(part, BigOperator))
    return said


_PLAIN = {
    glyph: letter
    for table in (UNICODE.superscripts, UNICODE.subscripts, *UNICODE.alphabets.values())
    for letter, glyph in table.items()
}


def letters_in(drawing: str) -> Counter[str]:
    """Every character of a drawing, small letters and letters of other alphabets read as the letters they are."""
    return Counter(_PLAIN.get(char, char) for char in drawing)
