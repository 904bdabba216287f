"""The tables of mutants fit the sources: each mistake can be planted. `python tests/mutants` plants them."""

from pathlib import Path

import pytest
from mutant import TABLES, read

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("table", TABLES)
def test_each_mistake_can_be_planted(table: str) -> None:
    mutants = list(read(table))
    for mutant in mutants:
        source = (ROOT / mutant.file).read_text()
        changed = mutant.planted(source)
        assert changed != source
        compile(changed, mutant.file, "exec")
        assert mutant.tests and all((ROOT / test).is_file() for test in mutant.tests)
    assert len(set(mutants)) == len(mutants) > 60
