"""What the journal knows of cards that no deck has: they were given another id, or another deck, or are gone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from functools import lru_cache

import msgspec

from engine.decks.library import Library
from engine.journal import Journal
from engine.memory import Memory

ALIKE = 0.75
"""From this share of common letters on, a word of an id may be another one, spelt otherwise."""


class Orphan(msgspec.Struct, frozen=True):
    """A card of the journal alone: its key, how often it was reviewed and when last, and what it may be called now."""

    card: str
    reviews: int
    last: datetime | None
    near: str  # the key of a card without a history; empty where none is near, or several are


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
    near = {key: _near(key, fresh) for key in lost}
    often = Counter(near.values())
    return [_orphan(key, by_card, near[key] if often[near[key]] == 1 else "") for key in lost]


def _orphan(key: str, by_card: Mapping[str, list[Memory]], near: str) -> Orphan:
    known = by_card.get(key, [])
    last = max((memory.last_review for memory in known), default=None)
    return Orphan(key, sum(memory.reviews for memory in known), last, near)


def _near(key: str, fresh: Sequence[str]) -> str:
    """The only card of the same id in another deck, else of one like it in its deck, else anywhere."""
    deck, _, name = key.partition("/")
    words = name.split("-")
    ways: tuple[list[str], ...] = ([], [], [])
    for other in fresh:
        where, _, called = other.partition("/")
        if called == name:
            ways[0].append(other)
        elif _alike(words, called.split("-")):
            ways[1 if where == deck else 2].append(other)
    found = next((each for each in ways if each), [])
    return found[0] if len(found) == 1 else ""


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two ids, in words, may be of one card: in another order, with words more (up to as many again), or
    spelt otherwise.

    Where a word is another one, or a number, the ids are of two cards that have something in common.
    """
    fewer, more = (one, other) if len(one) <= len(other) else (other, one)
    if set(fewer).issubset(more) and 2 * len(fewer) >= len(more):
        added = Counter(more) - Counter(fewer)
        return (
            added.total() == len(more) - len(fewer) and not any(map(_is_mark, added)) and not all(map(_is_mark, fewer))
        )
    return len(one) == len(other) and all(a == b or _spelt_otherwise(a, b) for a, b in zip(one, other, strict=True))


def _is_mark(word: str) -> bool:
    """Whether a word is what tells an id from others: a letter, or something with a number."""
    return len(word) == 1 or any(map(str.isdigit, word))


@lru_cache(2**16)
def _spelt_otherwise(one: str, other: str) -> bool:
    """Whether most letters are the same, in their order, of words that are no marks."""
    if _is_mark(one) or _is_mark(other):
        return False
    if one.lower() == other.lower():
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
