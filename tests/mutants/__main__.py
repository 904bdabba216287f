# ruff: noqa: T201  # its table is what it is for
"""Plant mistakes in the gradients, one at a time, and see that the tests notice each.

    python tests/mutants [WORD…] [--times N] [--jobs N]

With words, only the mutants whose file or slip holds one of them. The mistakes are made in a temporary copy of the
sources, never in the checkout. A transposed factor must be noticed where all sizes are one number, so that no shape
gives it away. Exits with 1 if a mutant survives, if its text is not in the source exactly once, or if the tests fail
without one.
"""

import argparse
import io
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is loaded

# What the tests need is loaded once, here: each mutant is tried in a fork, where only the sources are loaded anew.
import hypothesis
import numpy
import pytest
import sympy
from mutant import TABLES, Mutant, read

LOADED = (numpy, sympy)
ROOT = Path(__file__).parents[2]
SOURCES = ("models", "engine", "tests/models")
SQUARE = ("tests/models/test_square_sizes.py",)
MUTANTS = [mutant for table in TABLES for mutant in read(table)]
NONE = Mutant("pyproject.toml", "none", "[project]", "[project]", ())
LONGEST = 300  # seconds that the tests may take


def must_notice(mutant: Mutant) -> tuple[str, ...]:
    return SQUARE if mutant.slip == "transposed" else mutant.tests


def noticed(mutant: Mutant, tests: tuple[str, ...], seed: int) -> tuple[bool, str]:
    """Whether the tests fail with the mutant in a copy of the sources, and the first that does."""
    with tempfile.TemporaryDirectory() as place:
        for name in SOURCES:
            shutil.copytree(ROOT / name, Path(place) / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", place)
        changed = Path(place) / mutant.file
        changed.write_text(mutant.planted(changed.read_text()))
        os.chdir(place)
        sys.path.insert(0, place)
        sys.dont_write_bytecode = True
        # Examples as they come: to find the smallest one would only take time.
        phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
        hypothesis.settings.register_profile("mutants", phases=phases, database=None, deadline=None)
        hypothesis.settings.load_profile("mutants")
        signal.signal(signal.SIGALRM, too_long)
        signal.alarm(LONGEST)
        with redirect_stdout(io.StringIO()) as said, redirect_stderr(said):
            code = pytest.main(
                ["-x", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", f"--hypothesis-seed={seed}", *tests]
            )
        signal.alarm(0)
    failed = [line.split(" ", 1)[1] for line in said.getvalue().splitlines() if line.startswith(("FAILED", "ERROR"))]
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
        raise RuntimeError(said.getvalue())
    return code != pytest.ExitCode.OK, (failed or [""])[0]


def too_long(*_: object) -> None:
    raise TimeoutError(f"not done after {LONGEST} s")


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python tests/mutants", description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("words", nargs="*")
    arguments.add_argument("--times", type=int, default=1, help="how often each is tried, every time on other examples")
    arguments.add_argument("--jobs", type=int, default=1, help="mutants tried at once")
    asked = arguments.parse_args()
    chosen = [m for m in MUTANTS if not asked.words or any(word in f"{m.file} {m.slip}" for word in asked.words)]
    began, survived, by_file = time.monotonic(), 0, dict[str, list[bool]]()
    with multiprocessing.get_context("fork").Pool(asked.jobs, maxtasksperchild=1) as pool:
        every = tuple(sorted({test for mutant in chosen for test in must_notice(mutant)}))
        fails, what = pool.apply(noticed, (NONE, every, 0))
        if fails:
            print(f"the tests fail without a mutant: {what}")
            return 1
        tries = [
            [pool.apply_async(noticed, (mutant, must_notice(mutant), seed)) for seed in range(asked.times)]
            for mutant in chosen
        ]
        for mutant, runs in zip(chosen, tries, strict=True):
            found = [run.get() for run in runs]
            caught = sum(fails for fails, _ in found)
            alive = caught < asked.times
            survived += alive
            by_file.setdefault(mutant.file, []).append(not alive)
            mark = "SURVIVED" if alive else "caught"
            print(f"{mark:8} {caught}/{asked.times} {mutant.file}: {mutant.slip}", flush=True)
            print(f"             {mutant.text}  →  {mutant.instead}\n             {found[0][1]}")
    print()
    for file, marks in by_file.items():
        print(f"{file:44} {sum(marks):3} of {len(marks):3} caught")
    print(f"{len(chosen) - survived} of {len(chosen)} mutants caught in {time.monotonic() - began:.0f} s")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
