"""A file that is not YAML as a whole, card by card: the good ones are kept and each bad one is named."""

import re
from typing import NamedTuple

_ITEM = re.compile(r"^( *)-(?: |$)", re.MULTILINE)


class Piece(NamedTuple):
    """A part of a file, and the line (from 1) on which it begins."""

    text: str
    line: int


def pieces(text: str) -> tuple[Piece, list[Piece]]:
    """What stands before the first card, and each card: from a hyphen of the least indentation to the next."""
    items = list(_ITEM.finditer(text))
    if not items:
        return Piece(text, 1), []
    least = min(len(item[1]) for item in items)
    starts = [item.start() for item in items if len(item[1]) == least]
    lines = [1]
    for before, start in zip([0, *starts], starts, strict=False):
        lines.append(lines[-1] + text.count("\n", before, start))
    ends = [*starts[1:], len(text)]
    cards = [Piece(text[start:end], line) for start, end, line in zip(starts, ends, lines[1:], strict=True)]
    return Piece(text[: starts[0]], 1), cards
