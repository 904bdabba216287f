"""The journal as a command that is typed uses it: opened, read or written, and closed again."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from engine.clock import now
from engine.config import read_config
from engine.home import home
from engine.journal import Journal
from engine.scheduler import Scheduler

T = TypeVar("T")


def at_the_journal(work: Callable[[Journal, datetime], T]) -> T:
    """Open the journal, do it, and close it again. Raises RecurError."""
    folder, at = home(), now()
    journal = Journal.open(folder / "journal.db", Scheduler(read_config(folder).retention))
    try:
        return work(journal, at)
    finally:
        journal.close()
