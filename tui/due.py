"""What is due today, in lines of text."""

from datetime import datetime
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
        by_deck = _by_deck(whole.session, now())
        lines = [_told(tuple(map(sum, zip((0, 0, 0), *by_deck.values(), strict=True))))]
        if len(by_deck) > 1:
            size = max(map(len, by_deck))
            lines += [f"  {deck:<{size}}  {_told(row)}" for deck, row in by_deck.items()]
        if not by_deck:
            next_due = whole.summary().next_due
            lines.append(f"The next card comes {when(next_due, now())}." if next_due else "There is nothing to study.")
        unread = sum(problem.level == "error" for problem in library.problems)
        if unread:
            lines.append(f"{count(unread, 'problem')} in the decks: recur check")
        return lines
    finally:
        if desk is None:
            whole.close()


def _by_deck(session: "Session", at: datetime) -> dict[str, tuple[int, ...]]:
    """What each deck has left: due, new, and steps of learning whose time comes later today."""
    left: dict[str, list[int]] = {}
    places = [(key, 0 if key in session.memories else 1) for key in session.queue[session.place :]]
    places += [(step.key, 0 if step.due <= at else 2) for step in session.steps]
    for key, place in places:
        left.setdefault(key.partition("/")[0], [0, 0, 0])[place] += 1
    return {deck: tuple(row) for deck, row in left.items()}


def _told(row: tuple[int, ...]) -> str:
    due, new, learning = row
    return ", ".join([f"{due} due", f"{new} new"] + ([f"{learning} learning"] if learning else []))
