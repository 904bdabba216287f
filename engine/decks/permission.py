"""Whether a question may be asked: it needs no code, or code that may run."""

from collections.abc import Mapping
from typing import Any

from engine.decks.allowing import how_to_trust
from engine.decks.card import Deck
from engine.decks.questions import functions_of
from engine.problems import RecurError
from engine.seals import Code


def code_for(question: Mapping[str, Any], deck: Deck) -> Code | None:
    """The deck's code where the question names a function of it, else None. Raises RecurError (2)."""
    for key, name in functions_of(question):
        what = f"this question needs {name} ({key})"
        if deck.code is None:
            raise RecurError(f"{what}, but there is no {deck.path.stem}.py beside {deck.path.name}", 2)
        if deck.runnable is None:
            raise RecurError(f"{what} of {deck.code.name}, which is not trusted: {how_to_trust(deck)}", 2)
        return deck.runnable
    return None
