"""A file that is not YAML as a whole, card by card: the good ones are kept and each bad one is named."""

import re
from collections import Counter
from typing import NamedTuple

_ITEM = re.compile(r"^( *)-(?: +(id:)?|$)", re.MULTILINE)
_CARDS = re.compile(r"^cards:", re.MULTILINE)


class Piece(NamedTuple):
    """A part of a file, and the line (from 1) on which it begins."""

    text: str
    line: int


def pieces(text: str) -> tuple[Piece, list[Piece]]:
    """What stands before the first card, and each card: from a hyphen as far in as most cards' to the next."""
    head = _CARDS.search(text)
    items = list(_ITEM.finditer(text, head.end() if head else 0))
    depths = Counter(len(item[1]) for item in items if item[2]) or Counter(len(item[1]) for item in items[:1])
    if not depths:
        return Piece(text, 1), []
    depth = depths.most_common(1)[0][0]
    starts = [item.start() for item in items if len(item[1]) == depth]
    ends = [*starts[1:], len(text)]
    cards: list[Piece] = []
    line = 1 + text.count("\n", 0, starts[0])
    for start, end in zip(starts, ends, strict=True):
        cards.append(Piece(text[start:end], line))
        line += text.count("\n", start, end)
    return Piece(text[: starts[0]], 1), cards
