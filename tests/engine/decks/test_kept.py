"""Decks kept from the last reading: the same as read anew, and never older than the file."""

import subprocess
import sys
from pathlib import Path

import pytest
from test_reading import CODE, GOOD

from engine.decks.kept import read_kept
from engine.decks.reading import read_deck


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_text(GOOD.replace("hint: h", "hnit: h"))
    path.with_suffix(".py").write_text(CODE)
    return path


def places(home: Path) -> list[Path]:
    return list((home / "cache").iterdir())


def test_what_is_kept_is_what_is_read(path: Path, tmp_path: Path) -> None:
    expected = read_deck(path, thorough=False)
    assert len(expected[0].cards) == 3 and len(expected[1]) == 1
    assert read_kept(path, tmp_path) == expected == read_kept(path, tmp_path)
    assert len(places(tmp_path)) == 1


def test_a_change_of_the_file_or_of_what_stands_beside_it_is_seen(path: Path, tmp_path: Path) -> None:
    read_kept(path, tmp_path)
    path.write_text(GOOD.replace("hint: h", "hint: i"))
    deck, problems = read_kept(path, tmp_path)
    assert (deck.cards[1].hint, problems) == ("i", [])
    path.with_suffix(".py").unlink()
    deck, problems = read_kept(path, tmp_path)
    assert (deck.code, len(problems)) == (None, 1)


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x81\xa6reader\xa1x"])
def test_a_spoilt_keeping_place_is_passed_over(path: Path, tmp_path: Path, junk: bytes) -> None:
    read_kept(path, tmp_path)
    places(tmp_path)[0].write_bytes(junk)
    assert read_kept(path, tmp_path) == read_deck(path, thorough=False)


def test_a_place_that_cannot_be_written_is_no_fault(path: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    assert read_kept(path, tmp_path) == read_deck(path, thorough=False)
    assert read_kept(path, None) == read_deck(path, thorough=False)


def test_an_unchanged_deck_is_had_without_yaml_and_fsrs(path: Path, tmp_path: Path) -> None:
    look = (
        "import sys; from pathlib import Path\n"
        "from engine.decks.library import find_decks; from engine.desk import Desk\n"
        f"home = Path({str(tmp_path)!r}); desk = Desk.open(find_decks([Path({str(path)!r})], home), home)\n"
        "assert desk.current; desk.close(); print(*sorted({'yaml', 'fsrs', 'numpy'} & set(sys.modules)))"
    )
    said = [subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True) for _ in range(2)]
    assert [each.stdout.split() for each in said] == [["yaml"], []]
