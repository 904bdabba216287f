r"""The formulas of a Markdown text: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`, outside code.

A single dollar opens a formula only when no space follows it and no digit stands before it, and the next dollar outside
braces closes it only when no space stands before that one and no digit follows; so prices stay prices. A formula
doesn't go past a blank line.
"""

import re

import msgspec

from engine.tex.tokens import MAX_LENGTH

_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})[^\n]*\n?", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_TICKS = re.compile(r"`+")
AHEAD = 300
"""How far past a dollar inside braces one outside is looked for, so that a hostile text takes no long time."""
_ENDS = {"$$": "$$", "\\[": "\\]", "\\(": "\\)"}


class Formula(msgspec.Struct, frozen=True):
    """A formula and its place: text[start:end] is all of it, `offset` the index of the TeX's first character."""

    tex: str
    offset: int
    start: int
    end: int
    display: bool

    def on_line(self) -> "Formula":
        """The same, to be set in the line of the text."""
        return msgspec.structs.replace(self, display=False)


def formulas(markdown: str) -> list[tuple[str, int]]:
    """Each formula's TeX and the index into the text where that TeX begins."""
    return [(formula.tex, formula.offset) for formula in find(markdown)]


def find(markdown: str) -> list[Formula]:
    """The formulas of the text in order; code spans, fenced code and escaped dollars hold none."""
    found: list[Formula] = []
    at = 0
    while at < len(markdown):
        if at == 0 or markdown[at - 1] == "\n":
            fence = _FENCE.match(markdown, at)
            if fence:
                at = _after_fence(markdown, fence)
                continue
        char = markdown[at]
        if char == "`":
            at = _after_code(markdown, at)
        elif char in "$\\":
            formula = _formula(markdown, at)
            if formula is not None:
                found.append(formula)
                at = formula.end
            else:
                at += 2 if char == "\\" or markdown.startswith("$$", at) else 1
        else:
            at += 1
    return found


def _formula(markdown: str, at: int) -> Formula | None:
    opening = markdown[at : at + 2]
    blank = _BLANK.search(markdown, at)
    limit = min(blank.start() if blank else len(markdown), at + MAX_LENGTH)
    if opening in _ENDS:
        start = at + 2
        end = _unescaped(markdown, _ENDS[opening], start, limit)
        if end < 0 or not markdown[start:end].strip():
            return None
        return Formula(markdown[start:end], start, at, end + 2, opening != "\\(")
    if markdown[at] != "$" or markdown[at + 1 : at + 2].strip() == "" or markdown[at - 1 : at].isdigit():
        return None
    end = _closing_dollar(markdown, at + 1, limit)
    if end < 0 or markdown[end - 1].isspace() or markdown[end + 1 : end + 2].isdigit():
        return None
    return Formula(markdown[at + 1 : end], at + 1, at, end + 1, False)


def _closing_dollar(markdown: str, start: int, limit: int) -> int:
    """The first dollar outside braces; if there is none, the first of all; -1 if there is none at all."""
    first, depth, at = -1, 0, start
    while at < limit:
        char = markdown[at]
        depth += (char == "{") - (char == "}")
        if char == "`":  # code binds closer than mathematics
            break
        if char == "$":
            if depth <= 0:
                return at
            if first < 0:
                first, limit = at, min(limit, at + AHEAD)
        at += 2 if char == "\\" else 1
    return first


def _unescaped(markdown: str, sign: str, start: int, limit: int) -> int:
    """Where `sign` comes next, not behind a backslash of its own; -1 if not before `limit`."""
    at = start
    if markdown.find(sign, start, limit) < 0:
        return -1
    while at < limit:
        if markdown.startswith(sign, at):
            return at
        at += 2 if markdown[at] == "\\" else 1
    return -1


def _after_fence(markdown: str, fence: re.Match[str]) -> int:
    mark = fence[1]
    closing = re.compile(rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE)
    end = closing.search(markdown, fence.end())
    return end.end() if end else len(markdown)


def _after_code(markdown: str, at: int) -> int:
    """Past the code span that opens here; past its ticks alone if none closes it."""
    ticks = _TICKS.match(markdown, at)
    assert ticks is not None  # there is a tick at `at`
    for closing in _TICKS.finditer(markdown, ticks.end()):
        if len(closing[0]) == len(ticks[0]):
            return closing.end()
    return ticks.end()
