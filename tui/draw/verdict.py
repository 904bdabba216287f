"""A verdict: what it says first, then why, what shows it, and how it was judged."""

from textual.content import Content

from engine.grading.verdict import Judgement, Verdict
from tui.draw import draw
from tui.draw.markdown import markdown
from tui.draw.rows import words
from tui.tex.glyphs import UNICODE, Profile

MEASURE = 72
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


def draw_verdict(verdict: Verdict, width: int, profile: Profile = UNICODE, *, brief: bool = False) -> Content:
    """All of it, in `width` columns; `brief` leaves out how it was judged."""
    measure = min(width, MEASURE)
    blocks = [head(verdict, profile)]
    if verdict.reason:
        blocks.append(markdown(verdict.reason, measure, profile=profile))
    blocks += [draw(each, width, profile) for each in verdict.evidence]
    if verdict.method and not brief:
        blocks.append(markdown(f"*Judged:* {verdict.method}", measure, style="$muted", profile=profile))
    return Content("\n\n").join(blocks)
