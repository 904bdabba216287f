"""What the journal knows of cards that no deck has: they were given another id, or another deck, or are gone."""

from collections.abc import Mapping
from datetime import datetime
from difflib import SequenceMatcher

import msgspec

from engine.decks.library import Library
from engine.journal import Journal
from engine.memory import Memory

ALIKE = 0.6
"""From this share of common letters on, a name is near another."""


class Orphan(msgspec.Struct, frozen=True):
    """A card of the journal alone: its key, how often it was reviewed and when last, and what it may be called now."""

    card: str
    reviews: int
    last: datetime | None
    near: str  # the key of a card without a history; empty where none is near


def orphans(library: Library, journal: Journal) -> list[Orphan]:
    """Every one, by its key. What a deck has and cannot be read is none."""
    memories = journal.memories()
    by_card: dict[str, list[Memory]] = {}
    for key, memory in memories.items():
        by_card.setdefault(key.partition("#")[0], []).append(memory)
    unread = {problem.card for problem in library.problems}
    broken = {problem.path.stem for problem in library.problems if not problem.card and problem.path.suffix != ".py"}
    known = by_card.keys() | journal.suspended() | journal.last_attempts().keys()
    lost = sorted(key for key in known - library.cards.keys() - unread if key.partition("/")[0] not in broken)
    fresh = [key for key in library.cards if key not in by_card] if lost else []
    return [_orphan(key, by_card, fresh) for key in lost]


def _orphan(key: str, by_card: Mapping[str, list[Memory]], fresh: list[str]) -> Orphan:
    known = by_card.get(key, [])
    last = max((memory.last_review for memory in known), default=None)
    return Orphan(key, sum(memory.reviews for memory in known), last, _near(key, fresh))


def _near(key: str, fresh: list[str]) -> str:
    """The same id in another deck, else the id in its deck that is most alike, else anywhere."""
    deck, _, name = key.partition("/")
    best, chosen = (False, 0.0), ""
    matcher = SequenceMatcher(b=name)
    for other in fresh:
        where, _, called = other.partition("/")
        matcher.set_seq1(called)
        if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
            continue
        alike = matcher.ratio()
        if alike >= ALIKE and (found := (alike == 1 or where == deck, alike)) > best:
            best, chosen = found, other
    return chosen
