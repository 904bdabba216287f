"""What a screen shows of one card, made from the card and its deck."""

from datetime import datetime

import msgspec

from engine.decks.allowing import how_to_trust
from engine.decks.card import Card, Deck, Sibling
from tui.live import Target
from tui.widgets.about import Runs
from tui.widgets.page import Page
from tui.widgets.withheld import Withheld
from tui.words import dated


class Material(msgspec.Struct, frozen=True):
    """One sibling of a card, with the deck it stands in."""

    card: Card
    sibling: Sibling
    deck: Deck

    @property
    def deck_title(self) -> str:
        return self.deck.title or self.deck.name

    @property
    def target(self) -> Target | None:
        """What runs, if it may."""
        if self.card.run and self.deck.runnable is not None:
            return Target(self.deck.runnable, self.card.run)
        return None

    @property
    def withheld(self) -> bool:
        """Whether something would run if somebody trusted it."""
        return bool(self.card.run) and self.deck.withheld

    @property
    def why_not(self) -> str:
        """Why nothing runs, where nothing does."""
        if not self.card.run:
            return "this card has no code."
        if self.deck.code is None:
            return f"the deck names {self.card.run}, but has no Python file beside it."
        if not self.deck.trusted:
            return f"{self.deck.code.name} is not trusted: {how_to_trust(self.deck)}."
        return ""

    @property
    def runs(self) -> Runs:
        file = self.deck.code.name if self.deck.code else ""
        why_not = f"Nothing: {self.why_not}" if self.why_not else ""
        if self.withheld:
            why_not = f"Nothing, until you trust {file}."
        return Runs(function=self.card.run, file=file, why_not=why_not, decidable=self.withheld)

    def instead(self, trusted: datetime | None) -> Withheld:
        """What stands in the place of what would run, where nothing does. `trusted`: when its code was, as it was."""
        if not self.card.run or self.target is not None:
            return Withheld()
        if self.deck.code is None:
            return Withheld(f"{self.card.run} was not run", f"{self.why_not[0].upper()}{self.why_not[1:]}")
        file = self.deck.code.name
        why = f"{file} is Python that came with this deck, and nobody has said that it may run: it would run as you."
        if trusted is not None:
            why = f"{file} has changed since you trusted it on {dated(trusted)}."
        return Withheld(f"{self.card.run} in {file} was not run", f"{why} The card can be studied without it.", True)

    @property
    def page(self) -> Page:
        source = self.card.source
        aside = (source.erratum if source else None) or ""
        number = f" {source.item}" if source and source.item else ""
        return Page(
            question=self.sibling.question,
            answer=self.sibling.answer,
            hint=self.card.hint,
            lead=f"Note{number}, corrected.",
            aside=aside,
            deck=self.deck_title,
        )

    @property
    def note(self) -> tuple[tuple[str, str], ...]:
        """Where the card comes from, label and text."""
        card, rows = self.card, []
        if card.source:
            item = f", item {card.source.item}" if card.source.item else ""
            rows.append(("Source", card.source.note + item))
            if card.source.erratum:
                rows.append(("What the note says wrongly", card.source.erratum))
        filed = [f"`{card.key}`, line {card.line} of `{self.deck.path.name}`."]
        if card.tags:
            filed.append(f"Tags: {', '.join(card.tags)}.")
        if card.after:
            filed.append(f"Know first: {', '.join(f'`{each}`' for each in card.after)}.")
        rows.append(("The card", " ".join(filed)))
        return tuple(rows)
