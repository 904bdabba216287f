"""One run of an answer: its exhibits as they come, and its talk with the worker that runs it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Literal

import msgspec

from engine import frames
from engine.answers import Limits
from engine.exhibits import AnyExhibit
from engine.frames import Began, Over, Shown
from engine.perform import size
from engine.process import PRINTED, WorkerGoneError, WorkerProcess

LINGER = 0.05  # seconds a cancelled run may take to its next exhibit
LOADING = Limits().seconds  # seconds a deck's code may take to load


class Ended(msgspec.Struct, frozen=True):
    """How a run ended, and what it printed. `message` is one line, empty where all went well."""

    outcome: Literal["done", "failed", "stopped", "cancelled"]
    message: str = ""
    seconds: float = 0.0
    output: str = ""


class Run(AsyncIterator[AnyExhibit | Ended]):
    """One run as its exhibits come, the last item an Ended."""

    def __init__(self) -> None:
        self._items: asyncio.Queue[AnyExhibit | Ended] = asyncio.Queue()
        self._read = False
        self._began = asyncio.get_running_loop().time()
        self.worker: WorkerProcess | None = None
        self.over = False

    async def __anext__(self) -> AnyExhibit | Ended:
        if self._read:
            raise StopAsyncIteration
        item = await self._items.get()
        self._read = isinstance(item, Ended)
        return item

    async def aclose(self) -> None:
        """Want no more of it."""
        self.cancel()

    def began(self) -> None:
        self._began = asyncio.get_running_loop().time()

    def show(self, exhibit: AnyExhibit) -> None:
        if not self.over:
            self._items.put_nowait(exhibit)

    def finish(self, outcome: frames.Outcome, message: str = "") -> None:
        """Say how it ended; the first word counts."""
        if self.over:
            return
        self.over = True
        seconds = asyncio.get_running_loop().time() - self._began
        output = self.worker.take_output() if self.worker else ""
        self._items.put_nowait(Ended(outcome, message, seconds, output))

    def stop(self, message: str) -> None:
        """End it by force."""
        self.finish("stopped", message)
        if self.worker is not None:
            self.worker.end()

    def cancel(self) -> None:
        """End it at its next exhibit, or by force when that does not come soon."""
        if self.over:
            return
        self.finish("cancelled")
        if self.worker is not None:
            self.worker.send(frames.Cancel())
            asyncio.get_running_loop().call_later(LINGER, self._lose_patience)

    def _lose_patience(self) -> None:
        if self.worker is not None:
            self.worker.end()


async def converse(worker: WorkerProcess, run: Run, request: frames.Run) -> bool:
    """Have the answer run, and pass on what comes. Whether the worker may be used again."""
    loop = asyncio.get_running_loop()
    worker.forget_output()
    worker.on_flood = lambda: run.stop(f"printed more than {size(PRINTED)}")
    worker.loaded = request.code
    run.worker = worker
    run.began()
    deadline = loop.call_later(LOADING, run.stop, f"stopped after {LOADING:g} s: the code did not load")
    try:
        worker.send(request)
        while True:
            match await worker.receive():
                case Began(seconds):
                    deadline.cancel()
                    run.began()
                    deadline = loop.call_later(seconds, run.stop, f"stopped after {seconds:g} s")
                case Shown(exhibit):
                    run.show(exhibit)
                case Over(outcome, message, retire):
                    run.finish(outcome, message)
                    return not retire
    except WorkerGoneError as gone:
        run.finish("failed", str(gone))
        return False
    except (TypeError, ValueError) as error:
        run.finish("failed", f"these knob values cannot be sent: {error}")
        return True
    finally:
        deadline.cancel()
        run.worker = None
