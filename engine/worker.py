"""The worker: a process that loads deck code, describes and runs its answers, and grades, one request at a time.

    python -P -m engine.worker DESCRIPTOR [MODULE...]

Requests and replies are frames (`engine.frames`) on the socket of that descriptor. Standard output and error are the
answer's own and lead to a pipe; standard input belongs to the guard above this process. The modules are imported before
the first request.
"""

import importlib
import os
import select
import socket
import sys
from contextlib import suppress
from pathlib import Path

from engine import confine, frames
from engine.answers import AnswerError, Limits
from engine.blame import blame
from engine.describe import describe
from engine.frames import (
    BrokenFrameError,
    Cancel,
    Describe,
    Described,
    Frame,
    Grade,
    Load,
    Name,
    Pose,
    Ready,
    Refused,
    Request,
    Run,
)
from engine.guard import guard
from engine.loading import Loader, LoadingError
from engine.perform import perform

LOST_CHANNEL = 70  # exit status: an answer has closed the socket


class Channel:
    """The socket to the screen's process. A process forked by an answer that comes back here ends here."""

    def __init__(self, descriptor: int) -> None:
        os.set_inheritable(descriptor, False)
        self._socket = socket.socket(fileno=descriptor)
        self._owner = os.getpid()

    def receive(self) -> Request:
        self._check()
        return frames.receive_request(self._socket)

    def send(self, frame: Frame) -> None:
        self._check()
        try:
            self._socket.sendall(frames.pack(frame))
        except OSError:
            os._exit(LOST_CHANNEL)

    def cancelled(self) -> bool:
        """Whether the run is wanted no more; does not wait."""
        self._check()
        try:
            ready, _, _ = select.select([self._socket], [], [], 0)
        except (OSError, ValueError):
            os._exit(LOST_CHANNEL)
        return bool(ready) and isinstance(self.receive(), Cancel)

    def _check(self) -> None:
        if os.getpid() != self._owner:
            os._exit(1)


def serve(channel: Channel) -> None:
    """Answer requests until the other side goes."""
    loader = Loader()
    while True:
        asked = channel.receive()
        loader.sealing.hold(() if isinstance(asked, Cancel) else asked.seal)
        match asked:
            case Run() as request:
                channel.send(perform(request, loader, channel.send, channel.cancelled))
            case Describe() as request:
                channel.send(_describe(request, loader))
            case Pose() | Grade() | Name() as request:
                from engine import examine  # with all of grading, which the screen's process does without

                channel.send(examine.answered(request, loader, channel.send))
            case Load():
                _load(Path(asked.code), loader)
            case Cancel():
                pass  # the run it meant was over already


def _describe(request: Describe, loader: Loader) -> Described | Refused:
    code = Path(request.code)
    try:
        with confine.memory(Limits().mebibytes):
            described = Described(describe(loader.answer(code, request.function)))
            frames.pack(described)  # a text may be none that can be sent
            return described
    except (LoadingError, AnswerError) as error:
        return Refused(str(error))
    except Exception as error:
        return Refused(blame(error, code))


def _load(code: Path, loader: Loader) -> None:
    try:
        with confine.memory(Limits().mebibytes):
            loader.module(code)
    except (LoadingError, MemoryError):
        pass  # the run that needs it will say so


def main() -> None:
    descriptor, warm = int(sys.argv[1]), sys.argv[2:]
    guard()
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    confine.no_core()
    channel = Channel(descriptor)
    for name in warm:
        with suppress(ImportError):  # an answer that needs it will say so
            importlib.import_module(name)
    channel.send(Ready(os.getpid()))
    try:
        serve(channel)
    except BrokenFrameError:
        os._exit(0)  # without the exit handlers and threads of answers


if __name__ == "__main__":
    main()
