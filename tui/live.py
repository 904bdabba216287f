"""Runs of the answer behind a card: what the worker process sends becomes messages to the screen."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

import msgspec
from textual.message_pump import MessagePump

from engine.seals import Code
from tui.messages import Came, Described, Over

if TYPE_CHECKING:
    from engine.knobs import Value
    from engine.runner import Run, Runner


class Target(msgspec.Struct, frozen=True):
    """The answer function of a card: the file it stands in and its name."""

    code: Code
    function: str


class Live:
    """Speaks to the runner for one screen. Each run has a ticket, so that what comes late can be told apart."""

    def __init__(self, screen: MessagePump, runner: "Callable[[], Awaitable[Runner]]") -> None:
        self._screen = screen
        self._runner = runner
        self._latest: Run | None = None

    async def describe(self, ticket: int, target: Target) -> None:
        """Ask what the function is; a failure ends the run that the ticket stands for."""
        runner = await self._runner()
        from engine.runner import Ended, RunnerError  # not before the first card is painted

        try:
            described = await runner.describe(target.code, target.function)
        except RunnerError as error:
            self._screen.post_message(Over(ticket, Ended("failed", str(error))))
        else:
            self._screen.post_message(Described(ticket, described))

    async def run(self, ticket: int, target: Target, values: "Mapping[str, Value]") -> None:
        """Run at these values; every exhibit and the end are posted under the ticket."""
        runner = await self._runner()
        from engine.runner import Ended, RunnerError

        try:
            self._latest = runner.run(target.code, target.function, dict(values))
            async for item in self._latest:
                self._screen.post_message(Over(ticket, item) if isinstance(item, Ended) else Came(ticket, item))
        except RunnerError as error:
            self._screen.post_message(Over(ticket, Ended("failed", str(error))))

    def cancel(self) -> None:
        """Want no more of this screen's latest run: the card is left."""
        if self._latest is not None:
            self._latest.cancel()
