"""What of Markdown is no plain text: formulas, spans and blocks of code, tables. No mark of a card is meant there."""

import re
from collections.abc import Sequence

from engine.tex import find

COVER = "\0"
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})")
_CLOSING = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*")
_RULED = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_ROW = re.compile(r"\|[ \t].*[ \t]\|")


def masked(text: str) -> str:
    """The text, as long as before, with COVER for each character within a formula or code; lines stay lines."""
    lines = text.split("\n")
    covered = "\n".join(COVER * len(line) if code else line for line, code in zip(lines, in_fences(lines), strict=True))
    pieces, at = [], 0
    for formula in find(text):
        pieces += [covered[at : formula.start], COVER * (formula.end - formula.start)]
        at = formula.end
    return _CODE.sub(lambda span: COVER * len(span[0]), "".join([*pieces, covered[at:]]))


def in_fences(lines: Sequence[str]) -> list[bool]:
    """Whether each line is of a block of code, its fences too. A fence that is never closed is none."""
    longest = {"`": 0, "~": 0}
    behind: list[dict[str, int]] = []  # the longest fence that closes, below each line
    for line in reversed(lines):
        behind.append(longest)
        if closing := _CLOSING.fullmatch(line):
            longest = longest | {closing[1][0]: max(len(closing[1]), longest[closing[1][0]])}
    behind.reverse()
    fence, found = "", []
    for line, below in zip(lines, behind, strict=True):
        if fence:
            closing = _CLOSING.fullmatch(line)
            fence = "" if closing and closing[1].startswith(fence) else fence
            found.append(True)
            continue
        opening = _FENCE.match(line)
        if opening and below[opening[1][0]] >= len(opening[1]):
            fence = opening[1]
        found.append(bool(fence))
    return found


def in_tables(lines: Sequence[str]) -> list[bool]:
    """Whether each line is of a table: around the line that rules its head off, or between bars set off by blanks."""
    found: list[bool] = []
    begin: bool | None = None  # within a table: whether its rows begin with a bar
    for line in map(str.strip, lines):
        barred = line.startswith("|")
        if "|" not in line or (begin is not None and begin != barred):
            begin = None
        elif begin is None and found and _RULED.fullmatch(line) and "|" in lines[len(found) - 1]:
            begin = barred
            found[-1] = True
        found.append(begin is not None or _ROW.fullmatch(line) is not None)
    return found


def prose(text: str) -> str:
    """The text with the lines of its code and its tables empty."""
    lines = text.split("\n")
    kept = zip(lines, in_fences(lines), in_tables(lines), strict=True)
    return "\n".join("" if code or table else line for line, code, table in kept)
