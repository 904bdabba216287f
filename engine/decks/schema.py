"""The JSON schema of a deck, for editors: they complete keys, tell what each is for, and mark what does not fit.

Made from the structs that reading uses, so that it cannot say anything else. What needs more than one key, or the text
of one, is for `recur check`.
"""

from typing import Any

import msgspec

from engine.decks.questions import KINDS
from engine.decks.written import Head, Written

NAME = "deck.schema.json"
_DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that the YAML server of editors reads well
_REF = "#/definitions/{name}"
_SYMBOL = {
    "anyOf": [
        {"enum": ["scalar", "function", "opaque"]},
        {"type": "string", "pattern": r"^[A-Za-z] of (scalar|\[.*\])$"},
        {
            "type": "array",
            "items": {"type": "string", "pattern": r"^\s*[0-9]*[A-Za-z]\s*$"},
            "minItems": 1,
            "maxItems": 2,
        },
    ]
}
"""A symbol's kind, as `engine.formula.kinds` reads it."""


def schema() -> dict[str, Any]:
    """The schema of a deck: a list of cards, or a mapping with one."""
    (head, card, *_), found = msgspec.json.schema_components((Head, Written, *KINDS.values()), ref_template=_REF)
    cards = {"type": "array", "items": card, "minItems": 1}
    for definition in found.values():
        for each in definition["properties"].values():
            each.pop("default", None)  # an editor would write it out
    found["Head"]["properties"]["cards"] |= cards
    found["Head"]["required"] = ["cards"]
    found["Written"] |= {
        "title": "Card",
        "required": ["id"],
        "oneOf": [
            {"required": ["question", "answer"], "not": {"required": ["cloze"]}},
            {
                "required": ["cloze"],
                "not": {"anyOf": [{"required": ["question"]}, {"required": ["answer"]}]},
                "properties": {"reversed": {"enum": [False]}},
            },
        ],
        "dependencies": {"knobs": ["run"]},
    }
    found["Option"]["oneOf"] = [{"required": ["right"]}, {"required": ["wrong"]}]
    found["Formula"]["properties"]["where"]["additionalProperties"] = _SYMBOL
    kinds = [{"$ref": _REF.format(name=kind.__name__)} for kind in KINDS.values()]
    found["Written"]["properties"]["quiz"]["items"] = {"anyOf": kinds}
    return {
        "$schema": _DRAFT,
        "title": "A deck of Recurrent",
        "description": "A list of cards, or a mapping with title, about, tags and cards.",
        "anyOf": [cards, head],
        "definitions": found,
    }


def printed() -> str:
    """The schema as its file has it."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"
