"""A person at the screen, for the tests: the app on a small deck, keys pressed, the screen read."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from engine.config import read_config
from engine.decks.library import Library, find_decks
from engine.desk import Desk
from engine.journal import Journal
from engine.memory import Review
from tests.tui.still import PATIENCE, Hands, send
from tui.app import RecurApp
from tui.widgets.drawn import Drawn

DECKS = Path(__file__).parent / "decks"


class Person:
    """Presses keys and reads what is on the screen."""

    def __init__(self, app: RecurApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> Any:
        return self.app.screen

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    def hurry(self, *keys: str) -> None:
        """Keys pressed so fast that the app has them all before it has done what the first wants."""
        for key in keys:
            send(self.app, key)

    async def until(self, true: Callable[[], object]) -> None:
        """Wait for something that a process must do first."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while not true():
            assert loop.time() < end, f"it never came; the screen says:\n{self.read()}"
            await self.pilot.pause(0.01)

    async def reveal(self) -> None:
        """Show the answer, and wait till it has run."""
        await self.press("space")
        await self.ran()

    async def ran(self) -> None:
        await self.until(lambda: self.screen.material.target is None or self.screen.run.ended is not None)
        await self.pilot.pause()

    def read(self) -> str:
        """Every text on the screen, from the top."""
        shown = [each for each in self.screen.query(Drawn) if each.region.area]
        shown.sort(key=lambda each: (each.region.y, each.region.x))
        return "\n".join(each.at(each.content_size.width).plain for each in shown)


@asynccontextmanager
async def sitting(
    home: Path, *decks: str | Path, size: tuple[int, int] = (120, 40), new: int = 20
) -> AsyncIterator[Person]:
    """The app with these decks, their code trusted."""
    paths = [deck if isinstance(deck, Path) else DECKS / f"{deck}.yaml" for deck in decks]
    async with opened(find_decks(paths, trust=True), home, size, new) as person:
        yield person


@asynccontextmanager
async def opened(
    library: Library, home: Path, size: tuple[int, int] = (120, 40), new: int = 20, **at: Any
) -> AsyncIterator[Person]:
    """The app on a library, nothing left behind. It opens `at` a quiz (`room`) or at a `form`, else where it does."""
    home.mkdir(exist_ok=True)
    app = RecurApp(Desk.open(library, home, new), home, read_config(home), new=new, **at)
    try:
        async with app.run_test(size=size):
            hands = Hands(app)
            await hands.pause()
            yield Person(app, hands)
    finally:
        await app.close()


def reviews(home: Path, key: str = "") -> list[Review]:
    """What is in the journal, read by another connection."""
    journal = Journal.open(home / "journal.db")
    try:
        keys = [key] if key else list(journal.memories())
        return sorted((each for key in keys for each in journal.reviews(key)), key=lambda each: each.at)
    finally:
        journal.close()


def play(story: Coroutine[Any, Any, None]) -> None:
    """Run a story to its end."""
    asyncio.run(story)
