"""What a person did wrong or broke off, or what the disk refused: one line, and the exit code of the command."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from engine.problems import RecurError

INTERRUPTED = 130  # as a shell has it


@contextmanager
def told() -> Iterator[None]:
    """Tell what goes wrong within, and exit."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # a full disk is told now, not by the interpreter as it ends
    except KeyboardInterrupt:
        interrupted()
    except RecurError as error:
        sys.stderr.write(f"recur: {error}\n")
        sys.exit(error.exit_code)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # who reads has enough: click ends quietly
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"recur: {where}{error.strerror or error}\n")
        _give_up_output()
        sys.exit(1)


def interrupted(rest: str = "") -> NoReturn:
    """Tell that it was broken off, and what follows from that; exit."""
    lead = "\n" if sys.stderr.isatty() else ""  # behind the ^C
    sys.stderr.write(f"{lead}recur: interrupted{rest}\n")
    sys.exit(INTERRUPTED)


def _give_up_output() -> None:
    """Let what is left of standard output go nowhere, or the interpreter would fail over it again as it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
