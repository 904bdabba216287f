"""Ctrl+C while `recur check` runs the answers: it ends at once, in a line, and nothing that it started goes on."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

from tests.tui.sitting import PATIENCE

CHECK = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from tui.cli import main; main()"
"""`recur` as a shell starts it in the foreground: what runs in the background ignores the key, and hands that on."""

ENDLESS = """\
import os
import signal
from engine import Claim, answer


@answer()
def NAME():
    with open(FIFO, "w") as begun:
        begun.write(f"{os.getpid()} {os.getppid()}\\n")
    while True:
        signal.pause()
    yield Claim("one", 1, "=", 1)


"""
"""An answer that tells its process and the guard above it, and never comes to an end."""


def told(fifo: int, lines: int) -> list[list[int]]:
    """So many lines of numbers, as they come from others."""
    text = ""
    while text.count("\n") < lines:
        assert select.select([fifo], [], [], PATIENCE)[0], f"they never began: {text!r}"
        text += os.read(fifo, 4096).decode()
    return [[int(word) for word in line.split()] for line in text.splitlines()]


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_an_interrupted_check_says_so_in_a_line_and_leaves_no_process(tmp_path: Path) -> None:
    os.mkfifo(fifo := tmp_path / "begun")
    begun = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    held = os.open(fifo, os.O_WRONLY)  # so that it does not end between two who write
    deck = tmp_path / "deck.yaml"
    deck.write_text("".join(f"- {{id: {name}, question: q, answer: y, run: {name}}}\n" for name in ("one", "two")))
    code = ENDLESS.replace("FIFO", repr(str(fifo)))
    deck.with_suffix(".py").write_text("".join(code.replace("NAME", name) for name in ("one", "two")))
    words = [sys.executable, "-c", CHECK, "check", "--trust", str(deck)]
    home = {**os.environ, "RECUR_HOME": str(tmp_path / "home")}
    checking = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=home, process_group=0
    )
    try:
        processes = told(begun, 2)
        assert all(runs(each) for pair in processes for each in pair)
        os.killpg(checking.pid, signal.SIGINT)
        said = checking.communicate(timeout=PATIENCE)
    finally:
        checking.kill()
        os.close(begun)
        os.close(held)
    assert said == ("", "recur: interrupted; what was well is kept, the next check goes on from there\n")
    assert checking.returncode == 130
    assert not any(runs(each) for pair in processes for each in pair)
