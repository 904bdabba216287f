"""The quiz room: one question after another, each verdict with its evidence, each answer kept."""

from engine.attempt import Attempt
from engine.grading.verdict import Verdict
from engine.memory import Grade
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

    def __init__(self, room: Room, word: str = "") -> None:
        super().__init__()
        self.room = room
        self.asked: dict[Asked, Posed] = {}
        self._word = word  # of what is not as it was wanted
        self._attempt: Attempt | None = None
        self._unkept: tuple[str, Verdict, bool | None] | None = None

    async def on_mount(self) -> None:
        await super().on_mount()
        self.set_interval(1.0, self.tick)
        self.run_worker(self._put(), group="follow")

    def tick(self) -> None:
        """A second has passed: of an exam the header says what is left; at its end what is typed is handed in."""
        self._head()
        if not self.room.quiz.exam or self.room.current is not None or self.app.screen is not self:
            return
        if self.said.busy or self.undecided:
            return
        if self.can_type and self.typed.strip() and not self.said:
            self.run_worker(self.action_answer(), group="follow", exclusive=True)
        else:
            self.action_end()

    def _head(self) -> None:
        header, quiz, left = self.query_one(Header), self.room.quiz, self.room.left
        header.way = (len(quiz.turns), len(quiz.asked))
        score = self.room.score
        header.note = f"{countdown(left)} left" if left is not None else tally(score.right, score.wrong)
        if self.posed is not None:
            header.trail = ("Exam" if quiz.exam else "Quiz", self.posed.deck.title or self.posed.deck.name)

    def share_rows(self) -> None:
        super().share_rows()
        place = f"Question {self.room.quiz.number} of {len(self.room.quiz.asked)}"
        self.label = "" if self.narrow else place

    def follow(self) -> None:
        """The next question, or the end."""
        self.room.follow()
        self.run_worker(self._put(), group="follow", exclusive=True)

    async def _put(self) -> None:
        """Put what the room asks now."""
        self._attempt, self._unkept, self.suggested, self.intervals = None, None, 0, ()
        self.judging = False
        self.remove_class("-graded", "-judging")
        while (asked := self.room.current) is not None and not self._stands(asked):
            self._word = f"{asked.key} was edited: its question is left out"
            self.room.follow()
        if asked is None:
            self.action_end()
            return
        await self.ask(asked)
        if self.posed is not None:
            self.asked[asked] = self.posed
        self._head()
        self.say(self._word)
        self._word = ""
        if (coming := self.room.quiz.coming) is not None and self._stands(coming):
            self.prepare(coming)

    def _stands(self, asked: Asked) -> bool:
        """Whether there still is such a question: its card may have been edited since the quiz was drawn."""
        card = self.app.desk.library.cards.get(asked.key)
        return card is not None and asked.question <= len(card.quiz)

    async def put_again(self, word: str = "") -> None:
        self._word = word
        self.run_worker(self._put(), group="follow", exclusive=True)

    # what is said

    def came(self, given: str, verdict: Verdict, trouble: str = "") -> None:
        super().came(given, verdict, trouble)
        if verdict.verdict != "unknown":
            kept = self._kept() and self._keep(given, verdict)
            if self.room.quiz.exam and kept:
                self.follow()
                return
        self._offer()

    def _keep(self, given: str, verdict: Verdict, right: bool | None = None) -> bool:
        """Write an answer into the journal. Whether that went well; if not, the next key that goes on tries again."""
        try:
            attempt = self.room.answer(given, verdict, right)
        except RecurError as error:
            self._unkept = (given, verdict, right)
            self.say(f"not kept: {error}")
            return False
        self._attempt, self._unkept = self._attempt or attempt, None
        self._head()
        return True

    def _kept(self) -> bool:
        """Whether nothing is left to be written."""
        return self._unkept is None or self._keep(*self._unkept)

    def _offer(self) -> None:
        """The grades, the suggested one marked; of a card graded in this quiz, right or wrong where nobody says."""
        posed = self.posed
        if posed is None:
            return
        graded = self.room.is_graded(posed.asked)
        self.judging = graded and self.undecided
        self.set_class(self.judging, "-judging")
        if not graded:
            intervals = self.room.intervals(posed.asked)
            self.intervals = tuple(span(intervals[grade]) for grade in Grade)
            self.suggested = int(self._attempt.suggested) if self._attempt else 0
            self.add_class("-graded")
        self.tell()

    # the keys

    @property
    def undecided(self) -> bool:
        """A question that was given up is decided, where it could have been answered."""
        return super().undecided and not (self.said.verdict is None and self.has_field)

    def possible(self, action: str) -> bool:
        match keys.name_of(action):
            case "accept":
                return not self.undecided
            case "grade":
                return self.has_class("-graded") or self.undecided
            case "give_up":
                return self.posed is not None and not (self.room.quiz.exam and self.has_field)
            case "next":
                return self.posed is not None and not self.said.busy  # not by a letter typed too early
            case "undo":
                return bool(self.room.graded)
        return super().possible(action)

    def action_accept(self) -> None:
        """Grade as suggested, where a grade is offered, and go on."""
        if not self._kept():
            return
        self._offer()
        if self.has_class("-graded") and self.suggested:
            self.action_grade(self.suggested)
        else:
            self.follow()

    def action_grade(self, grade: int) -> None:
        if not self._kept():
            return
        right = grade > Grade.AGAIN
        if self.undecided and not self._keep(self.said.given, self.said.verdict or UNKNOWN, right):
            return
        try:
            if self._attempt is not None and self.has_class("-graded"):
                self.room.grade(self._attempt, Grade(grade))
        except RecurError as error:
            self.say(f"not kept: {error}")
            return
        self.follow()

    def action_next(self) -> None:
        if self._kept():
            self.follow()

    def action_give_up(self) -> None:
        self.action_show()
        if self.has_field:
            self._keep("", GIVEN_UP)
        self._offer()

    def action_undo(self) -> None:
        try:
            self.room.take_back()
        except RecurError as error:
            self.say(f"not taken back: {error}")
            return
        if self.judged:
            self._offer()
        self.say("the last grade is taken back")
        self.tell()

    def action_why(self) -> None:
        from tui.screens.read import ReadScreen

        if self.posed is not None:
            self.app.push_screen(ReadScreen(self.app.material(self.posed.card)))

    def action_end(self) -> None:
        from tui.screens.results import ResultsScreen

        self._kept()
        self.app.switch_screen(ResultsScreen(self.room, self.asked))


def tally(right: int, wrong: int) -> str:
    """What a quiz has come to so far: `3 right, 1 wrong`; nothing before the first answer."""
    return ", ".join(f"{many} {word}" for many, word in ((right, "right"), (wrong, "wrong")) if many)
