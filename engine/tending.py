"""Cards given another name, in their decks and in the journal together or in neither; and cards that begin anew."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from engine.clock import day_of
from engine.decks.library import Library
from engine.decks.moving import moved
from engine.decks.renaming import Rewritten, renamed
from engine.exchange.destination import write_over
from engine.journal import Journal
from engine.orphans import orphans
from engine.problems import RecurError


class Renamed(msgspec.Struct, frozen=True):
    """What became of a card: its key, what it was, and the files that were changed."""

    card: str
    was: str
    files: tuple[str, ...] = ()


class Begun(msgspec.Struct, frozen=True):
    """A card, or one sibling of it, that began anew.

    `siblings`: keys of what had a memory; none, where it was new. `reviews`: how many that was the memory of.
    """

    card: str
    siblings: tuple[str, ...]
    reviews: int


def rename(library: Library, journal: Journal, old: str, new: str, at: datetime) -> Renamed:
    """Give a card of a deck the id `new`, or carry the history of one that no deck has over to the card `new`.

    Raises RecurError, and has changed nothing, where that cannot be.
    """
    for name in (old, new):
        if "#" in name:
            raise RecurError(f"a card is renamed as a whole: {name.partition('#')[0]} without what follows", 2)
    try:
        card = library.card(old)
    except RecurError:
        lost = [each.card for each in orphans(library, journal) if old in (each.card, each.card.partition("/")[2])]
        if len(lost) > 1:
            raise RecurError(f"{old} was in several decks: say {' or '.join(lost)}", 2) from None
        if not lost:
            raise
        return _written(journal, lost[0], library.card(new).key, (), at)
    deck, slash, name = new.rpartition("/")
    if slash and deck != card.deck:
        raise RecurError(f"{card.key} stays in its deck when it is renamed; `recur move` brings it to another", 2)
    return _written(journal, card.key, f"{card.deck}/{name}", renamed(library, card, name), at)


def move(library: Library, journal: Journal, name: str, deck: str, at: datetime) -> Renamed:
    """Bring a card to another deck. Raises RecurError, and has changed nothing, where that cannot be."""
    if "#" in name:
        raise RecurError(f"a card is moved as a whole: {name.partition('#')[0]} without what follows", 2)
    card, to = library.card(name), library.deck(deck)
    return _written(journal, card.key, f"{to.name}/{card.id}", moved(library, card, to), at)


def _written(journal: Journal, old: str, new: str, files: Sequence[Rewritten], at: datetime) -> Renamed:
    """Write the files and the event; where one of them fails, all is as it was before."""
    done: list[Rewritten] = []
    try:
        with journal.renaming(old, new, at, day_of(at)):
            for file in files:
                if file.path.read_bytes() != file.before:
                    raise RecurError(f"{file.path} is being changed by another program; try again")
                write_over(file.path, file.after)
                done.append(file)
    except BaseException:
        for file in done:
            write_over(file.path, file.before)
        raise
    return Renamed(new, old, tuple(str(file.path) for file in files))


def reset(library: Library, journal: Journal, names: Sequence[str], at: datetime) -> list[Begun]:
    """Let cards, or single siblings (`card#1`), begin anew, all together. Raises RecurError (2) for an unknown one.

    They are new cards from then on: they come in their place, within the day's limit, and count as met on that day.
    """
    known = journal.memories()
    wanted: list[tuple[str, tuple[str, ...]]] = []
    for name in names:
        if "#" in name:
            key = library.sibling(name).key
            wanted.append((key, (key,) if key in known else ()))
        else:
            card = library.card(name).key
            wanted.append((card, tuple(key for key in known if key.partition("#")[0] == card)))
    found = [Begun(key, siblings, sum(known[each].reviews for each in siblings)) for key, siblings in wanted]
    journal.reset([each for begun in found for each in begun.siblings], at, day_of(at))
    return found
