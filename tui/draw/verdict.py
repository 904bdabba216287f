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


def head(verdict: Verdict, profile: Profile = UNICODE) -> Content:
    """The first line: the sign, the word, and the slip where it has a name."""
    sign, role, word = _SIGNS[verdict.verdict]
    slip = words(f": {verdict.slip}", f"bold {role}", profile) if verdict.slip and verdict.verdict == "wrong" else ""
    return Content.assemble((sign, f"bold {role}"), "  ", (word, f"bold {role}"), slip)


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
