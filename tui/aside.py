"""Cards suspended and resumed: what `recur suspend` and `recur unsuspend` do and say."""

import json

import click

from engine.clock import day_of
from engine.decks.library import Library
from engine.problems import RecurError
from tui.journal import at_the_journal


def put_aside(library: Library, name: str, aside: bool, as_json: bool) -> None:
    """Suspend a card or resume it; where that is so already, say so. Raises RecurError (2) for an unknown card."""
    card, _, ending = name.partition("#")
    if ending:
        raise RecurError(f"a card is suspended and resumed as a whole: leave #{ending} away", 2)
    key = library.card(card).key
    changed = at_the_journal(lambda journal, at: (journal.suspend if aside else journal.resume)(key, at, day_of(at)))
    if as_json:
        click.echo(json.dumps({"card": key, "suspended": aside, "changed": changed}, ensure_ascii=False))
    elif aside:
        already = "" if changed else " already"
        click.echo(f"{key} is suspended{already}: recur unsuspend {name} resumes it")
    else:
        click.echo(f"{key} is asked again" if changed else f"{key} is not suspended")
