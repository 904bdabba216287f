"""A run as JSON."""

import json
import math
from typing import Any

import msgspec

from engine.claims import holds
from engine.decks.card import Card
from engine.exhibits import Claim
from tui.run import Run


def as_json(card: Card, run: Run) -> str:
    """The card's key and its exhibits in the order of the screen; what went wrong, if something did."""
    exhibits = []
    for exhibit in (*run.exhibits, *run.derivations, *run.claims):
        plain = finite(msgspec.to_builtins(exhibit))
        if isinstance(exhibit, Claim):
            plain["holds"] = holds(exhibit)
        exhibits.append(plain)
    found: dict[str, Any] = {"card": card.key, "exhibits": exhibits}
    if run.ended is not None and run.ended.outcome != "done":
        found["error"] = run.ended.message
    return json.dumps(found, ensure_ascii=False, allow_nan=False)


def finite(value: Any) -> Any:
    """The same, with numbers that JSON does not have as strings: "inf", "-inf", "nan"."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [finite(each) for each in value]
    return value
