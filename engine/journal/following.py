"""What somebody who has the journal open calls the cards that another process has renamed since."""

import sqlite3
from collections.abc import Container
from typing import TypeVar

from engine.journal.names import Names, Rename, called_today

T = TypeVar("T")


class Following:
    """Decks are read once and held: what is written under a name of theirs goes to the card that it has become, and
    what is read is told under their name. A renaming of one's own, or one that the decks know by now, is not followed.
    """

    def __init__(self, connection: sqlite3.Connection, beside: "Following | None" = None) -> None:
        """From now on, or as somebody follows who holds the same decks."""
        self._connection = connection
        self._known: set[int] = beside._known if beside else set()
        self._since: int = beside._since if beside else self._last()

    def today(self, key: str) -> str:
        """The key of today for one of the decks'."""
        return Names(self._renames()).today(key, self._since)

    def held(self, key: str) -> str:
        """The key that the decks have for one of today."""
        return called_today(key, self._called())

    def held_keys(self, found: dict[str, T]) -> dict[str, T]:
        """The same under the keys that the decks have."""
        called = self._called()
        return {called_today(key, called): value for key, value in found.items()} if called else found

    def know(self, seq: int) -> None:
        """The renaming of this number is the decks' own."""
        self._known.add(seq)

    def catch_up(self, cards: Container[str]) -> bool:
        """The decks were read again: which renamings they have gone along with, tell the cards that they have now.

        Whether there were any.
        """
        reached: set[str] = set()
        for rename in reversed(self._renames()):
            if rename.new in cards or rename.new in reached:
                reached.add(rename.old)
                self._known.add(rename.after)
        return bool(reached)

    def _last(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0])

    def _called(self) -> dict[str, str]:
        called: dict[str, str] = {}
        for rename in self._renames():
            called[rename.new] = called.pop(rename.old, rename.old)
        return called

    def _renames(self) -> list[Rename]:
        rows = self._connection.execute(
            "SELECT seq, key, renamed FROM event INDEXED BY event_renamed"
            " WHERE kind = 'rename' AND seq > ? ORDER BY seq",
            (self._since,),
        )
        return [Rename(*row) for row in rows if row[0] not in self._known]
