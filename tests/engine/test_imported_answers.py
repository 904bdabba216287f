"""Answers that a deck's Python file imports from the package it stands in."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from engine import perform
from engine.decks.reading import read_deck
from engine.frames import Over, Run
from engine.loading import Loader

DECK = """
- {id: a, question: q, answer: y, run: heron, knobs: {numbr: 3}}
- {id: b, question: q, answer: y, run: hero}
- {id: c, question: q, answer: y, run: heron, knobs: {number: 3}}
"""
ANSWER = """
from engine import Claim, answer, slider

@answer(number=slider(1, 9, 4))
def heron(number):
    yield Claim("a root", (4 / number) ** 2, "≤", 16)
    yield BAD
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a deck, its index of answers, and a package of answers below it."""
    folder = tmp_path / "package_of_the_test"
    (folder / "answers").mkdir(parents=True)
    for each in (folder, folder / "answers"):
        (each / "__init__.py").touch()
    (folder / "deck.yaml").write_text(DECK)
    (folder / "deck.py").write_text("from package_of_the_test.answers.roots import heron\n")
    (folder / "answers" / "roots.py").write_text(ANSWER.replace("BAD", "Claim('two', 2, '=', 1 + 1)"))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(perform.confine, "memory", lambda most: nullcontext())
    importlib.invalidate_caches()
    yield folder
    for name in [name for name in sys.modules if name.startswith(folder.name)]:
        del sys.modules[name]


def run(folder: Path, loader: Loader, **values: int) -> Over:
    request = Run(code=str(folder / "deck.py"), function="heron", values=values)
    return perform.perform(request, loader, lambda frame: None, lambda: False)


def test_the_knobs_of_an_imported_answer_are_known_though_nothing_is_run(package: Path) -> None:
    (package / "__init__.py").write_text("raise SystemExit\n")
    _, problems = read_deck(package / "deck.yaml")
    assert [(problem.line, problem.message) for problem in problems] == [
        (2, "heron has no knob numbr; it has number"),
        (3, "there is no function hero in the Python file beside this deck; did you mean heron?"),
    ]


def test_imports_in_a_circle_leave_the_knobs_unknown(package: Path) -> None:
    (package / "answers" / "roots.py").write_text("from package_of_the_test.answers.roots import heron\n")
    _, problems = read_deck(package / "deck.yaml")
    assert [problem.line for problem in problems] == [3]


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("1 / (number - 4)", "ZeroDivisionError: division by zero (package_of_the_test/answers/roots.py:7)"),
        ("'a text'", "(package_of_the_test/answers/roots.py:7)"),
        ("1 +", "the code does not load: SyntaxError: invalid syntax (package_of_the_test/answers/roots.py:7)"),
        ("heron\nlen(5)", "object of type 'int' has no len() (package_of_the_test/answers/roots.py:8)"),
    ],
)
def test_what_fails_in_an_imported_file_is_told_with_its_line(package: Path, bad: str, told: str) -> None:
    (package / "answers" / "roots.py").write_text(ANSWER.replace("BAD", bad))
    over = run(package, Loader())
    assert over.outcome == "failed"
    assert over.message.endswith(told)


def test_an_edited_answer_is_read_again(package: Path) -> None:
    loader = Loader()
    assert run(package, loader).outcome == "done"
    (package / "answers" / "roots.py").write_text(ANSWER.replace("BAD", "int('no number')"))
    assert "answers/roots.py:7" in run(package, loader).message
