"""Decks as they were read last time, kept by what their file holds, so that an unchanged deck need not be read again.

Only a help: what another version of the reader made is not used.
"""

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from engine.decks.cache import decoder, load, place, save
from engine.decks.card import Deck
from engine.problems import Problem


class Kept(msgspec.Struct, frozen=True):
    """A deck and its problems, the reader that found them, the digest of the file, and whether code stood beside it.

    For a check, the files that the code is `behind` too, and their digest.
    """

    reader: str
    digest: bytes
    has_code: bool
    deck: Deck
    problems: list[Problem]
    behind: tuple[str, ...] = ()
    code: bytes = b""


def read_kept(path: Path, home: Path | None) -> tuple[Deck, list[Problem]]:
    """The deck of a file, quickly: as `read_deck` without a check, which is asked only where nothing is kept."""
    has_code = path.with_suffix(".py").is_file()
    digest = _digest_of(path)
    at = place(home, path, "msgpack") if home and digest is not None else None
    if at is not None:
        kept = load(at, _decoder())
        if kept and (kept.reader, kept.digest, kept.has_code) == (_reader(), digest, has_code):
            return kept.deck, kept.problems
    from engine.decks.reading import read_deck  # with YAML, which an unchanged deck does without

    deck, problems = read_deck(path, thorough=False)
    if at is not None and digest is not None and digest == _digest_of(path):  # not changed while it was read
        save(at, Kept(_reader(), digest, has_code, deck, problems))
    return deck, problems


def read_checked(path: Path, home: Path | None, anew: bool = False) -> tuple[Deck, list[Problem]]:
    """The same for a check: as `read_deck` has it, where neither the deck nor its code has changed. `anew` reads it."""
    from engine.decks.digests import of_files, of_tools

    code, reader = path.with_suffix(".py"), of_tools().hex()
    digest = _digest_of(path)
    at = place(home, path, "read") if home and digest is not None else None
    kept = load(at, _decoder()) if at is not None and not anew else None
    as_now = (reader, digest, code.is_file())
    if kept and (kept.reader, kept.digest, kept.has_code) == as_now and of_files(kept.behind) == kept.code:
        return kept.deck, kept.problems
    from engine.decks.imports import Imports
    from engine.decks.reading import read_deck

    deck, problems = read_deck(path)
    if at is not None and digest is not None:
        behind = tuple(map(str, Imports().of_deck(deck.code))) if deck.code else ()
        stamp = of_files(behind)
        if digest == _digest_of(path):
            save(at, Kept(reader, digest, deck.code is not None, deck, problems, behind, stamp))
    return deck, problems


def _digest_of(path: Path) -> bytes | None:
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return None


@cache
def _decoder() -> msgspec.msgpack.Decoder[Kept]:
    return decoder(Kept)


@cache
def _reader() -> str:
    """What read it: its files, so that a change of the reader is a change of all that is kept."""
    here = Path(__file__).parent
    files = [*sorted(here.glob("*.py")), here.with_name("formula") / "kinds.py"]
    stamps = [(file.name, status.st_size, status.st_mtime_ns) for file in files for status in [file.stat()]]
    return hashlib.sha256(repr(stamps).encode()).hexdigest()
