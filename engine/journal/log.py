"""The journal itself: reviews are added, durable on return; memories are the fold over them."""

import sqlite3
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from uuid import uuid4

import msgspec

from engine.attempt import Attempt
from engine.journal.events import Events
from engine.journal.following import Following
from engine.journal.names import called_today, in_order, recorded
from engine.journal.opening import HASTE, clear_errors, connect, transaction
from engine.journal.rows import ATTEMPT_COLUMNS, REVIEW_COLUMNS, attempt_of, attempt_row, micros, review_row
from engine.memory import Memory, Reset, Review, State
from engine.problems import RecurError
from engine.scheduler import Scheduler


class Journal:
    """One user's log. Several processes may have it open: each write reads first what the others have written.

    Keys are those of the decks as they were when it was opened, or `catch_up` was last called: what another process
    renames meanwhile is followed, within the same transaction.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, scheduler: Scheduler, beside: "Journal | None" = None
    ) -> None:
        self._connection = connection
        self._path = path
        self._scheduler = scheduler
        self._events = Events(connection, scheduler)
        with clear_errors(path):
            self._following: Following = Following(connection, beside._following if beside else None)
            self._seen = self._data_version()

    @classmethod
    def open(cls, path: Path, scheduler: Scheduler | None = None, beside: "Journal | None" = None) -> "Journal":
        """Open or make the file, for decks that were read just now, or that are those of the journal `beside`.

        Raises RecurError, and writes nothing, if it is damaged, newer or not ours.
        """
        return cls(connect(path), path, scheduler or Scheduler(), beside)

    def close(self) -> None:
        with clear_errors(self._path):
            self._connection.close()

    def hurry(self) -> None:
        """From here on wait but a moment for another process that is writing, then raise RecurError: for a screen."""
        with clear_errors(self._path):
            self._connection.execute(f"PRAGMA busy_timeout = {round(HASTE * 1000)}")

    def append(self, review: Review) -> Memory:
        """Add a review; when this returns it is on the disk. Returns the memory after it.

        The memory is worked out from what the file holds now, not from what the caller saw: where another process has
        reviewed the same card since, the promise is made anew.
        """
        with transaction(self._connection, self._path):
            review = msgspec.structs.replace(review, key=self._following.today(review.key))
            before = self._events.memory(review.key)
            after = self._scheduler.review(review.key, before, review.grade, review.at, review.day)
            review = msgspec.structs.replace(review, state=before.state if before else State.NEW, due=after.due)
            self._connection.execute(
                f"INSERT INTO event (kind, {REVIEW_COLUMNS}) VALUES ('review', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                review_row(review),
            )
            self._events.keep(review.key, after)
        return after

    def bury(self, key: str, at: datetime, day: date) -> str:
        """Add that a sibling is not to be asked again on this day; returns the event's id."""
        with transaction(self._connection, self._path):
            return self._events.add("bury", self._following.today(key), at, day)

    def suspend(self, card: str, at: datetime, day: date) -> bool:
        """Add that a card is not to be asked until it is resumed; False if that is so already."""
        with transaction(self._connection, self._path):
            card = self._following.today(card)
            if self._events.suspensions(card):
                return False
            self._events.add("suspend", card, at, day)
        return True

    def resume(self, card: str, at: datetime, day: date) -> bool:
        """Add that a card is to be asked again; False if it was not suspended."""
        with transaction(self._connection, self._path):
            found = self._events.suspensions(self._following.today(card))
            for event in found:
                self._events.add_undo(event, at, day)
        return bool(found)

    def reset(self, keys: Sequence[str], at: datetime, day: date) -> str:
        """Add that siblings begin anew: they have no memory from here on, while what is older stays in the log.

        They are taken back together. Those that have no memory are left out; returns the id of the last event, empty
        where none has.
        """
        with transaction(self._connection, self._path):
            called = dict.fromkeys(map(self._following.today, keys))
            known = [key for key in called if self._events.memory(key) is not None]
            events = [str(uuid4()) for _ in known]
            for event, key in zip(events, known, strict=True):
                self._connection.execute(
                    "INSERT INTO event (kind, id, at, day, key, together) VALUES ('reset', ?, ?, ?, ?, ?)",
                    (event, micros(at), day.isoformat(), key, events[0]),
                )
                self._events.keep(key, None)
        return events[-1] if events else ""

    @contextmanager
    def renaming(self, old: str, new: str, at: datetime, day: date) -> Iterator[None]:
        """Add that the card `old` is called `new`: all that is known of its siblings goes on under that name.

        It is written when what is done within has been done, and not where that fails. The way back is to rename again.
        Where `new` was reviewed since `old` was last, the one goes on as the other. Raises RecurError (2) where it was
        reviewed before.
        """
        with transaction(self._connection, self._path):
            old = self._following.today(old)
            if old == new:  # another process was first
                yield
                return
            added = self._events.rename(old, new, at, day)
            yield
        self._following.know(added)

    def carry(self, called: Mapping[str, str], at: datetime, day: date) -> None:
        """Add that cards are called otherwise, new keys by old: all of them or none. They may have changed places.

        Raises RecurError (2) where something is known of a new name already that does not give it up.
        """
        with transaction(self._connection, self._path):
            today = {self._following.today(old): new for old, new in called.items()}
            added = [self._events.rename(old, new, at, day, apart=True) for old, new in in_order(today)]
        for each in added:
            self._following.know(each)

    def catch_up(self, cards: Container[str]) -> bool:
        """The decks were read again, and have these cards now. Whether something is called otherwise from here on."""
        with clear_errors(self._path):
            return self._following.catch_up(cards)

    def attempt(self, attempt: Attempt) -> None:
        """Add an answer that was typed; when this returns it is on the disk."""
        with transaction(self._connection, self._path):
            row = attempt_row(msgspec.structs.replace(attempt, key=self._following.today(attempt.key)))
            self._connection.execute(
                f"INSERT INTO attempt ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
            )

    def attempts(self, key: str) -> list[Attempt]:
        """What was typed to a card's questions, oldest first."""
        with clear_errors(self._path):
            where, values = recorded(self._events.names("attempts").spans_of(self._following.today(key)))
            rows = self._connection.execute(f"SELECT {ATTEMPT_COLUMNS} FROM attempt WHERE {where} ORDER BY seq", values)
            return [msgspec.structs.replace(attempt_of(row), key=key) for row in rows]

    def last_attempts(self) -> dict[str, bool]:
        """Whether the last answer typed to each card's questions was right, by the card's key."""
        with clear_errors(self._path):
            found: dict[str, bool] = {}
            for first, last, called in self._events.names("attempts").spans():
                rows = self._connection.execute(
                    "SELECT key, right, max(seq) FROM attempt WHERE +seq BETWEEN ? AND ? GROUP BY key ORDER BY 3 DESC",
                    (first, last),
                )
                for key, right, _ in rows:
                    found.setdefault(called.get(key, key), bool(right))
            return self._following.held_keys(found)

    def undo(self, event: str, at: datetime, day: date) -> tuple[str, ...]:
        """Add that a review, a burial, a suspension or a reset did not count; of resets, all that were made together.

        Returns the keys that it was about, none where it is undone already. Raises RecurError where there is none of
        that id.
        """
        with transaction(self._connection, self._path):
            row = self._connection.execute("SELECT kind, together FROM event WHERE id = ?", (event,)).fetchone()
            if row is None or row[0] in ("undo", "rename"):
                raise RecurError(f"the journal has no review {event}")
            kind, together = row
            where, value = ("together = ?", together) if kind == "reset" else ("id = ?", event)
            found = self._connection.execute(f"SELECT id, key, seq FROM standing WHERE {where}", (value,)).fetchall()
            names = self._events.names()
            for each, _, _ in found:
                self._events.add_undo(each, at, day)
            keys = tuple(names.today(key, seq) for _, key, seq in found)
            if kind in ("review", "reset"):
                for key in keys:
                    self._events.keep_anew(key)
            return tuple(map(self._following.held, keys))

    def memories(self) -> dict[str, Memory]:
        """Every sibling that has been reviewed, by its key."""
        with clear_errors(self._path):
            return self._following.held_keys(self._events.memories())

    def memory(self, key: str) -> Memory | None:
        """The memory of one sibling, None where it has never been reviewed."""
        with clear_errors(self._path):
            return self._events.memory(self._following.today(key))

    def reviews(self, key: str) -> list[Review]:
        """The reviews of one sibling that stand, oldest first; those from before it began anew too."""
        return [each for each in self.remembered(key) if isinstance(each, Review)]

    def remembered(self, key: str) -> list[Review | Reset]:
        """What the memory of one sibling is the fold of, oldest first."""
        with clear_errors(self._path):
            found = self._events.remembered(self._following.today(key))
            return [event if event.key == key else msgspec.structs.replace(event, key=key) for event in found]

    def last(self, day: date) -> tuple[str, str] | None:
        """The id and the sibling's key of the last review, burial or reset that stands, if it was on this day."""
        with clear_errors(self._path):
            found = self._connection.execute(
                "SELECT id, key, day, seq FROM standing WHERE kind IN ('review', 'bury', 'reset')"
                " ORDER BY seq DESC LIMIT 1"
            ).fetchone()
            if not found or found[2] != day.isoformat():
                return None
            return found[0], self._following.held(self._events.names().today(found[1], found[3]))

    def buried(self, day: date) -> frozenset[str]:
        """The keys of the siblings put off on a day of study."""
        with clear_errors(self._path):
            names = self._events.names()
            rows = self._connection.execute(
                "SELECT key, seq FROM standing WHERE day = ? AND kind = 'bury'", (day.isoformat(),)
            )
            return frozenset(self._following.held(key) for key in {names.today(key, seq) for key, seq in rows})

    def first_name(self, card: str) -> str:
        """What a card was called before it was renamed or moved, be it often; as `Names.first` has it."""
        with clear_errors(self._path):
            return self._events.names().first(card)

    def suspended(self) -> frozenset[str]:
        """The keys of the cards that are not to be asked."""
        with clear_errors(self._path):
            names = self._events.names()
            rows = self._connection.execute("SELECT key, seq FROM standing WHERE kind = 'suspend'")
            return frozenset(self._following.held(key) for key in {names.today(key, seq) for key, seq in rows})

    def days(self) -> Iterator[date]:
        """The days of study on which something was reviewed, the newest first, read as far as they are asked for."""
        with clear_errors(self._path):
            rows = self._connection.execute("SELECT day FROM standing WHERE kind = 'review' ORDER BY seq DESC")
            for day, _ in groupby(text for (text,) in rows):
                yield date.fromisoformat(day)

    def changed_elsewhere(self) -> bool:
        """Whether another process has written since this was last asked."""
        with clear_errors(self._path):
            version = self._data_version()
        changed, self._seen = version != self._seen, version
        return changed

    def replay(self) -> dict[str, Memory]:
        """The fold over all events that stand: what the memories must be equal to."""
        by_key: dict[str, list[Review | Reset]] = {}
        with clear_errors(self._path):
            spans = [
                (self._events.standing("seq BETWEEN ? AND ?", (first, last)), dict(called))
                for first, last, called in self._events.names().spans()
            ]
        for events, called in reversed(spans):
            for event in events:
                key = called_today(event.key, called) if called else event.key
                by_key.setdefault(key, []).append(event)
        folded = {key: self._events.fold(key, events) for key, events in by_key.items()}
        return {key: memory for key, memory in folded.items() if memory is not None}

    def rebuild(self) -> list[str]:
        """Make every memory anew from the events. Returns the keys whose memory had differed: none, if all was well."""
        with transaction(self._connection, self._path):
            kept, folded = self._events.memories(), self.replay()
            different = sorted(key for key in kept | folded if kept.get(key) != folded.get(key))
            for key in different:
                self._events.keep(key, folded.get(key))
        return different

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
