"""One question before somebody: it is typed, graded in the worker process, and what is said of it is shown."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.widgets import Input

from engine.grading.verdict import Verdict
from engine.quiz import Asked as Wanted
from engine.runner import RunnerError
from tui import keys
from tui.ahead import Ahead
from tui.posed import Posed, judge, named, pose
from tui.screens.question import LONGEST, QuestionScreen
from tui.widgets.answer import AnswerField
from tui.widgets.asked import Said

if TYPE_CHECKING:
    from tui.app import RecurApp

UNKNOWN = Verdict(verdict="unknown")
"""Of an answer that the student judges."""

UNGRADED = Verdict(verdict="unknown", reason="It is for you to judge.")
"""Of an answer that nothing else could judge."""


class AskingScreen(QuestionScreen):
    """Puts a question, and has what is typed graded."""

    app: "RecurApp"

    def __init__(self) -> None:
        super().__init__()
        self._ahead = Ahead()
        self._early: list[events.Key | events.Paste] | None = None  # typed while the question is made; else None

    # the question

    def make_way(self, wanted: Wanted) -> None:
        """What was asked is gone, at once, and with it every key that meant something; what comes is awaited."""
        self.posed, self.said = None, Said()
        self.field.release(again=False)
        self._early = [] if wanted.question or self.FREE else None
        self.field.clear()
        self.field.placeholder = ""
        self.settle()

    async def put(self, wanted: Wanted) -> None:
        """Put the question that is awaited; until it is there, its place says so."""
        library = self.app.desk.library
        card = library.card(wanted.key)
        deck = library.deck(card.deck)
        posed, trouble = Posed(wanted, card, deck), ""
        if wanted.question:
            try:
                begun = self._ahead.take(wanted, card, deck)
                posed = await (begun or pose(await self.app.runner(), wanted, card, deck))
            except RunnerError as error:
                posed, trouble = Posed(self.instead(wanted), card, deck), f"This question cannot be asked: {error}"
                if self.app.lapsed(deck) or deck.withheld:
                    trouble = self._untrusted(posed)
        self.posed, self.said = posed, Said(trouble=trouble)
        if getattr(posed.question, "world", ""):
            self.run_worker(self._learn_names(posed), group="name", exclusive=True)
        self.field.placeholder = posed.way
        self.settle()
        early, self._early = self._early, None
        if self.can_type:
            self.set_focus(self.field)
            for each in early or ():
                self.field.post_message(each)

    async def _learn_names(self, posed: Posed) -> None:
        """Have the echo know what the question's world gives."""
        found = await named(await self.app.runner(), posed)
        if self.posed is posed:
            self.posed = found

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

    def takes(self, event: events.Key) -> bool:
        """What is typed while the question is made stands in its field when it comes, for it to be looked at."""
        if self._early is None:
            return super().takes(event)
        if not self.field.wants(event) or event.key == "enter":
            return False
        self._early.append(events.Key(event.key, event.character))
        return True

    def on_paste(self, event: events.Paste) -> None:
        if self._early is not None:
            self._early.append(events.Paste(event.text))

    # the answer

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

    @on(AnswerField.Cut)
    def _tell_cut(self) -> None:
        self.say(f"the end is cut off: {LONGEST:,} characters have room")

    @on(Input.Submitted)
    async def _submit(self) -> None:
        self.say("")
        await self.action_answer()
        if not self.said.busy:
            self.field.release(again=not self.judged)

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
                self.field.release(again=False)
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
            typed_on = self.field.release(again=True)
            if verdict.column is not None and meant and not typed_on:
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
        self.field.release(again=False)
        if self.typed.strip() != given:
            self.field.value = given  # what was typed while it was graded is not what was
        self.settle()

    def action_try_again(self) -> None:
        self.said = Said()
        self.settle()
        self.action_type()

    def action_show(self) -> None:
        self.said = replace(self.said, shown=True)
        self.settle()

    def possible(self, action: str) -> bool:
        if self.posed is None:
            return action in ("end", "back", "help")
        match keys.name_of(action):
            case "answer":
                return not self.said.busy
            case "type" | "try_again":
                return self.has_field
            case "look_into":
                return bool(self.said.trouble) and self.app.deck(self.posed.deck.name).withheld
            case "show":
                return not self.said.shown
            case "page":
                onward = action == keys.ONWARD
                return any(pane.scroll_y < pane.max_scroll_y if onward else pane.scroll_y > 0 for pane in self._panes())
        return not self.said.busy
