"""The top row: the name of what stands there before the bar of how far it has come."""

import pytest

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
