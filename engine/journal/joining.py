"""Two names of one card: whether what was recorded under one goes on as what was recorded under the other."""

import sqlite3

from engine.journal.names import OF_CARD, Names, recorded, sibling_keys
from engine.problems import RecurError


def joined(connection: sqlite3.Connection, names: Names, old: str, new: str, apart: bool = False) -> list[str]:
    """The siblings of the card `new` that have a memory, where it was reviewed only since `old` was last.

    Then theirs is one history, in order of time. Raises RecurError (2) where it is not, or is to stay `apart`.
    """
    found = reviewed(connection, new)
    if found and apart:
        raise RecurError(
            f"{new} has been reviewed already: it goes on from there, and what is known of {old} stays under that name",
            2,
        )
    if found and not _span(connection, names, reviewed(connection, old))[1] < _span(connection, names, found)[0]:
        raise RecurError(
            f"{new} has been reviewed already, and not only since {old} was last: two histories cannot be made one; "
            "take another id",
            2,
        )
    rows = connection.execute("SELECT key, seq FROM standing WHERE kind = 'reset'")
    if new in {names.today(key, seq).partition("#")[0] for key, seq in rows}:
        raise RecurError(f"{new} has been reviewed already, and has begun anew: take another id", 2)
    return found


def reviewed(connection: sqlite3.Connection, card: str) -> list[str]:
    """The siblings of a card that have a memory."""
    return [key for (key,) in connection.execute(f"SELECT key FROM memory WHERE {OF_CARD}", sibling_keys(card))]


def _span(connection: sqlite3.Connection, names: Names, keys: list[str]) -> tuple[float, float]:
    """The first and the last record of their reviews that stand; where there is none, it is after all others."""
    where, values = recorded([span for key in keys for span in names.spans_of(key)])
    row = connection.execute(f"SELECT min(seq), max(seq) FROM standing WHERE kind = 'review' AND {where}", values)
    first, last = row.fetchone()
    return (float("inf"), float("inf")) if first is None else (first, last)
