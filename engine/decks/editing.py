"""Decks that their author edits: where a card stands, whether it may be edited there, and the deck read again."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from engine.decks.allowing import free, permitted
from engine.decks.card import Deck
from engine.decks.finding import shipped
from engine.decks.library import Library
from engine.decks.order import resolve
from engine.decks.reading import read_deck
from engine.decks.trust import known_to
from engine.freshness import installed
from engine.problems import Problem, RecurError


class Place(NamedTuple):
    """Where a card is written: its file and its line there, from 1. `key` is "deck/id"."""

    path: Path
    line: int
    key: str


def place_of(library: Library, name: str) -> Place:
    """Where a card is written, one that cannot be read too. Raises RecurError (2) where there is none."""
    try:
        card = library.card(name)
    except RecurError:
        wanted = name.partition("#")[0]
        for problem in library.problems:
            if problem.card and wanted in (problem.card, problem.card.partition("/")[2]):
                return Place(problem.path, problem.line, problem.card)
        raise
    return Place(library.deck(card.deck).path, card.line, card.key)


def is_written(library: Library, key: str) -> bool:
    """Whether a card stands in its deck, be it one that cannot be read."""
    return key in library.cards or any(problem.card == key for problem in library.problems)


class NotYoursError(RecurError):
    """A deck that is not to be edited where it stands; `why` it is not. It may be copied, by the key of a `card`."""

    def __init__(self, path: Path, why: str, card: str) -> None:
        super().__init__(f"{path} {why}: `recur edit --copy {card}` copies it into your decks and edits it there", 2)
        self.why = why


def comes_with_a_package(path: Path) -> bool:
    """Whether a deck is one that a package brought."""
    return path.resolve() in {each.resolve() for each in shipped()}


def is_ones_own(path: Path, home: Path) -> bool:
    """Whether a deck stands where copies are put."""
    return path.absolute().parent == home.absolute() / "decks"


def may_be_edited(path: Path, home: Path, card: str) -> None:
    """Raises NotYoursError for a deck of an installed package or one that is read-only; RecurError for one's own.

    `card` is the key of a card of it.
    """
    if installed(path.resolve()) and comes_with_a_package(path):
        raise NotYoursError(path, "came with a package and would be lost with its next version", card)
    if not path.exists():
        raise RecurError(f"{path} is not there any more: its cards cannot be edited", 2)
    if not os.access(path, os.W_OK):
        if is_ones_own(path, home):
            raise RecurError(f"{path} is read-only: chmod u+w makes it yours to edit", 2)
        raise NotYoursError(path, "is read-only", card)


def of_ones_own(library: Library, name: str | None, home: Path) -> Deck:
    """The deck of that name, or the only one that may be edited. Raises RecurError (2)."""
    if name is not None:
        deck = library.deck(Path(name).stem if name.endswith((".yaml", ".yml")) else name)
        may_be_edited(deck.path, home, deck.cards[0].key if deck.cards else "CARD")
        return deck
    own = own_decks(library)
    if len(own) == 1:
        return own[0]
    if not own:
        raise RecurError("there is no deck of yours yet: begin one with `recur new deck NAME`", 2)
    raise RecurError(f"say which deck: {', '.join(deck.name for deck in own)}", 2)


def own_decks(library: Library) -> list[Deck]:
    """The decks that come with no package and may be written."""
    others = {path.resolve() for path in shipped()}
    return [deck for deck in library.decks if deck.path.resolve() not in others and os.access(deck.path, os.W_OK)]


def read_again(library: Library, path: Path, home: Path, called: Mapping[str, str] | None = None) -> Library:
    """The library with the deck of that file as it is now: in the place of the one of its name, a new one last.

    Its code may run as it is where it might before, else as it was trusted. `called` as `resolve` has it.
    """
    decks = list(library.decks)
    deck, found = read_deck(path)
    at = next((at for at, old in enumerate(decks) if old.path == path or old.name == deck.name), len(decks))
    before = decks[at : at + 1]
    as_it_is = any(old.path == path and old.trusted and not old.seal for old in before)
    decks[at : at + 1] = [free(deck) if as_it_is else permitted(deck, known_to(home))]
    gone = {each for old in (path, *(each.path for each in before)) for each in (old, old.with_suffix(".py"))}
    others = [problem for problem in library.problems if problem.path not in gone]
    resolved, unknown = resolve(decks, [*others, *found], called)
    return Library(resolved, sorted({*others, *found, *unknown}))


def errors_of(library: Library, path: Path, first: str = "") -> list[Problem]:
    """What is wrong with the deck of a file and its code, that of the card of the key `first` before all else."""
    found = [
        each for each in library.problems if each.path in (path, path.with_suffix(".py")) and each.level == "error"
    ]
    return sorted(found, key=lambda each: (each.card != first, each))
