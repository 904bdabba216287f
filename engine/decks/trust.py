"""Which Python files of the user's may run: those trusted, by their content, so that a change is asked about again."""

import hashlib
from pathlib import Path

import msgspec

from engine.problems import RecurError


def digest_of(code: Path) -> str:
    """What a file holds, in 64 hexadecimal digits."""
    return hashlib.sha256(code.read_bytes()).hexdigest()


def is_trusted(home: Path | None, code: Path) -> bool:
    """Whether this file, as it is now, has been trusted."""
    if home is None:
        return False
    try:
        return digest_of(code) in _read(home)
    except OSError:
        return False


def trust(home: Path, code: Path) -> None:
    """Remember that this file, as it is now, may run."""
    known = _read(home) | {digest_of(code): str(code.absolute())}
    new = _store(home).with_suffix(".new")
    new.write_bytes(msgspec.json.format(msgspec.json.encode(known), indent=2))
    new.replace(_store(home))


def _store(home: Path) -> Path:
    return home / "trusted.json"


def _read(home: Path) -> dict[str, str]:
    path = _store(home)
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return {}
    except msgspec.MsgspecError as error:
        raise RecurError(f"{path} is damaged ({error}): delete it, and trust your decks again", 2) from None
