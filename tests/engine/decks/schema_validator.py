"""As much of JSON Schema as the schema of decks uses; a word it does not know is an error, not passed over."""

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
TOLD = {"$schema", "title", "description", "definitions"}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "$") -> Iterator[str]:
    """Where and why a value is not what the schema says."""
    for word, asked in schema.items():
        yield from _faults(word, asked, value, schema, root, path)


def _faults(
    word: str, asked: Any, value: Any, schema: dict[str, Any], root: dict[str, Any], path: str
) -> Iterator[str]:
    many = isinstance(value, list)
    keyed = isinstance(value, dict)
    match word:
        case "$ref":
            yield from faults(value, root["definitions"][asked.removeprefix("#/definitions/")], root, path)
        case "anyOf":
            if all(any(faults(value, each, root, path)) for each in asked):
                yield f"{path}: none of the alternatives"
        case "oneOf":
            if sum(not any(faults(value, each, root, path)) for each in asked) != 1:
                yield f"{path}: not just one of the alternatives"
        case "not":
            if not any(faults(value, asked, root, path)):
                yield f"{path}: what may not be"
        case "type":
            if not isinstance(value, TYPES[asked]) or (asked in ("integer", "number") and isinstance(value, bool)):
                yield f"{path}: not {asked}"
        case "enum":
            if value not in asked:
                yield f"{path}: not one of {asked}"
        case "pattern":
            if isinstance(value, str) and not re.search(asked, value):
                yield f"{path}: not like {asked}"
        case "minLength":
            if isinstance(value, str) and len(value) < asked:
                yield f"{path}: too short"
        case "minimum":
            if isinstance(value, int | float) and value < asked:
                yield f"{path}: too small"
        case "minItems" | "maxItems":
            if many and (len(value) < asked if word == "minItems" else len(value) > asked):
                yield f"{path}: {word}"
        case "uniqueItems":
            if many and len({repr(each) for each in value}) < len(value):
                yield f"{path}: twice the same"
        case "items":
            for place, each in enumerate(value if many else ()):
                yield from faults(each, asked, root, f"{path}[{place}]")
        case "required":
            yield from (f"{path}: needs {key}" for key in asked if keyed and key not in value)
        case "dependencies":
            for key, others in asked.items():
                yield from (f"{path}: needs {other}" for other in others if key in value and other not in value)
        case "properties":
            for key, each in asked.items():
                if keyed and key in value:
                    yield from faults(value[key], each, root, f"{path}.{key}")
        case "additionalProperties":
            for key in value.keys() - schema.get("properties", {}).keys() if keyed else ():
                if asked is False:
                    yield f"{path}: has {key}"
                else:
                    yield from faults(value[key], asked, root, f"{path}.{key}")
        case _:
            assert word in TOLD, f"the validator does not know {word}"
