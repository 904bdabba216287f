"""All decks of one sitting: found, read, and cards looked up by name."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from engine.decks.allowing import free, permitted
from engine.decks.card import Card, Deck, Sibling
from engine.decks.finding import in_folder, no_files, pointed_at, shipped
from engine.decks.kept import read_checked, read_kept
from engine.decks.order import resolve, sorted_by_prerequisites
from engine.decks.trust import known_to
from engine.problems import Problem, RecurError

TOLD = 3
"""So many problems of decks, for which it may have no name, are told where a card is not found."""


class Library:
    """Decks, and what is wrong with their files. A card is named by its id where that is unique, else by deck/id."""

    def __init__(self, decks: Sequence[Deck], problems: Sequence[Problem] = ()) -> None:
        self.decks = tuple(decks)
        self.problems = tuple(problems)

    @cached_property
    def cards(self) -> dict[str, Card]:
        """Every card by its key, "deck/id", in the order of the decks."""
        return {card.key: card for deck in self.decks for card in deck.cards}

    @cached_property
    def siblings(self) -> tuple[Sibling, ...]:
        """Every sibling, in the order in which new ones are met: cards to know first come first."""
        return tuple(sibling for card in sorted_by_prerequisites(self.cards) for sibling in card.siblings)

    def card(self, name: str) -> Card:
        """The card of a name: id, deck/id, or a sibling's key. Raises RecurError (2) for none or several."""
        wanted = name.partition("#")[0]
        if wanted in self.cards:
            return self.cards[wanted]
        found = self._by_id.get(wanted, ())
        if len(found) == 1:
            return found[0]
        if found:
            raise RecurError(f"{name} is in several decks: say {' or '.join(card.key for card in found)}", 2)
        errors = [each for each in self.problems if each.level == "error"]
        if its := [each for each in errors if wanted in (each.card, each.card.partition("/")[2])]:
            raise RecurError("\n".join([f"the card {name} cannot be read", *map(str, its)]), 2)
        from engine.decks.shape import near

        meant = near(wanted, list(self.cards) if "/" in wanted else list(self._by_id))
        hint = f"; did you mean {meant}?" if meant else "; `recur list` names them all"
        unread = [] if meant else [each for each in errors if "/" not in each.card and each.path.suffix != ".py"]
        more = [f"and {len(unread) - TOLD} more: `recur check` tells them all"] if len(unread) > TOLD else []
        raise RecurError("\n".join([f"there is no card {name}{hint}", *map(str, unread[:TOLD]), *more]), 2)

    def sibling(self, key: str) -> Sibling:
        """The sibling of a key, or the first of a card's name. Raises RecurError (2)."""
        card = self.card(key)
        if "#" not in key:
            return card.siblings[0]
        ending = key.partition("#")[2]
        for sibling in card.siblings:
            if sibling.key == f"{card.key}#{ending}":
                return sibling
        raise RecurError(f"{card.key} has no {key}; it has {', '.join(each.key for each in card.siblings)}", 2)

    def deck(self, name: str) -> Deck:
        """The deck of that name. Raises RecurError (2)."""
        for deck in self.decks:
            if deck.name == name:
                return deck
        names = [deck.name for deck in self.decks]
        from engine.decks.shape import near

        meant = near(name.removesuffix(".yaml"), names)
        hint = f"did you mean {meant}?" if meant else f"there are {', '.join(names) or 'none'}"
        raise RecurError(f"there is no deck {name}; {hint}", 2)

    def select(self, names: Sequence[str]) -> "Library":
        """The library of these decks alone; of all where none is named. Raises RecurError (2) for an unknown one."""
        if not names:
            return self
        chosen = list(dict.fromkeys(self.deck(name).name for name in names))
        decks = [deck for deck in self.decks if deck.name in chosen]
        paths = {deck.path for deck in decks} | {deck.code for deck in decks}
        return Library(decks, [problem for problem in self.problems if problem.path in paths])

    def replacing(self, deck: Deck) -> "Library":
        """The library with this deck in place of the one of its file, which has the same cards."""
        return Library([deck if each.path == deck.path else each for each in self.decks], self.problems)

    @cached_property
    def _by_id(self) -> dict[str, tuple[Card, ...]]:
        found: dict[str, tuple[Card, ...]] = {}
        for card in self.cards.values():
            found[card.id] = (*found.get(card.id, ()), card)
        return found


def find_decks(
    explicit: Sequence[Path] = (),
    home: Path | None = None,
    trust: bool = False,
    thorough: bool = False,
    anew: bool = False,
) -> Library:
    """The decks of these paths; where there are none, those of `home`/decks, then those of installed packages.

    One's own deck stands in the place of an installed one of its name: it is a copy. Code of installed packages may
    run; other code with `trust`, or where it has been trusted as it is. `thorough` is for checking: it reads formulas
    and Python files too. An unchanged deck comes from `home`/cache, but `anew` a check reads it again. Raises
    RecurError (2) for a path without a deck.
    """
    if explicit:
        installed_ones = {path.resolve() for path in shipped()}
        places = [(path, path.resolve() in installed_ones and _alone(path)) for path in pointed_at(explicit)]
    else:
        places = [(path, False) for path in in_folder(home / "decks")] if home else []
        places += [(path, True) for path in shipped()]
    decks: dict[str, Deck] = {}
    problems: list[Problem] = []
    seen: set[Path] = set()
    came: set[str] = set()
    known = known_to(home)
    with _no_collection():
        for path, installed in places:
            if path.absolute() in seen:
                continue
            seen.add(path.absolute())
            if path.stem in decks:
                if installed and not explicit and path.stem not in came:
                    continue  # a copy of it is among the student's own, to be edited
                other = decks[path.stem].path
                problems.append(Problem(path, 1, 1, f"a deck called {path.stem} stands already at {other}: rename one"))
                continue
            deck, found = read_checked(path, home, anew) if thorough else read_kept(path, home)
            problems += found
            decks[deck.name] = permitted(deck, known) if not (installed or trust) else free(deck)
            if installed and not explicit:
                came.add(deck.name)
    if thorough:
        problems += _of_no_files(explicit or ([home / "decks"] if home else []))
    # The student's own come first: else a day's new cards would all be of the decks that came with the tool.
    resolved, unknown = resolve(sorted(decks.values(), key=lambda deck: deck.name in came), problems)
    return Library(resolved, sorted([*problems, *unknown]))


def _of_no_files(folders: Sequence[Path]) -> Iterator[Problem]:
    """What is wrong with what is called as a deck is in these folders, and is no file."""
    from engine.decks.reading import read_deck  # with YAML, for a check alone

    for folder in folders:
        for path in no_files(folder):
            yield from read_deck(path)[1]


def _alone(path: Path) -> bool:
    """Whether no other Python stands beside it than beside the file that it leads to."""
    code = path.with_suffix(".py")
    return not code.exists() or code.resolve() == path.resolve().with_suffix(".py").resolve()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without garbage collection: reading makes many objects and no rubbish, and would be four times as slow."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
