"""The journal: a review made durable, against one raw append and fsync; opening it and building the queue.

python tests/benchmarks/journal.py [CARDS]
"""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from uuid import uuid4

from engine import session
from engine.clock import day_of
from engine.decks.card import Sibling
from engine.journal import Journal
from engine.journal.opening import transaction
from engine.memory import Grade, Review, State
from engine.scheduler import Scheduler

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
REVIEWS = 200


def review(key: str, at: datetime) -> Review:
    return Review(str(uuid4()), key, Grade.GOOD, at, day_of(at), 2.0, State.NEW, at)


def durable(folder: Path) -> tuple[list[float], list[float]]:
    """Seconds of each review and of each raw append of as many bytes, interleaved."""
    journal = Journal.open(folder / "small.db")
    raw = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    ours, peer = [], []
    journal.append(review("d/warm", NOW))
    for number in range(REVIEWS):
        made = review(f"d/{number}", NOW)
        start = time.perf_counter()
        journal.append(made)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        os.write(raw, b"x" * 200)
        os.fsync(raw)
        peer.append(time.perf_counter() - start)
    os.close(raw)
    journal.close()
    return ours, peer


def opened(folder: Path, cards: int) -> list[tuple[float, float]]:
    """Seconds to open a journal of so many cards, and to build its queue."""
    path = folder / "large.db"
    journal = Journal.open(path)
    scheduler = Scheduler()
    with transaction(journal._connection, path):  # one transaction, so that the making is quick
        for number in range(cards):
            at = NOW - timedelta(days=number % 40)
            journal._keep(f"d/{number}", scheduler.review(f"d/{number}", None, Grade.EASY, at))
    journal.close()
    siblings = [Sibling(f"d/{number}", f"d/{number}", "q", "y") for number in range(cards)]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        journal = Journal.open(path)
        memories = journal.memories()
        middle = time.perf_counter()
        session.begin(siblings, memories, NOW)
        times.append((middle - start, time.perf_counter() - middle))
        journal.close()
    return times


def main(cards: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours, peer = durable(Path(folder))
        times = opened(Path(folder), cards)
    print(f"a review made durable     {median(ours) * 1e3:8.3f} ms")
    print(f"one raw append and fsync  {median(peer) * 1e3:8.3f} ms")
    print(f"review ÷ raw              {median(ours) / median(peer):8.2f}")
    for name, place in (("open and read", 0), ("build the queue", 1)):
        print(f"{name:15} {cards} cards {median(each[place] for each in times) * 1e3:8.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
