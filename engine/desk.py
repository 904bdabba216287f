"""The desk: what a screen holds while somebody studies. Here the pure parts meet the clock and the disk.

Each grade is in the journal before the next card is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import msgspec

from engine import clock, quiz, session
from engine.attempt import Attempt
from engine.config import read_config
from engine.decks.card import Card, Sibling
from engine.decks.library import Library
from engine.grading.verdict import Verdict
from engine.journal import Journal
from engine.journal.carrying import carried
from engine.journal.names import called_today
from engine.memory import Grade, Memory, Reset, Review
from engine.problems import RecurError
from engine.quiz import Asked
from engine.scheduler import Scheduler
from engine.session import Counts, Limits, Session
from engine.summary import History, Summary, due_by_day, summarise

Clock = Callable[[], datetime]


class Desk:
    """One sitting over a library. Not for two threads at once; several processes may each have one."""

    def __init__(
        self, library: Library, journal: Journal, scheduler: Scheduler, limits: Limits, now: Clock = clock.now
    ) -> None:
        self.library = library
        self._journal = journal
        self._scheduler = scheduler
        self._limits = limits
        self._now = now
        self._siblings = library.siblings
        self._earlier: list[Review] = []  # of this sitting, from before the queue was made anew
        self._passed = 0  # how many were done by then
        self._memories = journal.memories()
        self._suspended: frozenset[str] = frozenset()
        self._session = self._begin()

    @classmethod
    def open(cls, library: Library, home: Path, new_limit: int | None = None, now: Clock = clock.now) -> "Desk":
        """Sit down. Raises RecurError for settings, a clock or a journal that cannot be used."""
        config = read_config(home)
        if new_limit is not None and new_limit < 0:
            raise RecurError(f"{new_limit} new cards a day cannot be; 0 or more can", 2)
        scheduler = Scheduler(config.retention)
        limits = Limits(new=config.new if new_limit is None else new_limit)
        now()  # a clock that is set wrongly is told before anything is made
        journal = Journal.open(home / "journal.db", scheduler)
        try:
            return cls(library, journal, scheduler, limits, now)
        except BaseException:
            journal.close()
            raise

    def close(self) -> None:
        self._journal.close()

    def hurry(self) -> None:
        """Where another process is writing, say so soon: for a screen, which stands still meanwhile."""
        self._journal.hurry()

    @property
    def journal(self) -> Journal:
        """Where all of it is kept, for somebody who goes on with the same decks."""
        return self._journal

    @property
    def session(self) -> Session:
        """The sitting at this moment, frozen."""
        return self._session

    @property
    def current(self) -> Sibling | None:
        """What is asked now; None when nothing is left, or not yet (`waiting`)."""
        return self._session.current

    @property
    def card(self) -> Card | None:
        """The card of the current sibling."""
        sibling = self.current
        return self.library.card(sibling.card) if sibling else None

    @property
    def memory(self) -> Memory | None:
        """The memory of the current sibling; None where it is new."""
        return self._session.memory

    @property
    def counts(self) -> Counts:
        """What is left: new, learning, due; the current one included."""
        return self._session.counts

    @property
    def done(self) -> int:
        """How many of `total` are done."""
        return self._passed + self._session.done

    @property
    def total(self) -> int:
        """How many this sitting has, as far as is known; what other processes do counts as done."""
        return self._passed + self._session.total

    @property
    def waiting(self) -> datetime | None:
        """When the next step of learning falls due, where nothing is asked now but something is left today."""
        steps = self._session.steps
        return steps[0].due if steps and self.current is None else None

    def refresh(self) -> None:
        """Look at the clock, and at what other processes have written: for a desk that has waited."""
        now = self._now()
        if self._journal.changed_elsewhere() or clock.day_of(now) != self._session.day:
            self._begin_again()
        elif self.current is None:
            self._session = session.advance(self._session, now)

    def reread(self, library: Library) -> None:
        """Go on with the decks as they are now. What is asked stays if it is still there; so does all progress."""
        self.rename({}, library)

    def rename(self, called: Mapping[str, str], library: Library) -> None:
        """Go on with the decks as they are now, in which cards are called otherwise: what is known of them goes along.

        `called` has the keys of today by those before. Raises RecurError where what is known of one cannot, and goes on
        without that.
        """
        gone_along, trouble = carried(self._journal, called, self._now())
        self.library, self._siblings = library, library.siblings
        self._journal.catch_up(library.cards)
        self._memories = self._journal.memories()
        reviews = self._reviews()
        self._earlier = [msgspec.structs.replace(each, key=called_today(each.key, gone_along)) for each in reviews]
        self._restart(called_today(self._session.key or "", gone_along), held=True)
        if trouble is not None:
            raise trouble

    def intervals(self) -> dict[Grade, timedelta]:
        """What each grade would promise for the current sibling, if it were given now."""
        sibling = self._asked()
        return self._scheduler.intervals(sibling.key, self.memory, self._now())

    def question(self) -> Asked | None:
        """Which of the card's questions may be answered by typing; None where it has none.

        The next one after each review, and a generated one is made anew.
        """
        card = self.card
        if card is None or not card.quiz:
            return None
        met = self.memory.reviews if self.memory else 0
        return Asked(card.key, met % len(card.quiz) + 1, met + 1)

    def answer(self, asked: Asked, given: str, verdict: Verdict, seconds: float, right: bool | None = None) -> Attempt:
        """Keep an answer that was typed; the grade that follows may name it. Raises ValueError as `quiz.answer`."""
        alone = quiz.begin("", [asked], self._now())
        _, attempt = quiz.answer(alone, given, verdict, self._now(), seconds, str(uuid4()), right)
        self._journal.attempt(attempt)
        return attempt

    def grade(self, grade: Grade, seconds: float, attempt: str = "") -> Review:
        """Grade the current sibling: written first, then the next is chosen. Returns the review.

        `attempt` is the id of what was typed before, if anything was.
        """
        self._asked()
        now = self._now()
        following, review = session.grade(self._session, grade, now, seconds, self._scheduler, str(uuid4()))
        review = msgspec.structs.replace(review, attempt=attempt)
        written = self._journal.append(review)
        self._memories[review.key] = written
        self._session = following
        if self._journal.changed_elsewhere() or written.due != review.due or review.day != following.day:
            self._begin_again()
        return review

    def bury(self) -> None:
        """Put the current card off till tomorrow."""
        sibling, now = self._asked(), self._now()
        self._journal.bury(sibling.key, now, clock.day_of(now))
        self._session = session.bury(self._session, now)

    def reset(self, keys: Sequence[str]) -> bool:
        """Begin siblings anew, as new as if they had never been met. False where none of them has a memory.

        What is asked now stays, as a new card, even where the day's limit of new ones is met: somebody wants it now.
        It counts as one of them when it is graded. The others come as new cards do: in their place, within the limit.
        """
        now = self._now()
        event = self._journal.reset(keys, now, clock.day_of(now))
        for key in keys:
            self._memories.pop(key, None)
        if event and self._session.key in keys and not self._journal.changed_elsewhere():
            self._session = session.reset(self._session, keys, event)
        elif event:
            self._memories = self._journal.memories()
            self._earlier = self._reviews()
            self._restart(self._session.key or "", held=True)
        return bool(event)

    @property
    def can_undo(self) -> bool:
        """Whether there is something of today to take back."""
        return self._journal.last(clock.day_of(self._now())) is not None

    def undo(self) -> bool:
        """Take back the last grade, burial or reset of today, of this sitting or an earlier one.

        False if there is none.
        """
        now = self._now()
        today = clock.day_of(now)
        last = self._journal.last(today)
        if last is None:
            return False
        event, key = last
        for each in self._journal.undo(event, now, today):
            self._remember(each)
        moment = session.undo(self._session)
        if moment and _is(moment[1], event, key) and not self._journal.changed_elsewhere():
            self._session = moment[0]
        else:
            asked = self._session.key or ""
            self._earlier = [review for review in self._reviews() if review.id != event]
            self._restart(key, held=True)
            if self._session.key != key:  # it is not asked today: what was is asked still
                self._restart(asked, held=True)
        return True

    def recall(self, key: str) -> float | None:
        """The probability that the answer would be recalled now; None for a sibling never reviewed."""
        memory = self._memories.get(key)
        return self._scheduler.recall(memory, self._now()) if memory else None

    def history(self, key: str) -> History:
        """How a sibling has been graded so far."""
        reviews: list[Review] = []
        before = 0
        for event in self._journal.remembered(key):
            if isinstance(event, Reset):
                before, reviews = before + len(reviews), []
            else:
                reviews.append(event)
        return History(tuple(review.grade for review in reviews), reviews[-1].at if reviews else None, before)

    def remembered(self, key: str) -> Memory | None:
        """The memory of any sibling; None where it is new."""
        return self._memories.get(key)

    def summary(self) -> Summary:
        """What this sitting came to."""
        return summarise(self._reviews(), self._known(), self._journal.days(), self._now())

    def forecast(self, days: int) -> list[int]:
        """How many siblings fall due on each of the coming days of study, today first: what is left of it.

        What is put off till tomorrow, for it was buried or another of its card was asked, counts there.
        """
        coming = due_by_day(self._known(), self._now(), days)
        left = self.counts.due + self.counts.learning
        if len(coming) > 1:
            coming[1] += max(0, coming[0] - left)
        return [min(left, each) if not day else each for day, each in enumerate(coming)]

    def _asked(self) -> Sibling:
        sibling = self.current
        if sibling is None:
            raise RecurError("nothing is asked now")
        return sibling

    def _reviews(self) -> list[Review]:
        return [*self._earlier, *self._session.reviews]

    def _known(self) -> Sequence[Memory]:
        known = [each for each in self._siblings if each.key in self._memories and each.card not in self._suspended]
        return [self._memories[each.key] for each in known]

    def _remember(self, key: str) -> None:
        memory = self._journal.memory(key)
        if memory is None:
            self._memories.pop(key, None)
        else:
            self._memories[key] = memory

    def _begin(self, first: str = "", held: bool = False) -> Session:
        now = self._now()
        buried = self._journal.buried(clock.day_of(now))
        self._suspended = self._journal.suspended()
        return session.begin(
            self._siblings, dict(self._memories), now, self._limits, buried, first, self._suspended, held
        )

    def _begin_again(self) -> None:
        """Make the queue anew from the journal: another day has begun, or another process has written."""
        self._earlier = self._reviews()
        self._memories = self._journal.memories()
        self._restart(self._session.key or "")

    def _restart(self, first: str, held: bool = False) -> None:
        total = self.total
        self._session = self._begin(first, held)
        self._passed = max(0, total - self._session.total)


def _is(undone: session.Undone, event: str, key: str) -> bool:
    """Whether what the session would take back is what the journal has as its last event."""
    if undone.review or undone.reset:
        return event == (undone.review.id if undone.review else undone.reset)
    return undone.key == key
