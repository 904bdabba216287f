"""How quickly decks are read: a card's share, against PyYAML's own loader making the same data.

python tests/benchmarks/decks.py [CARDS]
"""

import gc
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


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
