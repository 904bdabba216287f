"""A displayed formula with a few words beside it, or under it where there is no room."""

from textual.content import Content

from engine.exhibits import Equation
from tui.draw.markdown import prose
from tui.tex.compose import display_box, display_runs
from tui.tex.glyphs import UNICODE, Profile
from tui.tex.paint import Run, content, runs

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
    formula = [[(" " * indent, ""), *line] for line in display_runs(exhibit.tex, room, profile, "$bright")]
    if not exhibit.note:
        return content(formula)
    box = display_box(exhibit.tex, room, profile)
    free = 0 if isinstance(box, str) else room - box.width - GAP
    if isinstance(box, str) or free < BESIDE:
        note = prose(exhibit.note, room, "italic $muted", profile)
        return content([*formula, [], *([(" " * indent, ""), *line] for line in note)])
    note = prose(exhibit.note, min(free, MEASURE), "italic $muted", profile)
    left = [[(" " * indent, ""), *runs(row, "$bright")] for row in box.rows]
    return content(beside(left, indent + box.width + GAP, note, box.base))


def beside(left: list[list[Run]], column: int, right: list[list[Run]], base: int) -> list[list[Run]]:
    """Two texts in two columns: the right one begins on the base line of the left, or higher if it is long. The lines
    of the left one are all of one width, no wider than `column`."""
    first = max(0, min(base, len(left) - len(right)))
    width = sum(len(text) for text, _ in left[0])
    lines: list[list[Run]] = []
    for index in range(max(len(left), first + len(right))):
        line = list(left[index]) if index < len(left) else [(" " * width, "")]
        if first <= index < first + len(right):
            line += [(" " * (column - width), ""), *right[index - first]]
        lines.append(line)
    return lines
