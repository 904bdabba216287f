"""A derivation, uncovered a step at a time: number, formula, and the rule that gave it on the formula's base line."""

from textual.content import Content

from engine.exhibits import Derivation, Step
from tui.draw.columns import Line, beside, columns, indented
from tui.draw.markdown import prose
from tui.tex.compose import display_box, display_runs
from tui.tex.glyphs import UNICODE, Profile
from tui.tex.paint import content

GAP = 3
WIDE = 48
"""From this width on, rules stand beside their formulas."""
LEAST, MOST = 20, 30
"""The widths between which the column of the rules stays."""
FARTHEST = 72
"""Where that column begins at most, but for a formula that is wider."""


def derivation(exhibit: Derivation, width: int, profile: Profile = UNICODE, *, steps: int | None = None) -> Content:
    """The first `steps` steps (all, if None). The newest is bright, and while steps are uncovered one by one it has the
    bar at its left; those still hidden are only counted. The note comes with the last step."""
    total = len(exhibit.steps)
    shown = total if steps is None else max(0, min(steps, total))
    digits = len(str(total))
    margin = digits + 4  # the bar, a blank, the number, two blanks
    lines: list[Line] = [*prose(exhibit.title, width, "bold $muted", profile), []] if exhibit.title else []
    for number, step in enumerate(exhibit.steps[:shown], 1):
        newest = number == shown
        drawn, base = _step(step, max(1, width - margin), newest, profile)
        lines += _numbered(drawn, base, str(number).rjust(digits), newest and steps is not None, profile)
        lines.append([])
    if shown < total:
        lines.append(_counted(str(shown + 1).rjust(digits), shown, total, width))
    elif exhibit.note:
        lines += indented(prose(exhibit.note, max(1, width - margin), "$muted", profile), margin)
    return content(lines[:-1] if lines and not lines[-1] else lines)


def _step(step: Step, width: int, newest: bool, profile: Profile) -> tuple[list[Line], int]:
    """A step without its number, and its base line. A formula too wide to have its rule beside it has it beneath."""
    box = display_box(step.tex, width, profile)
    base = 0 if isinstance(box, str) else box.base
    formula = display_runs(step.tex, width, profile, "$bright" if newest else "$foreground")
    if not step.rule:
        return formula, base
    ground = "italic $foreground" if newest else "italic $muted"
    rule = min(MOST, max(LEAST, width // 3))
    column = width - rule
    if width >= WIDE and not isinstance(box, str) and box.width + GAP <= column:
        column = min(column, max(FARTHEST, box.width + GAP))
        return beside(formula, column, prose(step.rule, rule, ground, profile), base), base
    indent = min(2, width - 1)
    return [*formula, *indented(prose(step.rule, width - indent, ground, profile), indent)], base


def _numbered(lines: list[Line], base: int, number: str, newest: bool, profile: Profile) -> list[Line]:
    """The step with its number on the base line; the newest has the bar beside each of its rows."""
    numbered: list[Line] = []
    for index, line in enumerate(lines):
        bar = (profile.focus if newest else " ", "$accent")
        sign = number if index == base else " " * len(number)
        numbered.append([bar, (" ", ""), (sign, "bold $accent" if newest else "$muted"), ("  ", ""), *line])
    return numbered


def _counted(number: str, shown: int, total: int, width: int) -> Line:
    """The row that stands for the hidden steps."""
    left = total - shown
    next_one = "the last step" if left == 1 else f"the next of {left} steps left"
    what = next_one if shown else f"the first of {total} steps"
    line: Line = [("  ", ""), (number, "$muted"), ("  ", ""), ("space", "bold $accent"), ("  ", ""), (what, "$muted")]
    while columns(line) > width and len(line) > 1:
        line.pop()
    return line
