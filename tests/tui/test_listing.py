"""The rows of `recur list`, in terminals of any width."""

from typing import Any

import pytest

from tui.listing import NARROWEST, lines
from tui.tex.glyphs import UNICODE

QUESTION = "What is the gradient of $F$ with respect to the weights of the first layer?"
FOUND: list[dict[str, Any]] = [
    {"id": "gradient-of-V", "deck": "neural_trigram", "question": QUESTION, "state": "new", "due": None},
    {"id": "error-of-softmax-and-cross-entropy", "deck": "nets", "question": QUESTION, "state": "new", "due": None},
]


@pytest.mark.parametrize("width", [60, 80, 100, 200])
@pytest.mark.parametrize("due", [None, "2026-03-01T12:00:00+00:00"])
def test_a_list_fits_and_shows_what_each_card_asks(width: int, due: str | None) -> None:
    found = [row | {"due": due} for row in FOUND]
    shown = list(lines(found, UNICODE, width))
    assert all(line.cell_length <= width for line in shown)
    told = QUESTION.replace("$", "")[: NARROWEST - 1]
    assert sum(told in line.plain for line in shown) == len(found)
    assert sum(row["id"] in line.plain for line in shown for row in found) == len(found)
