"""YAML to plain Python objects, straight from libyaml's events: no nodes, so a large deck is read quickly.

Stricter than YAML where YAML surprises: a key that stands twice, a tag, a number in base 60 or 8 are faults, and so is
nesting or aliasing beyond what a deck could need.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from engine.decks.faults import Spot
from engine.decks.syntax import explained, unprintable

DEEPEST = 20
MOST_ALIASES = 1_000

_SHORT = 40  # characters of a value that are shown in a message
_LARGE = 10**15
_NUMBERS = {"int": "whole number", "float": "number"}
_RESOLVERS = Resolver.yaml_implicit_resolvers
_NAMED = (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)
_TAG = "tag:yaml.org,2002:"


@dataclass
class Loaded:
    """What a YAML text holds. `lines` gives the line of each mapping, by `id()`; `spoilt` those that hold a fault."""

    data: Any = None
    lines: dict[int, int] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    spoilt: set[int] = field(default_factory=set)
    broken: bool = False  # the text is not YAML: `data` is not all of it
    anchors: dict[str, Any] = field(default_factory=dict)  # what &names stand for
    last: Any = None  # the scalar that was read last, with its marks
    hopeless: bool = False  # nor are its parts worth reading


def load(text: str, above: Mapping[str, Any] | None = None) -> Loaded:
    """Read one YAML document. Nothing is raised: what is wrong stands in the result, with its place.

    Where it is a part of one, `above` has what the anchors of those before it stand for.
    """
    loaded = Loaded(anchors=dict(above or {}))
    try:
        _build(text, loaded)
    except yaml.reader.ReaderError:
        loaded.spots.append(unprintable(text))
        loaded.broken = True
    except yaml.MarkedYAMLError as error:
        loaded.spots.append(explained(error, text, loaded.last))
        loaded.broken = True
    except _NotADeckError as error:
        loaded.spots.append(error.spot)
        loaded.broken = True
        loaded.hopeless = error.hopeless
    return loaded


class _NotADeckError(Exception):
    def __init__(self, mark: Any, message: str, hopeless: bool = False) -> None:
        super().__init__(message)
        self.hopeless = hopeless
        self.spot = Spot(mark.line + 1, mark.column + 1, message)


class _Open:
    """A list or a mapping that has begun."""

    __slots__ = ("anchor", "awaiting", "doubled", "into", "key", "key_mark", "mark")

    def __init__(self, into: Any, event: Any) -> None:
        self.into = into
        self.anchor = event.anchor
        self.mark = event.start_mark
        self.awaiting = True  # a mapping: the next scalar is a key
        self.key: Any = None
        self.key_mark: Any = None
        self.doubled = False  # a mapping: its id stood twice


def _build(text: str, loaded: Loaded) -> None:
    stack: list[_Open] = []
    anchors = loaded.anchors
    named: set[str] = set()
    aliases = documents = 0
    get: Callable[[], Any] = yaml.CSafeLoader(text).get_event
    while True:
        event = get()
        kind = type(event)
        if kind in _NAMED and event.anchor is not None:
            if event.anchor in named:
                words = f"&{event.anchor} stands twice: give one of them another name, or text beginning with & quotes"
                raise _NotADeckError(event.start_mark, words)
            named.add(event.anchor)
        if kind is yaml.ScalarEvent:
            value = event.value
            loaded.last = event
            if event.implicit[0]:
                if not value or value[0] in _RESOLVERS:
                    value = _plain(value, event.start_mark, loaded, stack)
            elif event.tag is not None and event.tag not in ("!", _TAG + "str"):
                _spoil(
                    loaded,
                    stack,
                    event.start_mark,
                    f"{_short(event.tag)} is a tag, which decks don't have: put it in quotes",
                )
            if event.anchor:
                anchors[event.anchor] = value
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if len(stack) >= DEEPEST:
                raise _NotADeckError(event.start_mark, f"nested more than {DEEPEST} deep, which no deck needs")
            if stack and type(stack[-1].into) is dict and stack[-1].awaiting:
                raise _NotADeckError(
                    event.start_mark,
                    "a key is a word, not a list or a mapping: text beginning with { or [ needs quotes",
                )
            if event.tag is not None and event.tag not in (_TAG + "map", _TAG + "seq"):
                _spoil(
                    loaded,
                    stack,
                    event.start_mark,
                    f"{_short(event.tag)} is a tag, which decks don't have: take it away",
                )
            begun = _Open({} if kind is yaml.MappingStartEvent else [], event)
            if kind is yaml.MappingStartEvent:
                loaded.lines[id(begun.into)] = begun.mark.line + 1
            stack.append(begun)
            if len(stack) == 1:
                loaded.data = begun.into
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            begun = stack.pop()
            value = begun.into
            if begun.anchor:
                anchors[begun.anchor] = value
        elif kind is yaml.AliasEvent:
            aliases += 1
            if event.anchor not in anchors:
                raise _NotADeckError(
                    event.start_mark,
                    f"*{event.anchor} names nothing above it: text beginning with * needs quotes",
                )
            if aliases > MOST_ALIASES:
                raise _NotADeckError(event.start_mark, f"more than {MOST_ALIASES} aliases, which no deck needs", True)
            value = anchors[event.anchor]
            if type(value) is dict and _holds_cards(stack):
                message = f"*{event.anchor} stands for a card again, and no card comes twice: write another one out"
                _spoil(loaded, [], event.start_mark, message)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _NotADeckError(
                    event.start_mark, "a second document begins here: a deck is one, so take the --- away"
                )
            continue
        elif kind is yaml.StreamEndEvent:
            return
        else:
            continue
        if not stack:
            loaded.data = value
            continue
        top = stack[-1]
        if type(top.into) is list:
            top.into.append(value)
        elif top.awaiting:
            if kind is not yaml.ScalarEvent:
                raise _NotADeckError(event.start_mark, "a key is a word: text beginning with * needs quotes")
            top.key, top.key_mark, top.awaiting = value, event.start_mark, False
        else:
            if top.key in top.into and not top.doubled:
                top.doubled = top.key == "id"  # a second card, whose other keys come again as well
                dash = ", or begin the next card with a hyphen" if top.doubled else ""
                message = f"the key {top.key} stands twice in one mapping: keep one of them{dash}"
                _spoil(loaded, stack, top.key_mark, message)
            top.into.setdefault(top.key, value)
            top.awaiting = True


def _plain(value: str, mark: Any, loaded: Loaded, stack: list[_Open]) -> Any:
    """A scalar without quotes, as YAML 1.1 reads it."""
    for tag, pattern in _RESOLVERS.get(value[:1], ()):
        if not pattern.match(value):
            continue
        name = tag.removeprefix(_TAG)
        if name in ("merge", "value"):
            return value
        try:
            made = getattr(_CONSTRUCTOR, f"construct_yaml_{name}")(yaml.ScalarNode(tag, value))
        except (ValueError, OverflowError):
            words = _NUMBERS.get(name, "date")
            _spoil(loaded, stack, mark, f"{_cut(value)} looks like a {words} and is none: put it in quotes")
            return value
        digits = value.lstrip("+-")
        if name in ("int", "float") and (
            ":" in value or (name == "int" and digits[0] == "0" and digits[1:2].isdigit())
        ):
            said = f"the number {made}" if abs(made) < _LARGE else "a number"
            _spoil(loaded, stack, mark, f"YAML reads {_cut(value)} as {said}: put it in quotes")
        return made
    return value


def _holds_cards(stack: list[_Open]) -> bool:
    """Whether the list that is open is that of the cards."""
    if not stack or type(stack[-1].into) is not list:
        return False
    return len(stack) == 1 or (len(stack) == 2 and stack[0].key == "cards")


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def _short(tag: str) -> str:
    return tag.replace(_TAG, "!!", 1)


def _spoil(loaded: Loaded, stack: list[_Open], mark: Any, message: str) -> None:
    loaded.spots.append(Spot(mark.line + 1, mark.column + 1, message))
    loaded.spoilt.update(id(begun.into) for begun in stack)


_CONSTRUCTOR = SafeConstructor()
