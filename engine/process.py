"""The screen's side of one worker process: start it, speak with it, collect what it prints, end it."""

import asyncio
import os
import signal
import socket
import sys
import sysconfig
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from engine import frames
from engine.frames import LENGTH, BrokenFrameError, Ready, Reply, Request
from engine.guard import SIGNALLED
from engine.worker import LOST_CHANNEL

KEPT = 64 * 2**10  # bytes of what an answer printed
PRINTED = 2**20  # bytes an answer may print
PATIENCE = 2.0  # seconds the guard is given to end everything

# One thread each: beside a busy core a second one makes small matrix products many times slower.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
# What would make the worker another Python than this: foreign code on its path, prompts, warnings as errors.
UNWANTED = (
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "PYTHONINSPECT",
    "PYTHONWARNINGS",
    "PYTHONBREAKPOINT",
    "PYTHONPROFILEIMPORTTIME",
)


class WorkerGoneError(Exception):
    """The worker's process has ended, or no longer speaks; the message says how, in words for a person."""


class WorkerProcess:
    """One worker and the guard above it. Made by `start`."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        printed: int,
    ) -> None:
        self._process, self._reader, self._writer, self._printed = process, reader, writer, printed
        self._output = bytearray()
        self._printed_bytes = 0
        self._pid = 0
        self._ending: asyncio.Task[None] | None = None
        self.loaded = ""
        self.on_flood: Callable[[], None] = lambda: None
        asyncio.get_running_loop().add_reader(printed, self._collect)

    @classmethod
    async def start(cls, warm: Sequence[str] = ()) -> "WorkerProcess":
        """Start a process; when `ready` returns it has imported the modules of `warm`. Raises OSError."""
        ours, theirs = socket.socketpair()
        printed, printing = os.pipe()
        os.set_blocking(printed, False)
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-P", "-u", "-m", "engine.worker", str(theirs.fileno()), *warm),
                stdin=asyncio.subprocess.PIPE,
                stdout=printing,
                stderr=printing,
                pass_fds=(theirs.fileno(),),
                env=environment(),
                start_new_session=True,
            )
        except BaseException:
            ours.close()
            os.close(printed)
            raise
        finally:
            theirs.close()
            os.close(printing)
        reader, writer = await asyncio.open_unix_connection(sock=ours)
        return cls(process, reader, writer, printed)

    async def ready(self) -> None:
        """Wait until it is warm. Raises WorkerGoneError with what it printed, where it does not start."""
        try:
            reply = await self.receive()
        except WorkerGoneError as gone:
            said = self.take_output().strip().splitlines()
            raise WorkerGoneError(f"the worker does not start: {said[-1] if said else gone}") from None
        if not isinstance(reply, Ready):
            raise WorkerGoneError("the worker does not start: it spoke out of turn")
        self._pid = reply.pid

    def send(self, request: Request) -> None:
        """Say something; where nobody listens any more, `receive` will tell."""
        if not self._writer.is_closing():
            self._writer.write(frames.pack(request))

    async def receive(self) -> Reply:
        """The next thing it says. Raises WorkerGoneError."""
        try:
            size = frames.length(await self._reader.readexactly(LENGTH.size))
            return frames.unpack_reply(await self._reader.readexactly(size))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        except BrokenFrameError:
            self.end()
            raise WorkerGoneError("the code wrote into the worker's own connection") from None
        raise WorkerGoneError("the worker process was ended" if self._ending else await self._how_it_ended())

    def forget_output(self) -> None:
        """Begin to count anew what is printed."""
        self._collect()
        self._output.clear()
        self._printed_bytes = 0

    def take_output(self) -> str:
        """What was printed since, as far as it is kept."""
        self._collect()
        text = self._output.decode(errors="replace")
        more = self._printed_bytes - len(self._output)
        return f"{text}\n… and {more} bytes more" if more else text

    @property
    def gone(self) -> bool:
        """Whether it has ended by itself, or was ended by somebody else: it has nothing more to say."""
        return self._reader.at_eof()

    @property
    def ending(self) -> bool:
        """Whether `end` was called: what it still says may be read, but it answers nothing more."""
        return self._ending is not None

    def end(self) -> "asyncio.Task[None]":
        """End the process and all it started. Returns at once with the task that waits for it; `receive` raises."""
        if self._ending is None:
            self._writer.close()
            self._ending = asyncio.ensure_future(self._end())
        return self._ending

    async def _end(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()  # the guard's sign
        try:
            async with asyncio.timeout(PATIENCE):
                await self._process.wait()
        except TimeoutError:  # an answer has stopped the guard
            with suppress(ProcessLookupError):
                self._process.kill()
            if self._pid:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._pid, signal.SIGKILL)
            await self._process.wait()
        self._collect()
        self._stop_collecting()
        with suppress(ConnectionError):
            await self._writer.wait_closed()

    async def _how_it_ended(self) -> str:
        try:
            async with asyncio.timeout(0.2):  # its socket is gone; is it?
                status = await self._process.wait()
        except TimeoutError:
            self.end()
            return "the code closed the worker's own connection"
        if status == LOST_CHANNEL:
            return "the code closed the worker's own connection"
        if status < 0 or status > SIGNALLED:
            return f"the worker process was ended by {_signal_name(-status if status < 0 else status - SIGNALLED)}"
        return f"the code ended its process with status {status}"

    def _collect(self) -> None:
        for _ in range(4):  # what an answer prints may not hold up the screen
            if self._printed < 0:
                return
            try:
                part = os.read(self._printed, 2**16)
            except BlockingIOError:
                return
            if not part:
                self._stop_collecting()
                return
            self._printed_bytes += len(part)
            self._output += part[: max(0, KEPT - len(self._output))]
            if self._printed_bytes > PRINTED:
                self.on_flood()

    def _stop_collecting(self) -> None:
        if self._printed >= 0:
            asyncio.get_running_loop().remove_reader(self._printed)
            os.close(self._printed)
            self._printed = -1


def environment() -> dict[str, str]:
    """This process's own, with one thread for matrices, text in UTF-8, sets in one order, and no foreign path."""
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    kept |= dict.fromkeys(ONE_THREAD, "1")
    kept |= {"PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8:backslashreplace"}
    root = Path(__file__).resolve().parent.parent
    if str(root) not in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        kept["PYTHONPATH"] = str(root)  # a checkout: where `engine` itself is
    return kept


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
