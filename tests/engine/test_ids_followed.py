"""Ids that an edit changed, swapped or gave to other cards: what is known goes along, or it is told that it did not."""

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.clock import day_of
from engine.decks.changes import ids_changed
from engine.decks.library import find_decks
from engine.journal import Journal
from engine.journal.carrying import carried
from engine.journal.names import called_today
from engine.memory import Grade, Review, State

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = ("ash", "birch", "cedar", "elm", "fir", "gum", "hazel")
"""What is asked; no two have anything in common."""
IDS = tuple("abcdefg")

decks = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True).flatmap(
    lambda words: st.lists(st.sampled_from(IDS), min_size=len(words), max_size=len(words), unique=True).map(
        lambda ids: dict(zip(ids, words, strict=True))
    )
)
"""Cards by their ids: what each asks."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ids")


def write(path: Path, deck: Mapping[str, str]) -> None:
    path.write_text("".join(f"- {{id: {id}, question: {word}?, answer: {word * 2}.}}\n" for id, word in deck.items()))


def learn(journal: Journal, key: str, times: int) -> None:
    for time in range(times):
        name = f"{key} {time} {journal.memory(key)}"
        journal.append(Review(name, key, Grade.GOOD, NOON, day_of(NOON), 1.0, State.NEW, NOON))


@example({"a": "ash", "b": "birch"}, {"a": "birch", "b": "ash"})
@example({"a": "ash", "b": "birch", "c": "cedar"}, {"a": "cedar", "b": "ash", "c": "birch"})
@example({"a": "ash", "b": "birch"}, {"c": "birch", "b": "ash"})
@example({"a": "ash", "b": "birch"}, {"b": "ash"})
@example({"a": "ash"}, {"a": "birch", "b": "ash"})
@given(decks, decks)
@settings(max_examples=25, deadline=None)
def test_what_is_known_goes_with_the_card_or_it_is_told_that_it_did_not(
    folder: Path, old: dict[str, str], new: dict[str, str]
) -> None:
    path = folder / "deck.yaml"
    write(path, old)
    before = find_decks([path])
    write(path, new)
    after = find_decks([path])
    (folder / "journal.db").unlink(missing_ok=True)
    with closing(Journal.open(folder / "journal.db")) as journal:
        for times, id in enumerate(old, 1):
            learn(journal, f"deck/{id}", times)
        ids = ids_changed(before, after, "deck")
        went, trouble = carried(journal, ids.called, NOON)
        assert (went, trouble) == (ids.called, None)
        memories = journal.memories()
        assert memories == journal.replay() and not journal.rebuild()
        reviews = {word: times for times, word in enumerate(old.values(), 1)}
        for id, word in new.items():
            key, memory = f"deck/{id}", memories.get(f"deck/{id}")
            theirs = memory.reviews if memory else 0
            told = key in (*ids.other, *ids.called.values())  # a new card in the place of the only one that is gone
            assert theirs == reviews.get(word, 0) or (told and word not in reviews) or key in ids.other, (key, ids)
        assert {each for each in memories if each not in after.cards} == set(ids.gone), "nothing is lost sight of"
        assert all(called_today(each, ids.called) in memories for each in before.cards)


def test_swapped_twice_all_is_as_it_was_and_another_that_has_the_journal_open_follows(tmp_path: Path) -> None:
    swap = {"d/a": "d/b", "d/b": "d/a"}
    with closing(Journal.open(tmp_path / "j.db")) as journal, closing(Journal.open(tmp_path / "j.db")) as held:
        learn(journal, "d/a", 1)
        learn(journal, "d/b#1", 2)
        before = journal.memories()
        journal.suspend("d/a", NOON, day_of(NOON))
        assert carried(journal, swap, NOON) == (swap, None)
        assert {key: each.reviews for key, each in journal.memories().items()} == {"d/b": 1, "d/a#1": 2}
        assert journal.suspended() == {"d/b"} and held.suspended() == {"d/a"}
        assert held.memories() == before, "its decks have the ids of before"
        learn(held, "d/a", 1)
        assert {key: each.reviews for key, each in journal.memories().items()} == {"d/b": 2, "d/a#1": 2}
        assert [journal.first_name(each) for each in ("d/a", "d/b")] == ["d/b", "d/a"]
        assert carried(journal, swap, NOON) == (swap, None)
        assert {key: each.reviews for key, each in journal.memories().items()} == {"d/a": 2, "d/b#1": 2}
        assert journal.first_name("d/a") == "d/a" and not journal.rebuild()


def test_of_cards_in_a_chain_all_go_along_or_none_and_it_is_told_which_to_reset(tmp_path: Path) -> None:
    with closing(Journal.open(tmp_path / "j.db")) as journal:
        for times, key in enumerate(("d/a", "d/b", "d/c", "d/x"), 1):
            learn(journal, key, times)
        before = journal.memories()
        called = {"d/a": "d/b", "d/b": "d/c", "d/x": "d/y"}
        went, trouble = carried(journal, called, NOON)
        assert went == {"d/x": "d/y"} and "d/c has been reviewed already" in str(trouble)
        assert "`recur reset d/b`" in str(trouble) and "d/c`" not in str(trouble)
        assert {**before, "d/y": journal.memory("d/y")}.keys() - {"d/x"} == journal.memories().keys()
        assert [journal.memory(key) == before[key] for key in ("d/a", "d/b", "d/c")] == [True] * 3
