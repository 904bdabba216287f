"""How a run that raised is told."""

from pathlib import Path

import pytest

from engine.perform import failure


@pytest.mark.parametrize(
    ("error", "said"), [(MemoryError(), "used more than 1 GiB"), (SystemExit(), "called sys.exit")]
)
def test_where_no_code_of_a_deck_took_part_no_place_is_named(error: BaseException, said: str) -> None:
    assert failure(error, Path(), 1024).message == said
