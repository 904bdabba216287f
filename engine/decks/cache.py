"""What is kept of decks between two runs, in `cache` of the home folder, a file for each deck and purpose.

Only a help: what cannot be read or written is passed over, and made again.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

Kind = TypeVar("Kind")


def place(home: Path, deck: Path, ending: str) -> Path:
    """Where something is kept of the deck's file."""
    name = hashlib.blake2b(str(deck).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
    return home / "cache" / f"{deck.stem[:40]}-{name}.{ending}"


def decoder(kind: type[Kind]) -> msgspec.msgpack.Decoder[Kind]:
    """What reads this kind of thing; make it once."""

    def path_of(_: type, value: Any) -> Path:
        return Path(value)

    return msgspec.msgpack.Decoder(kind, dec_hook=path_of)


def load(place: Path, decoder: msgspec.msgpack.Decoder[Kind]) -> Kind | None:
    """What is kept there; None where there is nothing, or nothing sound."""
    try:
        return decoder.decode(place.read_bytes())
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None


def save(place: Path, thing: msgspec.Struct) -> None:
    """Keep it there, whole or not at all."""
    new = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(msgspec.msgpack.encode(thing, enc_hook=str))
        new.replace(place)
    except (OSError, msgspec.MsgspecError, TypeError, OverflowError, UnicodeError):
        with suppress(OSError):  # the disk is full or read-only, or a number is too large: it is made again next time
            new.unlink()
