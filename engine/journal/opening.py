"""Opening the journal's file: made when new, checked when old, left alone when it is not what it should be."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from engine.problems import RecurError

OURS = 0x52435552  # "RCUR", SQLite's application_id
PATIENCE = 10.0
"""Seconds that a command waits for another process that is writing."""
HASTE = 0.5
"""Seconds that a screen waits, because it stands still meanwhile; a write takes some milliseconds."""

_SCRIPTS = ("schema.sql", "attempts.sql", "tending.sql", "resets.sql")
"""What makes version 1, what makes version 2 of it, …"""
VERSION = len(_SCRIPTS)
_TABLES = {"event", "memory"}


def connect(path: Path) -> sqlite3.Connection:
    """A connection on which a commit is durable. Raises RecurError for a file that is damaged, newer or not ours."""
    with clear_errors(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _check(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")  # macOS: to the disk itself
            connection.execute("PRAGMA foreign_keys = ON")
            _create(connection)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """What SQLite says of the file, as one line that says what can be done."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            reason = f"another program is writing to the journal, nothing is lost; try again when it is done ({path})"
        else:
            reason = f"{path} cannot be opened or written: {error}"
        raise RecurError(reason) from None
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        remedy = "put a copy of yours in its place, or move it away to begin anew"
        raise RecurError(f"{path} is damaged ({error}), and was left as it is: {remedy}") from None


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All of it or nothing; on return it is on the disk. Waits for another process that is writing."""
    with clear_errors(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Before anything is written: is this file ours, and of a version that we understand?"""
    version, mark = _number(connection, "user_version"), _number(connection, "application_id")
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if version == 0 and mark == 0 and not tables:
        return
    if mark != OURS:
        raise RecurError(f"{path} is a database, but not a journal of Recurrent; it was left as it is")
    if version > VERSION:
        raise RecurError(
            f"{path} was written by a newer Recurrent: its version is {version}, this reads {VERSION}; update it"
        )
    if not tables >= _TABLES:
        raise sqlite3.DatabaseError("tables are missing")


def _create(connection: sqlite3.Connection) -> None:
    """Make what is missing, unless this or another process has; a kill in between leaves the file as it was."""
    if _number(connection, "user_version") == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    for script in _SCRIPTS[_number(connection, "user_version") :]:
        for statement in _statements(Path(__file__).with_name(script).read_text("utf-8")):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {OURS}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """One statement at a time: `executescript` would commit in the middle of the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    with closing(connection.execute(f"PRAGMA {pragma}")) as cursor:
        return int(cursor.fetchone()[0])
