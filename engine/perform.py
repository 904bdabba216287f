"""One run of one answer, inside the worker: every exhibit checked and sent, every mistake made one clear line."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from engine import confine
from engine.answers import Answer, Limits
from engine.blame import blame, line_of, place, short
from engine.exhibits import Exhibit
from engine.frames import Began, Frame, Over, Run, Shown
from engine.knobs import KnobError
from engine.loading import Loader, LoadingError
from engine.packing import ExhibitError, settle

PATIENCE = (0.001, 0.01, 0.1)  # seconds, between looks, for a process that is about to end


def perform(request: Run, loader: Loader, send: Callable[[Frame], None], cancelled: Callable[[], bool]) -> Over:
    """Load, run and send what `request` asks for. Never raises what the deck's code raises."""
    code = Path(request.code)
    surroundings = Surroundings.now()
    limits = Limits()
    try:
        with confine.memory(limits.mebibytes):
            answer = loader.answer(code, request.function)
            values = answer.settle(request.values)
        limits = answer.limits
        send(Began(limits.seconds))
        with confine.memory(limits.mebibytes):
            over = _show(answer, answer.function(**values), code, send, cancelled, request.checked)
    except (LoadingError, KnobError) as error:
        over = Over("failed", str(error))
    except BaseException as error:  # an answer may raise KeyboardInterrupt or GeneratorExit; the worker lives on
        over = failure(error, code, limits.mebibytes)
    return surroundings.compare(over)


def failure(error: BaseException, code: Path, mebibytes: int) -> Over:
    """How a run ended that raised; the worker is retired where its memory gave out."""
    if isinstance(error, MemoryError):
        return Over("stopped", f"used more than {size(mebibytes * 2**20)}{_at(error, code)}", retire=True)
    if isinstance(error, SystemExit):
        return Over("failed", f"called sys.exit{_at(error, code)}")
    return Over("failed", blame(error, code))


def _at(error: BaseException, code: Path) -> str:
    """The place in brackets; nothing where no code of a deck took part."""
    where = place(error, code)
    return f" ({where})" if where else ""


def size(count: int) -> str:
    """Bytes in the largest unit that gives a whole number or more than one: 1 GiB, 1.5 MiB, 300 bytes."""
    for unit, name in ((2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB")):
        if count >= unit:
            return f"{count / unit:.3g} {name}"
    return f"{count} bytes"


def _show(
    answer: Answer,
    exhibits: Iterator[Exhibit],
    code: Path,
    send: Callable[[Frame], None],
    cancelled: Callable[[], bool],
    checked: bool,
) -> Over:
    shown = output = 0
    try:
        for thing in exhibits:
            if cancelled():
                return Over("cancelled")
            try:
                exhibit, bytes_ = settle(thing, checked)
            except ExhibitError as error:
                return Over("failed", f"{error} ({_standing(exhibits, code)})")
            shown, output = shown + 1, output + bytes_
            if shown > answer.limits.exhibits:
                return Over("stopped", f"showed more than {answer.limits.exhibits:,} exhibits")
            if output > answer.limits.output_bytes:
                return Over("stopped", f"showed more than {size(answer.limits.output_bytes)}")
            send(Shown(exhibit))
        return Over("done")
    finally:
        close = getattr(exhibits, "close", None)
        if close is not None:
            close()


def _standing(exhibits: Iterator[Exhibit], code: Path) -> str:
    """Where a generator stands: at the yield of what was wrong."""
    frame = getattr(exhibits, "gi_frame", None)
    return line_of(Path(frame.f_code.co_filename), frame.f_lineno, code) if frame else short(code)


@dataclass(frozen=True)
class Surroundings:
    """What an answer must leave as it was, for the next one to run in the same process."""

    folder: str
    streams: tuple[object, ...]
    files: tuple[tuple[int, int] | None, ...]
    threads: int

    @classmethod
    def now(cls) -> "Surroundings":
        return cls(_folder(), (sys.stdout, sys.stderr), tuple(map(_file, range(3))), threading.active_count())

    def compare(self, over: Over) -> Over:
        """The same end; the worker retired where something has changed, failed where processes were left behind."""
        for stream in (sys.stdout, sys.stderr):
            with suppress(Exception):  # an answer may have put anything there
                stream.flush()
        left = _children_left()
        if left and over.outcome == "done":
            over = Over("failed", "left a process running")
        changed = Surroundings.now() != self or any(getattr(each, "closed", True) for each in self.streams)
        return Over(over.outcome, over.message, over.retire or left or changed)


def _folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 - a string to compare, and the folder may be gone
    except OSError:
        return ""


def _file(descriptor: int) -> tuple[int, int] | None:
    try:
        found = os.fstat(descriptor)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _children_left() -> bool:
    """Whether a process that the answer started is still there, a moment after; those that ended are cleared away."""
    with suppress(ChildProcessError):
        for wait in (*PATIENCE, 0.0):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
            time.sleep(wait)
        return True
    return False
