"""Answers that misbehave, each in one way, and some that don't."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from engine import Claim, Exhibit, Matrix, Plot, Prose, Series, answer, choice, code, limits, slider, switch, text


@answer(size=slider(1, 9, 2), name=text("W"), wide=switch(), kind=choice("a", "b"))
def good(size: int, name: str, wide: bool, kind: str) -> Iterator[Exhibit]:
    """An answer as it should be."""
    yield Matrix(name, np.eye(size))
    yield Claim("the trace is the size", np.trace(np.eye(size)), "=", np.int64(size))


@answer()
def process() -> Iterator[Exhibit]:
    yield Claim("the worker", os.getpid(), "≠", 0)


@answer()
@limits(seconds=0.2)
def loops() -> Iterator[Exhibit]:
    yield Prose("before")
    while True:
        pass


@answer()
def loops_long() -> Iterator[Exhibit]:
    yield Prose("before")
    while True:
        pass


@answer()
@limits(seconds=0.2)
def loops_in_c() -> Iterator[Exhibit]:
    yield Prose(str(9**9**9))


@answer()
@limits(mebibytes=64)
def eats() -> Iterator[Exhibit]:
    yield Prose("before")
    eaten = []
    while True:
        eaten.append(bytearray(2**20))


@answer()
@limits(mebibytes=64)
def allocates() -> Iterator[Exhibit]:
    yield Matrix("W", np.zeros((2**14, 2**14)))


@answer()
def raises() -> Iterator[Exhibit]:
    yield Prose("before")
    raise ValueError("not\nthis way \ud800")


@answer()
def raises_interrupt() -> Iterator[Exhibit]:
    yield Prose("before")
    raise KeyboardInterrupt


class Unprintable(Exception):  # noqa: N818 - a deck's author names it as they like
    def __str__(self) -> str:
        raise RuntimeError


@answer()
def raises_unprintable() -> Iterator[Exhibit]:
    yield Prose("before")
    raise Unprintable


@answer()
def prints() -> Iterator[Exhibit]:
    print("to the screen")  # noqa: T201 - printing is what is tried
    sys.stderr.write("an aside: ∂ \ud800\n")
    os.write(1, b"past Python\n")
    yield Claim("it printed", 1, "=", 1)


@answer()
def prints_for_ever() -> Iterator[Exhibit]:
    while True:
        os.write(2, b"x" * 4096)
    yield Prose("never")


@answer()
def leaves() -> Iterator[Exhibit]:
    yield Prose("before")
    sys.exit(0)


@answer()
def leaves_at_once() -> Iterator[Exhibit]:
    yield Prose("before")
    os._exit(3)


@answer()
def is_killed() -> Iterator[Exhibit]:
    yield Prose("before")
    os.kill(os.getpid(), signal.SIGKILL)


@answer()
def kills_the_guard() -> Iterator[Exhibit]:
    yield Prose("before")
    os.kill(os.getppid(), signal.SIGKILL)
    signal.pause()


@answer()
def stops_the_guard() -> Iterator[Exhibit]:
    yield Prose("before")
    os.kill(os.getppid(), signal.SIGSTOP)
    os._exit(4)


@answer()
def recurses() -> Iterator[Exhibit]:
    def down(depth: int) -> int:
        return down(depth + 1)

    yield Claim("depth", down(0), "=", 0)


@answer()
def closes_everything() -> Iterator[Exhibit]:
    yield Prose("before")
    os.closerange(0, 256)
    yield Prose("after")


@answer()
@limits(seconds=20)
def closes_and_loops() -> Iterator[Exhibit]:
    yield Prose("before")
    os.closerange(3, 256)
    while True:
        pass


@answer()
def closes_output() -> Iterator[Exhibit]:
    os.close(1)
    yield Claim("all the same", 1, "=", 1)


@answer()
def writes_noise() -> Iterator[Exhibit]:
    yield Prose("before")
    for descriptor in range(3, 32):
        try:
            where = socket.socket(fileno=os.dup(descriptor))
            where.sendall(b"\x00\x00\x00\x04what")
        except OSError:
            continue
    yield Prose("after")


@answer()
def forks() -> Iterator[Exhibit]:
    yield Prose("once")
    child = os.fork()
    if child:
        os.waitpid(child, 0)
    yield Prose("not twice")


@answer(line=text())
def leaves_a_process(line: str) -> Iterator[Exhibit]:
    """Starts a process of a session of its own that holds the pipe `line` open."""
    with Path(line).open("wb") as held:
        command = [sys.executable, "-S", "-c", "import signal; signal.pause()"]
        subprocess.Popen(command, start_new_session=True, stdout=held, stdin=subprocess.DEVNULL)
        held.write(b".")
    yield Prose("and goes")


@answer(line=text())
def holds(line: str) -> Iterator[Exhibit]:
    """Like leaves_a_process, and loops while holding the pipe itself."""
    command = [sys.executable, "-S", "-c", "import signal; signal.pause()"]
    with Path(line).open("wb") as held:
        subprocess.Popen(command, start_new_session=True, stdout=held, stdin=subprocess.DEVNULL)
        held.write(b".")
        held.flush()
        while True:
            pass
    yield Prose("never")


@answer(line=text())
def waits(line: str) -> Iterator[Exhibit]:
    """Shows something, then the line that comes from the pipe."""
    yield Prose("first")
    yield Prose(Path(line).read_text())


@answer()
def never_ends() -> Iterator[Exhibit]:
    while True:
        yield Prose("again", key="again")


@answer()
@limits(exhibits=5)
def shows_many() -> Iterator[Exhibit]:
    for _ in range(6):
        yield Prose("one more")


@answer()
def shows_much() -> Iterator[Exhibit]:
    yield Prose("x" * 2**20)


@answer()
def shows_a_number() -> Iterator[Exhibit]:
    yield 3


@answer()
def shows_words_as_numbers() -> Iterator[Exhibit]:
    yield Matrix("W", ((1.0, "two"),))


@answer()
def shows_an_object() -> Iterator[Exhibit]:
    yield Claim("an object", object(), "=", 0)


@answer()
def shows_no_numbers() -> Iterator[Exhibit]:
    """Infinities and NaN are numbers, and come through as such."""
    curve = np.array([np.nan, np.inf, -np.inf])
    yield Plot("x", (Series("y", range(3), curve),))
    yield Claim("NaN never holds", float("nan"), "≠", 0)


@answer()
@code(Prose, marks={"no such line": "why"})
def marks_nothing() -> Iterator[Exhibit]:
    yield Prose("never asked")


@answer()
def moves_away() -> Iterator[Exhibit]:
    os.chdir("/")
    yield Claim("elsewhere", 1, "=", 1)


def unmarked() -> Iterator[Exhibit]:
    yield Prose("no @answer")
