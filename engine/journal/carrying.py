"""What is known of several cards goes on under the ids that an edit gave them."""

from collections.abc import Mapping
from datetime import datetime

from engine.clock import day_of
from engine.journal.log import Journal
from engine.problems import RecurError


def carried(journal: Journal, called: Mapping[str, str], at: datetime) -> tuple[dict[str, str], RecurError | None]:
    """Those of the keys in `called`, old to new, under which it went along; and why the first of the others did not."""
    gone_along: dict[str, str] = {}
    trouble: RecurError | None = None
    for old, new in called.items():
        try:
            with journal.renaming(old, new, at, day_of(at), apart=True):
                pass
        except RecurError as error:
            trouble = trouble or error
        else:
            gone_along[old] = new
    return gone_along, trouble
