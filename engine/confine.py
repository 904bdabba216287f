"""What the system is asked to hold a worker to: its memory, its core dumps, and dying with its parent.

Time, exhibits and output are counted by the runner and the worker themselves. This guards against mistakes, not against
malice: code that a person has trusted may do what that person may do. Only Linux holds memory to its limit, and finds
processes of an answer that have left its process group; on macOS neither is enforced.
"""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LINUX = sys.platform == "linux"
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


@contextmanager
def memory(mebibytes: int) -> Iterator[None]:
    """Allow so much address space beyond what is in use now; past it, allocations raise MemoryError."""
    if not LINUX:
        yield
        return
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    asked = pages * resource.getpagesize() + mebibytes * 2**20
    known = [limit for limit in (asked, before, most) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(known), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))


def no_core() -> None:
    """A crash writes no core file into the person's folder."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def die_with(parent: int) -> None:
    """Be killed when `parent`, whose child this process is, ends; at once if it has ended already."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ends, so that none is lost sight of."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def _prctl(option: int, value: int) -> None:
    if LINUX:
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)
