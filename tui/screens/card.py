"""A card on the screen: question and answer at the left, what runs at the right, tabs of one column where narrow.

The state stands here and is bound to the widgets; what the worker process sends comes in as messages.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.reactive import reactive
from textual.worker import Worker

from tui.keys import Command
from tui.live import Live
from tui.material import Material
from tui.messages import Came, Described, Over, Turned
from tui.run import Run
from tui.screens.panels import PanelsScreen
from tui.widgets.about import About, Past, Runs
from tui.widgets.header import Header, Sitting
from tui.widgets.hints import Hints
from tui.widgets.notice import Notice
from tui.widgets.offer import Offer
from tui.widgets.page import Answer, Hint, Page, Question
from tui.widgets.pane import Pane
from tui.widgets.tabs import Tabs, Top
from tui.widgets.withheld import Withheld

if TYPE_CHECKING:
    from engine.knobs import AnyKnob, Value
    from engine.runner import Listing
    from tui.app import RecurApp

Work = Callable[[], Coroutine[None, None, None]]
"""What a worker begins by itself: one that is called off before that leaves nothing behind."""

SOON = 0.05
"""Seconds after which a question that is painted has what its answer needs; a key that comes before does not wait."""


class CardScreen(PanelsScreen):
    """Shows one card, live. What comes before and after it is for the subclasses to say."""

    page: reactive[Page] = reactive(Page())
    trail: reactive[tuple[str, ...]] = reactive(())
    sitting: reactive[Sitting | None] = reactive[Sitting | None](None)
    past: reactive[Past] = reactive(Past())
    runs: reactive[Runs] = reactive(Runs())
    ways: reactive[tuple[Command, ...]] = reactive(())
    intervals: reactive[tuple[str, ...]] = reactive(())
    suggested: reactive[int] = reactive(0)
    knobs: "reactive[Mapping[str, AnyKnob]]" = reactive({})
    values: "reactive[Mapping[str, Value]]" = reactive({})
    withheld: reactive[Withheld] = reactive(Withheld())
    steps: reactive[int] = reactive(1)
    listings: "reactive[tuple[Listing, ...]]" = reactive(())
    note: reactive[tuple[tuple[str, str], ...]] = reactive(())
    notice: reactive[str] = reactive("")
    offer: reactive[str] = reactive("")

    def __init__(self) -> None:
        super().__init__()
        self.live = Live(self, lambda: cast("RecurApp", self.app).runner())
        self._ticket = 0
        self._furnishing, self._furnished = asyncio.Lock(), False
        self._starts: dict[str, Value] = {}

    def compose(self) -> ComposeResult:
        here = CardScreen  # what the question needs: the rest is mounted when it is painted
        yield Header().data_bind(here.trail, here.sitting)
        yield Notice().data_bind(here.notice)
        yield Offer().data_bind(here.offer)
        yield Top().data_bind(here.tabs, here.tab, here.revealed)
        with Horizontal(id="body"):
            with Pane(id="page"):
                yield Question().data_bind(here.page, here.narrow)
                yield About(id="about-page").data_bind(here.past, here.narrow)
            with Vertical(id="panel"), Pane(id="about"):
                yield About().data_bind(here.past, here.runs, here.ways)
        with Container(id="foot"):
            yield Hints()

    async def furnish(self) -> None:
        """Mount what the answer needs."""
        async with self._furnishing:  # a key may come while it is done
            if not self._furnished:
                with self._context():  # a key's action is the app's, and what is bound must be bound to this screen
                    await self._furnish()
                self._furnished = True

    async def _furnish(self) -> None:
        from tui.widgets.grades import Grades
        from tui.widgets.panes import Code, Derivations, Note, RunsPane

        here = CardScreen
        runs, derivation = RunsPane(id="runs"), Pane(Derivations().data_bind(here.run, here.steps), id="derivation")
        runs.data_bind(here.knobs, here.values, here.run, here.narrow, here.fold, here.rows, here.withheld)
        code = Pane(Code().data_bind(here.listings), id="code")
        note = Pane(Note().data_bind(here.note), id="note")
        tabs, panes = Tabs().data_bind(here.tabs, here.tab), (runs, derivation, code, note)
        for each in (tabs, *panes):
            each.display = False
        hint, answer = Hint().data_bind(here.page), Answer().data_bind(here.page)
        await self.query_one("#page").mount(hint, before="#about-page")
        await self.query_one("#page").mount(answer)
        await self.query_one("#panel").mount(tabs, before=0)
        await self.query_one("#panel").mount(*panes)
        await self.query_one("#foot").mount(Grades().data_bind(here.intervals, here.suggested), before=0)
        self.show_tab()

    async def on_mount(self) -> None:
        self.call_after_refresh(self.set_timer, SOON, self.furnish)

    def _fit(self, width: int, height: int) -> None:
        super()._fit(width, height)
        self._remark()

    _remarked = ""

    def _remark(self) -> None:
        """Have the notice say what there is to remark, unless it says something else of this card."""
        before, self._remarked = self._remarked, self.remark()
        if self.notice in ("", before):
            self.notice = self._remarked

    def remark(self) -> str:
        """What the notice says where it has nothing else to say."""
        if self._small:
            return "Recurrent is drawn for 80 by 24 and more; here some of it is cut off."
        return ""

    # a card comes

    def load(self, material: Material, revealed: bool = False) -> None:
        """Show another card; what ran for the one before is cancelled."""
        self.material = material
        self._leave()
        self.notice = ""
        self._fit(self.app.size.width, self.app.size.height)
        self._ticket += 1
        self._starts = {}
        self.page = material.page
        self.offer = cast("RecurApp", self.app).offer(material.card)
        self.query_one(Top).deck = material.deck_title
        self.trail = (material.deck_title, material.card.title)
        self.runs, self.note = material.runs, material.note
        self.withheld = material.instead(cast("RecurApp", self.app).trusted(material.deck))
        self.knobs, self.values, self.listings = {}, {}, ()
        self.run, self.steps, self.hinted, self.zoomed = Run(), 1, False, False
        self.set_focus(None)
        for pane in self.query(Pane):
            pane.scroll_home(animate=False)
        self.revealed = revealed
        self._settle_tabs()
        if material.target is not None:
            asking: Work = partial(self.live.describe, self._ticket, material.target)
            self._asking: Worker[None] = self.run_worker(asking, group="describe", exclusive=True)
        if revealed:
            self._first_run()

    def _leave(self) -> None:
        """Let the worker process rest: nobody looks at what runs there any more."""
        self.workers.cancel_group(self, "run")
        self.live.cancel()

    def on_unmount(self) -> None:
        self._leave()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self.run.ended is not None and self.run.ended.outcome == "cancelled":
            self._start()  # a card that was read meanwhile took the worker

    @on(Described)
    def _take_description(self, message: Described) -> None:
        if message.ticket != self._ticket or self.material is None:
            return
        from engine.knobs import KnobError

        described = message.description
        self.runs = Runs(self.runs.function, self.runs.file, len(described.knobs))
        self.listings = described.listings
        starts = {}
        for name, knob in described.knobs.items():
            try:
                starts[name] = knob.parse(self.material.card.knobs.get(name, knob.start))
            except KnobError:
                starts[name] = knob.start  # the check says so; here the answer still runs
        self._starts = starts
        self.values = starts
        self.knobs = described.knobs
        if self.revealed:
            self._first_run()

    # the answer runs

    def _first_run(self) -> None:
        """Run at the start, as soon as both the answer is shown and its knobs are known."""
        material = self.material
        if material is not None and material.target is not None and self.runs.knobs is not None:
            self._start()
            self.call_after_refresh(self._focus_first)

    def _start(self) -> None:
        if self.material is None or self.material.target is None:
            return
        self._ticket += 1
        self.run = self.run.again()
        running: Work = partial(self.live.run, self._ticket, self.material.target, self.values)
        self._runs: Worker[None] = self.run_worker(running, group="run")

    @on(Came)
    def _take_exhibit(self, message: Came) -> None:
        if message.ticket == self._ticket:
            had = bool(self.run.derived)
            self.run = self.run.add(message.exhibit)
            if bool(self.run.derived) != had:
                self._settle_tabs()
            self.tell()

    @on(Over)
    def _take_end(self, message: Over) -> None:
        if message.ticket == self._ticket:
            self.run = self.run.end(message.ended)
            self._settle_tabs()
            self.tell()
            if message.ended.outcome == "failed" and self.material is not None and self.material.deck.seal:
                self.call_next(self.lapse)

    async def lapse(self) -> None:
        """What ran has failed: it may be that its code is no longer what was trusted."""

    @on(Turned)
    def _take_value(self, message: Turned) -> None:
        if message.name in self.values:
            self.values = {**self.values, message.name: message.value}
            self._start()
