# ruff: noqa: T201  # its table is what it is for
"""Plant mistakes in the gradients, one at a time, and see that the tests notice each.

    python tests/mutants [WORD…] [--times N] [--jobs N]

With words, only the mutants whose file or slip holds one of them. The mistakes are made in a temporary copy of the
sources, never in the checkout. A transposed factor must be noticed where all sizes are one number, so that no shape
gives it away. Exits with 1 if a mutant survives, if its text is not in the source exactly once, or if the tests fail
without one.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from mutant import TABLES, Mutant, read

ROOT = Path(__file__).parents[2]
NEEDED = ("models", "engine", "tests/models", "tests/mutants", "pyproject.toml")
SQUARE = ("tests/models/test_square_sizes.py",)
MUTANTS = [mutant for table in TABLES for mutant in read(table)]
LONGEST = 300  # seconds a run of tests may take

# Examples as they come: to find the smallest one would only take time.
CONFTEST = """
from hypothesis import Phase, settings
settings.register_profile("mutants", phases=[Phase.explicit, Phase.generate], database=None, deadline=None)
settings.load_profile("mutants")
"""


def copied(to: Path) -> Path:
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, to / name)
    (to / "conftest.py").write_text(CONFTEST)
    return to


def outcome(tree: Path, tests: tuple[str, ...], seed: int) -> tuple[bool, str]:
    """Whether the tests noticed something, and what: the first error's last line. Raises RuntimeError if none ran."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--tb=line", "-p", "no:cacheprovider"]
    command += [f"--hypothesis-seed={seed}", *tests]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        run = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return True, f"not done after {LONGEST} s"
    if run.returncode not in (0, 1, 2):
        raise RuntimeError(run.stdout + run.stderr)
    failed = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return run.returncode != 0, failed[0].split(" ", 1)[1] if failed else ""


def tried(mutant: Mutant, tree: Path, times: int) -> tuple[int, str]:
    """How many of so many runs, each with random examples of its own, noticed the mutant; and what they said."""
    place = tree / mutant.file
    source = place.read_text()
    place.write_text(mutant.planted(source))
    try:
        tests = SQUARE if mutant.slip == "transposed" else mutant.tests
        found = [outcome(tree, tests, seed) for seed in range(times)]
    finally:
        place.write_text(source)
    return sum(noticed for noticed, _ in found), found[0][1]


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python tests/mutants", description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("words", nargs="*")
    arguments.add_argument("--times", type=int, default=1, help="runs of the tests for each mutant")
    arguments.add_argument("--jobs", type=int, default=1, help="mutants tried at once")
    asked = arguments.parse_args()
    chosen = [m for m in MUTANTS if not asked.words or any(word in f"{m.file} {m.slip}" for word in asked.words)]
    began, survived, by_file = time.monotonic(), 0, dict[str, list[bool]]()
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(asked.jobs) as pool:
        trees = Queue[Path]()
        for number in range(asked.jobs):
            trees.put(copied(Path(place) / str(number)))

        def within(run, *given):
            tree = trees.get()
            try:
                return run(*given, tree)
            finally:
                trees.put(tree)

        needed = sorted({test for m in chosen for test in (SQUARE if m.slip == "transposed" else m.tests)})
        noticed, what = within(lambda tree: outcome(tree, tuple(needed), 0))
        if noticed:
            print(f"the tests fail without a mutant: {what}")
            return 1
        results = pool.map(lambda m: within(lambda tree: tried(m, tree, asked.times)), chosen)
        for mutant, (caught, what) in zip(chosen, results, strict=True):
            alive = caught < asked.times
            survived += alive
            by_file.setdefault(mutant.file, []).append(not alive)
            mark = "SURVIVED" if alive else "caught"
            print(
                f"{mark:8} {caught}/{asked.times} {mutant.file}: {mutant.slip}: {mutant.text.strip()!r} -> "
                f"{mutant.instead.strip()!r}   {what}",
                flush=True,
            )
    print()
    for file, caught in by_file.items():
        print(f"{file:44} {sum(caught):3} of {len(caught):3} caught")
    print(f"{len(chosen) - survived} of {len(chosen)} mutants caught in {time.monotonic() - began:.0f} s")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
