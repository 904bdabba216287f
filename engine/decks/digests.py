"""Digests that tell whether what was checked is still what it was: cards, the files behind them, and the tools."""

import hashlib
import platform
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from engine.decks.card import Card, Deck
from engine.decks.imports import origin
from engine.decks.questions import functions_of

Behind = Mapping[str, tuple[str, ...]]
"""The files behind each function that the cards of a deck name."""

_TOOLS = ("numpy", "sympy", "mpmath", "recurrent-study")


def functions_named(card: Card) -> tuple[str, ...]:
    """The functions of the deck's Python file that a card names: its answer, its generators and worlds."""
    named = [name for question in card.quiz for _, name in functions_of(question)]
    return tuple(dict.fromkeys([card.run, *named] if card.run else named))


def of_card(card: Card, deck: Deck, behind: Behind) -> bytes:
    """What a card has checked, and all the code behind it; `behind` has the files of its functions."""
    functions = [
        (name, origin(deck.code, name) if deck.code else None, of_files(behind.get(name, ())))
        for name in functions_named(card)
    ]
    return _digest(msgspec.json.encode((card.run, card.knobs, card.quiz, functions)))


def of_files(files: Iterable[str | Path]) -> bytes:
    """What files hold, and where they are."""
    return _digest(msgspec.json.encode([(str(each), _of_file(Path(each))) for each in files]))


@cache
def of_tools() -> bytes:
    """What checks: the versions of Python and of what answers compute with, and every file of this engine."""
    engine = Path(__file__).parents[1]
    files = [(str(file), file.stat()) for file in sorted(engine.rglob("*.py"))]
    stamps = [(name, status.st_size, status.st_mtime_ns) for name, status in files]
    return _digest(repr((platform.python_version(), [_version(name) for name in _TOOLS], stamps)).encode())


def _of_file(path: Path) -> bytes:
    try:
        status = path.stat()
        return _content(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return b""


@lru_cache(4096)
def _content(path: Path, stamp: int, size: int) -> bytes:
    return _digest(path.read_bytes())


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
