"""Finding decks, naming cards, and the order in which new cards are met."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decks.card import Card
from engine.decks.library import Library, find_decks
from engine.decks.order import sorted_by_prerequisites
from engine.decks.trust import look, trust
from engine.problems import RecurError

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def deck(folder: Path, name: str, text: str, code: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, "utf-8")
    if code is not None:
        (folder / f"{name}.py").write_text(code, "utf-8")
    return folder / f"{name}.yaml"


def cards(*names: str) -> str:
    return "".join(f"- {{id: {name}, question: q, answer: y}}\n" for name in names)


@pytest.fixture
def two(tmp_path: Path) -> Library:
    deck(tmp_path, "first", cards("alone", "both") + "- {id: gaps, cloze: '{{a}} {{b}}'}\n")
    deck(tmp_path, "second", cards("Alone-too", "both"))
    return find_decks([tmp_path])


def test_a_card_is_named_by_its_id_or_its_key_or_a_siblings(two: Library) -> None:
    assert two.card("alone").key == two.card("first/alone").key == "first/alone"
    assert two.card("gaps#2").key == "first/gaps"
    assert two.sibling("gaps#2").key == "first/gaps#2"
    assert two.sibling("gaps").key == "first/gaps#1"


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("both", "first/both or second/both"),
        ("alnoe", "did you mean alone?"),
        ("alone-too", "did you mean Alone-too?"),
        ("second/alone", "did you mean second/Alone-too?"),
        ("zzzzz", "recur list"),
    ],
)
def test_an_unknown_or_ambiguous_name_is_a_usage_error_that_helps(two: Library, name: str, phrase: str) -> None:
    with pytest.raises(RecurError, match=phrase) as caught:
        two.card(name)
    assert caught.value.exit_code == 2


def test_decks_are_chosen_by_name(two: Library) -> None:
    assert [each.name for each in two.select(["second"]).decks] == ["second"]
    assert two.select([]) is two
    with pytest.raises(RecurError, match="did you mean second"):
        two.select(["secnod"])


@pytest.mark.parametrize("name", ["missing.yaml", "empty", "notes.txt", "pipe.yaml"])
def test_a_path_without_a_deck_is_a_usage_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").touch()
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(RecurError) as caught:
        find_decks([tmp_path / name])
    assert caught.value.exit_code == 2


def test_shipped_decks_are_found_without_importing_their_package(tmp_path: Path) -> None:
    before = set(sys.modules)
    shipped = find_decks(home=tmp_path)
    assert shipped.decks and all(each.trusted for each in shipped.decks if each.code)
    assert not {name.partition(".")[0] for name in set(sys.modules) - before} & {"cards", "models", "numpy", "sympy"}


def test_the_users_decks_come_first_and_one_of_an_installed_decks_name_stands_in_its_place(tmp_path: Path) -> None:
    name = find_decks().decks[0].name
    deck(tmp_path / "decks", "mine", cards("my-own"))
    deck(tmp_path / "decks", name, cards("copied"))
    found = find_decks(home=tmp_path)
    assert [each.name for each in found.decks[:2]] == sorted(["mine", name])
    assert [card.id for card in found.deck(name).cards] == ["copied"]
    assert not any("stands already" in problem.message for problem in found.problems)


def test_of_two_own_decks_of_one_name_the_second_is_told(tmp_path: Path) -> None:
    deck(tmp_path / "decks", "mine", cards("one"))
    (tmp_path / "decks" / "mine.yml").write_text(cards("two"))
    found = find_decks(home=tmp_path)
    assert "one" in {card.id for card in found.cards.values()}
    assert [problem.path.name for problem in found.problems if "stands already" in problem.message] == ["mine.yml"]


def test_code_is_trusted_as_it_was_seen(tmp_path: Path) -> None:
    path = deck(tmp_path / "decks", "mine", cards("a"), "x = 1\n")

    def trusted(**how: bool) -> bool:
        return find_decks(home=tmp_path, **how).deck("mine").trusted

    assert (trusted(), trusted(trust=True)) == (False, True)
    trust(tmp_path, look(path.with_suffix(".py")), AT)
    assert trusted()
    path.with_suffix(".py").write_text("x = 2\n")
    assert not trusted()


def test_prerequisites_are_resolved_across_decks_and_wrong_ones_told_with_their_place(tmp_path: Path) -> None:
    deck(tmp_path, "a", cards("base"))
    deck(tmp_path, "b", "- {id: x, question: q, answer: y, after: [base, bsae, a/basis, other/card]}\n")
    first = "- id: p\n  question: q\n  answer: y\n  after: [q]\n"
    deck(tmp_path, "c", f"title: T\ncards:\n{first}- {{id: q, question: q, answer: y, after: [p]}}\n")
    library = find_decks([tmp_path])
    assert library.card("x").after == ("a/base", "other/card")
    assert [f"{each.path.name}:{each.line}:{each.column}: {each.message}" for each in library.problems] == [
        "b.yaml:1:49: after names bsae, and there is no such card; did you mean base?",
        "b.yaml:1:55: after names a/basis, and there is no such card; did you mean a/base?",
        "c.yaml:6:11: after goes round in a circle: p → q → p",
    ]


def test_a_wrong_prerequisite_in_a_file_that_is_not_yaml_as_a_whole_is_told_too(tmp_path: Path) -> None:
    deck(tmp_path, "a", "- {id: x, question: q, answer: y, after: [z]}\n- id: a: b\n")
    assert [(each.line, each.message[:18]) for each in find_decks([tmp_path]).problems] == [
        (1, "after names z, and"),
        (2, "not YAML: a colon "),
    ]


def test_a_prerequisite_that_is_there_but_cannot_be_read_is_not_told_too(tmp_path: Path) -> None:
    broken = "- id: z\n  question: q\n  answer: a\n\thint: h\n"
    deck(tmp_path, "a", f"- id: x\n  question: q\n  answer: y\n  after: [z, w, b/v, u, b/t]\n{broken}")
    deck(tmp_path, "b", "- {id: w, question: q}\n- {question: q, id: v, answer: a, answer: b}\n# - id: u\n")
    told = [f"{each.path.name}:{each.line}: {each.message}" for each in find_decks([tmp_path]).problems]
    assert [each for each in told if "after" in each] == [
        "a.yaml:1: after names b/t, and there is no such card",
        "a.yaml:1: after names u, and there is no such card",
    ]
    assert len(told) == 5


@given(st.lists(st.lists(st.integers(0, 11), max_size=3), min_size=1, max_size=12))
def test_cards_to_know_first_come_first_and_every_card_comes_once(needs: list[list[int]]) -> None:
    names = [f"d/{place}" for place in range(len(needs))]
    known = {
        f"d/{place}": Card(id=str(place), deck="d", line=1, after=tuple(f"d/{each}" for each in needed))
        for place, needed in enumerate(needs)
    }
    order = [card.key for card in sorted_by_prerequisites(known)]
    assert sorted(order) == sorted(names)
    acyclic = all(each < place for place, needed in enumerate(needs) for each in needed)
    for card in known.values():
        for needed in card.after:
            if needed in known and (acyclic or card.key not in _reached(needed, known)):
                assert order.index(needed) < order.index(card.key)


def _reached(start: str, known: dict[str, Card]) -> set[str]:
    found: set[str] = set()
    rest = [start]
    while rest:
        key = rest.pop()
        if key in known and key not in found:
            found.add(key)
            rest += known[key].after
    return found
