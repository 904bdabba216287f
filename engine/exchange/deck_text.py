"""A deck as its author would have written it: keys in their order, text in blocks, a blank line between cards."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from engine.decks.written import Head, Written
from engine.exchange.scalars import WIDTH, block, scalar

_STRIPPED = ("title", "about", "question", "answer", "cloze", "hint")
_FIRST = ("id", "question", "answer", "cloze", "hint", "reversed", "source", "tags", "after", "run", "knobs", "quiz")
_BESIDE = 100
"""Up to this column a small list or mapping stands in one line."""


def deck_text(head: Head, cards: Sequence[Written]) -> str:
    """The text of a deck's file. Read again it gives the same cards."""
    lines: list[str] = []
    for key in ("title", "about", "tags"):
        if value := getattr(head, key):
            lines += _entry(key, value, 0)
    if lines:
        lines.append("cards:")
    for card in cards:
        lines += ["", *_item(_given(card), 0)] if lines else _item(_given(card), 0)
    return "\n".join(lines) + "\n"


def _given(card: Written) -> dict[str, Any]:
    """The keys of a card that say something, in their order."""
    plain = msgspec.to_builtins(card)
    empty = Written()
    found = {key: plain[key] for key in _FIRST if getattr(card, key) != getattr(empty, key)}
    if "source" in found:
        found["source"] = {key: value for key, value in found["source"].items() if value is not None}
    return found


def _entry(key: str, value: Any, indent: int) -> list[str]:
    """A key with its value."""
    lead = " " * indent + scalar(key) + ":"
    room = WIDTH - len(lead) - 1
    if isinstance(value, str):
        written = block(value, indent + 2, room, "" if key in _STRIPPED else "-") or scalar(value)
        return [f"{lead} {line}" if not number else line for number, line in enumerate(written.split("\n"))]
    if isinstance(value, list | tuple | dict):
        beside = _flow(value)
        if beside is not None and len(lead) + 1 + len(beside) <= _BESIDE:
            return [f"{lead} {beside}"]
        return [lead, *_nested(value, indent + 2)]
    return [f"{lead} {scalar(value)}"]


def _nested(value: Any, indent: int) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _entry(key, each, indent)
    else:
        for each in value:
            yield from _item(each, indent)


def _item(value: Any, indent: int) -> list[str]:
    """One of a list, behind its hyphen."""
    margin = " " * indent
    beside = _flow(value) if isinstance(value, list | tuple) else None
    if isinstance(value, list | tuple | dict) and value and beside is None:
        first, *rest = _nested(value, indent + 2)
        return [f"{margin}- {first[indent + 2 :]}", *rest]
    if isinstance(value, str):
        written = block(value, indent + 2, WIDTH - indent - 2) or scalar(value)
        first, *rest = written.split("\n")
        return [f"{margin}- {first}", *rest]
    return [f"{margin}- {beside or _flow(value) if isinstance(value, list | tuple | dict) else scalar(value)}"]


def _flow(value: Any) -> str | None:
    """A small list or mapping in one line; None for one that holds text of several lines or more than one level."""
    if isinstance(value, dict):
        pairs = [(scalar(key, flow=True), _flow_part(each)) for key, each in value.items()]
        if any(part is None for _, part in pairs):
            return None
        return "{" + ", ".join(f"{key}: {part}" for key, part in pairs) + "}"
    parts = [_flow_part(each) for each in value]
    return None if None in parts else "[" + ", ".join(part for part in parts if part is not None) + "]"


def _flow_part(value: Any) -> str | None:
    if isinstance(value, list | tuple):
        return _flow(value) if all(isinstance(each, str) for each in value) else None
    if isinstance(value, dict) or (isinstance(value, str) and "\n" in value):
        return None
    return scalar(value, flow=True)
