"""What cards were called before. A record keeps the key that it was made under, and is read under that of today."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

LAST = 2**63 - 1
OF_CARD = "(key = ? OR (key >= ? AND key < ?))"
"""The condition that a key is of a card; its values are `sibling_keys`."""


class Rename(NamedTuple):
    """The card `old` became `new` when record number `after` was the last."""

    after: int
    old: str
    new: str


class Span(NamedTuple):
    """Records from `first` to `last` that were made under `key`."""

    key: str
    first: int
    last: int


class Names:
    """The renames of cards, oldest first. A sibling's key changes with its card's: `old#1` becomes `new#1`."""

    def __init__(self, renames: Sequence[Rename] = ()) -> None:
        self._renames = tuple(renames)

    def today(self, key: str, record: int) -> str:
        """The key of today for what was recorded as number `record` under this key."""
        card, mark, ending = key.partition("#")
        for rename in self._renames:
            if rename.old == card and record <= rename.after:
                card = rename.new
        return f"{card}{mark}{ending}"

    def first(self, card: str) -> str:
        """What a card of today was called at first, and no other was: other tools know it by that name for good.

        A name that was given up and taken again is told apart by the record at which that was.
        """
        for rename in reversed(self._renames):
            if rename.new == card:
                card = rename.old
            elif rename.old == card:
                return f"{card}@{rename.after}"
        return card

    def spans_of(self, key: str) -> list[Span]:
        """Where the records of a key of today are."""
        card, mark, ending = key.partition("#")
        until = {card: LAST}
        found: list[Span] = []
        for rename in reversed(self._renames):
            if rename.old in until:  # what is older went on under the new name
                found.append(Span(rename.old, rename.after + 1, until.pop(rename.old)))
            if rename.new in until:
                until[rename.old] = rename.after
        found += [Span(name, 0, last) for name, last in until.items()]
        return [Span(f"{name}{mark}{ending}", first, last) for name, first, last in found if first <= last]

    def spans(self) -> Iterator[tuple[int, int, Mapping[str, str]]]:
        """First and last of the records between two renames, and what their cards are called today, newest first.

        The mapping has those that were renamed, and changes with the next step.
        """
        called: dict[str, str] = {}
        last = LAST
        for rename in reversed(self._renames):
            if rename.after < last:
                yield rename.after + 1, last, called
                last = rename.after
            called[rename.old] = called.get(rename.new, rename.new)
        yield 0, last, called


def called_today(key: str, called: Mapping[str, str]) -> str:
    """A sibling's key with its card's name of today."""
    card, mark, ending = key.partition("#")
    return f"{called.get(card, card)}{mark}{ending}"


def in_order(called: Mapping[str, str]) -> list[tuple[str, str]]:
    """Renames of cards, new names by old, one after the other: each takes a name that is free by then.

    Where they go round in a circle, one takes a name meanwhile that no card can have.
    """
    left = {old: new for old, new in called.items() if old != new}
    steps: list[tuple[str, str]] = []
    while left:
        free = [old for old, new in left.items() if new not in left]
        if free:
            steps += [(old, left.pop(old)) for old in free]
        else:
            old, new = left.popitem()
            steps.append((old, f"{old}@"))
            left[f"{old}@"] = new
    return steps


def recorded(spans: Sequence[Span]) -> tuple[str, tuple[str | int, ...]]:
    """The condition that a record is in one of these, and its values."""
    condition = " OR ".join(["key = ? AND seq BETWEEN ? AND ?"] * len(spans)) or "FALSE"
    return f"({condition})", tuple(value for span in spans for value in span)


def sibling_keys(card: str) -> tuple[str, str, str]:
    """A card's key, and the bounds of those of its siblings: from `card#` to what follows it."""
    return card, f"{card}#", f"{card}$"
