"""The queue of one sitting: a pure state machine. The time is passed in, every step returns a new session.

The order: steps of learning that are due, then reviews and new cards in the order fixed at the beginning, then, when
nothing else is left, steps that fall due within twenty minutes. Of one card, one sibling a day is asked; the others
wait till tomorrow.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import msgspec

from engine.clock import day_of, end_of_day
from engine.decks.card import Sibling
from engine.memory import Grade, Memory, Review, State
from engine.scheduler import Scheduler

LEARNING = (State.LEARNING, State.RELEARNING)


class Limits(msgspec.Struct, frozen=True):
    """`new`: cards met for the first time on one day. `ahead`: how early a step is asked when nothing else is left."""

    new: int = 20
    ahead: timedelta = timedelta(minutes=20)


class Counts(NamedTuple):
    """What is left of this sitting, the current one included."""

    new: int
    learning: int
    due: int


class Step(msgspec.Struct, frozen=True, order=True, gc=False):
    """A sibling in its steps of learning, and when the next one falls due."""

    due: datetime
    key: str


class Undone(msgspec.Struct, frozen=True):
    """What an undo took back, and the sibling it was about.

    `review`: None where it was a burial, or the reset whose event is `reset`.
    """

    key: str
    review: Review | None
    reset: str = ""


class Session(msgspec.Struct, frozen=True):
    """A sitting at one moment. `siblings` and `memories` are shared by all its moments and never changed."""

    day: date
    limits: Limits
    siblings: Mapping[str, Sibling]
    memories: Mapping[str, Memory]
    queue: tuple[str, ...]  # reviews and new cards, in the order in which they come
    place: int  # how many of the queue are behind us
    new_left: int
    steps: tuple[Step, ...]  # in order
    stepped: Mapping[str, Memory]  # the memories of those in `steps`, where this sitting changed them
    total: int
    key: str | None  # of the sibling that is asked now; None: nothing is left, or not yet
    past: "tuple[Session, Undone] | None" = None  # the moment before, and what was done then

    @property
    def current(self) -> Sibling | None:
        return self.siblings[self.key] if self.key is not None else None

    @property
    def memory(self) -> Memory | None:
        """The memory of the current sibling, None where it is new."""
        if self.key is None:
            return None
        return self.stepped.get(self.key) or self.memories.get(self.key)

    @property
    def counts(self) -> Counts:
        return Counts(self.new_left, len(self.steps), len(self.queue) - self.place - self.new_left)

    @property
    def done(self) -> int:
        return self.total - sum(self.counts)

    @property
    def reviews(self) -> list[Review]:
        """What was graded in this sitting and not taken back, oldest first."""
        found: list[Review] = []
        moment = self.past
        while moment is not None:
            before, what = moment
            if what.review is not None:
                found.append(what.review)
            moment = before.past
        return found[::-1]


def begin(
    siblings: Sequence[Sibling],
    memories: Mapping[str, Memory],
    now: datetime,
    limits: Limits | None = None,
    buried: Collection[str] = (),
    first: str = "",
    suspended: Collection[str] = (),
    held: bool = False,
) -> Session:
    """A sitting over these siblings, which stand in the order in which new ones are to be met.

    `buried`: keys of siblings put off for today, which puts off their cards. `first`: the key to begin with.
    `suspended`: keys of cards that are not asked at all. `held`: where `first` is new it is asked, though the day's
    limit of new ones is met.
    """
    limits = limits or Limits()
    today, tomorrow = day_of(now), end_of_day(now)
    by_key = {each.key: each for each in siblings}
    put_off = {by_key[key].card for key in buried if key in by_key} | set(suspended)
    steps: list[Step] = []
    due: list[tuple[datetime, str]] = []
    seen: set[str] = set()  # cards of which a sibling was asked today: the others wait
    for each in siblings:
        memory = memories.get(each.key)
        if memory is None or (put_off and each.card in put_off):
            continue
        if memory.day == today:
            seen.add(each.card)
        if memory.state in LEARNING:
            if memory.due < tomorrow:
                steps.append(Step(memory.due, each.key))
        elif memory.due < tomorrow:
            due.append((memory.due, each.key))
    taken: set[str] = set()
    steps = [
        step
        for step in sorted(steps, key=lambda step: (memories[step.key].day != today, step))
        if (memories[step.key].day == today or by_key[step.key].card not in seen)
        and _take(by_key[step.key].card, taken)
    ]
    taken |= seen
    asked = [key for _, key in sorted(due) if _take(by_key[key].card, taken)]
    room = max(0, limits.new - sum(1 for memory in memories.values() if memory.introduced == today))
    fresh = _first_new(siblings, memories, taken | put_off, room)
    if held and first in by_key and first not in memories and by_key[first].card not in taken | put_off:
        fresh = [first, *(key for key in fresh if by_key[key].card != by_key[first].card)]
    queue = _spread(asked, fresh)
    if first in queue:
        queue = (first, *(key for key in queue if key != first))
    session = Session(
        day=today,
        limits=limits,
        siblings=by_key,
        memories=memories,
        queue=queue,
        place=0,
        new_left=len(fresh),
        steps=tuple(sorted(steps)),
        stepped={},
        total=len(queue) + len(steps),
        key=None,
    )
    if (first and first in queue) or any(step.key == first for step in steps):
        return msgspec.structs.replace(session, key=first)
    return advance(session, now)


def advance(session: Session, now: datetime, last: str = "") -> Session:
    """Choose what is asked now. `last` is not asked twice running while another step can be."""
    steps = session.steps
    key: str | None = None
    if steps and steps[0].due <= now:
        key = steps[0].key
    elif session.place < len(session.queue):
        key = session.queue[session.place]
    else:
        near = [step.key for step in steps if step.due <= now + session.limits.ahead]
        key = next((each for each in near if each != last), near[0] if near else None)
    return msgspec.structs.replace(session, key=key)


def grade(
    session: Session, grade: Grade, now: datetime, seconds: float, scheduler: Scheduler, event: str
) -> tuple[Session, Review]:
    """Grade the current sibling: the next moment, and the review to be written, whose id is `event`.

    Raises ValueError where nothing is asked.
    """
    key, before = _current(session), session.memory
    after = scheduler.review(key, before, grade, now)
    review = Review(
        id=event,
        key=key,
        grade=grade,
        at=after.last_review,
        day=after.day,
        seconds=seconds,
        state=before.state if before else State.NEW,
        due=after.due,
    )
    rest = _without(session, key, Undone(key, review))
    if after.state in LEARNING:
        rest = msgspec.structs.replace(
            rest,
            steps=tuple(sorted((*rest.steps, Step(after.due, key)))),
            stepped={**rest.stepped, key: after},
        )
    return advance(rest, now, key), review


def bury(session: Session, now: datetime) -> Session:
    """Put the current sibling off till tomorrow. Raises ValueError if there is none."""
    key = _current(session)
    rest = _without(session, key, Undone(key, None))
    return advance(msgspec.structs.replace(rest, total=rest.total - 1), now)


def reset(session: Session, keys: Collection[str], event: str) -> Session:
    """Let siblings be new again, the current one among them: it stays, and is asked as a new one. `event`: its id.

    Raises ValueError if there is none, or it is not among them.
    """
    key = _current(session)
    if key not in keys:
        raise ValueError("what is asked now is not to be reset")
    steps = tuple(step for step in session.steps if step.key not in keys)
    stepping = any(step.key == key for step in session.steps)
    queue, place = session.queue, session.place
    left = len(session.steps) - len(steps) - stepping  # siblings of it that were to be asked as steps
    was_new = key not in session.memories and not stepping
    return msgspec.structs.replace(
        session,
        memories={each: memory for each, memory in session.memories.items() if each not in keys},
        queue=(*queue[:place], key, *queue[place:]) if stepping else queue,
        new_left=session.new_left + (not was_new),
        steps=steps,
        stepped={each: memory for each, memory in session.stepped.items() if each not in keys},
        total=session.total - left,
        past=(session, Undone(key, None, event)),
    )


def undo(session: Session) -> tuple[Session, Undone] | None:
    """The moment before the last grade or burial, exactly, and what was taken back; None at the beginning."""
    return session.past


def _current(session: Session) -> str:
    if session.key is None:
        raise ValueError("nothing is asked now")
    return session.key


def _without(session: Session, key: str, what: Undone) -> Session:
    """The session with `key` behind it."""
    past = (session, what)
    if any(step.key == key for step in session.steps):
        return msgspec.structs.replace(
            session,
            steps=tuple(step for step in session.steps if step.key != key),
            stepped={each: memory for each, memory in session.stepped.items() if each != key},
            past=past,
        )
    return msgspec.structs.replace(
        session, place=session.place + 1, new_left=session.new_left - (key not in session.memories), past=past
    )


def _take(card: str, taken: set[str]) -> bool:
    """Whether this is the first sibling of its card, which takes the day."""
    if card in taken:
        return False
    taken.add(card)
    return True


def _first_new(siblings: Iterable[Sibling], memories: Mapping[str, Memory], taken: set[str], room: int) -> list[str]:
    fresh: list[str] = []
    taken = set(taken)
    for each in siblings:
        if len(fresh) >= room:
            break
        if each.key not in memories and _take(each.card, taken):
            fresh.append(each.key)
    return fresh


def _spread(due: list[str], fresh: list[str]) -> tuple[str, ...]:
    """Both lists in their own order, the new ones spread evenly among the due ones, a due one first."""
    if not due or not fresh:
        return (*due, *fresh)
    placed = [((place + 0.5) / len(due), 0, key) for place, key in enumerate(due)]
    placed += [((place + 0.5) / len(fresh), 1, key) for place, key in enumerate(fresh)]
    return tuple(key for *_, key in sorted(placed, key=lambda each: each[:2]))
