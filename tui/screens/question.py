"""A question on the screen, a field under it, and what is said of the answer: what is seen, and what has the focus."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.reactive import reactive

from tui import keys
from tui.posed import Posed
from tui.screens.keyed import KeyedScreen
from tui.widgets.answer import AnswerField
from tui.widgets.asked import Allowed, Asked, Said, Sentence, Understood
from tui.widgets.grades import Grades
from tui.widgets.header import WIDE, Header
from tui.widgets.hints import Hints
from tui.widgets.pane import Pane

KEPT, AROUND_GRADES = 12, 3
"""Rows that a long question leaves to the field, to what is said under it, and to the keys; more where it is wide."""

SAID = 14
"""Rows that the options, which a verdict names by their numbers, leave to the verdict and to the keys."""

LONGEST = 2_000
"""Characters that can be typed."""


class QuestionScreen(KeyedScreen):
    """A field under a question; at the right, or below where it is narrow, the verdict."""

    FREE: ClassVar = False
    """Whether a card's own question, which nobody can grade, is answered by typing too."""

    DEFAULT_CSS = """
    QuestionScreen { background: $background; }
    QuestionScreen #body { height: 1fr; layout: horizontal; }
    QuestionScreen #page { width: 1fr; height: 1fr; padding: 1 0 0 3; }
    QuestionScreen #asked { height: auto; margin-bottom: 1; }
    QuestionScreen #under { height: 1fr; }
    QuestionScreen #panel { width: 1fr; height: 1fr; padding: 1 0 0 3; }
    QuestionScreen.-said #panel { background: $surface; scrollbar-background: $surface; }
    QuestionScreen Input, QuestionScreen Input:focus {
        height: 1; border: none; border-left: thick $faint; padding: 0 1; background: $panel; color: $foreground;
        margin-right: 2;
    }
    QuestionScreen Input:focus { border-left: thick $accent; }
    QuestionScreen Input:disabled { opacity: 1 !important; text-opacity: 1; }
    QuestionScreen #foot { height: auto; }
    QuestionScreen Grades { margin: 1 0; display: none; }
    QuestionScreen.-graded.-closed Grades, QuestionScreen.-judging.-closed Grades { display: block; }
    QuestionScreen.-narrow #body { layout: vertical; }
    QuestionScreen.-narrow #panel { height: auto; max-height: 40%; padding: 0 0 0 3; display: none; }
    QuestionScreen.-narrow.-said #panel { display: block; background: $background; scrollbar-background: $background; }
    QuestionScreen.-narrow.-closed #page { height: auto; }
    QuestionScreen.-narrow.-closed #under { height: auto; }
    QuestionScreen.-narrow.-closed #panel { height: 1fr; max-height: 100%; padding: 1 0 0 3; }
    QuestionScreen.-narrow Grades { margin: 0; }
    QuestionScreen.-narrow.-closed.-fieldless #asked { margin-bottom: 0; }
    """

    posed: reactive[Posed | None] = reactive[Posed | None](None)
    label: reactive[str] = reactive("")
    typed: reactive[str] = reactive("")
    said: reactive[Said] = reactive(Said(), init=False)
    intervals: reactive[tuple[str, ...]] = reactive(())
    suggested: reactive[int] = reactive(0)
    judging: reactive[bool] = reactive(False)
    narrow: reactive[bool] = reactive(False)

    def compose(self) -> ComposeResult:
        here = QuestionScreen
        yield Header()
        with Container(id="body"):
            with Vertical(id="page"):
                with Pane(id="asked"):
                    yield Asked().data_bind(here.posed, here.label)
                yield AnswerField(id="answer", max_length=LONGEST)
                with Pane(id="under"):
                    yield Understood().data_bind(here.posed, here.typed, here.said, close=here.narrow)
                    yield Allowed().data_bind(here.posed)
            with Pane(id="panel"):
                yield Sentence().data_bind(here.posed, here.said, close=here.narrow)
        with Container(id="foot"):
            yield Grades().data_bind(here.intervals, here.suggested, here.judging)
            yield Hints()

    async def on_mount(self) -> None:
        self.query_one(Header).whole = True
        self.share_rows()

    def on_resize(self) -> None:
        self.share_rows()

    def share_rows(self) -> None:
        """Give each part its rows. Where they are few the question scrolls first, then what was understood."""
        width, height = self.app.size
        self.narrow = width < WIDE
        self.set_class(self.narrow, "-narrow")
        few = self.narrow and not self.can_type
        kept = KEPT if self.narrow else KEPT + AROUND_GRADES
        spare = height - SAID if self._has_options else height // 4
        self.query_one("#asked", Pane).styles.max_height = max(2, spare if few else height - kept)
        self.query_one("#under", Pane).styles.max_height = max(2, height // 4 - 1) if few else None
        self.query_one(Allowed).hidden = few

    @property
    def _has_options(self) -> bool:
        return self.posed is not None and bool(self.posed.options)

    # what can be done with it

    @property
    def field(self) -> AnswerField:
        """Where the answer is typed."""
        return self.query_one("#answer", AnswerField)

    @property
    def can_type(self) -> bool:
        """Whether there is something to type now."""
        return self.has_field and not self.judged

    @property
    def has_field(self) -> bool:
        """Whether there is a question that has a field at all."""
        return self.posed is not None and (self.posed.typed or self.FREE)

    @property
    def judged(self) -> bool:
        """Whether a verdict stands, or the right answer is shown."""
        refused = self.said.verdict is not None and self.said.verdict.verdict == "refused"
        return (self.said.verdict is not None and not refused) or self.said.shown

    # what is seen

    def settle(self) -> None:
        """What is seen and what has the focus, from what is known."""
        self.field.display = self.can_type or (self.has_field and bool(self.typed.strip()))
        self.set_class(not self.field.display, "-fieldless")
        self.field.disabled = not self.can_type
        if not self.can_type:
            self.set_focus(None)
        self.settle_classes()
        for pane in self.query(Pane):
            pane.scroll_home(animate=False)
        if self.judged and self._has_options:
            self.query_one("#asked", Pane).scroll_end(animate=False)  # to the options
        self.tell()
        self.call_after_refresh(self.tell)

    def settle_classes(self) -> None:
        """Which parts have room, from what is said."""
        self.set_class(not self.can_type, "-closed")
        self.set_class(bool(self.said), "-said")
        self.share_rows()

    @property
    def place(self) -> str:
        if self.judged:
            return keys.JUDGED
        return keys.TYPING if self.focused is self.field else keys.ASKED

    def action_leave_field(self) -> None:
        self.set_focus(None)
        self.tell()

    def action_type(self) -> None:
        self.set_focus(self.field)  # at once: what is typed early is no command
        self.call_after_refresh(self.tell)

    # scrolling

    def _panes(self) -> list[Pane]:
        """What can be scrolled, what matters most first."""
        names = ("#panel", "#asked", "#under") if self.judged else ("#asked", "#under", "#panel")
        panes = [self.query_one(name, Pane) for name in names]
        return [pane for pane in panes if pane.display and pane.max_scroll_y > 0]

    def action_page(self, by: int) -> None:
        panes = self._panes()
        for pane in panes if by > 0 else reversed(panes):
            if (pane.scroll_y < pane.max_scroll_y) if by > 0 else pane.scroll_y > 0:
                pane.scroll_relative(y=by * max(1, pane.size.height - 1), animate=False)
                return
