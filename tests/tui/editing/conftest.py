"""A deck of one's own, and an empty home beside it."""

from pathlib import Path

import pytest

from tests.tui.editing.author import DECK


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a deck called `mine` stands, and an empty home beside it."""
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VISUAL", raising=False)
    (tmp_path / "mine.yaml").write_text(DECK)
    return tmp_path
