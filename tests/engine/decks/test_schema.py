"""The schema of decks: as its file has it, and of one mind with the reader."""

from pathlib import Path
from typing import Any

import pytest
from schema_validator import faults
from test_broken_decks import BROKEN
from test_reading import GOOD

import cards
from engine.decks.events import load
from engine.decks.schema import NAME, printed, schema

FOLDER = Path(cards.__file__).parent
SHIPPED = sorted(FOLDER.glob("*.yaml"))
SCHEMA = schema()

# Wrong in the text of one key, or in what two cards or keys have to do with each other: for `recur check` to say.
BEYOND_A_SCHEMA = {
    "a symbol that nobody can type",
    "duplicate id",
    "an id that is an alias",
    "one id three times, the first of a card at fault",
    "missing run",
    "after a card that is not there",
    "run without a Python file",
    "the same key twice",
    "a cloze without a gap",
    "a gap that is not closed",
    "an empty gap",
    "TeX in a block, on its third line",
    "TeX in a folded block",
    "TeX in quotes, the second of two alike",
    "examples that say nothing, or two things",
    "nothing right to choose",
    "a date that is none",
    "a tag",
    "minutes in base 60",  # YAML 1.1 alone reads a number there
}


def told(data: Any) -> list[str]:
    return list(faults(data, SCHEMA, SCHEMA))


def test_the_schema_beside_the_decks_is_the_one_that_the_code_makes() -> None:
    assert (FOLDER / NAME).read_text("utf-8") == printed(), "recur schema > cards/deck.schema.json"


def test_editors_find_the_schema_of_what_ships() -> None:
    assert {path.read_text("utf-8").partition("\n")[0] for path in SHIPPED} == {
        f"# yaml-language-server: $schema={NAME}"
    }


def test_every_key_says_what_it_is_for() -> None:
    for name, each in SCHEMA["definitions"].items():
        assert each["description"], name
        for key, about in each["properties"].items():
            assert about.get("description", "").endswith("."), f"{name}.{key}"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_fits_the_schema(path: Path) -> None:
    assert told(data_of(path.read_text("utf-8"))) == []


def test_a_deck_of_all_kinds_fits_the_schema() -> None:
    assert told(data_of(GOOD)) == []


def data_of(text: str) -> Any:
    loaded = load(text)
    return None if loaded.broken else loaded.data


@pytest.mark.parametrize("name", [name for name in BROKEN if data_of(BROKEN[name][0]) and name not in BEYOND_A_SCHEMA])
def test_what_the_reader_refuses_does_not_fit_the_schema(name: str) -> None:
    assert told(data_of(BROKEN[name][0])), name
