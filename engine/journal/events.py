"""The rows of the journal, read and added within whatever transaction there is. Keys are those of today."""

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import msgspec

from engine.journal.joining import joined
from engine.journal.names import OF_CARD, Names, Rename, recorded, sibling_keys
from engine.journal.rows import MEMORY_COLUMNS, REVIEW_COLUMNS, memories_of, memory_row, micros, remembered_of
from engine.memory import Memory, Reset, Review
from engine.scheduler import Scheduler


class Events:
    """What was recorded, and the memories kept of it."""

    def __init__(self, connection: sqlite3.Connection, scheduler: Scheduler) -> None:
        self._connection = connection
        self._scheduler = scheduler

    def fold(self, key: str, events: Iterable[Review | Reset]) -> Memory | None:
        """The memory after these. What was promised then is kept, whatever the settings have become."""
        memory: Memory | None = None
        for event in events:
            if isinstance(event, Reset):
                memory = None
                continue
            memory = self._scheduler.review(key, memory, event.grade, event.at, event.day)
            memory = msgspec.structs.replace(memory, due=event.due)
        return memory

    def keep(self, key: str, memory: Memory | None) -> None:
        """Have this as the sibling's memory from here on."""
        if memory is None:
            self._connection.execute("DELETE FROM memory WHERE key = ?", (key,))
        else:
            row = memory_row(key, memory)
            places = ", ".join("?" * len(row))
            self._connection.execute(f"REPLACE INTO memory ({MEMORY_COLUMNS}) VALUES ({places})", row)

    def keep_anew(self, key: str) -> None:
        """Work the sibling's memory out from its events."""
        self.keep(key, self.fold(key, self.remembered(key)))

    def memory(self, key: str) -> Memory | None:
        """The memory that is kept of a sibling."""
        rows = self._connection.execute(f"SELECT {MEMORY_COLUMNS} FROM memory WHERE key = ?", (key,))
        return memories_of(rows).get(key)

    def memories(self) -> dict[str, Memory]:
        """All that are kept."""
        return memories_of(self._connection.execute(f"SELECT {MEMORY_COLUMNS} FROM memory"))

    def add(self, kind: str, key: str, at: datetime, day: date) -> str:
        """Add an event that is no more than its kind and its key; returns its id."""
        event = str(uuid4())
        self._connection.execute(
            "INSERT INTO event (kind, id, at, day, key) VALUES (?, ?, ?, ?, ?)",
            (kind, event, micros(at), day.isoformat(), key),
        )
        return event

    def add_undo(self, event: str, at: datetime, day: date) -> None:
        """Add that an event did not count."""
        self._connection.execute(
            "INSERT INTO event (kind, id, at, day, undoes) VALUES ('undo', ?, ?, ?, ?)",
            (str(uuid4()), micros(at), day.isoformat(), event),
        )

    def rename(self, old: str, new: str, at: datetime, day: date, apart: bool = False) -> int:
        """Add that a card is called otherwise, and have what is kept of it under that name; returns the event's number.

        Raises RecurError as `joined`.
        """
        known = joined(self._connection, self.names(), old, new, apart)
        added = self._connection.execute(
            "INSERT INTO event (kind, id, at, day, key, renamed, attempts)"
            " VALUES ('rename', ?, ?, ?, ?, ?, (SELECT coalesce(max(seq), 0) FROM attempt))",
            (str(uuid4()), micros(at), day.isoformat(), old, new),
        )
        self._connection.execute(
            f"UPDATE OR REPLACE memory SET key = ? || substr(key, ?) WHERE {OF_CARD}",
            (new, len(old) + 1, *sibling_keys(old)),
        )
        for key in known:
            self.keep_anew(key)
        return added.lastrowid or 0

    def suspensions(self, card: str) -> list[str]:
        """The events by which a card is suspended."""
        names = self.names()
        rows = self._connection.execute("SELECT id, key, seq FROM standing WHERE kind = 'suspend'")
        return [event for event, key, seq in rows if names.today(key, seq) == card]

    def names(self, counted: str = "seq") -> Names:
        """The renames among the events, or among the `attempts`, which are counted apart."""
        rows = self._connection.execute(
            f"SELECT {counted}, key, renamed FROM event INDEXED BY event_renamed WHERE kind = 'rename' ORDER BY seq"
        )
        return Names([Rename(*row) for row in rows])

    def remembered(self, key: str) -> list[Review | Reset]:
        """What the memory of a sibling is the fold of, oldest first."""
        found = self.standing(*recorded(self.names().spans_of(key)))
        return [event if event.key == key else msgspec.structs.replace(event, key=key) for event in found]

    def standing(self, where: str, values: tuple[Any, ...]) -> list[Review | Reset]:
        """The reviews and resets that stand and of which the condition holds, oldest first."""
        rows = self._connection.execute(
            f"SELECT {REVIEW_COLUMNS} FROM standing WHERE kind IN ('review', 'reset') AND {where} ORDER BY seq", values
        )
        return [remembered_of(row) for row in rows]
