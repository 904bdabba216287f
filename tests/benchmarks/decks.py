"""How quickly decks are read, a card's share against PyYAML's own loader making the same data; and checked, in seconds.

python tests/benchmarks/decks.py [CARDS]
"""

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import yaml

from engine.decks.library import find_decks

ROUNDS = 5


def deck(cards: int) -> str:
    """Basic cards with a line of question and a block of answer."""
    return "".join(
        f"- id: card-{number}\n  question: What is the {number}th of these?\n"
        f"  answer: |\n    It is number {number}, and $x_{{{number}}}$ stands for it.\n"
        for number in range(cards)
    )


def seconds(what: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


def main(cards: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.yaml"
        path.write_text(deck(cards))
        home = Path(folder)
        ours, peer, thorough, kept = [], [], [], []
        for _ in range(ROUNDS):
            ours.append(seconds(lambda: find_decks([path])))
            kept.append(seconds(lambda: find_decks([path], home)))
            peer.append(seconds(lambda: yaml.load(path.read_bytes(), yaml.CSafeLoader)))
            thorough.append(seconds(lambda: find_decks([path], thorough=True)))
    print(f"{cards} cards, medians of {ROUNDS} rounds")
    for name, times in (
        ("read", ours),
        ("read and parse every formula", thorough),
        ("CSafeLoader alone", peer),
        ("unchanged", kept),
    ):
        print(f"  {name:30} {median(times) / cards * 1e6:6.1f} µs a card")
    print(f"  CSafeLoader ÷ read             {median(peer) / median(ours):6.2f}")
    checked(cards)


def checked(cards: int) -> None:
    """`recur check` as it is typed, of a deck that is new and then of the same again; the process's start included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.yaml"
        path.write_text(deck(cards))
        command = [sys.executable, "-m", "tui.cli", "check", str(path)]
        environment = os.environ | {"RECUR_HOME": str(Path(folder) / "home")}
        start = [sys.executable, "-m", "tui.cli", "--version"]
        for name, words in (("recur --version", start), ("recur check, new", command), ("recur check, again", command)):
            took = seconds(lambda words=words: subprocess.run(words, env=environment, check=True, capture_output=True))
            print(f"  {name:30} {took:6.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
