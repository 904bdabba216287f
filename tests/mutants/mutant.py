"""Planted mistakes, read from the tables beside this file.

    [models/bptt.py] test_gradients.py          the file, and the tests of tests/models that must notice
    delta[n - 1] += np.dot                      a text that occurs in it exactly once
        sign        delta[n - 1] -= np.dot      what is wrong, and what then stands there
        term        delta[n - 1] = np.dot

What is wrong is a sign, a dropped term, a factor that is missing or false, a transposed factor, an index; where numbers
overflow; a verdict.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
TABLES = ("models", "derivation")


class Mutant(NamedTuple):
    """One mistake, and the tests that must notice it."""

    file: str
    slip: str
    text: str
    instead: str
    tests: tuple[str, ...]

    def planted(self, source: str) -> str:
        """The source with the mistake in it. Raises ValueError unless the text is there exactly once."""
        if (found := source.count(self.text)) != 1:
            raise ValueError(f"{self.file}: {self.text!r} occurs {found} times, not once")
        return source.replace(self.text, self.instead)


def read(table: str) -> Iterator[Mutant]:
    """The mutants of one table."""
    file, text, tests = "", "", list[str]()
    for line in (HERE / f"{table}.txt").read_text().splitlines():
        if line.startswith("[models/"):
            file, *tests = line[1:].replace("]", "").split()
        elif line.startswith("    "):
            slip, instead = line.split(maxsplit=1)
            yield Mutant(file, slip, text, instead, tuple(f"tests/models/{test}" for test in tests))
        elif line:
            text = line
