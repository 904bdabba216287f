"""What is told of cards that an edit gave another id, and of those that it took away."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.decks.changes import Ids


def told_called(called: Mapping[str, str], key: str) -> str:
    """That the card `key`, or else the first, is called otherwise now, and how many more are; a line of the screen."""
    old = key if key in called else next(iter(called))
    more = len(called) - 1
    if not more:
        return f"{old} is {called[old]} now, with its progress"
    others = "1 more has another id" if more == 1 else f"{more} more have other ids"
    return f"{old} is {called[old]} now, and {others}: progress kept"


def way_back(ids: "Ids", key: str) -> str:
    """How the progress of a card that is gone is carried over to a new one; empty where there is none."""
    if not ids.new:
        return ""
    now = ids.new[0] if len(ids.gone) == len(ids.new) == 1 else "NEW"
    return f": `recur rename {key} {now}` carries it over"


def told_other(key: str) -> str:
    """That under an id another card stands now, which has the progress of the one before."""
    return f"{key} is another card now, with the progress of the one before: `recur reset {key}` begins it anew"
