"""What a check has found well, kept by content. What was not well is never kept."""

from pathlib import Path

import msgspec

from engine.decks import cache
from engine.problems import Problem


class Well(msgspec.Struct, frozen=True):
    """A card that was well: the digest of what was checked, and of the tools that checked it."""

    content: bytes
    tools: bytes


class Advice(msgspec.Struct, frozen=True):
    """What was advised of a deck that is `of` this digest."""

    of: bytes = b""
    given: tuple[Problem, ...] = ()


class Record(msgspec.Struct, frozen=True):
    """One deck: its cards that were well, by id, and its code: the files behind each function that they name, all
    files with their digest, and whether they loaded.

    Of a check that was interrupted, `ran` has the cards whose answers were well and whose questions were still to come.
    """

    cards: dict[str, Well] = {}
    behind: dict[str, tuple[str, ...]] = {}
    files: tuple[str, ...] = ()
    code: bytes = b""
    loaded: bool = False
    advice: Advice = Advice()
    ran: dict[str, Well] = {}


def read(deck: Path, home: Path) -> Record:
    """What is kept of a deck's file; nothing where that is new, or spoilt."""
    return cache.load(_place(deck, home), _decoder) or Record()


def write(deck: Path, home: Path, record: Record) -> None:
    """Keep it, if the disk allows."""
    cache.save(_place(deck, home), record)


def _place(deck: Path, home: Path) -> Path:
    return cache.place(home, deck.absolute(), "checked")


_decoder = cache.decoder(Record)
