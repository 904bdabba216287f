"""Faults of a deck: first by where they stand in its data, then, when the place has been looked up, in its text."""

from dataclasses import dataclass
from typing import NamedTuple

Path = tuple[str | int, ...]


class Spot(NamedTuple):
    """A fault with its place. Lines and columns count from 1."""

    line: int
    column: int
    message: str


@dataclass(frozen=True)
class Part:
    """A stretch of a text: from `start`, the `nth` occurrence (from 0) of `text`, `column` characters into it."""

    text: str
    nth: int
    column: int


@dataclass(frozen=True)
class Fault:
    """A fault at a path of keys and places within a card (or the deck's head).

    `on_key` points at the key, not at its value; `part` at a stretch within it. In the message `{found}` stands for
    what is written there. Where it does not `drop` the card, the card is kept without what is wrong.
    """

    path: Path
    message: str
    on_key: bool = False
    part: Part | None = None
    drop: bool = True
