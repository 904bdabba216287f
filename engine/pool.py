"""Warm workers: those in use, and a spare that takes over where one had to be killed."""

import asyncio
from collections import deque
from collections.abc import Sequence

from engine.process import WorkerGoneError, WorkerProcess

REST = 0.05  # seconds


class Pool:
    """`size` workers, started one after another so that the first is warm soonest; the last one used is taken first."""

    def __init__(self, size: int, warm: Sequence[str] = ()) -> None:
        self._size = size
        self._warm = warm
        self._free: list[WorkerProcess] = []
        self._taken: set[WorkerProcess] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._starting: asyncio.Task[None] | None = None
        self._warming: WorkerProcess | None = None
        self._waiting: deque[asyncio.Future[WorkerProcess]] = deque()
        self._closed = False

    def begin(self) -> None:
        """Start what is missing; returns at once."""
        missing = len(self._free) + len(self._taken) < self._size
        if missing and not self._closed and self._starting is None:
            self._starting = asyncio.ensure_future(self._start())

    async def take(self) -> WorkerProcess:
        """A warm worker, waiting for one if need be. Raises WorkerGoneError where none can be started."""
        if self._closed:
            raise WorkerGoneError("the worker was closed")
        while self._free:
            worker = self._free.pop()
            if worker.gone:
                self._end(worker)
                continue
            self._taken.add(worker)
            return worker
        promise: asyncio.Future[WorkerProcess] = asyncio.get_running_loop().create_future()
        self._waiting.append(promise)
        self.begin()
        try:
            return await promise
        except asyncio.CancelledError:
            if promise.done() and not promise.cancelled() and promise.exception() is None:
                self.give(promise.result())
            raise

    def give(self, worker: WorkerProcess) -> None:
        """Back from use, as good as before; unless it was ended while its last words were on their way."""
        if worker.ending:
            self.drop(worker)
            return
        self._taken.discard(worker)
        self._hand_out(worker)

    def drop(self, worker: WorkerProcess) -> None:
        """Back from use and not to be used again: it is ended, and another one started a moment later."""
        self._taken.discard(worker)
        self._end(worker)
        if self._waiting:
            self.begin()
        else:  # what is warm gets to work first
            asyncio.get_running_loop().call_later(REST, self.begin)

    def free(self) -> tuple[WorkerProcess, ...]:
        """Those that wait for work."""
        return tuple(self._free)

    async def close(self) -> None:
        """End them all. No process is left when it returns."""
        self._closed = True
        if self._starting is not None:
            if self._warming is not None:
                self._end(self._warming)
            await self._starting
        for worker in (*self._free, *self._taken):
            self._end(worker)
        self._free.clear()
        self._taken.clear()
        self._refuse(WorkerGoneError("the worker was closed"))
        while self._ending:
            await asyncio.gather(*self._ending)

    async def _start(self) -> None:
        try:
            worker = self._warming = await WorkerProcess.start(self._warm)
            if self._closed:
                self._end(worker)
            await worker.ready()
        except (WorkerGoneError, OSError) as error:
            if self._warming is not None:
                self._end(self._warming)
            self._refuse(
                error if isinstance(error, WorkerGoneError) else WorkerGoneError(f"no worker can be started: {error}")
            )
            return
        finally:
            self._starting = self._warming = None
        self._hand_out(worker)
        self.begin()

    def _hand_out(self, worker: WorkerProcess) -> None:
        while self._waiting:
            promise = self._waiting.popleft()
            if not promise.done():
                self._taken.add(worker)
                promise.set_result(worker)
                return
        self._free.append(worker)

    def _refuse(self, reason: WorkerGoneError) -> None:
        for promise in self._waiting:
            if not promise.done():
                promise.set_exception(reason)
        self._waiting.clear()

    def _end(self, worker: WorkerProcess) -> None:
        task = worker.end()
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
