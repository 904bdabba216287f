"""Shipped decks with one thing broken: the message names the line that was broken, and nothing falls over.

What is broken, and where, Hypothesis draws; the rest of the deck goes on being read.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cards
from engine.decks.reading import read_deck

FOLDER = Path(cards.__file__).parent
SHIPPED = sorted(FOLDER.glob("*.yaml"))
KEY = re.compile(r"^( +|- |    - )(question|answer|hint|tags|after|run|note|item|erratum|ask|where|accept|reject): ")


@dataclass(frozen=True)
class Broken:
    """A deck's lines after something was done to one; `lines`, from 1, are where that may be said to be."""

    text: list[str]
    lines: range


Mutation = Callable[[list[str], int], Broken | None]
"""What is done to a line (from 0); None where it is not for that line."""


def replaced(text: list[str], at: int, line: str, further: int = 0) -> Broken:
    return Broken([*text[:at], line, *text[at + 1 :]], range(at + 1, at + 2 + further))


def deleted_id(text: list[str], at: int) -> Broken | None:
    if not text[at].startswith("- id: "):
        return None
    following = "-" + text[at + 1][1:]
    return Broken([*text[:at], following, *text[at + 2 :]], range(at + 1, at + 2))


def deleted_answer(text: list[str], at: int) -> Broken | None:
    """What is missing is told where the card begins."""
    if not text[at].startswith("  answer: "):
        return None
    first = max(place for place in range(at) if text[place].startswith("- "))
    end = next(
        place for place in range(at + 1, len(text) + 1) if place == len(text) or re.match(r"  \w|- ", text[place])
    )
    return Broken([*text[:at], *text[end:]], range(first + 1, first + 2))


def misspelt_key(text: list[str], at: int) -> Broken | None:
    return replaced(text, at, KEY.sub(r"\1\2x: ", text[at])) if KEY.match(text[at]) else None


def number_for_text(text: list[str], at: int) -> Broken | None:
    found = re.match(r"^(- id|  hint|  run): ", text[at])
    return replaced(text, at, f"{found[0]}1997") if found else None


def text_for_list(text: list[str], at: int) -> Broken | None:
    found = re.match(r"^  (tags|after): \[", text[at])
    return replaced(text, at, text[at].split(":")[0] + ": word") if found else None


def too_far_in(text: list[str], at: int) -> Broken | None:
    """YAML stumbles over the line, or takes it for more of the one before."""
    if not re.match(r"^  (answer|hint|tags|run|after): \S", text[at]) or not text[at - 1].strip():
        return None
    before = re.match(r"^\s+[^\s:#-]+: (?![|>&*])\S|- id: ", text[at - 1])
    return replaced(text, at, "   " + text[at]) if before else None


def open_quote(text: list[str], at: int) -> Broken | None:
    """The quote goes on to the next one, and YAML stumbles there; it is told where it opens or where it ends."""
    found = re.match(r"^  (hint|run): ", text[at])
    return replaced(text, at, f'{found[0]}"open', len(text)) if found else None


def open_brace(text: list[str], at: int) -> Broken | None:
    found = re.match(r"^  (tags|after): \[.*\]$", text[at])
    return replaced(text, at, text[at][:-1], 1) if found else None


def tab(text: list[str], at: int) -> Broken | None:
    return replaced(text, at, "\t" + text[at].strip()) if re.match(r"^  (hint|tags|run|answer): ", text[at]) else None


def same_id(text: list[str], at: int) -> Broken | None:
    earlier = [line for line in text[:at] if line.startswith("- id: ")]
    return replaced(text, at, earlier[0]) if earlier and text[at].startswith("- id: ") else None


def colon(text: list[str], at: int) -> Broken | None:
    found = re.match(r"^  (hint): (?![|>'\"])", text[at])
    return replaced(text, at, f"{found[0]}one: two") if found else None


def bad_tex(text: list[str], at: int) -> Broken | None:
    return replaced(text, at, f"{text[at]} $\\frac{{a}}{{$") if re.match(r"^  hint: [A-Z][^:#]*$", text[at]) else None


def unknown_run(text: list[str], at: int) -> Broken | None:
    return replaced(text, at, f"{text[at]}_of_none") if text[at].startswith("  run: ") else None


def bad_formula(text: list[str], at: int) -> Broken | None:
    """Of a question without a world: the symbols of one are not known before it runs."""
    if not re.match(r"^      formula: [^'\"]*$", text[at]):
        return None
    end = next((place for place in range(at, len(text)) if re.match(r" {0,4}\S", text[place])), len(text))
    return None if any("world:" in line for line in text[at:end]) else replaced(text, at, text[at] + " + (")


MUTATIONS: tuple[Mutation, ...] = (
    deleted_id,
    deleted_answer,
    misspelt_key,
    number_for_text,
    text_for_list,
    too_far_in,
    open_quote,
    open_brace,
    tab,
    same_id,
    colon,
    bad_tex,
    unknown_run,
    bad_formula,
)


@cache
def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def places(mutation: Mutation) -> Iterator[tuple[Path, int]]:
    """Every line of the shipped decks that it is for."""
    for path in SHIPPED:
        text = lines_of(path)
        yield from ((path, at) for at in range(len(text)) if mutation(text, at) is not None)


@cache
def cards_of(path: Path) -> int:
    return len(read_deck(path)[0].cards)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
@given(st.data())
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_broken_is_told_at_its_line(tmp_path: Path, mutation: Mutation, data: st.DataObject) -> None:
    path, at = data.draw(st.sampled_from(list(places(mutation))))
    broken = mutation(lines_of(path), at)
    assert broken is not None
    there = tmp_path / path.name
    there.write_text("\n".join(broken.text) + "\n", "utf-8")
    shutil.copy(path.with_suffix(".py"), tmp_path)
    left, problems = read_deck(there)
    told = [f"{each.line}:{each.column}: {each.message}" for each in problems]
    assert any(each.line in broken.lines for each in problems), told
    assert all("\n" not in each.message and 1 <= each.line <= len(broken.text) + 1 for each in problems)
    assert len(left.cards) >= cards_of(path) - 2 or mutation is open_quote, told
