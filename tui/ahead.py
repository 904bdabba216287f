"""The next generated question, made while this one is thought about."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from engine.decks.card import Card, Deck
from engine.quiz import Asked
from engine.runner import Runner
from tui.posed import Posed, pose


@dataclass(frozen=True)
class _Begun:
    asked: Asked
    card: Card
    deck: Deck
    making: asyncio.Task[Posed]


class Ahead:
    """At most one question in the making. Its seed makes it the same as if it were made when it is asked."""

    def __init__(self) -> None:
        self._begun: _Begun | None = None

    def begin(self, runner: Callable[[], Awaitable[Runner]], asked: Asked, card: Card, deck: Deck) -> None:
        """Begin to make it; only one that the deck's code makes takes time."""
        self.close()
        if asked.question == 0 or "generate" not in card.quiz[asked.question - 1]:
            return

        async def make() -> Posed:
            return await pose(await runner(), asked, card, deck)

        making = asyncio.ensure_future(make())
        making.add_done_callback(_heard)
        self._begun = _Begun(asked, card, deck, making)

    def take(self, asked: Asked, card: Card, deck: Deck) -> asyncio.Task[Posed] | None:
        """What was begun, if it is this question of the card as it is now; it may raise RunnerError."""
        begun = self._begun
        if begun is None or begun.asked != asked or begun.card is not card or begun.deck is not deck:
            self.close()
            return None
        self._begun = None
        return begun.making

    def close(self) -> None:
        """Nobody wants it any more."""
        if self._begun is not None:
            self._begun.making.cancel()
            self._begun = None


def _heard(making: asyncio.Task[Posed]) -> None:
    """What failed and was never asked is nobody's trouble."""
    if not making.cancelled():
        making.exception()
