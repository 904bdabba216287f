"""What is told of cards that an edit gave another id, and of those that it took away."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.decks.changes import Ids

_SHOWN = 3


def told_called(called: Mapping[str, str]) -> str:
    """Which cards are called otherwise now; what is known of them went along."""
    shown = [f"{old} is {new} now" for old, new in list(called.items())[:_SHOWN]]
    more = [f"{len(called) - _SHOWN} more have other ids"] if len(called) > _SHOWN else []
    said = [*shown, *more]
    whose = "its" if len(called) == 1 else "their"
    return " and ".join([*([", ".join(said[:-1])] if said[1:] else []), said[-1]]) + f", with {whose} progress"


def way_back(ids: "Ids", key: str) -> str:
    """How the progress of a card that is gone is carried over to a new one; empty where there is none."""
    if not ids.new:
        return ""
    now = ids.new[0] if len(ids.gone) == len(ids.new) == 1 else "NEW"
    return f": `recur rename {key} {now}` carries it over"
