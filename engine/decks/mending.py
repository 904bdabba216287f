"""Mending what is safe to mend: a card without an id, or whose id is empty, gets one of its question's words.

The text is spliced at the marks of its YAML nodes, so that all else stays as it was, byte for byte.
"""

import codecs
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from engine.decks.events import load
from engine.exchange.naming import id_for, unique

_NOTHING = ("", "~", "null", "Null", "NULL")
"""An id that YAML reads as nothing."""


class Mended(NamedTuple):
    """A deck's new content, and the ids it was given."""

    content: bytes
    ids: tuple[str, ...]


def mended(path: Path, taken: Set[str] = frozenset()) -> Mended | None:
    """The deck's file with an id for each card that has none; None where there is none to give, or it is not YAML.

    Ids that are `taken` elsewhere are not given.
    """
    raw = path.read_bytes()
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    try:
        text = raw[len(mark) :].decode("utf-8")
        root = yaml.compose(text, yaml.CSafeLoader)
    except (UnicodeDecodeError, yaml.YAMLError):
        return None
    if load(text).broken:
        return None  # beyond what a deck may be
    cards = list(card_nodes(root))
    known = {_text(card, "id") for card in cards} | taken
    given: list[_Given] = []
    for card in cards:
        if not _has_id(card) and _takes_id(card, text):
            given.append(_given(card, _name(card, known), text))
            known.add(given[-1].name)
    safe = _safe(given, text, listed(load(text).data))
    ids = tuple(each.name for each in safe)
    return Mended(mark + _with(safe, text).encode("utf-8"), ids) if ids else None


class _Given(NamedTuple):
    """An id for a card, and what is put in the place of the text from `start` to `end`."""

    name: str
    start: int
    end: int
    new: str


def _given(card: Any, name: str, text: str) -> _Given:
    if (empty := _id(card)) is not None:
        start = empty.start_mark.index
        return _Given(name, start, empty.end_mark.index, name if text[start - 1] in " \t" else f" {name}")
    first = card.value[0][0].start_mark
    return _Given(name, first.index, first.index, f"id: {name}{_after(text, card, first)}")


def _with(given: Sequence[_Given], text: str) -> str:
    """The text with these ids."""
    new, at = [], 0
    for each in given:
        new += [text[at : each.start], each.new]
        at = each.end
    return "".join([*new, text[at:]])


def _safe(given: Sequence[_Given], text: str, before: list[Any]) -> Sequence[_Given]:
    """Those with which the cards read as `before` but for their ids: told before anything is written.

    Where not all can be put in, each half is tried for itself: the one in the way keeps no id from the others.
    """
    if not given or _same_but_for_ids(before, _with(given, text)):
        return given
    half = len(given) // 2
    if not half:
        return ()
    safe = [*_safe(given[:half], text, before), *_safe(given[half:], text, before)]
    return safe if _same_but_for_ids(before, _with(safe, text)) else ()


def without_id(path: Path) -> tuple[int, ...] | None:
    """The lines of the cards that have no id; None where the file cannot be read as YAML."""
    try:
        root = yaml.compose(path.read_text("utf-8-sig"), yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    return tuple(card.start_mark.line + 1 for card in card_nodes(root) if not _has_id(card))


def card_nodes(root: Any) -> Iterator[Any]:
    """The mappings of the list of cards, each once: an alias stands for one that was met before."""
    if isinstance(root, yaml.MappingNode):
        root = next((value for key, value in root.value if key.value == "cards"), None)
    met: set[int] = set()
    for node in root.value if isinstance(root, yaml.SequenceNode) else ():
        if isinstance(node, yaml.MappingNode) and node.value and id(node) not in met:
            met.add(id(node))
            yield node


def _has_id(card: Any) -> bool:
    """Whether the card's id says something."""
    node = _id(card)
    if isinstance(node, yaml.ScalarNode):
        return bool(node.value.strip()) and (bool(node.style) or node.value not in _NOTHING)
    return node is not None


def _id(card: Any) -> Any:
    return next((value for key, value in card.value if key.value == "id"), None)


def _takes_id(card: Any, text: str) -> bool:
    """Whether an id may be put in.

    Not into `[question: q]`, whose card is that one pair, nor for a name, `id: &a`, nor before a key set off by a `?`.
    """
    for key, value in card.value:
        if key.value == "id":
            between = text[key.end_mark.index : value.start_mark.index]
            written = text[value.start_mark.index : value.end_mark.index]
            return between.strip(" \t") == ":" and written.strip("\"' \t") in _NOTHING
    return text[card.start_mark.index] == "{" if card.flow_style else text[card.start_mark.index] != "?"


def _text(card: Any, wanted: str) -> str:
    return next((str(value.value) for key, value in card.value if key.value == wanted), "")


def _name(card: Any, taken: Set[str]) -> str:
    """An id of the card's words that YAML reads as text: `no` and `1997` it would not."""
    return read_as_text(id_for(_text(card, "question") or _text(card, "cloze"), taken), taken)


def read_as_text(name: str, taken: Set[str]) -> str:
    """The id, or one made of it that YAML reads as text without quotes."""
    return name if load(f"a: {name}").data == {"a": name} else unique(f"card-{name}", taken)


def _after(text: str, card: Any, first: Any) -> str:
    """What parts the new key from the first one: a comma within braces, else a new line as far in."""
    if card.flow_style:
        return ", "
    line = text.rfind("\n", 0, first.index)
    end = "\r\n" if "\r\n" in text else "\n"
    return end + " " * int(first.index - line - 1)


def _same_but_for_ids(before: list[Any], new: str) -> bool:
    """Whether a text reads as the cards did but for ids that are new."""
    after = listed(load(new).data)
    return len(before) == len(after) and all(
        one == other or _gained_id(one, other) for one, other in zip(before, after, strict=True)
    )


def _gained_id(before: Any, after: Any) -> bool:
    """Whether it is the same card, with an id where it had none, or one that said nothing."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return False
    had = before.get("id")
    return (had is None or (isinstance(had, str) and not had.strip())) and before | {"id": after.get("id")} == after


def listed(data: Any) -> list[Any]:
    """The list of cards in what a deck's text holds; empty where there is none."""
    listed = data.get("cards") if isinstance(data, dict) else data
    return listed if isinstance(listed, list) else []
