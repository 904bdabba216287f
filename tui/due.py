"""What is due today, in lines of text."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui.words import count, left, when

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
        by_deck = _by_deck(whole.session)
        lines = [_told(tuple(map(sum, zip((0, 0, 0), *by_deck.values(), strict=True))))]
        if len(by_deck) > 1:
            size = max(map(len, by_deck))
            lines += [f"  {deck:<{size}}  {_told(row)}" for deck, row in by_deck.items()]
        if whole.current is None:
            next_due = whole.waiting or whole.summary().next_due
            lines.append(f"The next card comes {when(next_due, now())}." if next_due else "There is nothing to study.")
        unread = sum(problem.level == "error" for problem in library.problems)
        if unread:
            lines.append(f"{count(unread, 'problem')} in the decks: recur check")
        return lines
    finally:
        if desk is None:
            whole.close()


def _by_deck(session: "Session") -> dict[str, tuple[int, ...]]:
    """What each deck has left, counted as the session does: due, learning and new."""
    found: dict[str, list[int]] = {}
    places = [(key, 0 if key in session.memories else 2) for key in session.queue[session.place :]]
    places += [(step.key, 1) for step in session.steps]
    for key, place in places:
        found.setdefault(key.partition("/")[0], [0, 0, 0])[place] += 1
    return {deck: tuple(row) for deck, row in found.items()}


def _told(row: tuple[int, ...]) -> str:
    return ", ".join(left(*row))
