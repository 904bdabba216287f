"""Ids of imported cards: readable, the same each time, and kept when edited notes are imported again."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decks.cards import is_id
from engine.decks.written import Written
from engine.exchange.draft import Draft
from engine.exchange.importing import with_ids
from engine.exchange.naming import id_for
from engine.exchange.updating import updated


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What is the order of a group?", "order-of-a-group"),
        ("State Bayes' rule: $p(a \\mid b)$ = ?", "state-Bayes-rule-p-a-b"),
        ("DNA", "DNA"),
        ("Is it?", "it"),
        ("???", "card"),
        ("Was heißt „größer“?", "heißt-größer"),
        ("Why does $\\|\\frac{\\partial h_N}{\\partial h_n}\\|$ vanish?", "partial-hN-partial-hn-vanish"),
    ],
)
def test_ids_are_words_of_the_question(question: str, name: str) -> None:
    assert id_for(question, set()) == name


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_ids_are_ids_and_unique(questions: list[str]) -> None:
    taken: set[str] = set()
    for question in questions:
        name = id_for(question, taken)
        assert is_id(name) and name not in taken
        taken.add(name)


def drafts(*cards: Written) -> list[Draft]:
    return [Draft(card, Path("notes.md"), number) for number, card in enumerate(cards, 1)]


def test_an_id_that_is_brought_is_kept_or_told() -> None:
    one, two, three = (Written(id=name, question="one", answer="a") for name in ("one", "one", "a b"))
    named, told = with_ids(drafts(one, two, three, Written(question="one", answer="b")))
    assert [draft.written.id for draft in named] == ["one", "one-2", "one-3", "one-4"]
    assert [problem.line for notes in told for problem in notes.left] == [2, 3]


OLD = [
    Written(id="a", question="What is a limit of a sequence?", answer="A number.", hint="Mine.", run="limit"),
    Written(id="b", question="And what is a derivative?", answer="A slope."),
    Written(id="c", question="Gone?", answer="Yes."),
]


def test_edited_notes_keep_their_ids_and_what_was_added_to_the_deck() -> None:
    answer_edited = Written(question=OLD[0].question, answer="A point.", tags=("new",))
    question_edited = Written(question="What, then, is a derivative?", answer="A slope of a tangent.")
    new = Written(question="What is an integral?", answer="An area.")
    done = updated(OLD, drafts(new, question_edited, answer_edited))
    integral, derivative, limit = (draft.written for draft in done.drafts)
    assert (integral.id, derivative.id, limit.id) == ("", "b", "a")
    assert limit == msgspec.structs.replace(OLD[0], answer="A point.", tags=("new",))
    assert done.kept == (OLD[2],) and done.changed == 2


def test_notes_that_did_not_change_change_nothing() -> None:
    plain = [Written(question=card.question, answer=card.answer) for card in OLD]
    done = updated(OLD, drafts(*plain))
    assert [draft.written for draft in done.drafts] == OLD and done.changed == 0 and not done.kept
