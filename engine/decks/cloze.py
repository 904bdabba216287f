"""Cloze cards: a text with gaps, `{{…}}`, one sibling for each gap.

Within `$…$` two braces are TeX, so a gap neither begins nor ends there; it may hold whole formulas.
"""

import re
from typing import NamedTuple

_BRACES = re.compile(r"\{\{|\}\}")
SHOWN = "[…]"


class Gap(NamedTuple):
    """Where a gap begins and ends, braces and all, and what it holds."""

    start: int
    end: int
    content: str


class ClozeError(ValueError):
    """Gaps that cannot be read; `offset` is the index into the text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def gaps(text: str) -> list[Gap]:
    """The gaps in order. Raises ClozeError where there are none, or one is empty, open or within another."""
    from engine.tex import find  # only where there is a cloze: not before the first paint

    formulas = find(text)
    found: list[Gap] = []
    opened: int | None = None
    stray: int | None = None
    for brace in _BRACES.finditer(text):
        at = brace.start()
        if any(each.start <= at < each.end for each in formulas):
            continue
        if brace[0] == "{{":
            if opened is not None:
                raise ClozeError("a gap within a gap: close the first with }} before the next", at)
            opened = at
        elif opened is not None:
            content = text[opened + 2 : at].strip()
            if not content:
                raise ClozeError("this gap is empty: write what is to be recalled between {{ and }}", opened)
            found.append(Gap(opened, brace.end(), content))
            opened = None
        else:
            stray = at if stray is None else stray
    if opened is not None:
        raise ClozeError("this gap is not closed: end it with }} outside $…$", opened)
    if stray is not None:
        raise ClozeError("no gap ends here: write {{ before what is to be recalled", stray)
    if not found:
        raise ClozeError("a cloze needs a gap: write {{…}} around what is to be recalled, outside $…$", 0)
    return found


def asked(text: str, number: int) -> tuple[str, str]:
    """Question and answer for the gap of that number (from 0): the one with it open, the other with it strong."""
    question, answer, at = "", "", 0
    for place, gap in enumerate(gaps(text)):
        between = text[at : gap.start]
        open_here = place == number
        question += between + (SHOWN if open_here else gap.content)
        answer += between + (f"**{gap.content}**" if open_here else gap.content)
        at = gap.end
    return question + text[at:], answer + text[at:]
