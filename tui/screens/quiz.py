"""The quiz room: one question after another, each verdict with its evidence, each answer kept."""

from collections.abc import Callable
from datetime import timedelta

from textual import events

from engine.attempt import Attempt
from engine.grading.verdict import Verdict
from engine.memory import Grade
from engine.problems import RecurError
from engine.quiz import Asked, Turn
from engine.room import Room
from tui import keys
from tui.posed import Posed
from tui.screens.asking import UNKNOWN, AskingScreen
from tui.widgets.asked import Said
from tui.widgets.header import Header
from tui.words import clocked, count, span

GIVEN_UP = Verdict(verdict="wrong")


class QuizScreen(AskingScreen):
    """Asks what the room has drawn. In an exam the verdicts come at the end, and so does what the student judges."""

    TABLE = keys.QUIZ
    BINDINGS = keys.bindings(keys.QUIZ)

    def __init__(self, room: Room, word: str = "") -> None:
        super().__init__()
        self.room = room
        self.asked: dict[Asked, Posed] = {}
        self._word = word  # of what is not as it was wanted
        self._attempt: Attempt | None = None
        self._unkept: tuple[str, Verdict, bool | None] | None = None
        self._judged: Said | None = None  # what the student's own word is kept of
        self._over, self._ending = False, False

    async def on_mount(self) -> None:
        await super().on_mount()
        self.set_interval(1.0, self.tick)
        self._go_on()

    def tick(self) -> None:
        """A second has passed, and the header says so; at the end of an exam what is typed is handed in."""
        self._head()
        if not self.room.quiz.exam or self.room.current is not None or self.app.screen is not self:
            return
        if self.said.busy or self.undecided:
            return
        if self.can_type and self.typed.strip() and not self.said:
            self.run_worker(self.action_answer(), group="follow", exclusive=True)
        else:
            if self._kept() and self.can_type and self.typed.strip():  # it was not understood: it is not lost
                self._keep(self.typed.strip(), UNKNOWN)
            self._end()

    def _head(self) -> None:
        header, quiz, left = self.query_one(Header), self.room.quiz, self.room.left
        header.way = (len(quiz.turns), len(quiz.asked))
        if left is not None:
            header.note = f"{clocked(left)} left"
        else:
            score = self.room.score
            told = (tally(score.right, score.wrong), clocked(timedelta(seconds=score.seconds)))
            header.note = "   ".join(each for each in told if each)
        if self.posed is not None:
            header.trail = ("Exam" if quiz.exam else "Quiz", self.posed.deck.title or self.posed.deck.name)

    def share_rows(self) -> None:
        super().share_rows()
        place = f"Question {self.room.quiz.number} of {len(self.room.quiz.asked)}"
        self.label = "" if self.narrow else place

    def follow(self) -> None:
        """The next question, or the end: once, whatever keys were pressed meanwhile."""
        if self.posed is not None:
            self.room.follow(self.posed.asked)
            self._go_on()

    def _go_on(self) -> None:
        """Put what the room asks now."""
        self._attempt, self._unkept, self._judged, self.suggested, self.intervals = None, None, None, 0, ()
        self.judging, self._ending = False, False
        self.remove_class("-graded", "-judging")
        while (asked := self.room.current) is not None and not self._stands(asked):
            self._word = f"{asked.key} was edited: its question is left out"
            self.room.follow()
        if asked is None:
            self._end()
            return
        self.make_way(asked)
        self.run_worker(self._put(asked), group="follow", exclusive=True)

    async def _put(self, asked: Asked) -> None:
        await self.put(asked)
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

    def watch_typed(self, before: str, typed: str) -> None:
        """What is taken back while nothing is typed is hinted only then."""
        if bool(before) != bool(typed):
            self.tell()

    async def put_again(self, word: str = "") -> None:
        self._word = word
        self._go_on()

    # what is said

    def came(self, given: str, verdict: Verdict, trouble: str = "") -> None:
        if verdict.verdict == "unknown" and self.room.quiz.exam:
            self._hand_in(given, verdict)
            return
        super().came(given, verdict, trouble)
        self._ending = False
        if verdict.verdict != "unknown":
            kept = self._kept() and self._keep(given, verdict)
            if self.room.quiz.exam and kept:
                self.follow()
                return
        self._offer()
        if self.undecided and verdict.verdict != "unknown":
            self.say("was your first answer right?")

    def _hand_in(self, given: str, verdict: Verdict) -> None:
        """An exam tells nothing of an answer that nobody decided: it is judged with the results."""
        if self._keep(given, verdict):
            self.follow()
            return
        self._unkept = None  # it is typed still
        self.said = Said()
        self.settle_classes()

    def _judge(self, right: bool | None) -> bool:
        """Keep an answer that only the student can judge, with that word or for the results. Whether it went well."""
        before = self._open_turn
        if super().undecided and not self._given_up and self._judged is not self.said:
            kept = self._keep(self.said.given, self.said.verdict or UNKNOWN, right if before is None else None)
            self._unkept, self._judged = None, self.said if kept else None
            if not kept:
                return False
        turn = self._open_turn
        if before is None or turn is None or right is None:
            return True
        try:
            self._attempt = self.room.decide(turn, right)
        except RecurError as error:
            self.say(f"not kept: {error}")
            return False
        self._head()
        return True

    @property
    def _open_turn(self) -> Turn | None:
        """This question with its first answer, which was kept and nobody has judged; None where there is no such."""
        quiz = self.room.quiz
        return quiz.turns[-1] if quiz.open and quiz.turns[-1].undecided else None

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
            self.suggested = int(self._attempt.suggested) if self._attempt and not self.undecided else 0
            self.add_class("-graded")
        self.tell()

    # the keys

    @property
    def undecided(self) -> bool:
        """Of a question that was given up, where it could have been answered, only its first answer may be."""
        return (super().undecided and not self._given_up) or (self.judged and self._open_turn is not None)

    @property
    def _given_up(self) -> bool:
        return self.said.verdict is None and self.has_field

    def possible(self, action: str) -> bool:
        if self.posed is None:
            return super().possible(action)
        match keys.name_of(action):
            case "accept":
                return not self.undecided
            case "grade":
                return self.has_class("-graded") or self.undecided
            case "give_up":
                return not (self.room.quiz.exam and self.has_field)
            case "next":
                return not self.said.busy  # not by a letter typed too early
            case "undo":
                return self.room.can_take_back and not (self.place == keys.TYPING and self.typed)
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
        if not self._judge(grade > Grade.AGAIN):
            return
        try:
            if self._attempt is not None and self.has_class("-graded"):
                self.room.grade(self._attempt, Grade(grade))
        except RecurError as error:
            self.say(f"not kept: {error}")
            return
        self.follow()

    def action_next(self) -> None:
        if self._kept() and (not self.said.given or self._judge(None)):
            self.follow()

    def action_try_again(self) -> None:
        """The first answer counts, and is judged as it was: what is right has been seen."""
        if self._judge(None):
            super().action_try_again()

    def action_give_up(self) -> None:
        self.action_show()
        if self.has_field:
            self._keep("", GIVEN_UP)
        self._offer()

    def action_undo(self) -> None:
        taken = taken_back(self.room, self.say)
        if not taken:
            return
        if self.judged:
            self._offer()
            self.say(taken)
        else:
            self.say(f"{taken}; the results ask for it again")
        self._head()
        self.tell()

    def action_why(self) -> None:
        from tui.screens.read import ReadScreen

        if self.posed is not None:
            self.app.push_screen(ReadScreen(self.app.material(self.posed.card)))

    def action_end(self) -> None:
        """End it; where something is still to come, only when it is meant."""
        if (lost := self._lost) and not self._ending:
            self._ending = True
            self.say(f"esc once more ends the {'exam' if self.room.quiz.exam else 'quiz'}: {lost}")
            return
        if self._kept() and self.said.given:
            self._judge(None)
        self._end()

    @property
    def _lost(self) -> str:
        """What an end would cost; empty where nothing."""
        left = len(self.room.quiz.asked) - len(self.room.quiz.turns)
        if self.can_type and self.typed.strip():
            return "what is typed is not handed in"
        return f"{count(left, 'question')} {'is' if left == 1 else 'are'} left" if left else ""

    def on_key(self, event: events.Key) -> None:
        super().on_key(event)
        self._ending = self._ending and event.key == "escape"

    def action_leave_field(self) -> None:
        super().action_leave_field()
        self._ending = False  # the field keeps the keys typed into it to itself

    def _end(self) -> None:
        from tui.screens.results import ResultsScreen

        if not self._over:
            self._over = True
            late = self.room.current is None and self.room.quiz.current is not None
            self.app.switch_screen(ResultsScreen(self.room, self.asked, late))


def taken_back(room: Room, say: Callable[[str], None]) -> str:
    """Take back what was decided last, a grade or a word on an answer. Returns what is said of it.

    That is empty where it cannot be, which `say` was told.
    """
    try:
        review = room.take_back()
    except RecurError as error:
        say(f"not taken back: {error}")
        return ""
    return f"the last {'grade' if review else 'judgement'} is taken back"


def tally(right: int, wrong: int) -> str:
    """What a quiz has come to so far: `3 right, 1 wrong`; nothing before the first answer."""
    return ", ".join(f"{many} {word}" for many, word in ((right, "right"), (wrong, "wrong")) if many)
