"""One question before somebody: it is typed, graded in the worker process, and what is said of it is shown."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.reactive import reactive
from textual.widgets import Input

from engine.grading.verdict import Verdict
from engine.quiz import Asked as Wanted
from engine.runner import RunnerError
from tui import keys
from tui.ahead import Ahead
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

UNGRADED = Verdict(verdict="unknown", reason="It is for you to judge.")
"""Of an answer that nothing else could judge."""

KEPT, AROUND_GRADES = 12, 3
"""Rows that a long question leaves to the field, to what is said under it, and to the keys; more where it is wide."""

SAID = 14
"""Rows that the options, which a verdict names by their numbers, leave to the verdict and to the keys."""

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
    AskingScreen #asked { height: auto; margin-bottom: 1; }
    AskingScreen #asked, AskingScreen #under { scrollbar-gutter: auto; }
    AskingScreen #under { height: 1fr; }
    AskingScreen #panel { width: 1fr; height: 1fr; padding: 1 0 0 3; }
    AskingScreen.-said #panel { background: $surface; scrollbar-background: $surface; }
    AskingScreen Input, AskingScreen Input:focus {
        height: 1; border: none; border-left: thick $faint; padding: 0 1; background: $panel; color: $foreground;
        margin-right: 2;
    }
    AskingScreen Input:focus { border-left: thick $accent; }
    AskingScreen Input:disabled { opacity: 1 !important; text-opacity: 1; }
    AskingScreen Input > .input--placeholder { color: $muted; text-style: italic; }
    AskingScreen #foot { height: auto; }
    AskingScreen Grades { margin: 1 0; display: none; }
    AskingScreen.-graded.-closed Grades, AskingScreen.-judging.-closed Grades { display: block; }
    AskingScreen.-narrow #body { layout: vertical; }
    AskingScreen.-narrow #panel { height: auto; max-height: 40%; padding: 0 0 0 3; display: none; }
    AskingScreen.-narrow.-said #panel { display: block; background: $background; scrollbar-background: $background; }
    AskingScreen.-narrow.-closed #page { height: auto; }
    AskingScreen.-narrow.-closed #under { height: auto; }
    AskingScreen.-narrow.-closed #panel { height: 1fr; max-height: 100%; padding: 1 0 0 3; }
    AskingScreen.-narrow Grades { margin: 0; }
    """

    posed: reactive[Posed | None] = reactive[Posed | None](None)
    label: reactive[str] = reactive("")
    typed: reactive[str] = reactive("")
    said: reactive[Said] = reactive(Said(), init=False)
    intervals: reactive[tuple[str, ...]] = reactive(())
    suggested: reactive[int] = reactive(0)
    judging: reactive[bool] = reactive(False)
    narrow: reactive[bool] = reactive(False)

    awaited: Wanted | None = None
    """The question that is being made, to which an answer can be typed already."""

    app: "RecurApp"

    def __init__(self) -> None:
        super().__init__()
        self._ahead = Ahead()

    def compose(self) -> ComposeResult:
        here = AskingScreen
        yield Header()
        with Container(id="body"):
            with Vertical(id="page"):
                with Pane(id="asked"):
                    yield Asked().data_bind(here.posed, here.label)
                yield Input(id="answer", max_length=LONGEST)
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
        for pane in self.query(Pane):
            self.watch(pane, "scroll_y", self.tell, init=False)
            self.watch(pane, "virtual_size", self.tell, init=False)

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

    # the question

    async def ask(self, wanted: Wanted) -> None:
        """Put a question; until it is there, its place says so."""
        library = self.app.desk.library
        card = library.card(wanted.key)
        deck = library.deck(card.deck)
        self.posed, self.said = None, Said()
        self.awaited = wanted if wanted.question else None
        self.field.clear()
        self.field.placeholder = ""
        self.set_focus(None)
        self.settle()
        if self.can_type:
            self.set_focus(self.field)  # at once: what is typed early is kept
        posed, trouble = Posed(wanted, card, deck), ""
        if wanted.question:
            try:
                begun = self._ahead.take(wanted, card, deck)
                posed = await (begun or pose(await self.app.runner(), wanted, card, deck))
            except RunnerError as error:
                posed, trouble = Posed(self.instead(wanted), card, deck), f"This question cannot be asked: {error}"
                if self.app.lapsed(deck) or deck.withheld:
                    trouble = self._untrusted(posed)
        early, self.awaited = self.awaited is not None, None
        self.posed, self.said = posed, Said(trouble=trouble)
        self.field.placeholder = posed.way
        self.settle()
        if self.can_type and not early:
            self.field.focus()

    def prepare(self, wanted: Wanted) -> None:
        """Have a question that is still to come made while this one is thought about."""
        library = self.app.desk.library
        card = library.card(wanted.key)
        self._ahead.begin(self.app.runner, wanted, card, library.deck(card.deck))

    def on_unmount(self) -> None:
        self._ahead.close()

    def instead(self, wanted: Wanted) -> Wanted:
        """What is asked where a question cannot be: the card's own."""
        return wanted

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
        if self.posed is None:
            return self.awaited is not None
        return self.posed.typed or self.FREE

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
            self.settle_classes()

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
        self.settle_classes()
        self.tell()
        self.run_worker(self._grade(posed, given), group="grade", exclusive=True)

    async def _grade(self, posed: Posed, given: str) -> None:
        try:
            verdict = await judge(await self.app.runner(), posed, given)
        except RunnerError as error:
            if self.app.lapsed(posed.deck):
                self.said = Said(trouble=self._untrusted(posed))
                self.set_focus(None)
                self.settle_classes()
                self.tell()
            else:
                self.came(given, UNGRADED, f"It could not be graded: {error}")
            return
        if verdict.verdict == "refused":
            meant = self.typed.strip() == given  # else it is not what stands there now
            self.said = Said(given, verdict) if meant else Said()
            self.settle_classes()
            if verdict.column is not None and meant:
                self.field.cursor_position = max(0, verdict.column - 1)
            self.tell()
            return
        self.came(given, verdict)

    def _untrusted(self, posed: Posed) -> str:
        deck = self.app.deck(posed.deck.name)
        name = deck.code.name if deck.code else ""
        so = "has changed since you trusted it" if self.app.trusted(deck) else "is not trusted"
        return f"This question needs {name}, the deck's own Python, which {so} and was not run."

    def action_look_into(self) -> None:
        """Look at the deck's Python; once it is trusted the question is put again."""
        if self.posed is not None:
            self.app.look_into(self.app.deck(self.posed.deck.name), self.put_again)

    async def put_again(self, word: str = "") -> None:
        """The same question, which could not be asked before."""
        raise NotImplementedError

    def came(self, given: str, verdict: Verdict, trouble: str = "") -> None:
        """A verdict that counts, and what went wrong on the way to it."""
        self.said = Said(given, verdict, shown=verdict.verdict == "unknown", trouble=trouble)
        if self.typed.strip() != given:
            self.field.value = given  # what was typed while it was graded is not what was
        self.settle()

    def settle(self) -> None:
        """What is seen and what has the focus, from what is known."""
        self.field.display = self.has_field
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
        self.field.focus()
        self.call_after_refresh(self.tell)

    def action_try_again(self) -> None:
        self.said = Said()
        self.settle()
        self.action_type()

    def action_show(self) -> None:
        self.said = replace(self.said, shown=True)
        self.settle()

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

    def possible(self, action: str) -> bool:
        match keys.name_of(action):
            case "answer":
                return self.posed is not None and not self.said.busy
            case "type" | "try_again":
                return self.has_field
            case "look_into":
                return (
                    self.posed is not None and bool(self.said.trouble) and self.app.deck(self.posed.deck.name).withheld
                )
            case "show":
                return not self.said.shown
            case "page":
                onward = action == keys.ONWARD
                return any(pane.scroll_y < pane.max_scroll_y if onward else pane.scroll_y > 0 for pane in self._panes())
        return not self.said.busy
