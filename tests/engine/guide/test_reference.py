"""The authors' reference is complete, its examples are well, and it is what its file has."""

import ast
import inspect
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

import cards
import engine
from engine.decks.questions import Formula
from engine.exhibits import AnyExhibit, Relation
from engine.grading.judge import judge
from engine.guide import keys
from engine.guide.excerpts import DECK, excerpts
from engine.guide.notations import NOTATIONS, SYMBOLS
from engine.guide.reference import KNOBS, MARKS, RELATIONS, exhibits
from tui.guide import written
from tui.recur import cli

KEYS = [key for owner in keys.STRUCTS for key in keys.keys_of(owner)]
CALLS = [each for each in ast.walk(ast.parse(DECK.with_suffix(".py").read_text("utf-8"))) if isinstance(each, ast.Call)]


@pytest.mark.parametrize("key", KEYS)
def test_every_key_has_an_example_that_uses_it(key: str) -> None:
    name = key.partition(".")[2]
    texts = [each.text for each in excerpts() if key in each.of and each.language == "yaml"]
    assert texts, f"examples.yaml has no example for {key}"
    assert all(f"{name}:" in text for text in texts)


@pytest.mark.parametrize("name", [*MARKS, *KNOBS, *exhibits()])
def test_everything_to_import_has_an_example_and_each_of_its_parameters_is_used_in_one(name: str) -> None:
    assert any(name in each.of for each in excerpts() if each.language == "python")
    signature = inspect.signature(getattr(engine, name))
    used: set[str] = set()
    for call in CALLS:
        if isinstance(call.func, ast.Name) and call.func.id == name:
            given = {each.arg: each for each in call.keywords if each.arg}
            used |= signature.bind(*call.args, **given).arguments.keys()
    assert used == signature.parameters.keys()


def test_the_reference_tells_of_all_there_is() -> None:
    assert {*MARKS, *KNOBS, *exhibits(), "Exhibit"} == set(engine.__all__)
    assert {each.__name__ for each in get_args(AnyExhibit)} <= set(exhibits())
    assert RELATIONS.keys() == set(get_args(Relation))
    known = {*KEYS, *engine.__all__}
    assert {name for each in excerpts() for name in each.of} <= known


def test_every_example_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read and run at its corners, every claim holds, every question's examples are graded as they should be.

    That most have no source is told, and nothing else: an example is of what it shows alone.
    """
    monkeypatch.setenv("RECUR_HOME", str(tmp_path))
    result = CliRunner().invoke(cli, ["check", "--trust", str(DECK)])
    assert result.exit_code == 0 and result.output.count("warning:") == 1, result.output
    assert "cards have no source" in result.output and result.output.endswith(": 1 warning\n"), result.output


@pytest.mark.parametrize("what", NOTATIONS)
def test_the_notations_of_a_formula_mean_the_same(what: str) -> None:
    first, *others = NOTATIONS[what]
    question = Formula(ask="", formula=first, where=SYMBOLS)
    for other in others:
        verdict = judge(question, other)
        assert verdict.verdict == "correct", f"{other}: {verdict.reason}"


def test_the_reference_beside_the_decks_is_the_one_that_the_code_makes() -> None:
    path = Path(cards.__file__).with_name("REFERENCE.md")
    assert path.read_text("utf-8") == written("reference"), "recur guide reference > cards/REFERENCE.md"


def test_a_word_gives_what_is_said_of_it() -> None:
    assert "### `hint`" in written("hint") and "log_y=True" not in written("hint")
    assert written("text").count("### ") == 2  # the kind of question and the knob
    assert "(1 + 1/n)ⁿ" in written("levels")
    result = CliRunner().invoke(cli, ["guide", "slidr"])
    assert result.exit_code == 2 and "did you mean slider?" in result.output


@pytest.mark.parametrize(
    ("word", "headings"),
    [
        ("trust", ["## Trust"]),
        ("study it", ["## Study it"]),
        ("export", ["## And then"]),
        ("knob", ["## Knobs"]),
        ("exhibits", ["## Exhibits"]),
        ("card", ["## A card", "## A card"]),
        ("many number", ["## One question, many numbers"]),
    ],
)
def test_a_word_of_a_heading_gives_its_sections(word: str, headings: list[str]) -> None:
    lines = written(word).splitlines()
    assert lines[0] == headings[0] and [line for line in lines if line.startswith("## ")] == headings


def test_a_key_that_is_a_heading_too_gives_both() -> None:
    text = written("knobs")
    assert text.startswith("### `run`, `knobs`") and "\n## Knobs\n" in text and "### `slider`" in text
    result = CliRunner().invoke(cli, ["guide", "study", "it"])
    assert result.exit_code == 0 and "opens the card in the terminal" in result.output
