"""The end of a sitting, or a day on which nothing is due."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from engine.clock import day_of, now
from engine.desk import Desk
from engine.problems import RecurError
from engine.summary import Summary
from tui import keys
from tui.screens.keyed import KeyedScreen
from tui.widgets.ending import Sheet, SheetView
from tui.widgets.header import WIDE, Header
from tui.widgets.hints import Hints
from tui.words import count, lasting, long_day, when

if TYPE_CHECKING:
    from tui.app import RecurApp

DAYS = 10
LOOK_AGAIN = 10.0
"""Seconds between looks at the clock while a card is waited for."""


class SummaryScreen(KeyedScreen):
    """Says what was done and when the next card comes."""

    TABLE = keys.SUMMARY_COMMANDS
    BINDINGS = keys.bindings(keys.SUMMARY_COMMANDS)

    DEFAULT_CSS = """
    SummaryScreen { background: $background; }
    SummaryScreen #sheet { height: 1fr; padding: 3 3 0 14; scrollbar-size-vertical: 1; }
    SummaryScreen.-narrow #sheet { padding: 1 3 0 3; }
    """

    app: "RecurApp"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        yield Header()
        with VerticalScroll(id="sheet", can_focus=False):
            yield SheetView()
        yield Hints()

    def on_mount(self) -> None:
        self.query_one(Header).note = long_day(now().astimezone().date())
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.set_interval(LOOK_AGAIN, self.look)
        self.look()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDE, "-narrow")

    def look(self) -> None:
        """What there is to say now."""
        self.desk.refresh()
        self.query_one(SheetView).sheet = self._sheet()
        self.tell()

    @property
    def place(self) -> str:
        return keys.SUMMARY if self.desk.summary().cards else keys.IDLE

    def possible(self, action: str) -> bool:
        match action:
            case "go_on":
                return self.desk.current is not None
            case "more":
                return self.desk.current is None and self.app.unmet() > 0
        return True

    def _sheet(self) -> Sheet:
        summary = self.desk.summary()
        coming = tuple(self.desk.forecast(DAYS))
        return Sheet(
            head=self._head(summary),
            said=_said(summary) if summary.cards else self._left(),
            grades={int(grade): number for grade, number in summary.grades.items()} if summary.cards else None,
            slipped=tuple(self._named(key) for key in summary.slipped),
            coming=coming,
            today=day_of(now()),
            next=self._next(summary, coming),
        )

    def _head(self, summary: Summary) -> str:
        if summary.cards:
            return "Done for now." if self.desk.waiting else "Done for today."
        return "Nothing is due." if self.desk.library.siblings else "There are no cards yet."

    def _left(self) -> tuple[Content, ...]:
        """What there would be to do on a day on which nothing is due."""
        unmet = self.app.unmet()
        if not unmet or self.desk.current is not None:
            return ()
        verb = "is" if unmet == 1 else "are"
        return (
            Content.styled(
                f"{count(unmet, 'card')} {verb} still new to you; the day's share of them is met.", "$foreground"
            ),
        )

    def _named(self, key: str) -> tuple[str, str]:
        card = self.desk.library.card(key.partition("#")[0])
        return card.title, self.app.deck(card.deck).title or card.deck

    def _next(self, summary: Summary, coming: tuple[int, ...]) -> Content:
        if self.desk.current is not None:
            return Content.styled("A card is to be asked.", "$foreground")
        due = self.desk.waiting or summary.next_due
        if due is None:
            return Content()
        said = Content.assemble(("Next card ", "$muted"), (when(due, now()), "bold $bright"))
        rest = coming[1] if len(coming) > 1 else 0
        if not rest:
            return said + Content.styled(".", "$muted")
        later = f"{', tomorrow' if self.desk.waiting else ':'} {count(rest, 'card')}"
        if summary.cards:
            later += f", about {count(max(1, round(rest * summary.seconds / summary.cards / 60)), 'minute')}"
        return Content.assemble(said, (f"{later}.", "$muted"))

    def action_go_on(self) -> None:
        self.app.study()

    def action_more(self) -> None:
        self.app.more_new()

    def action_undo(self) -> None:
        try:
            undone = self.desk.undo()
        except RecurError as error:
            self.say(str(error))
            return
        if undone:
            self.app.study()
        else:
            self.say("nothing to undo today")

    def action_quiz(self) -> None:
        try:
            self.app.take_quiz()
        except RecurError as error:
            self.say(str(error))

    def action_new_card(self) -> None:
        self.app.write_card()

    def on_screen_resume(self) -> None:
        self.look()  # a card may have been written

    def action_leave(self) -> None:
        self.app.exit()

    def action_find(self) -> None:
        from tui.screens.find import FindScreen

        self.app.push_screen(FindScreen())


def _said(summary: Summary) -> tuple[Content, ...]:
    first = [Content.styled(f"{count(summary.cards, 'card')} in {lasting(summary.seconds)}. ", "$foreground")]
    met = count(summary.new, "new one")
    if summary.reviewed:
        share = f"{summary.remembered} of {summary.reviewed}"
        first += [Content.styled("You remembered ", "$foreground"), Content.styled(share, "bold $bright")]
        first.append(Content.styled(f" and met {met}." if summary.new else ".", "$foreground"))
    elif summary.new:
        first.append(Content.styled(f"You met {met}.", "$foreground"))
    lines = [Content.assemble(*first)]
    if summary.days_in_a_row > 1:
        lines.append(Content.styled(f"That is {summary.days_in_a_row} days in a row.", "$foreground"))
    return tuple(lines)
