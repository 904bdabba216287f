"""The top row: the name of what stands there before the bar of how far it has come."""

from pathlib import Path

import pytest

from tests.tui.sitting import play, sitting
from tui.widgets.header import Header, Sitting


@pytest.mark.parametrize("width", [54, 74, 94, 114])
@pytest.mark.parametrize("name", ["Perplexity", "Networks for sequences", "Backpropagation through time"])
def test_a_bar_goes_before_a_name_is_cut(width: int, name: str) -> None:
    header = Header()
    header.set_reactive(Header.trail, ("Training RNNs", name))
    header.set_reactive(Header.sitting, Sitting(due=0, new=19, learning=1, done=0, total=20))
    row = header.drawing(width).plain
    assert len(row) == width and row.startswith("Recurrent") and row.endswith("20")
    assert "…" not in row or "━" not in row
    assert name in row or width < 74


def test_a_terminal_without_unicode_is_drawn_in_ascii_alone(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("ascii = true\n")

    async def story() -> None:
        async with sitting(tmp_path, "small") as person:
            assert person.read().isascii() and "Recurrent  >" in person.read()
            await person.reveal()
            assert person.read().isascii() and "< > turn" in person.read()
            await person.press("ctrl+n")
            assert person.read().isascii() and person.screen.query_one(".-here Label").styles.border_left[0] == "ascii"

    play(story())
