"""The quiz room: one question after another, each verdict with its evidence, each answer kept."""

from engine.attempt import Attempt
from engine.grading.verdict import Verdict
from engine.memory import Grade, Review
from engine.problems import RecurError
from engine.quiz import Asked
from engine.room import Room
from tui import keys
from tui.posed import Posed
from tui.screens.asking import UNKNOWN, AskingScreen
from tui.widgets.header import Header
from tui.words import countdown, span

GIVEN_UP = Verdict(verdict="wrong")


class QuizScreen(AskingScreen):
    """Asks what the room has drawn. In an exam the verdicts come at the end, unless the student has to judge."""

    TABLE = keys.QUIZ
    BINDINGS = keys.bindings(keys.QUIZ)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.asked: dict[Asked, Posed] = {}
        self._attempt: Attempt | None = None
        self._graded: list[Review] = []

    async def on_mount(self) -> None:
        await super().on_mount()
        self.set_interval(1.0, self.tick)
        self.run_worker(self._put(), group="follow")

    def tick(self) -> None:
        """A second has passed: of an exam the header says what is left, and its end comes."""
        self._head()
        if self.room.quiz.exam and self.room.current is None and self.app.screen is self:
            self.action_end()

    def _head(self) -> None:
        header, quiz, left = self.query_one(Header), self.room.quiz, self.room.left
        header.way = (len(quiz.turns), len(quiz.asked))
        header.note = f"{countdown(left)} left" if left is not None else ""
        if self.posed is not None:
            header.trail = ("Exam" if quiz.exam else "Quiz", self.posed.deck.title or self.posed.deck.name)

    def follow(self) -> None:
        """The next question, or the end."""
        self.room.follow()
        self.run_worker(self._put(), group="follow", exclusive=True)

    async def _put(self) -> None:
        """Put what the room asks now."""
        self._attempt, self.suggested, self.intervals = None, 0, ()
        self.remove_class("-graded")
        asked = self.room.current
        if asked is None:
            self.action_end()
            return
        place = f"Question {self.room.quiz.number} of {len(self.room.quiz.asked)}"
        self.label = "" if self.has_class("-narrow") else place
        await self.ask(asked)
        if self.posed is not None:
            self.asked[asked] = self.posed
        self._head()

    # what is said

    def came(self, given: str, verdict: Verdict) -> None:
        super().came(given, verdict)
        if verdict.verdict != "unknown":
            self._keep(given, verdict)
            if self.room.quiz.exam:
                self.follow()
                return
        self._offer()

    def _keep(self, given: str, verdict: Verdict, right: bool | None = None) -> None:
        try:
            attempt = self.room.answer(given, verdict, right)
        except RecurError as error:
            self.say(str(error))
            return
        self._attempt = self._attempt or attempt

    def _offer(self) -> None:
        """The grades, the suggested one marked; once for each card of a quiz."""
        posed = self.posed
        if posed is None or any(review.key == posed.card.siblings[0].key for review in self._graded):
            return
        intervals = self.room.intervals(posed.asked)
        self.intervals = tuple(span(intervals[grade]) for grade in Grade)
        self.suggested = int(self._attempt.suggested) if self._attempt else 0
        self.add_class("-graded")
        self.tell()

    # the keys

    def possible(self, action: str) -> bool:
        match keys.name_of(action):
            case "accept":
                return not self.undecided
            case "grade":
                return self.has_class("-graded") or self.undecided
            case "undo":
                return bool(self._graded)
        return super().possible(action)

    def action_accept(self) -> None:
        """Grade as suggested, where a grade is offered, and go on."""
        if self.has_class("-graded") and self.suggested:
            self.action_grade(self.suggested)
        else:
            self.follow()

    def action_grade(self, grade: int) -> None:
        if self.undecided:
            self._keep(self.said.given, self.said.verdict or UNKNOWN, grade > Grade.AGAIN)
        if self._attempt is None:
            return
        try:
            if self.has_class("-graded"):
                self._graded.append(self.room.grade(self._attempt, Grade(grade)))
        except RecurError as error:
            self.say(str(error))
            return
        self.follow()

    def action_next(self) -> None:
        self.follow()

    def action_give_up(self) -> None:
        if self.has_field:
            self._keep("", GIVEN_UP)
        self.action_show()
        self._offer()

    def action_undo(self) -> None:
        review = self._graded.pop()
        self.room.take_back(review)
        self.say("the last grade is taken back")
        self.tell()

    def action_why(self) -> None:
        from tui.screens.read import ReadScreen

        if self.posed is not None:
            self.app.push_screen(ReadScreen(self.app.material(self.posed.card)))

    def action_end(self) -> None:
        from tui.screens.results import ResultsScreen

        self.app.switch_screen(ResultsScreen(self.room, self.asked))
