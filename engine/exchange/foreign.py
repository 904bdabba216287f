"""Lines that one convention of notes has no word for, and another makes a card of."""

import re
from collections.abc import Iterator

from engine.exchange.headings import HEADING
from engine.exchange.masking import in_fences, in_tables, masked

_NUMBERED = re.compile(r"\{\{c\d+::")
_BESIDE = re.compile(r"\S[ \t]*(?<!:):::?(?!:)[ \t]*\S")


def foreign(text: str) -> Iterator[tuple[int, str]]:
    """The place of each such line, and how a card is written there. Code, tables and formulas hold none."""
    covered = masked(text)
    lines, at = text.split("\n"), 0
    for place, (line, code, table) in enumerate(zip(lines, in_fences(lines), in_tables(lines), strict=True)):
        plain, at = covered[at : at + len(line)], at + len(line) + 1
        if code or table:
            continue
        if HEADING.fullmatch(line):
            yield place, "a heading that asks"
        elif _NUMBERED.search(line):
            yield place, "{{c1::…}}"
        elif _BESIDE.search(plain):
            yield place, "question::answer"
        elif line.strip() in ("?", "??"):
            yield place, "lines around a ?"
