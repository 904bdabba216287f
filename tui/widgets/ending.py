"""The end of a sitting, drawn: what was done, what slipped, what the coming days hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from textual.content import Content
from textual.reactive import reactive

from tui.widgets.drawn import Drawn
from tui.widgets.grades import NAMES

BAR_ROWS = 6
GRADE_BAR = 34
RIGHT = 50
"""Where the right column begins, if the coming days have room there."""
_EIGHTHS = " ▁▂▃▄▅▆▇█"


_NOTHING = Content()


@dataclass(frozen=True)
class Sheet:
    """What the end of a sitting says."""

    head: str = ""
    said: tuple[Content, ...] = ()
    """Sentences under the head."""
    grades: Mapping[int, int] | None = None
    slipped: tuple[tuple[str, str], ...] = ()
    """Cards that were known and are not now: title and deck."""
    coming: tuple[int, ...] = ()
    """How many cards fall due, today first."""
    today: date = date.min
    next: Content = _NOTHING


class SheetView(Drawn):
    """The sheet in two columns, or one where it is narrow."""

    sheet: reactive[Sheet] = reactive(Sheet())

    def watch_sheet(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        sheet = self.sheet
        wide = width >= RIGHT + 3 * len(sheet.coming) - 1
        left = [_section("Grades", grade_bars(sheet.grades, GRADE_BAR if wide else 24))] if sheet.grades else []
        if sheet.slipped:
            left.append(_section("Slipped, and back soon", _slips(sheet.slipped)))
        right = [_section("Coming days", forecast(sheet.coming, sheet.today, BAR_ROWS))] if any(sheet.coming) else []
        parts = [Content.styled(sheet.head, "bold $bright"), Content("\n").join(sheet.said)]
        gap = Content("\n\n\n" if wide else "\n\n")
        if wide and left and right:
            body = beside(gap.join(left), gap.join(right), RIGHT)
        elif wide:
            body = gap.join(left or right)
        else:
            strip = [_strip(sheet.coming, sheet.today, width)] if any(sheet.coming) else []
            body = gap.join([*left, *strip])
        blocks = [Content("\n\n").join([part for part in parts if part]), body, sheet.next]
        return gap.join([block for block in blocks if block])


def _section(head: str, body: Content) -> Content:
    return Content.assemble((head, "bold $muted"), "\n\n", body)


def grade_bars(grades: Mapping[int, int], width: int) -> Content:
    """A row for each grade, its bar by its count."""
    most = max(grades.values(), default=0) or 1
    rows = []
    for number, name in enumerate(NAMES, 1):
        share = grades.get(number, 0)
        style = "$bad" if number == 1 else "$accent" if number == 3 else "$h3"
        length = max(1, round(share / most * width)) if share else 0
        count = (f"  {share}" if length else "·", "bold $bright" if share else "$faint")
        rows.append(Content.assemble((f"{name:<7}", "$foreground"), ("━" * length, style), count))
    return Content("\n").join(rows)


def forecast(coming: Sequence[int], today: date, rows: int) -> Content:
    """Bars over the names of the days, the count above each; today's in the accent."""
    most = max(coming) or 1
    heights = [max(1, round(8 * rows * each / most)) if each else 0 for each in coming]
    lines = []
    for row in range(rows, -1, -1):
        cells = []
        for day, (count, height) in enumerate(zip(coming, heights, strict=True)):
            top = -(-height // 8)
            style = "$accent" if day == 0 else "$h2"
            if row == top and count:
                cells.append(Content.styled(f"{count:>2}", "bold $bright" if day == 0 else "$muted"))
            elif row < top:
                cells.append(Content.styled(_EIGHTHS[min(8, height - 8 * row)] * 2, style))
            else:
                cells.append(Content("  "))
        lines.append(Content(" ").join(cells))
    names = [f"{today + timedelta(days=day):%a}"[:2] for day in range(len(coming))]
    styled = [Content.styled(name, "$muted" if day else "bold $bright") for day, name in enumerate(names)]
    return Content("\n").join([*lines, Content(" ").join(styled)])


def _strip(coming: Sequence[int], today: date, width: int) -> Content:
    """The coming days in one row."""
    most = max(coming) or 1
    parts = [Content.styled("Coming   ", "bold $muted")]
    for day, count in enumerate(coming):
        name = f"{today + timedelta(days=day):%a}"[:2]
        bar = _EIGHTHS[max(1, round(8 * count / most))] if count else "·"
        part = Content.assemble(
            (f"{name} ", "$muted"),
            (bar, ("$accent" if day == 0 else "$h3") if count else "$faint"),
            (f" {count}" if count else "  ", "bold $bright" if day == 0 else "$foreground"),
            "   ",
        )
        if sum(each.cell_length for each in parts) + part.cell_length > width:
            break
        parts.append(part)
    return Content.assemble(*parts)


def _slips(slipped: Sequence[tuple[str, str]]) -> Content:
    rows = [Content.assemble((title, "$foreground"), "  ", (deck, "$muted")) for title, deck in slipped[:6]]
    if len(slipped) > 6:
        rows.append(Content.styled(f"and {len(slipped) - 6} more", "$muted"))
    return Content("\n").join(rows)


def beside(left: Content, right: Content, column: int) -> Content:
    """Two blocks side by side, the right one from `column` on."""
    lefts, rights = left.split("\n"), right.split("\n")
    rows = []
    for row in range(max(len(lefts), len(rights))):
        first = lefts[row] if row < len(lefts) else Content()
        second = rights[row] if row < len(rights) else Content()
        rows.append(first.pad_right(max(0, column - first.cell_length)) + second if second else first)
    return Content("\n").join(rows)
