"""The one way to an answer: ask for it, and its exhibits come back one at a time from a warm worker process.

    async with Runner() as runner:
        async for item in runner.run(Path("cards/rnn.py"), "unrolled", {"hidden": 8}):
            ...  # exhibits, and at the end one Ended
        question = await runner.pose(code, card.quiz[0], seed)
        verdict = await runner.grade(code, question, "2^H", seed)

A new run cancels the one before: at its next exhibit, or, if it lingers, by killing its process and taking the spare.
So the latest knob values win, and nothing queues. The event loop is never held up.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

import msgspec

from engine import frames
from engine.answers import Limits
from engine.describe import Description, Listing
from engine.exhibits import AnyExhibit
from engine.frames import Began, Described, Graded, Over, Posed, Refused, Shown
from engine.grading.verdict import Verdict
from engine.knobs import Value
from engine.perform import size
from engine.pool import Pool
from engine.process import PRINTED, WorkerGoneError, WorkerProcess
from engine.seals import Code, Seal

if TYPE_CHECKING:
    from engine.decks.questions import AnyQuestion

__all__ = ["Description", "Ended", "Listing", "Run", "Runner", "RunnerError"]

WARM = ("numpy", "sympy")  # what most answers import, and what takes long to import
LINGER = 0.05  # seconds a cancelled run may take to its next exhibit
LOADING = Limits().seconds  # seconds a deck's code may take to load


class Ended(msgspec.Struct, frozen=True):
    """How a run ended, and what it printed. `message` is one line, empty where all went well."""

    outcome: Literal["done", "failed", "stopped", "cancelled"]
    message: str = ""
    seconds: float = 0.0
    output: str = ""


class RunnerError(Exception):
    """An answer that cannot be described, a question that cannot be posed or graded; the message is one line."""


class TooLongError(RunnerError):
    """It was begun, and took longer than it may: as many `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"stopped after {seconds:g} s")
        self.seconds = seconds


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


class Runner:
    """Runs answers, one at a time. Without a `spare`, a killed worker is replaced only then: for a single run.

    A deck's code that is given as a path runs as it is; as a `Code` it is held to its seal.

    `warm` names what a worker imports before it is asked anything. A single run imports what its answer needs alone.
    """

    def __init__(self, spare: bool = True, warm: Sequence[str] | None = None) -> None:
        if warm is None:
            warm = WARM if spare else ()
        self._pool = Pool(2 if spare else 1, warm)
        self._turn = asyncio.Lock()
        self._asking = asyncio.Lock()
        self._latest: Run | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._pool.begin()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def run(self, code: Path | Code, function: str, values: dict[str, Value]) -> Run:
        """Run the answer at these values, the other knobs at their start. The run before is cancelled."""
        if self._latest is not None:
            self._latest.cancel()
        run = self._latest = Run()
        path, seal = _named(code)
        task = asyncio.ensure_future(self._conduct(run, frames.Run(path, function, values, seal)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return run

    async def cancel(self) -> None:
        """Want no more of the latest run."""
        if self._latest is not None:
            self._latest.cancel()

    async def describe(self, code: Path | Code, function: str) -> Description:
        """The answer's knobs, docstring and source. Raises RunnerError. It may be asked while an answer runs."""
        path, seal = _named(code)
        reply = await self._ask(frames.Describe(path, function, seal))
        if isinstance(reply, Described):
            return reply.description
        raise RunnerError(_told(reply))

    async def pose(self, code: Path | Code | None, question: Mapping[str, Any], seed: int) -> "AnyQuestion":
        """The question of a card's quiz as it is asked at a seed; a generated one is made by the deck's code.

        `code` is None where that may not run. Raises RunnerError. It may be asked while an answer runs.
        """
        from engine.decks.questions import question_of  # with what reads decks: not before the first paint

        function = question.get("generate")
        if not function:
            return question_of(question)
        if code is None:
            raise RunnerError(f"{function} makes this question, and the deck's Python may not run")
        path, seal = _named(code)
        try:
            reply = await self._ask(frames.Pose(path, function, seed, seal))
        except TooLongError as error:
            raise RunnerError(f"{function} makes no question: {error}") from None
        if isinstance(reply, Posed):
            return question_of(msgspec.json.decode(reply.question))
        raise RunnerError(_told(reply))

    async def grade(
        self, code: Path | Code | None, question: "Mapping[str, Any] | AnyQuestion", answer: str, seed: int
    ) -> Verdict:
        """What an answer is worth: to a question as `pose` gave it, or as a deck has it. Raises RunnerError.

        `code` may be None for a question without a world. What takes too long is unknown.
        """
        from engine.decks.questions import written

        asked = await self.pose(code, question, seed) if isinstance(question, Mapping) else question
        world = getattr(asked, "world", "")
        if world and code is None:
            raise RunnerError(f"{world} is this question's world, and the deck's Python may not run")
        path, seal = _named(code) if code is not None and world else ("", ())
        request = frames.Grade(path, msgspec.json.encode(written(asked)), _sendable(answer), seed, seal)
        try:
            reply = await self._ask(request)
        except TooLongError as error:
            reason = f"This could not be decided in {error.seconds:g} s: it is for you to judge."
            return Verdict(verdict="unknown", reason=reason, method=str(error))
        if isinstance(reply, Graded):
            return reply.verdict
        raise RunnerError(_told(reply))

    async def _ask(self, request: frames.Describe | frames.Pose | frames.Grade) -> frames.Reply:
        """One question to a worker, one reply. Raises RunnerError; TooLongError once it has begun."""
        async with self._asking:
            try:
                worker = await self._pool.take()
            except WorkerGoneError as gone:
                raise RunnerError(str(gone)) from None
            loop, begun, seconds = asyncio.get_running_loop(), False, LOADING
            deadline = loop.call_later(seconds, worker.end)
            try:
                worker.send(request)
                while isinstance(reply := await worker.receive(), Began):
                    deadline.cancel()
                    begun, seconds = True, reply.seconds
                    deadline = loop.call_later(seconds, worker.end)
            except WorkerGoneError as gone:
                self._pool.drop(worker)
                late = deadline.when() <= loop.time()
                if begun:
                    raise TooLongError(seconds) if late else RunnerError(str(gone)) from None
                why = f"stopped after {seconds:g} s" if late else str(gone)
                name = Path(request.code).name or "grading"
                raise RunnerError(f"{name} does not load: {why}") from None
            except BaseException:
                self._pool.drop(worker)  # it may still be at it
                raise
            finally:
                deadline.cancel()
            if getattr(reply, "retire", False):
                self._pool.drop(worker)
            else:
                self._pool.give(worker)
        return reply

    async def close(self) -> None:
        """End all runs and all processes."""
        if self._latest is not None:
            self._latest.finish("cancelled")
        await self._pool.close()
        if self._tasks:
            await asyncio.gather(*self._tasks)

    async def _conduct(self, run: Run, request: frames.Run) -> None:
        async with self._turn:
            if run.over:
                return  # another run came while this one waited
            try:
                worker = await self._pool.take()
            except WorkerGoneError as gone:
                run.finish("failed", str(gone))
                return
            if run.over:
                self._pool.give(worker)
                return
            if await _converse(worker, run, request):
                self._pool.give(worker)
            else:
                self._pool.drop(worker)
            for spare in self._pool.free():
                if spare.loaded != request.code:
                    spare.loaded = request.code
                    spare.send(frames.Load(request.code, request.seal))


def _named(code: Path | Code) -> tuple[str, Seal]:
    """A deck's code as a request has it."""
    path, seal = code if isinstance(code, Code) else (code, ())
    return str(path.absolute()), seal


def _told(reply: frames.Reply) -> str:
    return reply.message if isinstance(reply, Refused) else "the worker spoke out of turn"


def _sendable(text: str) -> str:
    """Without lone surrogates, which bytes that are no text leave in an argument of the command line."""
    return text.encode("utf-8", "replace").decode()


async def _converse(worker: WorkerProcess, run: Run, request: frames.Run) -> bool:
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
