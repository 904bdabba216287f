"""The keys of decks, cards and questions, as the structs that read them define them."""

from collections.abc import Iterator
from textwrap import fill

import msgspec
from msgspec import inspect

from engine.decks.questions import KINDS, Option, Question
from engine.decks.written import Head, Source, Written

STRUCTS: dict[str, type[msgspec.Struct]] = {
    "deck": Head,
    "card": Written,
    "source": Source,
    "question": Question,
    **KINDS,
    "option": Option,
}
"""By the word that stands before the point in a key's full name, such as `card.hint`."""

_COMMON = {field.name for field in msgspec.structs.fields(Question)}


def keys_of(owner: str) -> tuple[str, ...]:
    """The full names of its keys, in order; of a kind of question only those that not every question has."""
    fields = (field.name for field in msgspec.structs.fields(STRUCTS[owner]))
    return tuple(f"{owner}.{name}" for name in fields if owner not in KINDS or name not in _COMMON)


def told(key: str) -> str:
    """A key, its type and what it is for: an item of a Markdown list."""
    owner, _, name = key.partition(".")
    structure = inspect.type_info(STRUCTS[owner])
    assert isinstance(structure, inspect.StructType)
    (field,) = (each for each in structure.fields if each.name == name)
    about = ""
    if isinstance(field.type, inspect.Metadata):
        about = (field.type.extra_json_schema or {}).get("description", "")
    kinds = " or ".join(dict.fromkeys(_kinds(field.type)))
    return fill(f"- `{name}` ({kinds}). {about}", 120, subsequent_indent="  ", break_on_hyphens=False)


def _kinds(of: inspect.Type) -> Iterator[str]:
    match of:
        case inspect.Metadata(type=inner):
            yield from _kinds(inner)
        case inspect.UnionType(types=types):
            for each in types:
                yield from _kinds(each)
        case inspect.StrType():
            yield "text"
        case inspect.BoolType():
            yield "true or false"
        case inspect.IntType() | inspect.FloatType():
            yield "number"
        case inspect.ListType() | inspect.VarTupleType():
            yield "list"
        case inspect.DictType() | inspect.StructType():
            yield "mapping"
