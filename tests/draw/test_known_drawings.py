"""Drawings that were looked at and found good stay as they are."""

import pytest
from known_things import GOLDEN, drawings

DRAWN = drawings()


@pytest.mark.parametrize("name", DRAWN)
def test_drawing_is_the_one_kept(name: str) -> None:
    assert DRAWN[name] == (GOLDEN / f"{name}.txt").read_text()


def test_nothing_is_kept_that_is_not_drawn() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(DRAWN)
