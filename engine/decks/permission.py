"""Whether a question may be asked: it needs no code, or code that may run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.decks.card import Deck
from engine.decks.questions import functions_of
from engine.problems import RecurError


def code_for(question: Mapping[str, Any], deck: Deck) -> Path | None:
    """The deck's Python file where the question names a function of it, else None. Raises RecurError (2)."""
    for key, name in functions_of(question):
        what = f"this question needs {name} ({key})"
        if deck.code is None:
            raise RecurError(f"{what}, but there is no {deck.path.stem}.py beside {deck.path.name}", 2)
        if not deck.trusted:
            raise RecurError(f"{what} of {deck.code.name}, which is not trusted: with --trust it runs", 2)
        return deck.code
    return None
