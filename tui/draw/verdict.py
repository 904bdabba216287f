"""A verdict: what it says first, then why, what shows it, and how it was judged."""

import re

import msgspec
from textual.content import Content

from engine.exhibits import AnyExhibit, Table
from engine.grading.verdict import NOT_KNOWN, Judgement, Verdict
from tui.draw import draw
from tui.draw.markdown import inline, markdown
from tui.draw.numbers import number
from tui.draw.plain import plain
from tui.draw.rows import row, stack, words, wrap
from tui.draw.table import table
from tui.tex.glyphs import UNICODE, Profile

MEASURE = 72
_NOTHING = Content()
_POWER = re.compile(r"\b\d+(?:\.\d+)?e[+-]?\d+\b")
_TONES = {"yours": "$bad", "right": "bold $bright"}
"""The columns of a table that shows what is wrong."""
_SIGNS: dict[Judgement, tuple[str, str, str]] = {
    "correct": ("✓", "$good", "Correct"),
    "wrong": ("✗", "$bad", "Wrong"),
    "unknown": ("?", "$foreground", "Not decided"),
    "refused": ("!", "$foreground", "Not understood"),
}


_SLIPS = {"sign": "the sign", "shape": "the shape", "factor": "a factor"}
"""Names of slips that read better with an article."""


def head(verdict: Verdict, profile: Profile = UNICODE) -> Content:
    """The first line: the sign, the word, and the slip where it has a name."""
    sign, role, word = _SIGNS[verdict.verdict]
    if verdict.verdict == "wrong" and verdict.slip:
        word = f"{word}: {_SLIPS.get(verdict.slip, verdict.slip)}"
    return Content.assemble((f"{sign}  ", f"bold {role}"), words(word, f"bold {role}", profile))


def draw_verdict(
    verdict: Verdict,
    width: int,
    profile: Profile = UNICODE,
    *,
    brief: bool = False,
    close: bool = False,
    right: Content = _NOTHING,
) -> Content:
    """All of it, in `width` columns, the `right` answer before what shows that this one is not; it is told once.

    `brief` leaves out how it was judged; `close` saves rows where there are few.
    """
    measure = min(width, MEASURE)
    first, reason = head(verdict, profile), verdict.reason.strip()
    if right and verdict.slip == NOT_KNOWN:
        reason = ""
    if close and reason and "\n" not in reason and "$$" not in reason:
        blocks = [stack(wrap(row(first, (".  ", ""), inline(reason, profile=profile)), measure)), right]
    else:
        why = markdown(reason, measure, profile=profile) if reason else _NOTHING
        blocks = [first, right, why] if close else [first, why, right]  # a long reason would push it out of sight
    blocks = [each for each in blocks if each]
    blocks += [_evidence(each, width, profile, close) for each in verdict.evidence]
    if verdict.method and not brief:
        said = f"*Judged:* {_spelled(verdict.method, profile)}"
        blocks.append(markdown(said, measure, style="$muted", profile=profile))
    return Content("\n\n").join(blocks)


def _evidence(exhibit: AnyExhibit, width: int, profile: Profile, close: bool) -> Content:
    """What shows it; in a table, what is yours and what is right stand apart."""
    if not isinstance(exhibit, Table):
        return draw(exhibit, width, profile)
    untitled = msgspec.structs.replace(exhibit, title="") if close else exhibit
    return plain(table(untitled, width, profile, _TONES, whole=True), profile)


def _spelled(text: str, profile: Profile) -> str:
    """Powers of ten as they are written by hand."""
    return _POWER.sub(lambda found: number(float(found[0]), 3, profile), text)
