"""Clozes as notes have them, in our braces, and back."""

import re

from engine.decks.cloze import ClozeError, gaps
from engine.exchange.masking import COVER, masked
from engine.tex import find

_IMAGE = re.compile(r"!\[[^\]\n]*\]")
_HIGHLIGHT = re.compile(r"==(?=\S)(.{1,500}?)(?<=\S)==(?:\^\[([^\]\n]*)\])?(\[\^[^\]\n]*\])?", re.DOTALL)
_NUMBERED = re.compile(r"\{\{c\d+::(.*?)(?:::((?:(?!::).)*?))?\}\}", re.DOTALL)


def from_brackets(text: str) -> str:
    """`[…]` as `{{…}}`, but for those of pictures, within formulas and without content. Raises ClozeError."""
    covered = list(text)
    for formula in find(text):
        covered[formula.start : formula.end] = COVER * (formula.end - formula.start)
    plain = _IMAGE.sub(lambda image: COVER * len(image[0]), "".join(covered))
    pieces: list[str] = []
    opened, at, many = -1, 0, 0
    for place, char in enumerate(plain):
        if char == "[":
            opened = place
        elif char == "]" and opened >= 0 and text[opened + 1 : place].strip():
            pieces += [_apart(text[at:opened]), "{{", _apart(text[opened + 1 : place]), "}}"]
            at, opened, many = place + 1, -1, many + 1
    return _agreed("".join([*pieces, _apart(text[at:])]), many)


def to_brackets(cloze: str) -> str | None:
    """`{{…}}` as `[…]`, where that can be read back to the same; None where it cannot."""
    made, at = "", 0
    for gap in gaps(cloze):
        made += cloze[at : gap.start] + "[" + cloze[gap.start + 2 : gap.end - 2] + "]"
        at = gap.end
    made += cloze[at:]
    try:
        return made if from_brackets(made) == cloze else None
    except ClozeError:
        return None


def from_highlights(text: str) -> tuple[str, list[str], list[str]]:
    """`==…==` as `{{…}}`, the hints beside them, and the marks of groups, which we don't have. Raises ClozeError."""
    covered = masked(text)
    hints: list[str] = []
    groups: list[str] = []
    pieces, at, many = [], 0, 0
    for found in _HIGHLIGHT.finditer(_open_within(text, covered)):
        pieces += [_apart(text[at : found.start()]), "{{", _apart(text[found.start(1) : found.end(1)]), "}}"]
        if found[2]:
            hints.append(text[found.start(2) : found.end(2)])
        if found[3]:
            groups.append(found[3])
        at, many = found.end(), many + 1
    made = "".join([*pieces, _apart(text[at:]) if many else text])
    return _agreed(made, many), hints, groups


def has_highlight(text: str) -> bool:
    return _HIGHLIGHT.search(_open_within(text, masked(text))) is not None


def from_numbered(text: str) -> tuple[str, list[str]]:
    """Anki's `{{c1::…::hint}}` as `{{…}}`, and the hints. Raises ClozeError."""
    hints = [found[2] for found in _NUMBERED.finditer(text) if found[2]]
    made, many = _NUMBERED.subn(lambda found: "{{" + found[1] + "}}", text)
    return _agreed(made, many), hints


def is_numbered(text: str) -> bool:
    return _NUMBERED.search(text) is not None


def without_numbered(text: str) -> str:
    """The text, as long as before, with COVER in place of Anki's gaps: their colons part nothing."""
    return _NUMBERED.sub(lambda found: COVER * len(found[0]), text)


def _open_within(text: str, covered: str) -> str:
    """What is covered stands for something: a highlight may hold a whole formula, but not begin within one."""
    return covered.replace(COVER, "x")


def _apart(text: str) -> str:
    """Double braces outside formulas are taken apart, or they would be gaps."""
    pieces, at = [], 0
    for formula in find(text):
        pieces += [_split(text[at : formula.start]), text[formula.start : formula.end]]
        at = formula.end
    return "".join([*pieces, _split(text[at:])])


def _split(text: str) -> str:
    return re.sub(r"([{}])(?=\1)", r"\1 ", text)


def _agreed(made: str, many: int) -> str:
    """The cloze, if we read as many gaps in it as the notes have. Raises ClozeError."""
    if not many:
        raise ClozeError("a cloze without a gap", 0)
    if len(gaps(made)) != many:
        raise ClozeError("gaps that cannot be told apart from the formulas around them", 0)
    return made
