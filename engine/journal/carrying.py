"""What is known of several cards goes on under the ids that an edit gave them."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from engine.clock import day_of
from engine.journal.log import Journal
from engine.problems import RecurError


def carried(journal: Journal, called: Mapping[str, str], at: datetime) -> tuple[dict[str, str], RecurError | None]:
    """Those of the keys in `called`, old to new, under which it went along; and why the first of the others did not.

    Of cards that took each other's ids either all went along or none.
    """
    gone_along: dict[str, str] = {}
    trouble: RecurError | None = None
    for chain in _chains(called):
        try:
            journal.carry(chain, at, day_of(at))
        except RecurError as error:
            trouble = trouble or _of_chain(error, chain)
        else:
            gone_along |= chain
    return gone_along, trouble


def _chains(called: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The keys in groups: each took the id of the next, the last one that was free, or that of the first."""
    left = dict(called)
    taken = set(called.values())
    for first in sorted(called, key=taken.__contains__):
        chain: dict[str, str] = {}
        key = first
        while key in left:
            chain[key] = left.pop(key)
            key = chain[key]
        if chain:
            yield chain


def _of_chain(error: RecurError, chain: Mapping[str, str]) -> RecurError:
    """Why a chain did not go along, and at which of its ids another card stands now than the one that is known."""
    other = " ".join(new for new in chain.values() if new in chain)
    if not other:
        return error
    said = f"{error}; where another card stands now, `recur reset {other}` begins it anew"
    return RecurError(said, error.exit_code)
