"""Decks as they were read last time, kept by what their file holds, so that an unchanged deck need not be read again.

Only a help: what cannot be read or written is passed over, and what another version of the reader made is not used.
"""

import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from engine.decks.card import Deck
from engine.problems import Problem


class Kept(msgspec.Struct, frozen=True):
    """A deck and its problems, the reader that found them, the digest of the file, and whether code stood beside it."""

    reader: str
    digest: bytes
    has_code: bool
    deck: Deck
    problems: list[Problem]


def read_kept(path: Path, home: Path | None) -> tuple[Deck, list[Problem]]:
    """The deck of a file, quickly: as `read_deck` without a check, which is asked only where nothing is kept."""
    folder = home / "cache" if home else None
    has_code = path.with_suffix(".py").is_file()
    digest = _digest_of(path)
    if folder is not None and digest is not None:
        kept = _load(_place(folder, path))
        if kept and (kept.reader, kept.digest, kept.has_code) == (_reader(), digest, has_code):
            return kept.deck, kept.problems
    from engine.decks.reading import read_deck  # with YAML, which an unchanged deck does without

    deck, problems = read_deck(path, thorough=False)
    if folder is not None and digest is not None and digest == _digest_of(path):  # not changed while it was read
        _save(_place(folder, path), Kept(_reader(), digest, has_code, deck, problems))
    return deck, problems


def _digest_of(path: Path) -> bytes | None:
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return None


def _place(folder: Path, path: Path) -> Path:
    name = hashlib.blake2b(str(path).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
    return folder / f"{path.stem[:40]}-{name}.msgpack"


def _load(place: Path) -> Kept | None:
    try:
        return _decoder().decode(place.read_bytes())
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None


def _save(place: Path, kept: Kept) -> None:
    new = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(msgspec.msgpack.encode(kept, enc_hook=str))
        new.replace(place)
    except (OSError, msgspec.MsgspecError, TypeError, OverflowError, UnicodeError):
        with suppress(OSError):  # the disk is full or read-only, or a number is too large: it is read again next time
            new.unlink()


@cache
def _decoder() -> msgspec.msgpack.Decoder[Kept]:
    def path_of(kind: type, value: Any) -> Path:
        return Path(value)

    return msgspec.msgpack.Decoder(Kept, dec_hook=path_of)


@cache
def _reader() -> str:
    """What read it: its files, so that a change of the reader is a change of all that is kept."""
    here = Path(__file__).parent
    files = [*sorted(here.glob("*.py")), here.with_name("formula") / "kinds.py"]
    stamps = [(file.name, status.st_size, status.st_mtime_ns) for file in files for status in [file.stat()]]
    return hashlib.sha256(repr(stamps).encode()).hexdigest()
