"""A run, and a verdict, as JSON."""

import json
import math
from typing import Any

import msgspec

from engine.claims import holds
from engine.decks.card import Card
from engine.exhibits import AnyExhibit, Claim
from engine.grading.verdict import Verdict
from tui.run import Run


def as_json(card: Card, run: Run) -> str:
    """The card's key and its exhibits in the order of the screen; what went wrong, if something did."""
    exhibits = (*run.exhibits, *run.derivations, *run.claims)
    found: dict[str, Any] = {"card": card.key, "exhibits": [plain(each) for each in exhibits]}
    if run.ended is not None and run.ended.outcome != "done":
        found["error"] = run.ended.message
    return json.dumps(found, ensure_ascii=False, allow_nan=False)


def verdict_as_json(card: Card, number: int, seed: int, verdict: Verdict) -> str:
    """What grading says of an answer to the card's question of that number, from 1, at a seed."""
    found = {
        "card": card.key,
        "question": number,
        "seed": seed,
        "verdict": verdict.verdict,
        "slip": verdict.slip,
        "reason": verdict.reason,
        "method": verdict.method,
        "evidence": [plain(each) for each in verdict.evidence],
        "understood": verdict.understood,
        "column": verdict.column,
    }
    return json.dumps(found, ensure_ascii=False, allow_nan=False)


def plain(exhibit: AnyExhibit) -> dict[str, Any]:
    """An exhibit as JSON has it: its kind and its fields, of a claim whether it holds."""
    found: dict[str, Any] = finite(msgspec.to_builtins(exhibit))
    return found | {"holds": holds(exhibit)} if isinstance(exhibit, Claim) else found


def finite(value: Any) -> Any:
    """The same, with numbers that JSON does not have as strings: "inf", "-inf", "nan"."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [finite(each) for each in value]
    return value
