"""A second check: what was well and has not changed is not run, all else is, and a failure is never taken for well."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.checking import check as checking
from engine.checking.verified import state
from engine.decks.library import find_decks

DECK = """\
- id: own
  question: q
  answer: y
  source: {note: n}
  run: own
- id: imported
  question: q
  answer: y
  source: {note: n}
  run: shared
  quiz: [{generate: drill}]
- id: typed
  question: q
  answer: y
  source: {note: n}
  quiz: [{ask: q, number: 8, accept: ["2^3"]}]
- {id: words, question: q, answer: y, source: {note: n}}
"""
CODE = """\
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))  # as an installation would have it
from PACKAGE.answers import drill, shared
from engine import Claim, answer

@answer()
def own():
    Path(__file__).with_name("runs").open("a").write("own ")
    yield Claim("true", 1, "=", 1)
"""
ANSWERS = """\
from pathlib import Path
from engine import Claim, answer
from . import numbers

@answer()
def shared():
    Path(__file__).parents[1].joinpath("runs").open("a").write("shared ")
    yield Claim("true", numbers.ONE, "=", 1)

def drill(rng):
    return {"ask": "q", "number": numbers.ONE}
"""


class Desk:
    """A deck with a package of its own that it imports, and what checks of it do."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, installed: bool = True) -> None:
        self.folder, self.home, self.writings = folder, folder / "home", 0
        self.package = f"package_{folder.name}".replace("-", "_")
        if installed:
            monkeypatch.syspath_prepend(str(folder))
        self.write("deck.yaml", DECK)
        self.write("deck.py", CODE.replace("PACKAGE", self.package))
        for name, text in (("__init__", ""), ("answers", ANSWERS), ("numbers", "ONE = 1\n")):
            self.write(f"{self.package}/{name}.py", text)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(exist_ok=True)
        (self.folder / name).write_text(text)
        # Python takes compiled code of the same size and second for that of the source: no two writings have one time.
        self.writings += 2
        os.utime(self.folder / name, (0, time.time() + self.writings))

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text()
        assert old in text
        self.write(name, text.replace(old, new))

    def check(self, anew: bool = False) -> tuple[set[str], int, list[str]]:
        """Which answers ran, how many gradings were made, and what was said."""
        runs = self.folder / "runs"
        runs.unlink(missing_ok=True)
        counted: dict[str, int] = {}

        def told(what: str) -> Callable[[int, int], None]:
            return lambda done, total: counted.update({what: total})

        library = find_decks([self.folder / "deck.yaml"], self.home, trust=True, thorough=True, anew=anew)
        found = asyncio.run(checking.check(library, self.home, lambda formula, room: 0, told, anew=anew))
        ran = set(runs.read_text().split()) if runs.exists() else set()
        return ran, counted.get("gradings", 0), [str(each.card) for each in (*library.problems, *found)]

    def interrupted(self, what: str) -> set[str]:
        """Which answers ran in a check by one worker that is cancelled after the first of these is done."""
        runs = self.folder / "runs"
        runs.unlink(missing_ok=True)

        async def sit() -> None:
            task = asyncio.current_task()
            assert task is not None

            def told(counted: str) -> Callable[[int, int], object] | None:
                return (lambda done, total: task.cancel() if done == 1 else None) if counted == what else None

            library = find_decks([self.folder / "deck.yaml"], self.home, trust=True, thorough=True)
            await checking.check(library, self.home, lambda formula, room: 0, told, workers=1)

        with pytest.raises(asyncio.CancelledError):
            asyncio.run(sit())
        return set(runs.read_text().split()) if runs.exists() else set()

    def states(self) -> list[str]:
        deck = find_decks([self.folder / "deck.yaml"], self.home, trust=True).decks[0]
        return [state(card, deck, self.home) for card in deck.cards]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


WELL = ["verified", "verified", "verified", "never"]


def test_what_is_well_and_unchanged_is_not_run_again_unless_all_is_wanted_anew(desk: Desk) -> None:
    assert desk.states() == ["never"] * 4
    ran, graded, said = desk.check()
    assert (ran, said) == ({"own", "shared"}, []) and graded > 1
    assert desk.states() == WELL
    assert desk.check() == (set(), 0, [])
    assert desk.check(anew=True) == (ran, graded, [])


def test_what_an_interrupted_check_found_well_is_kept_and_the_next_goes_on_from_there(desk: Desk) -> None:
    assert "own" in desk.interrupted("runs")  # the next answer may have begun
    assert desk.states() == ["verified", "never", "never", "never"]
    assert desk.interrupted("gradings") == {"shared"}
    assert desk.states()[0:2] == ["verified", "never"]
    ran, graded, said = desk.check()
    assert (ran, said) == (set(), []) and graded > 1
    assert desk.states() == WELL and desk.check() == (set(), 0, [])


