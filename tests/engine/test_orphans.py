"""What an orphan may be called now: guessed where one card alone has an id like it, else not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.clock import day_of
from engine.decks.card import Card, Deck
from engine.decks.library import Library
from engine.journal import Journal
from engine.orphans import orphans

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = ("gradient", "perplexity", "bigram", "loss", "softmax", "unrolled")
"""No two of them are alike."""

ids = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True)


@contextmanager
def journal_of(lost: Sequence[str]) -> Iterator[Journal]:
    """A journal that knows of these cards."""
    with TemporaryDirectory() as folder:
        journal = Journal.open(Path(folder) / "journal.db")
        for key in lost:
            journal.suspend(key, NOON, day_of(NOON))
        yield journal
        journal.close()


def guesses(lost: Sequence[str], there: Sequence[str]) -> dict[str, str]:
    cards = {key: Card(id=key.partition("/")[2], deck=key.partition("/")[0], line=1) for key in there}
    decks = [
        Deck(name=name, path=Path(f"{name}.yaml"), cards=tuple(card for card in cards.values() if card.deck == name))
        for name in dict.fromkeys(card.deck for card in cards.values())
    ]
    with journal_of(lost) as journal:
        return {each.card: each.near for each in orphans(Library(decks), journal)}


@given(ids, st.data())
@settings(max_examples=15, deadline=None)
def test_an_id_spelt_otherwise_is_guessed_among_others_and_one_with_another_word_or_number_is_not(
    words: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    letter = data.draw(st.integers(0, len(words[at]) - 1))
    slip = words[at][:letter] + "y" + words[at][letter + 1 :]
    lost = "d/" + "-".join(words)
    meant = "d/" + "-".join([*words[:at], slip, *words[at + 1 :]])
    other = data.draw(st.sampled_from([each for each in WORDS if each not in words]))
    others = ["-".join([*words[:at], other, *words[at + 1 :]]), "-".join([*words, "2"]), other]
    there = [f"{deck}/{each}" for deck in "de" for each in others]
    assert guesses([lost], there) == {lost: ""}
    assert guesses([lost], [*there, meant]) == {lost: meant if meant != lost else ""} or meant == lost


@given(st.lists(ids.map("-".join), min_size=1, max_size=4, unique=True), st.lists(ids.map("-".join), unique=True))
@settings(max_examples=15, deadline=None)
def test_a_guess_is_a_card_that_is_there_and_of_one_orphan_alone(lost: list[str], there: list[str]) -> None:
    found = [each for each in guesses([f"d/{id}" for id in lost], [f"e/{id}" for id in there]).values() if each]
    assert len(found) == len(set(found)) and set(found) <= {f"e/{id}" for id in there}
    assert {f"e/{id}" for id in lost} & {f"e/{id}" for id in there} <= set(found), "the same id in another deck"


@pytest.mark.parametrize(
    ("lost", "there", "near"),
    [
        (["d/gradient-of-W"], ["d/gradient-of-b"], ""),
        (["d/week-1"], ["d/week-2", "d/week-12"], ""),
        (["d/loss"], ["d/loss-of-a-network"], ""),
        (["d/loss"], ["d/the-loss"], "d/the-loss"),
        (["d/bigram-model"], ["d/model-bigram"], "d/model-bigram"),
        (["d/gradient"], ["d/gradients", "e/gradients"], "d/gradients"),
        (["d/gradient"], ["e/gradients", "f/gradients"], ""),
        (["d/gradient", "d/gradiant"], ["d/gradients"], ""),
    ],
)
def test_where_it_is_not_plain_which_none_is_guessed(lost: list[str], there: list[str], near: str) -> None:
    assert set(guesses(lost, there).values()) == {near}
