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
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import msgspec

from engine import frames
from engine.describe import Description, Listing
from engine.formula.kinds import Kind, kinds
from engine.frames import Began, Described, Graded, Named, Posed, Refused
from engine.grading.verdict import Verdict, undecided
from engine.knobs import Value
from engine.pool import Pool
from engine.process import WorkerGoneError, WorkerProcess
from engine.run import LOADING, Ended, Run, converse
from engine.seals import Code, Seal

if TYPE_CHECKING:
    from engine.decks.questions import AnyQuestion, Formula

__all__ = ["Description", "Ended", "Listing", "Run", "Runner", "RunnerError"]

WARM = ("numpy", "sympy")  # what most answers import, and what takes long to import

Request: TypeAlias = frames.Describe | frames.Pose | frames.Grade | frames.Name


class RunnerError(Exception):
    """An answer that cannot be described, a question that cannot be posed or graded; the message is one line."""


class TooLongError(RunnerError):
    """It was begun, and took longer than it may: as many `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"stopped after {seconds:g} s")
        self.seconds = seconds


class Runner:
    """Runs answers, one at a time. Without a `spare`, a killed worker is replaced only then: for a single run.

    A deck's code that is given as a path runs as it is; as a `Code` it is held to its seal.

    `warm` names what a worker imports before it is asked anything. A single run imports what its answer needs alone.

    `patience` is how many times as long as they may take questions are waited for: what the worker computes in is its
    own time, of which a busy machine gives it a part.
    """

    def __init__(self, spare: bool = True, warm: Sequence[str] | None = None, patience: float = 1.0) -> None:
        if warm is None:
            warm = WARM if spare else ()
        self._pool = Pool(2 if spare else 1, warm)
        self._patience = patience
        self._turn = asyncio.Lock()
        self._closed = False
        self._latest: Run | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._pool.begin()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def run(self, code: Path | Code, function: str, values: dict[str, Value], checked: bool = False) -> Run:
        """Run the answer at these values, the other knobs at their start. The run before is cancelled.

        One that is `checked` fails at a formula that cannot be read.
        """
        if self._latest is not None:
            self._latest.cancel()
        run = self._latest = Run()
        path, seal = _named(code)
        task = asyncio.ensure_future(self._conduct(run, frames.Run(path, function, values, seal, checked)))
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
        path, seal = _of_world(asked, code)
        request = frames.Grade(path, msgspec.json.encode(written(asked)), _sendable(answer), seed, seal)
        try:
            reply = await self._ask(request)
        except TooLongError as error:
            return undecided(error.seconds)
        if isinstance(reply, Graded):
            return reply.verdict
        raise RunnerError(_told(reply))

    async def symbols(self, code: Path | Code | None, question: "Formula", seed: int) -> dict[str, Kind]:
        """What an answer to a formula question may name: what grading reads it with. Raises RunnerError."""
        from engine.decks.questions import written

        if not question.world:
            return kinds(question.where)
        path, seal = _of_world(question, code)
        reply = await self._ask(frames.Name(path, msgspec.json.encode(written(question)), seed, seal))
        if isinstance(reply, Named):
            return kinds(reply.symbols)
        raise RunnerError(_told(reply))

    async def _ask(self, request: Request) -> frames.Reply:
        """One question to a worker, one reply; of a worker that is lost on the way, a fresh one is asked once more.

        Raises RunnerError; TooLongError once it has begun.
        """
        for last in (False, True):
            try:
                worker = await self._pool.take()
            except WorkerGoneError as gone:
                raise RunnerError(str(gone)) from None
            try:
                return await self._reply(worker, request)
            except WorkerGoneError as gone:
                if last or self._closed:
                    raise RunnerError(str(gone)) from None
        raise AssertionError  # the second time it is told above

    async def _reply(self, worker: WorkerProcess, request: Request) -> frames.Reply:
        """What the worker replies in the time it has. Raises RunnerError where that is over, else WorkerGoneError."""
        loop, begun, seconds = asyncio.get_running_loop(), False, LOADING
        deadline = loop.call_later(seconds, worker.end)
        try:
            worker.send(request)
            while isinstance(reply := await worker.receive(), Began):
                deadline.cancel()
                begun, seconds = True, reply.seconds
                deadline = loop.call_later(seconds * self._patience, worker.end)
        except WorkerGoneError as gone:
            self._pool.drop(worker)
            late = deadline.when() <= loop.time()
            if begun and late:
                raise TooLongError(seconds) from None
            if begun:
                raise
            why = f"stopped after {seconds:g} s" if late else str(gone)
            told = f"{Path(request.code).name or 'grading'} does not load: {why}"
            raise (RunnerError if late else WorkerGoneError)(told) from None
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
        self._closed = True
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
            if await converse(worker, run, request):
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


def _of_world(question: "AnyQuestion", code: Path | Code | None) -> tuple[str, Seal]:
    """The deck's code as a request has it, nothing where the question has no world. Raises RunnerError."""
    world = getattr(question, "world", "")
    if world and code is None:
        raise RunnerError(f"{world} is this question's world, and the deck's Python may not run")
    return _named(code) if code is not None and world else ("", ())


def _told(reply: frames.Reply) -> str:
    return reply.message if isinstance(reply, Refused) else "the worker spoke out of turn"


def _sendable(text: str) -> str:
    """Without lone surrogates, which bytes that are no text leave in an argument of the command line."""
    return text.encode("utf-8", "replace").decode()
