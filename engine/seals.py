"""Seals: what a deck's Python files held when somebody said that they may run. Sealed code runs so, or not at all."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

Seal = tuple[tuple[str, str], ...]
"""The absolute path of each file, and what it holds as `digest` has it. An empty seal holds nothing to anything."""


class Code(NamedTuple):
    """A deck's Python file that may run: as it was sealed, or else as it is."""

    path: Path
    seal: Seal = ()


class BrokenSealError(Exception):
    """A file is not as it was sealed; the message is one line."""


def digest(content: bytes) -> str:
    """What a file holds, in 64 hexadecimal digits."""
    return sha256(content).hexdigest()


def seal_of(contents: Mapping[Path, bytes]) -> Seal:
    """The seal of these files."""
    return tuple(sorted((str(path), digest(content)) for path, content in contents.items()))


def is_whole(seal: Seal) -> bool:
    """Whether every file is still what it was."""
    try:
        check(seal)
    except BrokenSealError:
        return False
    return True


def check(seal: Seal) -> None:
    """Raises BrokenSealError, naming the first file that is not what it was."""
    for path, sealed in seal:
        try:
            holds = digest(Path(path).read_bytes())
        except OSError:
            holds = ""
        if holds != sealed:
            raise BrokenSealError(f"{Path(path).name} has changed since it was trusted")
