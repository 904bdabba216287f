"""What time it is, and which day of study that is.

Instants are UTC. A day of study begins at 4 am local time, so that an evening that runs past midnight is one day.
"""

import os
from datetime import UTC, date, datetime, time, timedelta

from engine.problems import RecurError

DAY_STARTS = 4  # o'clock, local time
_FIRST_YEAR, _LAST_YEAR = 1970, 2999  # so that no interval leaves the calendar


def now() -> datetime:
    """The present instant in UTC; RECUR_NOW (ISO 8601 with a zone) replaces it. Raises RecurError for a bad one."""
    given = os.environ.get("RECUR_NOW", "")
    if not given:
        return datetime.now(UTC)
    wanted = "an ISO 8601 time with its zone, such as 2026-03-01T09:00:00+01:00"
    try:
        instant = datetime.fromisoformat(given)
    except ValueError:
        raise RecurError(f"RECUR_NOW is {given!r}; it should be {wanted}", 2) from None
    if instant.tzinfo is None:
        raise RecurError(f"RECUR_NOW is {given!r}, which has no zone; it should be {wanted}", 2)
    if not _FIRST_YEAR < instant.year < _LAST_YEAR:
        raise RecurError(f"RECUR_NOW is {given!r}; its year should be after {_FIRST_YEAR} and before {_LAST_YEAR}", 2)
    return instant.astimezone(UTC)


def day_of(instant: datetime) -> date:
    """The day of study that an instant belongs to, by the machine's local time."""
    local = instant.astimezone().replace(tzinfo=None)
    return (local - timedelta(hours=DAY_STARTS)).date()


def end_of_day(instant: datetime) -> datetime:
    """The first instant (UTC) of the next day of study."""
    tomorrow = day_of(instant) + timedelta(days=1)
    return datetime.combine(tomorrow, time(DAY_STARTS)).astimezone(UTC)
