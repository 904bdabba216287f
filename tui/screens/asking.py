"""One question before somebody: it is typed, graded in the worker process, and what is said of it is shown."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.reactive import reactive
from textual.widgets import Input

from engine.grading.verdict import Verdict
from engine.quiz import Asked as Wanted
from engine.runner import RunnerError
from tui import keys
from tui.posed import Posed, judge, pose
from tui.screens.keyed import KeyedScreen
from tui.widgets.asked import Allowed, Asked, Said, Sentence, Understood
from tui.widgets.grades import Grades
from tui.widgets.header import WIDE, Header
from tui.widgets.hints import Hints
from tui.widgets.panes import Pane

if TYPE_CHECKING:
    from tui.app import RecurApp

UNKNOWN = Verdict(verdict="unknown")
"""Of an answer that the student judges."""

LONGEST = 2_000
"""Characters that can be typed."""


class AskingScreen(KeyedScreen):
    """A field under a question; at the right, or below where it is narrow, the verdict."""

    FREE: ClassVar = False
    """Whether a card's own question, which nobody can grade, is answered by typing too."""

    DEFAULT_CSS = """
    AskingScreen { background: $background; }
    AskingScreen #body { height: 1fr; layout: horizontal; }
    AskingScreen #page { width: 1fr; height: 1fr; padding: 1 0 0 3; }
    AskingScreen #page > * { margin: 0 1 1 0; }
    AskingScreen #panel { width: 1fr; height: 1fr; background: $surface; padding: 1 0 0 3; }
    AskingScreen #panel { scrollbar-background: $surface; }
    AskingScreen Input, AskingScreen Input:focus {
        height: 1; border: none; border-left: thick $accent; padding: 0 1; background: $panel; color: $foreground;
    }
    AskingScreen Input:disabled { border-left: thick $panel; }
    AskingScreen #foot { height: auto; }
    AskingScreen Grades { margin: 1 0; display: none; }
    AskingScreen.-graded Grades { display: block; }
    AskingScreen.-narrow #body { layout: vertical; }
    AskingScreen.-narrow #page { height: auto; max-height: 1fr; }
    AskingScreen.-narrow #panel { height: auto; max-height: 1fr; background: $background; padding: 0 0 0 3; }
    AskingScreen.-narrow Grades { margin: 0; }
    AskingScreen.-narrow.-judged Allowed { display: none; }
    """

    posed: reactive[Posed | None] = reactive[Posed | None](None)
    label: reactive[str] = reactive("")
    typed: reactive[str] = reactive("")
    said: reactive[Said] = reactive(Said(), init=False)
    intervals: reactive[tuple[str, ...]] = reactive(())
    suggested: reactive[int] = reactive(0)

    app: "RecurApp"

    def compose(self) -> ComposeResult:
        here = AskingScreen
        yield Header()
        with Horizontal(id="body"):
            with Pane(id="page"):
                yield Asked().data_bind(here.posed, here.label)
                yield Input(id="answer", max_length=LONGEST)
                yield Understood().data_bind(here.posed, here.typed)
                yield Allowed().data_bind(here.posed)
            with Pane(id="panel"):
                yield Sentence().data_bind(here.posed, here.said)
        with Container(id="foot"):
            yield Grades().data_bind(here.intervals, here.suggested)
            yield Hints()

    async def on_mount(self) -> None:
        self._fit(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        self.set_class(width < WIDE, "-narrow")

    # the question

    async def ask(self, wanted: Wanted) -> None:
        """Put a question; until it is there, its place says so."""
        library = self.app.desk.library
        card = library.card(wanted.key)
        deck = library.deck(card.deck)
        self.posed, self.said = None, Said()
        self.field.clear()
        self.settle()
        try:
            posed = await pose(await self.app.runner(), wanted, card, deck) if wanted.question else None
        except RunnerError as error:
            self.said = Said(trouble=f"This question cannot be asked: {error}")
            posed = None
        self.posed = posed or Posed(wanted, card, deck)
        self.settle()
        if self.can_type:
            self.field.focus()

    @property
    def field(self) -> Input:
        """Where the answer is typed."""
        return self.query_one("#answer", Input)

    @property
    def can_type(self) -> bool:
        """Whether there is something to type now."""
        return self.has_field and not self.judged

    @property
    def has_field(self) -> bool:
        """Whether this question has a field at all."""
        return self.posed is not None and (self.posed.typed or self.FREE) and not self.said.trouble

    @property
    def judged(self) -> bool:
        """Whether a verdict stands, or the right answer is shown."""
        refused = self.said.verdict is not None and self.said.verdict.verdict == "refused"
        return (self.said.verdict is not None and not refused) or self.said.shown

    @property
    def undecided(self) -> bool:
        """Whether the student has to say whether the answer was right."""
        return self.judged and (self.said.verdict is None or self.said.verdict.verdict == "unknown")

    @on(Input.Changed)
    def _take_typed(self, message: Input.Changed) -> None:
        self.typed = message.value
        if self.said.verdict is not None and self.said.verdict.verdict == "refused":
            self.said = Said()

    @on(Input.Submitted)
    async def _submit(self) -> None:
        await self.action_answer()

    async def action_answer(self) -> None:
        """Grade what is typed."""
        given, posed = self.typed.strip(), self.posed
        if not given or posed is None or not self.can_type or self.said.busy:
            return
        if posed.question is None:
            self.came(given, UNKNOWN)
            return
        self.said = Said(given, busy=True)
        self.tell()
        self.run_worker(self._grade(posed, given), group="grade", exclusive=True)

    async def _grade(self, posed: Posed, given: str) -> None:
        try:
            verdict = await judge(await self.app.runner(), posed, given)
        except RunnerError as error:
            self.said = Said(given, trouble=str(error))
            self.settle()
            return
        if verdict.verdict == "refused":
            self.said = Said(given, verdict)
            if verdict.column is not None:
                self.field.cursor_position = max(0, verdict.column - 1)
            self.tell()
            return
        self.came(given, verdict)

    def came(self, given: str, verdict: Verdict) -> None:
        """A verdict that counts."""
        self.said = Said(given, verdict, shown=verdict.verdict == "unknown")
        self.settle()

    def settle(self) -> None:
        """What is seen and what has the focus, from what is known."""
        self.field.display = self.has_field
        self.field.disabled = not self.can_type
        if not self.can_type:
            self.set_focus(None)
        self.set_class(self.judged, "-judged")
        for name in ("#page", "#panel"):
            self.query_one(name, Pane).scroll_home(animate=False)
        self.tell()
        self.call_after_refresh(self.tell)

    @property
    def place(self) -> str:
        if self.judged:
            return keys.JUDGED
        return keys.TYPING if self.focused is self.field else keys.ASKED

    def action_leave_field(self) -> None:
        self.set_focus(None)
        self.tell()

    def action_type(self) -> None:
        self.field.focus()
        self.call_after_refresh(self.tell)

    def action_try_again(self) -> None:
        self.said = Said()
        self.settle()
        self.action_type()

    def action_show(self) -> None:
        self.said = Said(self.said.given, self.said.verdict, shown=True)
        self.settle()

    def action_page(self, by: int) -> None:
        panes = [self.query_one(name, Pane) for name in ("#page", "#panel")]
        for pane in panes if by > 0 else reversed(panes):
            if (pane.scroll_y < pane.max_scroll_y) if by > 0 else pane.scroll_y > 0:
                pane.scroll_relative(y=by * max(1, pane.size.height - 1), animate=False)
                return

    def possible(self, action: str) -> bool:
        match keys.name_of(action):
            case "type" | "try_again":
                return self.has_field
            case "show":
                return not self.said.shown
            case "page":
                panes = list(self.query(Pane))
                return any(pane.max_scroll_y > 0 for pane in panes)
        return not self.said.busy
