"""Spans of time and counts, said in words."""

from datetime import date, datetime, timedelta

from engine.clock import day_of
from engine.memory import Grade

_DAY = 86_400.0


def span(length: timedelta) -> str:
    """A span as a grade's chip has it: `1 min`, `3 h`, `12 d`, `4.2 mo`, `1.5 y`."""
    seconds = max(0.0, length.total_seconds())
    if seconds < 3_600:
        return f"{max(1, round(seconds / 60))} min"
    if seconds < _DAY:
        return f"{round(seconds / 3_600)} h"
    days = seconds / _DAY
    if days < 60:
        return f"{round(days)} d"
    return f"{days / 30.44:.1f} mo" if days < 365 else f"{days / 365.25:.1f} y"


def grade_name(grade: Grade) -> str:
    """A grade as a chip has it: `Good`."""
    return grade.name.title()


def ago(length: timedelta) -> str:
    """How long ago: `just now`, `5 minutes ago`, `yesterday`, `12 days ago`."""
    seconds = max(0.0, length.total_seconds())
    if seconds < 60:
        return "just now"
    if seconds < 3_600:
        return f"{count(round(seconds / 60), 'minute')} ago"
    if seconds < _DAY:
        return f"{count(round(seconds / 3_600), 'hour')} ago"
    days = round(seconds / _DAY)
    return "yesterday" if days == 1 else f"{days} days ago"


def lasting(seconds: float) -> str:
    """How long something took: `40 seconds`, `21 minutes`, `1 hour 5 minutes`."""
    if seconds < 90:
        return count(max(1, round(seconds)), "second")
    minutes = round(seconds / 60)
    if minutes < 60:
        return count(minutes, "minute")
    hours, rest = divmod(minutes, 60)
    return count(hours, "hour") + (f" {count(rest, 'minute')}" if rest else "")


def took(seconds: float) -> str:
    """How long a run took: `2 ms`, `0.08 s`, `3.1 s`."""
    if seconds < 0.01:
        return f"{max(1, round(seconds * 1000))} ms"
    return f"{seconds:.2f} s" if seconds < 1 else f"{seconds:.1f} s"


def when(instant: datetime, now: datetime) -> str:
    """An instant to come: `today at 18:40`, else the day of study: `tomorrow`, `on Friday 27 November`."""
    day, today = day_of(instant), day_of(now)
    if day <= today:
        return f"today at {instant.astimezone():%H:%M}"
    return "tomorrow" if (day - today).days == 1 else f"on {long_day(day)}"


def long_day(day: date) -> str:
    """`Monday 23 November`."""
    return f"{day:%A} {day.day} {day:%B}"


def dated(instant: datetime) -> str:
    """The day of an instant in the past, with its year: `2 March 2026`."""
    local = instant.astimezone()
    return f"{local.day} {local:%B %Y}"


def count(number: int, one: str, many: str = "") -> str:
    """`1 card`, `2 cards`, `1,200 cards`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def left(due: int, learning: int, new: int) -> list[str]:
    """What is left of a day, the same words everywhere; a card that was met or forgotten today is being learnt."""
    return [f"{due} due", *([f"{learning} learning"] if learning else []), f"{new} new"]


def clocked(length: timedelta) -> str:
    """A span as a clock that runs has it: `12:05`, `1:02:03`."""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def since_last(gained: int, lost: int) -> str:
    """How the answers compare with those given last; nothing where none has changed."""
    said = []
    if gained:
        said.append(f"{count(gained, 'card')} that went wrong last time went right")
    if lost:
        said.append(f"{count(lost, 'card')} that went right went wrong")
    return f"{'; '.join(said)}." if said else ""
