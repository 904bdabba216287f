"""What is left of a card or a question when what is at fault is taken away: each further look is at that alone."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.decks.faults import Fault

_BLANK: dict[str, Any] = {"after": "", "tags": "", "quiz": {}}
"""What stands in a card's lists for an entry at fault, so that the others keep their places."""
_TOGETHER = ("where", "world")  # without them a formula cannot be judged


def sound_card(data: Mapping[Any, Any], faults: Iterable[Fault]) -> dict[Any, Any]:
    """A card without what these faults are of. A question loses keys; at fault as a whole, it is an empty mapping."""
    left = dict(data)
    inside: dict[str | int, list[Fault]] = {}
    for fault in faults:
        match fault.path:
            case ("quiz", place, *rest) if rest:
                inside.setdefault(place, []).append(Fault(tuple(rest), fault.message, fault.on_key))
            case ("after" | "tags" | "quiz" as key, int(place)) if key in left:
                left[key] = [_BLANK[key] if at == place else each for at, each in enumerate(left[key])]
            case path:
                _take(left, path, fault.on_key)
    if inside and isinstance(left.get("quiz"), list):
        quiz = enumerate(left["quiz"])
        left["quiz"] = [sound_question(each, inside[at]) if at in inside else each for at, each in quiz]
    return left


def sound_question(written: Mapping[Any, Any], faults: Iterable[Fault]) -> dict[Any, Any]:
    """A question without the keys that these faults, whose paths begin in it, are of."""
    left = dict(written)
    for fault in faults:
        _take(left, fault.path, fault.on_key)
        if fault.path[:1] and fault.path[0] in _TOGETHER:
            left.pop("formula", None)
    return left


def untold(faults: Iterable[Fault], told: Iterable[Fault]) -> Iterator[Fault]:
    """Those of the faults that are of nothing in which one was told."""
    places = [fault.path for fault in told if fault.path]
    return (fault for fault in faults if not any(fault.path[: len(place)] == place for place in places))


def _take(left: dict[Any, Any], path: tuple[str | int, ...], on_key: bool) -> None:
    """Take away the entry of a path: of a mapping within, that alone where its key is at fault; else the whole key."""
    if not path:
        return
    inner = left.get(path[0])
    if len(path) == 2 and isinstance(inner, dict) and (on_key or path[0] in ("knobs", "reject")):
        left[path[0]] = {key: each for key, each in inner.items() if key != path[1]}
    elif len(path) == 3 and on_key and isinstance(inner, list) and isinstance(path[1], int):
        each = inner[path[1]]
        if isinstance(each, dict):
            kept = {key: value for key, value in each.items() if key != path[2]}
            left[path[0]] = [*inner[: path[1]], kept, *inner[path[1] + 1 :]]
    else:
        left.pop(path[0], None)
