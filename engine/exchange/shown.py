"""What the answers of decks show at the knob values their cards start with, as text."""

from collections.abc import Callable, Iterator, Sequence

from engine.answers import settle
from engine.checking.crew import Progress, crew, spread
from engine.decks.card import Card, Deck
from engine.exchange.draft import LEFT
from engine.exhibits import AnyExhibit
from engine.knobs import KnobError
from engine.problems import Problem
from engine.runner import Ended, Runner, RunnerError
from engine.seals import Code

Draw = Callable[[Sequence[AnyExhibit]], str]
"""Exhibits, in the order in which they came, as text."""


async def shown_by(
    decks: Sequence[Deck], draw: Draw, workers: int = 2, progress: Progress | None = None
) -> tuple[dict[str, str], list[Problem]]:
    """The text by card key. What may not run is told as left behind, what fails as an error."""
    problems = list(_unfit(decks))
    asked = {card.key: (deck, card, deck.runnable) for deck, card in _running(decks) if deck.runnable}
    texts: dict[str, str] = {}

    async def run(runner: Runner, key: str) -> str | Problem:
        deck, card, code = asked[key]
        assert code is not None  # only decks with code are asked
        exhibits = await _exhibits(runner, card, code)
        if isinstance(exhibits, str):
            return Problem(deck.path, card.line, 1, f"{card.run} at its start: {exhibits}", card.key)
        return draw(exhibits)

    async with crew(min(workers, len(asked))) as runners:
        for key, result in (await spread(runners, asked, run, progress)).items():
            if isinstance(result, Problem):
                problems.append(result)
            else:
                texts[key] = result
    return texts, sorted(problems)


def _running(decks: Sequence[Deck]) -> Iterator[tuple[Deck, Card]]:
    for deck in decks:
        for card in deck.cards:
            if card.run:
                yield deck, card


def _unfit(decks: Sequence[Deck]) -> Iterator[Problem]:
    for deck, card in _running(decks):
        if deck.code is not None and not deck.trusted:
            why = f"what {card.run} shows: {deck.code.name} is not trusted (--trust)"
            yield Problem(deck.path, card.line, 1, why, card.key, LEFT)


async def _exhibits(runner: Runner, card: Card, code: Code) -> list[AnyExhibit] | str:
    """All that one answer shows; or why it does not."""
    try:
        described = await runner.describe(code, card.run)
        values = settle(described.name, described.knobs, card.knobs)
    except (RunnerError, KnobError) as error:
        return str(error)
    exhibits: list[AnyExhibit] = []
    async for item in runner.run(code, card.run, values):
        if not isinstance(item, Ended):
            exhibits.append(item)
        elif item.outcome != "done":
            return item.message
    return exhibits
