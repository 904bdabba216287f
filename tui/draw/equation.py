"""A displayed formula with a few words beside it, or under it where there is no room."""

from textual.content import Content

from engine.exhibits import Equation
from tui.draw.columns import beside, indented
from tui.draw.markdown import prose
from tui.tex.compose import display_box, display_runs
from tui.tex.glyphs import UNICODE, Profile
from tui.tex.paint import content

INDENT = 4
GAP = 4
BESIDE = 22
"""The least room that a note beside a formula needs."""
MEASURE = 44
"""The widest a note beside a formula may be."""


def equation(exhibit: Equation, width: int, profile: Profile = UNICODE) -> Content:
    """The formula bright and indented; its note in muted italics on the formula's base line, else under it."""
    indent = min(INDENT, max(0, width - 1))
    room = max(1, width - indent)
    formula = indented(display_runs(exhibit.tex, room, profile, "$bright"), indent)
    if not exhibit.note:
        return content(formula)
    box = display_box(exhibit.tex, room, profile)
    free = 0 if isinstance(box, str) else room - box.width - GAP
    if isinstance(box, str) or free < BESIDE:
        return content([*formula, [], *indented(prose(exhibit.note, room, "italic $muted", profile), indent)])
    note = prose(exhibit.note, min(free, MEASURE), "italic $muted", profile)
    return content(beside(formula, indent + box.width + GAP, note, box.base))
