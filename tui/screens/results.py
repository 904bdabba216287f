"""After a quiz: the score, and every question to look at again; its card and what runs there are one key away."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.reactive import reactive

from engine.quiz import Asked, Turn
from engine.room import Room
from tui import keys
from tui.posed import Posed
from tui.screens.keyed import KeyedScreen
from tui.widgets.header import WIDE, Header
from tui.widgets.hints import Hints
from tui.widgets.pane import Pane
from tui.widgets.score import InFull, Line, Lines, Tally

if TYPE_CHECKING:
    from tui.app import RecurApp


class ResultsScreen(KeyedScreen):
    """The mistakes stand first."""

    TABLE = keys.RESULT
    BINDINGS = keys.bindings(keys.RESULT)

    DEFAULT_CSS = """
    ResultsScreen { background: $background; }
    ResultsScreen #body { height: 1fr; layout: horizontal; }
    ResultsScreen #list { width: 2fr; padding: 1 0 0 3; scrollbar-gutter: auto; }
    ResultsScreen #full { width: 3fr; background: $surface; padding: 1 0 0 3; scrollbar-background: $surface; }
    ResultsScreen.-narrow #body { layout: vertical; }
    ResultsScreen.-narrow #list { width: 100%; height: auto; max-height: 50%; }
    ResultsScreen.-narrow #full { width: 100%; background: $background; padding: 1 0 0 3; }
    """

    chosen: reactive[int] = reactive(0, init=False)

    app: "RecurApp"

    def __init__(self, room: Room, posed: dict[Asked, Posed]) -> None:
        super().__init__()
        self.room = room
        turns = [*room.mistakes, *(turn for turn in room.quiz.turns if turn.right)]
        self._lines = tuple(self._line(turn, posed.get(turn.asked)) for turn in turns)

    def _line(self, turn: Turn, posed: Posed | None) -> Line:
        card = self.room.card_of(turn.asked)
        deck = self.room.library.deck(card.deck)
        return Line(turn, card.title, deck.title or deck.name, posed)

    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal(id="body"):
            with Pane(id="list"):
                yield Tally()
                yield Lines().data_bind(ResultsScreen.chosen)
            with Pane(id="full"):
                yield InFull()
        yield Hints()

    def on_mount(self) -> None:
        header, tally = self.query_one(Header), self.query_one(Tally)
        header.trail, header.whole = ("Exam" if self.room.quiz.exam else "Quiz", "Results"), True
        tally.score, tally.progress = self.room.score, self.room.progress
        self.query_one(Lines).lines = self._lines
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.watch_chosen()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDE, "-narrow")

    @property
    def place(self) -> str:
        return keys.RESULTS

    def possible(self, action: str) -> bool:
        match keys.name_of(action):
            case "open" | "move":
                return bool(self._lines)
            case "again":
                return bool(self.room.mistakes)
            case "page":
                return self.query_one("#full", Pane).max_scroll_y > 0
        return True

    def watch_chosen(self) -> None:
        if self._lines:
            self.query_one(InFull).line = self._lines[self.chosen]
            self.query_one("#full", Pane).scroll_home(animate=False)
            self.call_after_refresh(self._keep_in_sight)
            self.tell()
            self.call_after_refresh(self.tell)

    def _keep_in_sight(self) -> None:
        lines = self.query_one(Lines)
        row = Region(0, lines.virtual_region.y + self.chosen, 1, 1)
        self.query_one("#list", Pane).scroll_to_region(row, animate=False)

    def action_move(self, by: int) -> None:
        self.chosen = min(max(self.chosen + by, 0), len(self._lines) - 1)

    def action_pick(self, place: int) -> None:
        self.chosen = place

    def action_page(self, by: int) -> None:
        pane = self.query_one("#full", Pane)
        pane.scroll_relative(y=by * max(1, pane.size.height - 1), animate=False)

    def action_open(self) -> None:
        from tui.screens.read import ReadScreen

        self.app.push_screen(ReadScreen(self.app.material(self.room.card_of(self._lines[self.chosen].turn.asked))))

    def action_again(self) -> None:
        from tui.screens.quiz import QuizScreen

        self.room.again()
        self.app.switch_screen(QuizScreen(self.room))

    def action_leave(self) -> None:
        self.app.leave_quiz()
