"""How long a person waits for the first card, against an empty Textual app on the same machine.

    python tests/benchmarks/start.py [ROUNDS]

Each is started in a terminal of its own, interleaved, from the start of the process to the words on the screen; the
medians and their ratio are printed.
"""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

ROWS, COLUMNS = 40, 120
PATIENCE = 20.0
EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("here I am")

Empty().run()
"""


def until(words: bytes, command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds from the start of the process until the words are on its terminal; then it is ended."""
    begin = perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.execve(command[0], list(command), dict(environment))
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        seen = b""
        while words not in seen:
            if not select.select([terminal], [], [], PATIENCE)[0]:
                raise SystemExit(f"{command} never showed {words!r}")
            seen += os.read(terminal, 65_536)
        return perf_counter() - begin
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def main(rounds: int) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    home = tempfile.mkdtemp()
    environment |= {"RECUR_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    recur = str(Path(sys.executable).with_name("recur"))
    empty, ours = [], []
    try:
        for _ in range(rounds + 1):  # the first fills the caches
            empty.append(until(b"here I am", [sys.executable, "-c", EMPTY], environment))
            ours.append(until(b"Question", [recur, "study"], environment))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    base, first = median(empty[1:]), median(ours[1:])
    print(f"empty Textual app {base:.3f} s, first card {first:.3f} s: ratio {first / base:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
