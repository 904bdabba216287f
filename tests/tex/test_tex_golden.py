"""Golden drawings in one file that can be read: `golden.txt`. Run this file to draw them anew, then read the change."""

import re
from pathlib import Path

import pytest

from tui.tex import UNICODE, display

GOLDEN = Path(__file__).parent / "golden.txt"
_ENTRY = re.compile(r"^(\d+) \| (.+)\n\n((?:(?!\d+ \| ).*\n)*)", re.MULTILINE)


def entries() -> list[tuple[int, str, str]]:
    """Width, TeX and drawing of each."""
    return [(int(width), tex, drawing.rstrip("\n")) for width, tex, drawing in _ENTRY.findall(GOLDEN.read_text())]


@pytest.mark.parametrize(("width", "tex", "drawing"), entries())
def test_it_is_drawn_as_before(width: int, tex: str, drawing: str) -> None:
    assert display(tex, width, UNICODE).plain == drawing


def test_there_are_golden_drawings() -> None:
    assert len(entries()) >= 20


if __name__ == "__main__":
    GOLDEN.write_text("".join(f"{w} | {tex}\n\n{display(tex, w, UNICODE).plain}\n\n" for w, tex, _ in entries()))
