"""The comments of a card that was written in an editor, kept where the card is written anew.

A key whose value is the same stays as it was written, its layout and comments too. Of another the comments stay: those
above it, the one beside it, and those below it.
"""

from typing import Any, NamedTuple

import yaml

from engine.decks.events import load
from engine.decks.mending import listed


class _Entry(NamedTuple):
    """A key of a card: the comments above it, its lines, those below, and the comment beside its value."""

    above: list[str]
    lines: list[str]
    below: list[str]
    beside: str


def with_comments(new: str, old: str, typed: str = "") -> str:
    """The new text of one card with the comments of its old text; just the new one where the old cannot be read.

    The value of the key `typed` was written anew, with its own comments, and is as it is in the new text.
    """
    written, earlier = _entries(new), _entries(old)
    if not written or not earlier or "#" not in old:
        return new
    before, after = listed(load(old).data)[0], listed(load(new).data)[0]
    lines: list[str] = []
    left = dict(earlier)
    for key, entry in written.items():
        had = left.pop(key, None)
        if had is None:
            lines += [*entry.lines, *entry.below]
        elif key != typed and _alike(before[key], after[key]):
            lines += [*had.above, *had.lines, *had.below]
        else:
            beside = [had.beside] if had.beside else []
            lines += [*had.above, *beside, *entry.lines, *entry.below, *had.below]
    for gone in left.values():
        lines += [*gone.above, *([gone.beside] if gone.beside else []), *gone.below]
    first = next(at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
    lines[first] = f"- {lines[first][2:]}"
    lines[:first] = [line.lstrip() for line in lines[:first]]
    text = "\n".join(lines).rstrip() + "\n"
    return text if load(text).data == load(new).data else new


def _alike(one: Any, other: Any) -> bool:
    return bool(one.strip() == other.strip() if isinstance(one, str) and isinstance(other, str) else one == other)


def _entries(text: str) -> dict[str, _Entry]:
    """The keys of the one card of a text, each indented by two; none where it is not written key below key."""
    try:
        root: Any = yaml.compose(text, yaml.CSafeLoader)
    except yaml.YAMLError:
        return {}
    cards = root.value if isinstance(root, yaml.SequenceNode) else []
    if len(cards) != 1 or not isinstance(cards[0], yaml.MappingNode) or cards[0].flow_style or load(text).spots:
        return {}
    rows = text.rstrip("\n").split("\n")
    pairs = cards[0].value
    column = pairs[0][0].start_mark.column
    found: dict[str, _Entry] = {}
    at = 0
    for place, (key, value) in enumerate(pairs):
        start = key.start_mark.line
        end = _last_line(value, text) + 1
        above = [row for row in rows[at:start] if row.strip()]
        last = place + 1 == len(pairs)
        below = [row for row in rows[end:] if row.strip()] if last else []
        lines = [_moved(row, column) for row in rows[start:end]]
        lines[0] = " " * 2 + rows[start][column:]
        found[key.value] = _Entry(_all(above), lines, _all(below), _beside(value, rows))
        at = end
    return found


def _last_line(node: Any, text: str) -> int:
    """The line of a node's last sign, from 0: a block's own mark lies behind the comments that follow it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    index = len(text[: node.end_mark.index].rstrip()) if getattr(node, "style", None) in ("|", ">") else None
    return int(text.count("\n", 0, index) if index is not None else node.end_mark.line)


def _beside(node: Any, rows: list[str]) -> str:
    """The comment behind a value of one line."""
    if getattr(node, "style", None) in ("|", ">") or (isinstance(node, yaml.CollectionNode) and not node.flow_style):
        return ""
    rest = rows[node.end_mark.line][node.end_mark.column :].lstrip()
    return f"  {rest}" if rest.startswith("#") else ""


def _moved(row: str, column: int) -> str:
    """A row as far in as it is in a card whose keys stand at two."""
    return row[column - 2 :] if column >= 2 and not row[: column - 2].strip() else row


def _all(comments: list[str]) -> list[str]:
    return [f"  {each.strip()}" for each in comments if each.lstrip().startswith("#")]
