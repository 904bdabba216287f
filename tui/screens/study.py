"""Studying: a question, its answer live, a grade; the next."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from engine.clock import now
from engine.desk import Desk
from engine.memory import Grade
from engine.problems import RecurError
from engine.quiz import Asked
from tui import keys
from tui.material import Material
from tui.screens.live import LiveCardScreen
from tui.widgets.about import Past
from tui.widgets.header import Sitting
from tui.words import ago, span

if TYPE_CHECKING:
    from tui.app import RecurApp
    from tui.screens.typing import Typed

LAST_GRADES = 5
SHOW = "Show the answer."
"""What space does where nothing runs."""


class StudyScreen(LiveCardScreen):
    """Shows what the desk asks. A grade is in the journal before the next card is on the screen."""

    TABLE = keys.STUDY
    BINDINGS = keys.bindings(keys.STUDY)

    app: "RecurApp"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.add_class("-graded", update=False)
        self.desk = desk
        self._shown_at = 0.0
        self._typed: Typed | None = None
        self._attempt = ""
        self._undoable = False
        self._library, self._moment = desk.library, desk.session

    async def on_mount(self) -> None:
        self.next_card()

    def remark(self) -> str:
        unread = len(
            {(each.path, each.card or each.line) for each in self.desk.library.problems if each.level == "error"}
        )
        if unread and not self._small:
            verb = "card" if unread == 1 else "cards"
            return f"{unread} {verb} could not be read: recur check"
        return super().remark()

    def next_card(self) -> None:
        """Show what the desk asks now, or the end."""
        sibling, card = self.desk.current, self.desk.card
        if sibling is None or card is None:
            self.app.end_of_sitting()
            return
        deck = self.desk.library.deck(card.deck)
        self._library, self._moment = self.desk.library, self.desk.session
        counts = self.desk.counts
        self.sitting = Sitting(counts.due, counts.new, counts.learning, self.desk.done, self.desk.total)
        self.past = Past()
        self.intervals, self.suggested, self._typed, self._attempt = (), 0, None, ""
        self.load(Material(card, sibling, deck))
        runs = self.material is not None and self.material.target is not None
        ways = [each for each in self.commands if each.action in ("reveal", "hint")]
        self.ways = tuple(
            each if runs or each.action != "reveal" else msgspec.structs.replace(each, meaning=SHOW) for each in ways
        )
        self._shown_at = time.monotonic()
        self.call_after_refresh(self._remember)

    async def show_again(self) -> None:
        """What was asked is asked still, as it is written now; what was typed and shown stays so."""
        before, revealed, typed, attempt = self.material, self.revealed, self._typed, self._attempt
        page, suggested, hinted, shown_at = self.page, self.suggested, self.hinted, self._shown_at
        self.next_card()
        if before is None or self.desk.current is None or self.desk.current.key != before.sibling.key:
            return
        self._typed, self._attempt, self._shown_at = typed, attempt, shown_at
        self.page = msgspec.structs.replace(self.page, yours=page.yours, verdict=page.verdict, chosen=page.chosen)
        self.hinted = hinted
        if revealed:
            await self.action_reveal()
            self.suggested = suggested

    def on_screen_resume(self) -> None:
        if self._library is not self.desk.library or self._moment is not self.desk.session:
            self.call_next(self.show_again)  # a card was edited where it was read, or began anew there
        else:
            self.call_after_refresh(self._remember)  # it may have been checked meanwhile

    async def action_edit(self) -> None:
        began = time.monotonic()
        await super().action_edit()
        self._shown_at += time.monotonic() - began  # writing is not remembering

    def _remember(self) -> None:
        """What is known of the card's past: after the question is painted, because the scheduler takes its time."""
        sibling = self.desk.current
        if sibling is None:
            return
        history = self.desk.history(sibling.key)
        last = ago(now() - history.last) if history.last else ""
        recall = self.desk.recall(sibling.key)
        grades = tuple(int(each) for each in history.grades[-LAST_GRADES:])
        changed = self.app.has_changed(self.desk.library.card(sibling.card))
        self.past = Past(history.count, last, grades, recall, changed, history.before)
        if self._undoable != self.desk.can_undo:
            self._undoable = not self._undoable
            self.tell()

    @property
    def commands(self) -> list[keys.Command]:
        return [each for each in super().commands if self._undoable or each.action != "undo"]

    def possible(self, action: str) -> bool:
        match keys.name_of(action):
            case "hint":
                return bool(self.page.hint) and not self.hinted
        return super().possible(action)

    async def action_reveal(self) -> None:
        await self.furnish()
        intervals = self.desk.intervals()
        self.intervals = tuple(span(intervals[grade]) for grade in Grade)
        self.revealed = True
        self._first_run()

    async def action_hint(self) -> None:
        await self.furnish()
        self.hinted = True

    def action_type(self) -> None:
        from tui.screens.typing import TypingScreen  # not before the first card is painted

        card = self.desk.card
        if card is not None:
            self.app.push_screen(TypingScreen(self.desk.question() or Asked(card.key, 0, 0)), self._take_typed)

    async def _take_typed(self, typed: "Typed | None") -> None:
        """What was typed and judged: the answer comes, and the grade that it suggests."""
        if typed is None or self.desk.card is None or typed.asked.key != self.desk.card.key:
            return
        self._typed = typed
        if typed.right is not None:
            with self._told():
                self._attempt = self._keep(typed)
        self.page = msgspec.structs.replace(self.page, yours=typed.given, verdict=typed.verdict, chosen=typed.chosen)
        await self.action_reveal()
        if typed.right is not None:
            self.suggested = int(Grade.GOOD if typed.right else Grade.AGAIN)

    def action_grade(self, grade: int) -> None:
        seconds = time.monotonic() - self._shown_at
        with self._told():
            if self._typed is not None and not self._attempt:
                self._attempt = self._keep(self._typed, grade > Grade.AGAIN)
            self.desk.grade(Grade(grade), seconds, self._attempt)
            self.app.edited = None  # what was offered is not wanted
            self.next_card()

    def _keep(self, typed: "Typed", right: bool | None = None) -> str:
        """The attempt's id. `right`: the student's own word, as the grade has it."""
        return self.desk.answer(typed.asked, typed.given, typed.verdict, typed.seconds, right).id

    def action_bury(self) -> None:
        with self._told():
            self.desk.bury()
            self.next_card()
            self.say("buried till tomorrow")

    def action_undo(self) -> None:
        with self._told():
            if self.desk.undo():
                self.next_card()
                self.say("taken back")
            else:
                self.say("nothing to undo today")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the journal refuses (a full disk, a lock) is said; the card stays."""
        try:
            yield
        except RecurError as error:
            self.notice = str(error)

    def action_quiz(self) -> None:
        with self._told():
            self.app.take_quiz()

    def action_leave(self) -> None:
        self.app.exit()
