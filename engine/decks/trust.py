"""Which Python files of the user's may run: those that somebody trusted, at their place and as they were seen.

The list is `trusted.json` in the home folder. What the files held is kept beside it, so that a change can be shown. A
list that cannot be read trusts nothing.
"""

import fcntl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from engine.problems import RecurError
from engine.seals import Seal, digest, is_whole, seal_of


class Trusted(msgspec.Struct, frozen=True):
    """When somebody trusted a deck's code, and what its files held: a digest for each path."""

    at: datetime
    files: dict[str, str]

    @property
    def seal(self) -> Seal:
        return tuple(sorted(self.files.items()))


List = dict[str, Trusted]
"""What is trusted, by the absolute path of the deck's Python file."""


class Seen(msgspec.Struct, frozen=True):
    """A deck's Python as it was read to be looked at: the deck's own file first, then those that it takes in."""

    code: Path
    contents: dict[Path, bytes]

    @property
    def seal(self) -> Seal:
        return seal_of(self.contents)


class Earlier(msgspec.Struct, frozen=True):
    """What was trusted before. `contents` has the files that are kept still; `place` differs where it was moved."""

    at: datetime
    contents: dict[Path, bytes]
    place: Path


class ChangedError(Exception):
    """What is to be trusted is no longer what was looked at."""


class NotKeptError(RecurError):
    """The list cannot be written."""


def look(code: Path) -> Seen:
    """The deck's Python as it is now. Raises RecurError where it cannot be read."""
    from engine.decks.beside import python_of  # with Python's parser: not before the first card is painted

    try:
        return Seen(code.absolute(), {path: path.read_bytes() for path in python_of(code)})
    except OSError as error:
        raise RecurError(f"{error.filename or code} cannot be read: {error.strerror or error}") from None


def sealed(known: Mapping[str, Trusted], code: Path) -> Seal:
    """The seal of code that is trusted as it is now; empty for what is not."""
    trusted = known.get(str(code.absolute()))
    return trusted.seal if trusted is not None and is_whole(trusted.seal) else ()


def trust(home: Path, seen: Seen, at: datetime) -> None:
    """Remember that this may run.

    Raises ChangedError where it is no longer as it was seen, NotKeptError where it cannot be written down, RecurError
    where the files cannot be read.
    """
    if look(seen.code).seal != seen.seal:
        raise ChangedError
    with _writing(home) as known:
        for content in seen.contents.values():
            _keep(home, content)
        known[str(seen.code)] = Trusted(at, dict(seen.seal))


def forget(home: Path, codes: Iterable[Path]) -> list[Path]:
    """Trust these no longer. Returns those that were trusted. Raises RecurError."""
    names = [str(code.absolute()) for code in codes]
    with _writing(home) as known:
        gone = [Path(name) for name in names if known.pop(name, None) is not None]
    kept = {each for trusted in known.values() for each in trusted.files.values()}
    for path in _contents(home).glob("*.py"):
        if path.stem not in kept:
            with suppress(OSError):
                path.unlink()
    return gone


def listed(home: Path) -> List:
    """What is trusted. Raises RecurError where the list is damaged."""
    path = _store(home)
    try:
        return msgspec.json.decode(path.read_bytes(), type=List)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise RecurError(f"{path} cannot be read: {error.strerror or error}", 2) from None
    except (msgspec.MsgspecError, UnicodeError):
        why = f"{path}, the list of what you trust, is damaged: none of it runs until you trust it anew"
        raise RecurError(why, 2) from None


def known_to(home: Path | None) -> List:
    """What is trusted; nothing where that cannot be told."""
    with suppress(RecurError):
        return listed(home) if home is not None else {}
    return {}


def earlier(home: Path, seen: Seen) -> Earlier | None:
    """What somebody trusted at this place before, or the same at another."""
    known = known_to(home)
    if (trusted := known.get(str(seen.code))) is not None:
        return Earlier(trusted.at, _kept(home, trusted), seen.code)
    own = digest(seen.contents[seen.code])
    for place, other in known.items():
        if other.files.get(place) == own:
            return Earlier(other.at, _kept(home, other), Path(place))
    return None


@contextmanager
def _writing(home: Path) -> Iterator[List]:
    """The list, to be changed: by one process at a time, whole or not at all. A damaged one is put aside first."""
    path = _store(home)
    try:
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                known = listed(home)
            except RecurError:
                path.replace(path.with_suffix(".damaged"))
                known = {}
            yield known
            new = path.with_suffix(".new")
            new.write_bytes(msgspec.json.format(msgspec.json.encode(known), indent=2))
            new.replace(path)
    except OSError as error:
        raise NotKeptError(f"{path} cannot be written: {error.strerror or error}") from None


def _keep(home: Path, content: bytes) -> None:
    folder = _contents(home)
    folder.mkdir(exist_ok=True)
    path = folder / f"{digest(content)}.py"
    if not path.exists():
        new = path.with_suffix(".new")
        new.write_bytes(content)
        new.replace(path)


def _kept(home: Path, trusted: Trusted) -> dict[Path, bytes]:
    """What the files held, of those that are kept and are what they should be."""
    found = {}
    for name, wanted in trusted.files.items():
        with suppress(OSError):
            content = (_contents(home) / f"{wanted}.py").read_bytes()
            if digest(content) == wanted:
                found[Path(name)] = content
    return found


def _store(home: Path) -> Path:
    return home / "trusted.json"


def _contents(home: Path) -> Path:
    return home / "trusted"
