"""A card that is not YAML in one place: what is wrong with the rest of it is told too, and nothing that is not."""

from pathlib import Path

import pytest

from engine.decks.patching import patched
from engine.decks.reading import read_deck

REST = """\
  hnt: h
  tags: foo
  quiz:
    - ask: q
      nmber: 3
"""
OF_THE_REST = ["did you mean hint?", "tags is a list", "did you mean number?"]

SLIPS = {
    "a colon": ("- id: a\n  question: Which: one\n  answer: y\n", "a colon before a space"),
    "a quote that is not closed": ('- id: a\n  question: "Which\n  answer: y\n', "a quote is not closed"),
    "a quote that ends too soon": ("- id: a\n  question: 'It's\n  answer: y\n", "behind a closing quote"),
    "a bracket that is not closed": ("- id: a\n  question: q\n  answer: y\n  after: [b\n", "brackets are not closed"),
    "further in": ("- id: a\n   question: q\n   answer: y\n", "further in than the one above"),
    "less far in": ("- id: a\n question: q\n  answer: y\n", "look at the indentation"),
    "a tab": ("- id: a\n\tquestion: q\n  answer: y\n", "a tab"),
    "an escape": ('- id: a\n  question: "$\\q$"\n  answer: y\n', "a backslash is doubled"),
    "text without its bar": ("- id: a\n  question: q\n  answer: y\n  hint: |\n  h: x: y\n", "not YAML"),
    "an asterisk": ("- id: a\n  question: *q*\n  answer: y\n", "needs quotes"),
    "a key twice": ("- id: a\n  question: q\n  answer: y\n  answer: [z]\n", "stands twice"),
    "a tag": ("- id: a\n  question: !q\n  answer: y\n", "is a tag"),
    "in a question of the quiz": (
        "- id: a\n  question: q\n  answer: y\n  source: {note: n}\n  knobs: {k: 1\n",
        "brackets are not closed",
    ),
}


@pytest.mark.parametrize("card, phrase", SLIPS.values(), ids=SLIPS)
def test_what_is_wrong_with_the_rest_of_a_card_is_told_where_one_place_is_not_yaml(
    card: str, phrase: str, tmp_path: Path
) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(f"{card}{REST}- id: b\n  question: q\n  anwer: y\n")
    deck, problems = read_deck(path)
    said = [each.message for each in problems]
    assert not deck.cards
    for wanted in (phrase, *OF_THE_REST, "did you mean answer?"):
        assert sum(wanted in each for each in said) == 1, (wanted, said)
    assert len(said) == 5 or ("knobs" in card or "after" in card), said
    rest = card.count("\n")
    told = {each.line for each in problems if any(wanted in each.message for wanted in OF_THE_REST)}
    assert told == {rest + 1, rest + 2, rest + 5}


@pytest.mark.parametrize("card, phrase", SLIPS.values(), ids=SLIPS)
def test_a_card_that_is_well_but_for_one_place_has_that_one_problem(card: str, phrase: str, tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(card)
    (problem,) = [each for each in read_deck(path)[1] if "after names" not in each.message]
    assert phrase in problem.message


def test_two_places_that_are_not_yaml_are_told_each_and_what_is_between_them(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(
        "- id: a\n  question: Which: one\n  answer: y\n  quiz:\n    - ask: What: now\n      number: x\n"
        "    - ask: q\n      where: {x: scalar\n      formula: x+y\n    - ask: p\n      numbr: 1\n"
    )
    told = [(each.line, each.message) for each in read_deck(path)[1]]
    assert [line for line, _ in told] == [2, 5, 6, 8, 11], told


def test_a_patched_card_keeps_its_lines() -> None:
    found = patched('- id: a\n  question: "open\n    and on\n  answer: y\n')
    assert found is not None
    assert found.text.split("\n") == ["- id: a", "  question: …", "", "  answer: y", ""]
    assert found.aside == {2, 3} and [spot.line for spot in found.spots] == [2]
    assert patched("- [\n") is None
