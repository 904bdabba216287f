"""What is due today, in lines of text."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui.words import count, when

if TYPE_CHECKING:
    from engine.decks.library import Library
    from engine.desk import Desk
    from engine.session import Session


def due_lines(library: "Library", home: Path, new: int | None, desk: "Desk | None" = None) -> list[str]:
    """What is due by deck, in all, and when the next card comes."""
    from engine.clock import now
    from engine.desk import Desk

    whole = desk or Desk.open(library, home, new)
    try:
        lines = []
        counts = whole.counts
        parts = [f"{counts.due} due", f"{counts.new} new"] + (
            [f"{counts.learning} learning"] if counts.learning else []
        )
        lines.append(", ".join(parts))
        lines += _by_deck(whole.session)
        if not sum(counts):
            next_due = whole.summary().next_due
            lines.append(f"The next card comes {when(next_due, now())}." if next_due else "There is nothing to study.")
        unread = sum(problem.level == "error" for problem in library.problems)
        if unread:
            lines.append(f"{count(unread, 'problem')} in the decks: recur check")
        return lines
    finally:
        if desk is None:
            whole.close()


def _by_deck(session: "Session") -> list[str]:
    """A line for each deck that has something left, where there are several."""
    left: dict[str, list[int]] = {}
    for key in session.queue[session.place :]:
        row = left.setdefault(key.partition("/")[0], [0, 0, 0])
        row[0 if key in session.memories else 1] += 1
    for step in session.steps:
        left.setdefault(step.key.partition("/")[0], [0, 0, 0])[2] += 1
    size = max(map(len, left), default=0)
    lines = []
    for deck, (due, new, learning) in left.items():
        parts = [f"{due} due", f"{new} new"] + ([f"{learning} learning"] if learning else [])
        lines.append(f"  {deck:<{size}}  {', '.join(parts)}")
    return lines if len(lines) > 1 else []
