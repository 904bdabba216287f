"""A card that is written anew keeps the comments that it had, and says what the new one says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.decks.events import load
from engine.decks.written import Head, Written
from engine.exchange.comments import with_comments
from engine.exchange.deck_text import deck_text
from engine.form_quiz import quiz_in, typed_quiz
from tests.engine.exchange.random_cards import texts

OLD = """\
# above all
- id: a   # its name
  # of the question
  question: What?  # beside
  answer: |
    Lines
    # which is text
  # of the quiz
  quiz:
    # the first
    - ask: two
      number: 2  # even
# the end
"""
COMMENTS = ["# above all", "# its name", "# of the question", "# beside", "# of the quiz", "# the end"]


def test_a_card_that_did_not_change_stays_as_it_was() -> None:
    assert with_comments(deck_text(Head(), [Written(**load(OLD).data[0])]), OLD).split() == OLD.split()


@given(texts.filter(str.strip), texts, st.booleans())
@settings(max_examples=100, deadline=None)
def test_whatever_is_changed_the_comments_stay_and_the_new_card_is_read(question: str, hint: str, cloze: bool) -> None:
    card = Written(id="b", cloze=question, hint=hint) if cloze else Written(id="b", question=question, answer="y")
    new = deck_text(Head(), [card])
    found = with_comments(new, OLD)
    assert load(found).data == load(new).data
    assert all(each in found for each in COMMENTS) and "which is text" not in found


@pytest.mark.parametrize("old", ["- {id: a, question: q}  # beside", "- id: [", "", "- id: a\n- id: b # two\n"])
def test_what_is_not_written_key_below_key_is_let_go(old: str) -> None:
    assert with_comments("- id: c\n", old) == "- id: c\n"


def test_the_lines_of_a_quiz_are_those_of_the_card() -> None:
    lines = quiz_in(OLD)
    assert lines == "# the first\n- ask: two\n  number: 2  # even"
    assert typed_quiz(lines).lines(2) == "".join(f"{line}\n" for line in OLD.splitlines()[8:12])
    assert quiz_in("- {id: a, quiz: [{ask: b}]}") == quiz_in("- id: [") == ""
