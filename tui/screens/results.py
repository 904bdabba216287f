"""After a quiz: the score, and every question to look at again; its card and what runs there are one key away."""

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.geometry import Region
from textual.reactive import reactive

from engine.memory import Grade
from engine.problems import RecurError
from engine.quiz import Asked, Score, Turn
from engine.room import Room
from tui import keys
from tui.posed import Posed
from tui.screens.keyed import KeyedScreen
from tui.widgets.grades import Grades
from tui.widgets.header import WIDE, Header
from tui.widgets.hints import Hints
from tui.widgets.pane import Pane
from tui.widgets.score import InFull, Line, Lines, Tally
from tui.words import grade_name, span

if TYPE_CHECKING:
    from tui.app import RecurApp


class ResultsScreen(KeyedScreen):
    """The mistakes stand first. What has no grade yet is graded here, and what nobody decided is judged."""

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
    ResultsScreen #foot { height: auto; }
    ResultsScreen Grades { margin: 1 0; display: none; }
    ResultsScreen.-graded Grades { display: block; }
    ResultsScreen.-narrow Grades { margin: 0; }
    """

    chosen: reactive[int] = reactive(0, init=False)
    intervals: reactive[tuple[str, ...]] = reactive(())
    suggested: reactive[int] = reactive(0)
    judging: reactive[bool] = reactive(False)

    app: "RecurApp"

    def __init__(self, room: Room, posed: dict[Asked, Posed], late: bool = False) -> None:
        """`late` where the time ran out: what is typed then was not meant for these keys, till enter."""
        super().__init__()
        self.room = room
        self._late = late
        self._seconds = room.score.seconds  # the quiz took; what is graded here takes none of it
        turns = [*room.mistakes, *(turn for turn in room.quiz.turns if turn.right)]
        self._lines = tuple(self._line(turn, posed.get(turn.asked)) for turn in turns)

    def _line(self, turn: Turn, posed: Posed | None) -> Line:
        card = self.room.card_of(turn.asked)
        deck = self.room.library.deck(card.deck)
        return Line(turn, card.title, deck.title or deck.name, posed, turn in self.room.quiz.turns)

    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal(id="body"):
            with Pane(id="list"):
                yield Tally()
                yield Lines().data_bind(ResultsScreen.chosen)
            with Pane(id="full"):
                yield InFull()
        with Container(id="foot"):
            here = ResultsScreen
            yield Grades().data_bind(here.intervals, here.suggested, here.judging)
            yield Hints()

    def on_mount(self) -> None:
        header, tally = self.query_one(Header), self.query_one(Tally)
        header.trail, header.whole = ("Exam" if self.room.quiz.exam else "Quiz", "Results"), True
        header.note = "The time is up." if self._late else ""
        tally.score, tally.progress = self._score, self.room.progress
        self.query_one(Lines).lines = self._lines
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.watch_chosen()

    @property
    def _score(self) -> Score:
        return msgspec.structs.replace(self.room.score, seconds=self._seconds)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDE, "-narrow")

    @property
    def place(self) -> str:
        return keys.LATE if self._late else keys.RESULTS

    def possible(self, action: str) -> bool:
        match keys.name_of(action):
            case "open" | "move":
                return bool(self._lines)
            case "again":
                return bool(self.room.mistakes)
            case "page":
                pane, onward = self.query_one("#full", Pane), action == keys.ONWARD
                return pane.scroll_y < pane.max_scroll_y if onward else pane.scroll_y > 0
            case "grade":
                return self.has_class("-graded")
            case "undo":
                return self.room.can_take_back
        return True

    def watch_chosen(self) -> None:
        if self._lines:
            self.query_one(InFull).line = self._lines[self.chosen]
            self.query_one("#full", Pane).scroll_home(animate=False)
            self.call_after_refresh(self._keep_in_sight)
            self._offer()
            self.tell()
            self.call_after_refresh(self.tell)

    def _keep_in_sight(self) -> None:
        lines = self.query_one(Lines)
        row = Region(0, lines.virtual_region.y + self.chosen, 1, 1)
        self.query_one("#list", Pane).scroll_to_region(row, animate=False)

    # grading

    def _open(self, line: Line) -> bool:
        """Whether the card of an answer has no grade of this quiz yet, or nobody has said if it was right."""
        turn = line.turn
        return turn.undecided or (bool(turn.attempts) and not self.room.is_graded(turn.asked))

    def _offer(self) -> None:
        """The grades of the chosen question's card, the suggested one marked; right or wrong where it has its grade."""
        turn, graded = self._lines[self.chosen].turn, self.room.is_graded(self._lines[self.chosen].turn.asked)
        self.set_class(self._open(self._lines[self.chosen]), "-graded")
        self.judging, self.suggested, self.intervals = graded and turn.undecided, 0, ()
        if turn.attempts and not graded:
            intervals = self.room.intervals(turn.asked)
            self.intervals = tuple(span(intervals[grade]) for grade in Grade)
            self.suggested = 0 if turn.undecided else int(turn.attempts[0].suggested)

    def action_see(self) -> None:
        self._late = False
        self.query_one(Header).note = ""
        self.tell()

    def action_grade(self, grade: int) -> None:
        """The student decides; then the next one that is to be decided is chosen."""
        turn = self._lines[self.chosen].turn
        try:
            attempt = self.room.decide(turn, grade > Grade.AGAIN) if turn.undecided else turn.attempts[0]
            if not self.room.is_graded(turn.asked):
                review = self.room.grade(attempt, Grade(grade))
                self.say(f"{grade_name(review.grade)}: the card comes back in {span(review.due - review.at)}")
        except RecurError as error:
            self.say(f"not kept: {error}")
        self._read_again()
        after = [*range(self.chosen + 1, len(self._lines)), *range(self.chosen)]
        self.chosen = next((each for each in after if self._open(self._lines[each])), self.chosen)

    def action_undo(self) -> None:
        from tui.screens.quiz import taken_back

        if taken := taken_back(self.room, self.say):
            self._read_again()
            self.say(taken)

    def _read_again(self) -> None:
        """The questions as the room has them now, in the order they stand in."""
        turns = {turn.asked: turn for turn in self.room.quiz.turns}
        self._lines = tuple(replace(each, turn=turns.get(each.turn.asked, each.turn)) for each in self._lines)
        tally = self.query_one(Tally)
        tally.score, tally.progress = self._score, self.room.progress
        self.query_one(Lines).lines = self._lines
        self.query_one(InFull).line = self._lines[self.chosen]
        self._offer()
        self.tell()

    # the list

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
