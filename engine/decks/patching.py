"""A card that is not YAML, patched so that the rest of it can be looked into: what stands in the way is put aside.

The text keeps its lines. What a patch stands for was told, and nothing further is to be told of its lines.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from engine.decks.events import load
from engine.decks.faults import Spot
from engine.decks.syntax import FURTHER_IN

MOST = 12
"""How often one card is patched before it is given up."""

_KEY = re.compile(r"([ \t]*(?:-[ \t]+)*)([A-Za-z_]\w*)[ \t]*:(?=\s|$)")
_STANDS_FOR = {
    "source": "{note: …}",
    "tags": "[]",
    "after": "[]",
    "quiz": "[]",
    "knobs": "{}",
    "reversed": "false",
    "accept": "[]",
    "reject": "{}",
    "where": "{}",
    "number": "0",
    "tolerance": "0",
    "formula": '"0"',
    "text": '["1"]',
    "order": '["1", "2"]',
    "choose": '[{right: "1"}, {wrong: "2"}]',
}
"""What a key has in place of a value that cannot be read; another has an ellipsis."""
_TOGETHER = ("where", "world")
"""Keys without which the others of their question cannot be judged."""


class Patched(NamedTuple):
    """The text of a card that can be read, what was wrong with it, and the lines (from 1) that are not its author's."""

    text: str
    spots: tuple[Spot, ...]
    aside: frozenset[int]


def patched(text: str, above: Mapping[str, Any] | None = None) -> Patched | None:
    """The text of one card, in which every line that is not YAML is put aside; None where that leads to nothing.

    `above` is as `load` has it.
    """
    card = _Card(text)
    spots: list[Spot] = []
    for _ in range(MOST):
        loaded = load("\n".join(card.lines), above)
        if not loaded.broken:
            spots += [spot for spot in loaded.spots if spot.line not in card.aside]
            lines = card.aside | {spot.line for spot in loaded.spots}
            return Patched("\n".join(card.lines), tuple(spots), frozenset(lines))
        spot = loaded.spots[0]
        if spot.line not in card.aside and not (card.moved and spot.message.endswith(FURTHER_IN)):
            spots.append(spot)
        if not card.patch(spot):
            return None
    return None


class _Card:
    """The lines of a card while they are patched."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.aside: set[int] = set()
        self.moved = False
        """Whether a key stood further in than those above: those below it do as well, and it is told once."""
        first = next((found for line in self.lines if (found := _KEY.match(line))), None)
        self._column = len(first[1]) if first else 2
        self._tries: dict[int, int] = {}

    def patch(self, spot: Spot) -> bool:
        """Put aside what stands at the spot, a further step each time that it is met. Was there anything left to do?"""
        at = self._key_above(spot.line - 1)
        if at is None:
            return False
        tried = self._tries[at] = self._tries.get(at, 0) + 1
        if spot.message.endswith(FURTHER_IN) and tried == 1:
            self._move(at)
        elif tried <= 2:
            self._put_aside(at, own_column=tried == 1)
        else:
            before = self._key_above(at - 1)
            if before is None or before in self._tries:
                return False
            self._tries[before] = 1
            self._put_aside(before, own_column=True)
        return True

    def _key_above(self, at: int) -> int | None:
        """The line, from 0, of the key that a line belongs to."""
        return next(
            (each for each in range(min(at, len(self.lines) - 1), -1, -1) if _KEY.match(self.lines[each])), None
        )

    def _end(self, at: int, column: int) -> int:
        """The line behind what stands further in than a column, or is a list there, from the line below on."""
        for each in range(at + 1, len(self.lines)):
            line = self.lines[each]
            depth = len(line) - len(line.lstrip(" "))
            if line.strip() and depth <= column and not (depth == column and line.lstrip().startswith("- ")):
                return each
        return len(self.lines)

    def _move(self, at: int) -> None:
        """Have a key stand where those of the card do, with all that belongs to it."""
        line = self.lines[at]
        depth = len(line) - len(line.lstrip())
        by = max(0, depth - self._column)
        for each in range(at, self._end(at, depth)):
            self.lines[each] = self.lines[each][by:] if self.lines[each][:by].isspace() else self.lines[each]
        self.moved = True

    def _put_aside(self, at: int, own_column: bool) -> None:
        found = _KEY.match(self.lines[at])
        assert found is not None  # it was looked for so
        lead, key = found[1], found[2]
        end = self._end(at, max(len(lead), self._column))
        if "\t" in lead or not own_column:
            lead = lead if "-" in lead and "\t" not in lead else " " * self._column
        self.lines[at:end] = [f"{lead}{key}: {_STANDS_FOR.get(key, '…')}", *[""] * (end - at - 1)]
        self.aside |= set(range(at + 1, end + 1))
        if key in _TOGETHER:
            self.aside |= self._question_around(at, len(lead))

    def _question_around(self, at: int, column: int) -> set[int]:
        """The lines of the question of a quiz whose keys stand in a column."""
        first = at
        while first > 0 and not self.lines[first].lstrip().startswith("- "):
            first -= 1
        return set(range(first + 1, self._end(first, column - 1) + 1))
