"""Cards renamed and moved: their decks' text stays as it is but for the name, and what was learnt goes along."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from engine import tending
from engine.clock import day_of
from engine.decks.library import Library, find_decks
from engine.exchange.destination import write_over
from engine.journal import Journal
from engine.memory import Grade, Memory, Review, State
from engine.problems import RecurError
from engine.tending import move, rename

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

FIRST = """\
\ufeff# yaml-language-server: $schema=deck.schema.json
title: First
cards:

  # what all begins with
  - {id: one, question: "Q: 1?", answer: A}   # short
  - id: 'two'
    question: |
      Q

      # not a comment
    answer: A

    after: [one, "second/near"]

  - answer: A
    question: Q   # asked
    id: "three"   # last
    after:
    - two         # the second
    - first/one
    reversed: true
tags: [numbers]
"""
SECOND = "- id: far\n  question: Q\n  answer: A\n  after: [two]\n- {id: near, question: Q, answer: A}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "first.yaml").write_bytes(FIRST.replace("\n", "\r\n").encode())
    (decks / "second.yaml").write_text(SECOND)
    return decks


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal.open(tmp_path / "journal.db")
    yield journal
    journal.close()


def learnt(journal: Journal, key: str) -> Memory:
    return journal.append(Review(str(uuid4()), key, Grade.GOOD, NOON, day_of(NOON), 1.0, State.NEW, NOON))


def library(folder: Path) -> Library:
    found = find_decks([folder])
    assert not found.problems
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_renaming_changes_the_name_wherever_it_stands_and_nothing_else(folder: Path, journal: Journal) -> None:
    reverse = learnt(journal, "first/three#reverse")
    before = contents(folder)
    done = rename(library(folder), journal, "two", "zwei", NOON)
    assert (done.was, done.card, len(done.files)) == ("first/two", "first/zwei", 2)
    expected = before["first.yaml"].replace(b"'two'", b"'zwei'").replace(b"- two ", b"- zwei ")
    assert contents(folder) == {
        "first.yaml": expected,
        "second.yaml": before["second.yaml"].replace(b"[two]", b"[zwei]"),
    }
    assert library(folder).card("far").after == ("first/zwei",)
    rename(library(folder), journal, "three", "no", NOON)
    assert b'id: "no"   # last' in contents(folder)["first.yaml"]
    assert journal.memories() == {"first/no#reverse": reverse} == journal.replay()
    rename(library(folder), journal, "no", "three", NOON)
    rename(library(folder), journal, "first/zwei", "first/two", NOON)
    assert contents(folder) == before, "renamed back, all is as it was"
    assert journal.memories() == {"first/three#reverse": reverse}
    assert journal.rebuild() == []


def test_a_name_that_would_be_meant_otherwise_afterwards_says_its_deck(folder: Path, journal: Journal) -> None:
    (folder / "second.yaml").write_text(SECOND + "- {id: last, question: Q, answer: A, after: [one]}\n")
    rename(library(folder), journal, "near", "one", NOON)
    found = library(folder)
    assert found.card("last").after == ("first/one",)
    assert found.card("three").after == ("first/two", "first/one")


def test_what_yaml_would_not_read_as_text_is_quoted(folder: Path, journal: Journal) -> None:
    rename(library(folder), journal, "near", "no", NOON)
    assert b'{id: "no", question' in contents(folder)["second.yaml"]
    assert b'[one, "second/no"]' in contents(folder)["first.yaml"]
    assert library(folder).card("two").after == ("first/one", "second/no")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("two", "one", "already"),
        ("two", "a b", "cannot be an id"),
        ("two", "second/zwei", "recur move"),
        ("three#reverse", "drei", "as a whole"),
        ("nowhere", "drei", "there is no card nowhere"),
        ("two", "lost", "reviewed already"),
    ],
)
def test_what_cannot_be_renamed_is_told_and_nothing_is_changed(
    folder: Path, journal: Journal, old: str, new: str, said: str
) -> None:
    learnt(journal, "first/lost")
    before, memories = contents(folder), journal.memories()
    with pytest.raises(RecurError, match=said):
        rename(library(folder), journal, old, new, NOON)
    assert contents(folder) == before and journal.memories() == memories == journal.replay()


def test_what_is_written_by_an_alias_is_left_to_its_author(folder: Path, journal: Journal) -> None:
    (folder / "second.yaml").write_text(
        "- {id: &a far, question: Q, answer: A}\n- {id: near, question: *a, answer: A}\n"
        "- {id: last, question: Q, answer: A, after: [near]}\n"
    )
    (folder / "first.yaml").unlink()
    before = contents(folder)
    with pytest.raises(RecurError, match="in your editor"):
        rename(library(folder), journal, "far", "fern", NOON)
    assert contents(folder) == before


def test_where_a_file_cannot_be_written_all_is_as_it_was(
    folder: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = learnt(journal, "first/two")
    before, write = contents(folder), write_over
    failing = [folder.resolve() / "second.yaml"]

    def write_some(path: Path, content: bytes) -> None:
        if path in failing:
            failing.clear()
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(tending, "write_over", write_some)
    with pytest.raises(OSError):
        rename(library(folder), journal, "two", "zwei", NOON)
    assert not failing, "the first file had been written by then"
    assert contents(folder) == before
    assert journal.memories() == {"first/two": memory} == journal.replay()


def test_installed_decks_are_not_edited(journal: Journal) -> None:
    shipped = find_decks()
    card = next(iter(shipped.cards.values()))
    before = shipped.decks[0].path.read_bytes()
    with pytest.raises(RecurError, match="recur edit --copy"):
        rename(shipped, journal, card.key, "another", NOON)
    with pytest.raises(RecurError, match="recur edit --copy"):
        move(shipped, journal, card.key, shipped.decks[1].name, NOON)
    assert shipped.decks[0].path.read_bytes() == before


def test_the_history_of_an_orphan_goes_to_the_card_that_it_has_become(folder: Path, journal: Journal) -> None:
    memory = learnt(journal, "old/fern")
    before = contents(folder)
    assert rename(library(folder), journal, "fern", "far", NOON).card == "second/far"
    assert journal.memories() == {"second/far": memory} == journal.replay()
    learnt(journal, "old/nah")
    with pytest.raises(RecurError, match="reviewed already"):
        rename(library(folder), journal, "nah", "far", NOON)
    assert contents(folder) == before


def test_a_moved_card_takes_its_text_its_names_and_its_history_along(folder: Path, journal: Journal) -> None:
    memory = learnt(journal, "first/two")
    asked = library(folder).card("two").question
    before = contents(folder)
    done = move(library(folder), journal, "two", "second", NOON)
    assert (done.was, done.card, len(done.files)) == ("first/two", "second/two", 2)
    after = contents(folder)
    text = before["first.yaml"]
    begins, ends = text.index(b"  - id: 'two'"), text.index(b"\r\n  - answer: A\r\n    question")
    assert after["first.yaml"] == text[:begins] + text[ends:]
    card = FIRST[FIRST.index("  - id: 'two'") : FIRST.index("\n\n  - answer: A\n    question")]
    unindented = "".join(f"{line.removeprefix('  ')}\n" for line in card.split("\n"))
    assert after["second.yaml"].decode() == SECOND + unindented
    found = library(folder)
    assert found.card("two").question == asked
    assert found.card("three").after == ("second/two", "first/one")
    assert found.card("two").after == ("first/one", "second/near")
    assert journal.memories() == {"second/two": memory} == journal.replay()


def test_names_that_a_move_would_make_mean_another_card_say_their_deck(folder: Path, journal: Journal) -> None:
    (folder / "second.yaml").write_text(SECOND + "- {id: one, question: Q, answer: A}\n")
    move(library(folder), journal, "three", "second", NOON)
    assert library(folder).card("three").after == ("first/two", "first/one")
    assert b"after:\n  - two         # the second\n  - first/one\n  reversed: true\n" in contents(folder)["second.yaml"]


def test_comments_right_above_a_card_and_beside_it_go_along(folder: Path, journal: Journal) -> None:
    (folder / "third.yaml").write_text(
        "# The deck.\n- {id: x, question: Q, answer: A}\n\n"
        "# Of y.\n- id: y  # y\n  question: Q\n  answer: A\n# The end."
    )
    move(library(folder), journal, "y", "first", NOON)
    assert contents(folder)["third.yaml"] == b"# The deck.\n- {id: x, question: Q, answer: A}\n# The end."
    assert (
        b"    reversed: true\r\n\r\n  # Of y.\r\n  - id: y  # y\r\n    question: Q\r\n    answer: A\r\ntags:"
        in contents(folder)["first.yaml"]
    )
    assert contents(folder)["first.yaml"].startswith(b"\xef\xbb\xbf# yaml")


def test_what_was_moved_can_be_moved_back(folder: Path, journal: Journal) -> None:
    memory = learnt(journal, "second/near")
    before = contents(folder)
    move(library(folder), journal, "near", "first", NOON)
    move(library(folder), journal, "near", "second", NOON)
    assert contents(folder) == before
    assert journal.memories() == {"second/near": memory} == journal.replay()
    assert journal.rebuild() == []


@pytest.mark.parametrize(
    ("card", "deck", "said"),
    [
        ("two", "first", "already"),
        ("second/one", "first", "has a card one already"),
        ("two", "fist", "did you mean first"),
        ("alone", "first", "only card"),
        ("two", "bracket", "in your editor"),
        ("bracketed", "first", "in your editor"),
        ("runs", "first", "needs grow, world: put that into first.py"),
        ("three#reverse", "second", "as a whole"),
    ],
)
def test_what_cannot_be_moved_is_told_and_nothing_is_changed(
    folder: Path, journal: Journal, card: str, deck: str, said: str
) -> None:
    (folder / "alone.yaml").write_text("- {id: alone, question: Q, answer: A}\n")
    (folder / "bracket.yaml").write_text("[{id: bracketed, question: Q, answer: A}, {id: z, question: Q, answer: A}]\n")
    quiz = "[{ask: Q, formula: a, where: {a: scalar}, world: world}]"
    (folder / "second.yaml").write_text(
        f"{SECOND}- {{id: one, question: Q, answer: A}}\n"
        f"- {{id: runs, question: Q, answer: A, run: grow, quiz: {quiz}}}\n"
    )
    (folder / "second.py").write_text("")
    before = contents(folder)
    with pytest.raises(RecurError, match=said):
        move(library(folder), journal, card, deck, NOON)
    assert contents(folder) == before and journal.memories() == {}
