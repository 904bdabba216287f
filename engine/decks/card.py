"""A card, its siblings, and the deck that holds them, as read and checked."""

from pathlib import Path

import msgspec

from engine.decks.written import Written
from engine.seals import Code, Seal


class Sibling(msgspec.Struct, frozen=True):
    """One thing asked of a card, with a schedule of its own: the card, its reversal, or one gap of a cloze."""

    key: str  # "deck/id", "deck/id#reverse", "deck/id#1"
    card: str  # the key of the card
    question: str  # Markdown
    answer: str


class Card(Written, frozen=True, kw_only=True):
    """One card of a deck. `line` is where it stands in the deck's file, counted from 1.

    `key` is "deck/id"; of a faulty one without an id, deck:line.
    """

    deck: str
    line: int
    siblings: tuple[Sibling, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.deck}/{self.id}" if self.id else f"{self.deck}:{self.line}"

    @property
    def title(self) -> str:
        """The id in words, for the head of the screen: truncated-BPTT becomes Truncated BPTT."""
        words = self.id.replace("-", " ")
        return words[:1].upper() + words[1:]


class Deck(msgspec.Struct, frozen=True, kw_only=True):
    """One YAML file. `code` is the Python file beside it, `trusted` whether that may run.

    `faulty` are the cards that cannot be studied, each with what a check can go on with: names in `after`, and
    questions, an empty mapping standing for each that is not well.
    Where it may because somebody trusted it as it was, `seal` says how it was.
    """

    name: str
    path: Path
    title: str = ""
    about: str = ""
    tags: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    faulty: tuple[Card, ...] = ()
    code: Path | None = None
    trusted: bool = False
    seal: Seal = ()

    @property
    def withheld(self) -> bool:
        """Whether it has code that may not run: nobody has trusted it as it is."""
        return self.code is not None and not self.trusted

    @property
    def runnable(self) -> Code | None:
        """The code, if it may run."""
        return Code(self.code, self.seal) if self.code is not None and self.trusted else None