def test_what_changed_after_an_interrupted_check_is_run_again(desk: Desk) -> None:
    desk.interrupted("gradings")
    desk.edit("deck.py", '"true"', '"so"')
    assert desk.check()[0] == {"own", "shared"}
    desk.edit(f"{desk.package}/numbers.py", "1", "2")
    desk.interrupted("gradings")
    assert "shared" in desk.check()[0]  # it failed then


def test_other_tools_check_all_again_and_mark_no_card(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.check()
    monkeypatch.setattr("engine.decks.digests.of_tools", lambda: b"another numpy")
    assert desk.states() == WELL
    assert desk.check()[0] == {"own", "shared"}


EDITS = [
    ("deck.yaml", '"2^3"', '"2^2*2"', set(), ["verified", "verified", "changed", "never"]),
    ("deck.yaml", "question: q", "question: r", set(), WELL),
    ("deck.py", '"true"', '"so"', {"own"}, ["changed", "verified", "verified", "never"]),
    ("PACKAGE/numbers.py", "1", "2 - 1", {"own", "shared"}, ["changed", "changed", "verified", "never"]),
]
"""File, what is edited in it, which answers run for it, and how the cards are marked until then."""


@pytest.mark.parametrize("installed", [True, False], ids=["installed", "beside the deck alone"])
def test_what_has_changed_is_marked_and_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    desk = Desk(tmp_path, monkeypatch, installed)
    desk.check()
    for file, old, new, ran, states in EDITS:
        desk.edit(file.replace("PACKAGE", desk.package), old, new)
        assert desk.states() == states, file
        assert desk.check()[0::2] == (ran, []), file
        assert desk.states() == WELL


def test_a_failure_is_found_each_time_and_what_was_well_before_stays_marked(desk: Desk) -> None:
    desk.check()
    desk.edit(f"{desk.package}/numbers.py", "1", "2")
    for _ in range(2):
        ran, _, said = desk.check()
        assert "shared" in ran and said == ["deck/imported"]
        assert desk.states()[1] == "changed"
    desk.edit(f"{desk.package}/numbers.py", "2", "1")
    assert desk.states()[:2] == ["changed", "verified"]  # what is made of all files was well as they were, too


def test_of_cards_that_fail_alike_none_is_taken_for_well(desk: Desk) -> None:
    desk.write("deck.py", "import nowhere_to_be_found\n")
    for _ in range(2):
        assert "deck/own" in desk.check()[2]
        assert desk.states()[:2] == ["never", "never"]
    desk.write("deck.py", "def own(:\n")
    desk.check()
    assert desk.states()[:2] == ["never", "never"]


def test_of_cards_whose_code_is_not_python_none_is_taken_for_well(desk: Desk) -> None:
    desk.write("deck.yaml", DECK.replace("  run: shared\n", ""))
    desk.write("deck.py", "def f(:\n")
    _, _, said = desk.check()
    assert said == [""] and desk.states() == ["never", "never", "verified", "never"]  # typed needs no code


def test_code_that_no_longer_loads_is_found_though_no_card_needs_what_was_changed(desk: Desk) -> None:
    desk.write(f"{desk.package}/more.py", "")
    desk.edit("deck.py", "from engine", f"import {desk.package}.more\nfrom engine")
    assert desk.check()[2] == []
    desk.edit("deck.yaml", "- id: own\n  question: q\n  answer: y\n  source: {note: n}\n  run: own\n", "")
    assert desk.check()[2] == []
    desk.write(f"{desk.package}/more.py", "1 / 0")
    assert set(desk.check()[2]) == set(desk.check()[2]) == {"deck/imported"}


def test_a_function_that_comes_from_elsewhere_is_another(desk: Desk) -> None:
    desk.check()
    desk.write(f"{desk.package}/others.py", ANSWERS.replace("numbers.ONE,", "numbers.ONE + 1,"))
    desk.edit("deck.py", "import drill, shared", f"import drill\nfrom {desk.package}.others import shared")
    assert desk.states()[1] == "changed"
    assert desk.check()[2] == ["deck/imported"]


def test_what_marks_a_card_is_no_burden_to_the_screen(desk: Desk) -> None:
    look = "import sys, engine.checking.verified; print(*{'numpy', 'sympy', 'yaml', 'asyncio'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert said.stdout.split() == []
