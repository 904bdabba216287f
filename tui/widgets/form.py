"""The parts of a form: a labelled row with its field, what is wrong with what is typed, and how a card is written."""

from itertools import accumulate

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Label, TextArea

from engine.decks.card import Sibling
from engine.decks.questions import AnyQuestion, Generated
from engine.form import Trouble
from tui.draw.markdown import markdown
from tui.draw.rows import hanging, stack, wrap
from tui.widgets.drawn import Drawn
from tui.widgets.in_turn import InTurn
from tui.widgets.line_field import LineField
from tui.widgets.page import MEASURE

LONGEST = 500
"""Characters of a line that can be typed."""
LABELS = 8
"""The columns of the labels."""
_WAYS = (
    ("$…$", "a formula, as in $a^2 + b^2$"),
    ("$$…$$", "a formula on lines of its own"),
    ("**…**", "strong, and *…* in italics"),
    ("- …", "one of a list"),
    ("{{…}}", "a gap to be asked, in a cloze"),
)


class LinesField(InTurn, TextArea):
    """A field of several lines; what is typed into it keeps its order."""


class Row(Horizontal):
    """A label and a field of one line, or of several."""

    DEFAULT_CSS = """
    Row { height: 1; }
    Row Label { width: 12; height: 1; padding: 0 0 0 1; border-left: blank; color: $foreground; }
    Row.-here Label { border-left: outer $accent; color: $bright; text-style: bold; }
    Row Input, Row Input:focus, Row TextArea, Row TextArea:focus {
        width: 1fr; border: none; background: $panel; color: $foreground; padding: 0 1;
    }
    Row Input, Row Input:focus { height: 1; }
    Row TextArea, Row TextArea:focus { height: 1fr; scrollbar-background: $panel; }
    Row TextArea:focus .text-area--cursor { color: $input-cursor-foreground; background: $input-cursor-background; }
    """

    def __init__(self, field: str, placeholder: str = "", tall: bool = False) -> None:
        super().__init__(id=f"row-{field}")
        self.label = Label(field)
        self.field: Input | TextArea
        if tall:
            self.field = LinesField(id=field, compact=True, highlight_cursor_line=False, placeholder=placeholder)
        else:
            self.field = LineField(id=field, placeholder=placeholder, select_on_focus=False, max_length=LONGEST)

    def compose(self) -> ComposeResult:
        yield self.label
        yield self.field

    def on_descendant_focus(self) -> None:
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        self.remove_class("-here")

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.text if isinstance(self.field, TextArea) else self.field.value

    def put(self, text: str) -> None:
        """Have this text in the field, if it is another one."""
        if text == self.text:
            return
        if isinstance(self.field, TextArea):
            self.field.load_text(text)
        else:
            self.field.value = text

    def point(self, at: int) -> None:
        """Take the focus, the cursor so far into the text."""
        self.screen.set_focus(self.field)
        before = self.text[:at]
        if isinstance(self.field, TextArea):
            self.field.move_cursor((before.count("\n"), at - before.rfind("\n") - 1))
        else:
            self.field.cursor_position = at


class Troubles(Drawn):
    """What is wrong, the field first, what is only missing last; then what could be better."""

    troubles: reactive[tuple[Trouble, ...]] = reactive(())
    said: reactive[str] = reactive("")
    """What stands in the way besides."""
    cloze: reactive[bool] = reactive(False)
    """Whether the question is called a text."""
    most: reactive[int] = reactive(6)
    """Rows that it may take."""

    def watch_troubles(self) -> None:
        self.redraw()

    def watch_said(self) -> None:
        self.redraw()

    def watch_cloze(self) -> None:
        self.redraw()

    def watch_most(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        told: list[list[Content]] = []
        if self.said:
            told.append(hanging([("! ", "bold $foreground")], Content.styled(self.said, "$foreground"), width))
        for each in sorted(self.troubles, key=lambda each: (each.level, each.missing)):
            wrong = each.level == "error"
            field = "text" if self.cloze and each.field == "question" else each.field
            lead = [("! " if wrong else "  ", "bold $foreground"), (f"{field:<{LABELS}}  ", "$muted")]
            told.append(hanging(lead, Content.styled(each.message, "$foreground" if wrong else "$muted"), width))
        return stack(self._fitted(told))

    def _fitted(self, told: list[list[Content]]) -> list[Content]:
        """As many rows as there may be; the last one says how many troubles are not told to their end."""
        rows = [row for each in told for row in each]
        if len(rows) <= self.most:
            return rows
        rows, ends = rows[: self.most - 1], list(accumulate(map(len, told)))
        left = sum(end > len(rows) for end in ends)
        return [*rows, Content.styled(f"  and {left} more", "$muted")]


class Also(Drawn):
    """What else the card asks, in a quiz too; while nothing is written, how a card is."""

    others: reactive[tuple[Sibling, ...]] = reactive(())
    quiz: reactive[tuple[AnyQuestion | Generated, ...]] = reactive(())
    blank: reactive[bool] = reactive(True)

    def watch_others(self) -> None:
        self.redraw()

    def watch_quiz(self) -> None:
        self.redraw()

    def watch_blank(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        width = min(width, MEASURE)
        if self.blank:
            lead = Content.styled("What you write stands here as it will be asked.", "$foreground")
            rows = [*wrap(lead, width), Content()]
            rows += [Content.assemble((f"{way:<8}", "$bright"), (means, "$muted")) for way, means in _WAYS]
            return stack(rows)
        parts = []
        if self.others:
            parts.append(Content.styled("Asked on other days", "bold $muted"))
            parts += [markdown(each.question, width, profile=self.profile) for each in self.others]
        if self.quiz:
            from tui.draw.questions import question  # with the reader of formulas: not before one is typed

            parts.append(Content.styled("Asked in a quiz", "bold $muted"))
            parts += [question(each, width, self.profile) for each in self.quiz]
        return Content("\n\n").join(parts)
