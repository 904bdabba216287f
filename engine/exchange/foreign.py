"""Lines that one convention of notes has no word for, and another makes a card of."""

import re
from collections.abc import Iterator

from engine.exchange.headings import HEADING, fence_after
from engine.exchange.masking import masked

_NUMBERED = re.compile(r"\{\{c\d+::")
_BESIDE = re.compile(r"\S[ \t]*(?<!:):::?(?!:)[ \t]*\S")


def foreign(text: str) -> Iterator[tuple[int, str]]:
    """The place of each such line, and how a card is written there. Code and formulas hold none."""
    covered = masked(text)
    fence, at = "", 0
    for place, line in enumerate(text.split("\n")):
        plain, at = covered[at : at + len(line)], at + len(line) + 1
        fence, within = fence_after(line, fence), bool(fence)
        if fence or within:
            continue
        if HEADING.fullmatch(line):
            yield place, "a heading that asks"
        elif _NUMBERED.search(line):
            yield place, "{{c1::…}}"
        elif _BESIDE.search(plain):
            yield place, "question::answer"
        elif line.strip() in ("?", "??"):
            yield place, "lines around a ?"
