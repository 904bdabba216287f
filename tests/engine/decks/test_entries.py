"""The entry points of installed packages, as the standard library has them."""

import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from engine.decks.entries import entries

TEXT = """
[console_scripts]
one = one.cli:main
[recur.decks]
# a comment
  mine = one.decks
other=one.others:DECKS [extra]

[recur.decks.more]
no = one.more
"""


def as_the_library_has_them(group: str) -> list[tuple[str, str]]:
    return sorted((each.name, each.module) for each in entry_points(group=group))


def package(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "entry_points.txt").write_text(text)


@pytest.mark.parametrize("group", ["recur.decks", "console_scripts", "pytest11", "none"])
def test_of_this_environment(group: str) -> None:
    assert sorted(entries(group)) == as_the_library_has_them(group)


def test_of_two_packages_of_one_name_the_first_on_the_path_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(tmp_path / "first", "Some_One-2.0.dist-info", TEXT)
    package(tmp_path / "second", "some.one-1.0.dist-info", "[recur.decks]\nold = one.old\n")
    package(tmp_path / "second", "another.egg-info", "[recur.decks]\nanother = two\n")
    (tmp_path / "second" / "empty-1.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [*(str(tmp_path / each) for each in ("first", "second", "gone")), *sys.path])
    assert {("mine", "one.decks"), ("other", "one.others"), ("another", "two")} <= set(entries("recur.decks"))
    assert sorted(entries("recur.decks")) == as_the_library_has_them("recur.decks")
