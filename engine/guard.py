"""The guard: a small process above the worker, which ends it and all it started.

It waits for one of two things: the worker ends, or its own standard input does, which is how the screen's process says
"enough", and what the kernel does for it when that process is killed. Either way it kills whatever is left below it,
also what has left the worker's process group, and ends with the worker's status.
"""

import itertools
import os
import select
import signal
from contextlib import suppress
from pathlib import Path

from engine import confine

SIGNALLED = 128  # an exit status above it: killed by the signal of that difference, as shells have it
MOST_DESCRIPTORS = 4096  # more than a fresh process is given


def guard() -> None:
    """Fork. Returns in the worker, in a process group of its own; the guard itself never returns."""
    confine.adopt_orphans()
    own = os.getpid()
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    worker = os.fork()
    if worker == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(woken)
        os.close(wake)
        os.setpgid(0, 0)
        confine.die_with(own)
        return
    with suppress(OSError):  # it has done so itself, or is gone
        os.setpgid(worker, worker)
    _close_all_but(0, woken, wake)  # the worker alone holds the socket and the pipe of its output
    status = _wait(worker, woken)
    _end_all(worker)
    os._exit(SIGNALLED + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))


def _close_all_but(*kept: int) -> None:
    for low, high in itertools.pairwise((*sorted(kept), MOST_DESCRIPTORS)):
        os.closerange(low + 1, high)


def _wait(worker: int, woken: int) -> int:
    """The worker's status; that of a kill when standard input ends first."""
    while True:
        ready, _, _ = select.select([0, woken], [], [])
        if woken in ready:
            os.read(woken, 512)
            status = _reap(worker)
            if status is not None:
                return status
        if 0 in ready and not os.read(0, 512):
            return signal.SIGKILL


def _reap(worker: int) -> int | None:
    """Take note of the children that have ended; the worker's status if it is among them."""
    while True:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == worker:
            return status
        if pid == 0:
            return None


def _end_all(worker: int) -> None:
    """Kill the worker's group, then every child, and those that fall to us by that, until there is none."""
    while True:
        _kill(-worker)
        for child in children(os.getpid()):
            _kill(child)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def children(parent: int) -> list[int]:
    """The processes whose parent this is; none where there is no /proc, where killing the group has to do."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(after_name[1]) == parent and after_name[0] != "Z":
            found.append(int(entry.parent.name))
    return found


def _kill(target: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(target, signal.SIGKILL)
