"""The explanation of data that does not have the shape it should have: the keys of a mapping and their types."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from engine.decks.faults import Fault, Path
from engine.decks.written import Source

_ELSEWHERE = {
    "front": "question",
    "prompt": "question",
    "term": "question",
    "back": "answer",
    "definition": "answer",
    "reverse": "reversed",
}
"""What other tools call our keys."""
_ITEMS = {
    "quiz": "a question of a quiz is a mapping with `ask` and what is wanted",
    "choose": "a choice is a mapping: {right: …}, or {wrong: …, because: …}",
}
_EXPONENT = re.compile(r"[-+\d._]+[eE][-+]?\d+")
_WORDS = {
    str: "text",
    bool: "true or false",
    float: "a number",
    int: "a whole number",
    tuple: "a list",
    list: "a list",
    dict: "a mapping",
}


def explain(value: Mapping[Any, Any], shape: type[msgspec.Struct], path: Path, what: str) -> Iterator[Fault]:
    """Every fault of a mapping that should have this shape; `what` it is called in messages ("a card")."""
    fields = _fields(shape)
    for key, found in value.items():
        here = (*path, key)
        if not isinstance(key, str):
            yield _no_key(here, key, found)
        elif key == "<<":
            yield Fault(here, "keys are not merged in decks: write them out in place of <<", on_key=True)
        elif key not in fields:
            yield Fault(here, f"{what} has no key {key}; {_suggestion(key, tuple(fields))}", on_key=True)
        else:
            yield from _wrong(found, fields[key].type, here, key)
    there = keys_meant(value, shape)
    for name, each in fields.items():
        if each.required and name not in there:
            yield Fault((*path, name), f"{what} needs {name}")


def keys_meant(value: Mapping[Any, Any], shape: type[msgspec.Struct]) -> set[Any]:
    """The keys of a mapping, and those that are meant by its misspelt ones: neither is missing."""
    fields = tuple(_fields(shape))
    return value.keys() | {_meant(key, fields) for key in value if isinstance(key, str) and key not in fields}


def kind_of(value: object) -> str:
    """What YAML made of something, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return next((words for kind, words in _WORDS.items() if isinstance(value, kind)), "a date")


def near(word: str, known: Sequence[str]) -> str:
    """The known word that is meant, most likely; empty where none is near."""
    for each in known:
        if each.lower() == word.lower():
            return each
    found = get_close_matches(word, known, 1, 0.6)
    return found[0] if found else next((each for each in known if _swapped(word, each)), "")


def _swapped(word: str, other: str) -> bool:
    """Whether two letters side by side changed places, which in a short word leaves little that is alike."""
    return any(word[:at] + word[at : at + 2][::-1] + word[at + 2 :] == other for at in range(len(word) - 1))


def _meant(word: str, known: Sequence[str]) -> str:
    meant = _ELSEWHERE.get(word.lower(), "")
    return meant if meant in known else near(word, known)


def _suggestion(word: str, known: Sequence[str]) -> str:
    meant = _meant(word, known)
    return f"did you mean {meant}?" if meant else f"it may have {', '.join(known)}"


def _wrong(found: Any, wanted: Any, path: Path, name: str) -> Iterator[Fault]:
    """Every fault of one value, against the type of its field."""
    if get_origin(wanted) is Annotated:
        wanted = get_args(wanted)[0]
    options = get_args(wanted) if get_origin(wanted) in (Union, UnionType) else (wanted,)
    for option in options:
        kind = get_origin(option) or option
        if kind is Any or (kind is NoneType and found is None):
            return
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and isinstance(found, dict):
            yield from explain(found, kind, path, f"a {name}" if name != "choose" else "a choice")
            return
        if kind in (tuple, list) and isinstance(found, list):
            inner = get_args(option)[0]
            for place, each in enumerate(found):
                yield from _wrong(each, inner, (*path, place), name)
            return
        if kind is dict and isinstance(found, dict):
            inner = get_args(option)[1]
            for key, each in found.items():
                if not isinstance(key, str):
                    yield _no_key((*path, key), key, each)
                else:
                    yield from _wrong(each, inner, (*path, key), key)
            return
        if kind in (str, bool, int, float) and type(found) is kind:
            return
    of = f"this entry of {name}" if isinstance(path[-1], int) else name
    yield Fault(path, _message(found, options, name, of))


def _no_key(path: Path, key: object, value: object) -> Fault:
    comma = type(key) in (int, float) and value is None  # {number: 2,58} is {number: 2, 58: null}
    mend = "write decimals with a dot, and text with a comma in quotes" if comma else "put it in quotes"
    return Fault(path, f"YAML reads this key as {kind_of(key)}: {mend}", on_key=True)


def _message(found: Any, options: Sequence[Any], name: str, of: str) -> str:
    """What is wrong with what was found: the key `name` itself, or `of` it one of its entries."""
    kinds = [get_origin(option) or option for option in options]
    if found is None or (tuple in kinds and isinstance(found, str) and not found.strip()):
        return f"{of} is empty"
    if str in kinds and not isinstance(found, list | dict):
        return f"{of} is text, but YAML reads {{found}} as {kind_of(found)}: put it in quotes"
    if str in kinds and isinstance(found, dict):
        return f"{of} is text, not a mapping: text that begins with a brace or holds a colon needs quotes"
    if float in kinds and isinstance(found, str):
        return f"{of} is a number, but YAML reads {{found}} as text{_number_hint(found)}"
    if name in _ITEMS and tuple not in kinds:
        return f"{_ITEMS[name]}, not {kind_of(found)}"
    if name in _ITEMS and not isinstance(found, list):
        return f"{name} is a list, not {kind_of(found)}: begin each of its lines with a hyphen"
    if tuple in kinds and isinstance(found, str):
        return f"{name} is a list: write [{found}]" if len(found) < 40 else f"{name} is a list: put it in brackets"
    if Source in kinds:
        return "source is a mapping: write {note: …, item: …}"
    words = " or ".join(dict.fromkeys(_WORDS.get(kind, "a mapping") for kind in kinds if kind is not NoneType))
    return f"{of} is {words}, not {kind_of(found)}"


def _number_hint(found: str) -> str:
    if _EXPONENT.fullmatch(found):
        return ": YAML wants a dot and a sign, as in 1.0e-3"
    try:
        float(found)
    except ValueError:
        return ": write its digits, with a dot" if found[:1].isdigit() else ""
    return ": take the quotes away"


@cache
def _fields(shape: type[msgspec.Struct]) -> dict[str, Any]:
    return {each.encode_name: each for each in msgspec.structs.fields(shape)}
