"""The quiz room: where a quiz meets the clock, the dice and the disk. Each attempt is in the journal at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import SystemRandom
from uuid import uuid4

from engine import clock, quiz
from engine.attempt import Attempt
from engine.config import read_config
from engine.decks.card import Card
from engine.decks.library import Library
from engine.desk import Clock
from engine.grading.verdict import Verdict
from engine.journal import Journal
from engine.memory import Grade, Memory, Review, State
from engine.problems import RecurError
from engine.quiz import SEEDS, Asked, Quiz, Score, Turn
from engine.scheduler import Scheduler

COUNT = 10
"""How many questions a quiz has unless another number is wanted."""

NEVER_ASKED, SLIPPED = 0.5, 1.0
"""Weakness: what is forgotten of a card, from 0 to 1, and 1 more where its last answer was wrong."""


class Room:
    """One quiz over a library. Not for two threads at once."""

    def __init__(
        self,
        library: Library,
        journal: Journal,
        scheduler: Scheduler,
        asked: Sequence[Asked],
        exam: timedelta | None = None,
        now: Clock = clock.now,
    ) -> None:
        self.library = library
        self._journal = journal
        self._scheduler = scheduler
        self._now = now
        self._before = journal.last_attempts()
        self._asked_at = now()
        self._quiz = quiz.begin(str(uuid4()), asked, self._asked_at, exam)
        self._decided: list[Attempt | Review] = []  # the student's words and grades

    @classmethod
    def open(
        cls,
        library: Library,
        home: Path,
        count: int = COUNT,
        seed: int | None = None,
        weak: bool = False,
        exam: timedelta | None = None,
        typed: bool = False,
        now: Clock = clock.now,
        beside: Journal | None = None,
    ) -> "Room":
        """Draw the questions; with `typed`, of cards alone whose answers can be typed and graded.

        `beside` is the journal of somebody who holds these decks already.

        Raises RecurError where there is nothing to ask, or for an unusable journal.
        """
        cards = [card for card in library.cards.values() if card.quiz or not typed]
        if not cards:
            lack = (
                "no card here has a question to type an answer to" if library.cards else "there is no card to ask about"
            )
            raise RecurError("\n".join([lack, *map(str, library.problems)]), 2)
        scheduler = Scheduler(read_config(home).retention)
        now()  # a clock that is set wrongly is told before anything is made
        journal = Journal.open(home / "journal.db", scheduler, beside)
        try:
            suspended = journal.suspended()
            cards = [card for card in cards if card.key not in suspended]
            if not cards:
                raise RecurError("every card here that could be asked is suspended; `recur unsuspend CARD`", 2)
            weakness = _weakness(cards, journal, scheduler, now()) if weak else None
            drawn = SystemRandom().randrange(SEEDS) if seed is None else seed
            return cls(library, journal, scheduler, quiz.plan(cards, count, drawn, weakness), exam, now)
        except BaseException:
            journal.close()
            raise

    def close(self) -> None:
        self._journal.close()

    def hurry(self) -> None:
        """Where another process is writing, say so soon: for a screen, which stands still meanwhile."""
        self._journal.hurry()

    @property
    def quiz(self) -> Quiz:
        """The quiz at this moment, frozen."""
        return self._quiz

    @property
    def current(self) -> Asked | None:
        """What is asked now; None when the quiz is over, by its questions or its time."""
        return None if self._quiz.over(self._now()) else self._quiz.current

    @property
    def card(self) -> Card | None:
        """The card of the current question."""
        return self.card_of(self.current) if self.current else None

    def card_of(self, asked: Asked) -> Card:
        return self.library.card(asked.key)

    @property
    def left(self) -> timedelta | None:
        """The time left of an exam."""
        return self._quiz.left(self._now())

    @property
    def score(self) -> Score:
        return self._quiz.score(self._now())

    @property
    def mistakes(self) -> tuple[Turn, ...]:
        """What is worth another look."""
        return self._quiz.mistakes

    @property
    def progress(self) -> tuple[int, int]:
        """How many cards went wrong when they were last answered and right now, and how many the other way round."""
        pairs = [(self._before.get(turn.asked.key), turn.right) for turn in self._quiz.turns if turn.decided]
        return pairs.count((False, True)), pairs.count((True, False))

    def answer(self, given: str, verdict: Verdict, right: bool | None = None) -> Attempt:
        """Keep an answer: written first, then counted. `right` is the student's own word on an unknown one.

        Without that it is undecided till `decide`; in the journal it counts as not right till then.
        """
        now = self._now()
        seconds = max(0.0, (now - self._asked_at).total_seconds())
        following, attempt = quiz.answer(self._quiz, given, verdict, now, seconds, str(uuid4()), right)
        self._journal.attempt(attempt)
        self._quiz = following
        if right is not None:
            self._decided.append(attempt)
        return attempt

    def decide(self, turn: Turn, right: bool) -> Attempt:
        """Keep the student's own word on an undecided answer. Raises ValueError where it is decided."""
        following, attempt = quiz.decide(self._quiz, turn, right, self._now(), str(uuid4()))
        self._journal.attempt(attempt)
        self._quiz = following
        self._decided.append(attempt)
        return attempt

    def follow(self, asked: Asked | None = None) -> None:
        """Go on to the next question; where `asked` is behind us already, stay at the one that is asked."""
        if asked is not None and asked != self._quiz.current:
            return
        self._quiz = quiz.follow(self._quiz)
        self._asked_at = self._now()

    def again(self) -> None:
        """Begin anew with what was not right, without a clock against it; what was kept stays kept."""
        self._asked_at = self._now()
        self._before = self._journal.last_attempts()
        asked = [turn.asked for turn in self._quiz.mistakes]
        self._quiz = quiz.begin(str(uuid4()), asked, self._asked_at)
        self._decided = []

    def intervals(self, asked: Asked) -> dict[Grade, timedelta]:
        """What each grade would promise for the question's card, if it were given now."""
        key = self._sibling(asked)
        return self._scheduler.intervals(key, self._journal.memory(key), self._now())

    @property
    def graded(self) -> tuple[str, ...]:
        """The keys of what was graded in this quiz, the last one last."""
        return tuple(each.key for each in self._decided if isinstance(each, Review))

    def is_graded(self, asked: Asked) -> bool:
        """Whether the question's card has been graded in this quiz: once is enough, however often it is asked."""
        return self._sibling(asked) in self.graded

    def grade(self, attempt: Attempt, grade: Grade) -> Review:
        """Grade the card of an attempt, as the student decides. Returns the review.

        Raises ValueError where the card has its grade of this quiz: it must be taken back first.
        """
        key, now = self._sibling(Asked(attempt.key, attempt.question, attempt.seed)), self._now()
        if key in self.graded:
            raise ValueError(f"{key} has its grade")
        review = Review(str(uuid4()), key, grade, now, clock.day_of(now), attempt.seconds, State.NEW, now, attempt.id)
        self._journal.append(review)
        kept = self._journal.reviews(key)[-1]
        self._decided.append(kept)
        return kept

    @property
    def can_take_back(self) -> bool:
        """Whether the student has decided anything in this quiz."""
        return bool(self._decided)

    def take_back(self) -> Review | None:
        """What the student decided last in this quiz does not count: the grade, and the word that was given with it.

        Returns the grade; None where it was a word alone, on an answer whose card had its grade.
        """
        last, now = self._decided[-1], self._now()
        review = last if isinstance(last, Review) else None
        if review is not None:
            self._journal.undo(review.id, now, clock.day_of(now))
            self._decided.pop()
        word = self._decided[-1] if self._decided else None
        if isinstance(word, Attempt) and (review is None or review.attempt == word.id):
            following, attempt = quiz.reopen(self._quiz, word, now, str(uuid4()))
            self._journal.attempt(attempt)
            self._quiz = following
            self._decided.pop()
        return review

    def memory(self, asked: Asked) -> Memory | None:
        """The memory of the question's card; None where it is new."""
        return self._journal.memory(self._sibling(asked))

    def _sibling(self, asked: Asked) -> str:
        return self.card_of(asked).siblings[0].key


def _weakness(cards: Sequence[Card], journal: Journal, scheduler: Scheduler, now: datetime) -> dict[str, float]:
    """How much is to be gained from each card: what was answered wrongly last, then what is likely forgotten."""
    memories, right = journal.memories(), journal.last_attempts()
    found = {}
    for card in cards:
        recalls = [scheduler.recall(memories[each.key], now) for each in card.siblings if each.key in memories]
        forgotten = 1 - min(recalls) if recalls else NEVER_ASKED
        found[card.key] = forgotten + (SLIPPED if right.get(card.key) is False else 0.0)
    return found
