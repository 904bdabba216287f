"""A deck written as YAML is the same deck when it is read, and is laid out as a person would."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.decks.events import load
from engine.decks.reading import read_deck
from engine.decks.written import Head, Written
from engine.exchange.deck_text import deck_text
from engine.exchange.scalars import scalar
from tests.engine.exchange.random_cards import cards, lines, same, texts

SHIPPED = sorted((Path(__file__).resolve().parents[3] / "cards").glob("*.yaml"))


@pytest.fixture(scope="session")
def deck_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written") / "deck.yaml"


@given(cards, st.just("") | texts, st.lists(lines, max_size=2))
@settings(max_examples=100, deadline=None)
def test_every_card_comes_back_as_it_was(deck_file: Path, written: list[Written], about: str, tags: list[str]) -> None:
    deck_file.write_text(deck_text(Head(about=about, tags=tuple(tags)), written), "utf-8", newline="")
    deck, problems = read_deck(deck_file, thorough=False)
    assert problems == []
    assert [same(card) for card in deck.cards] == [same(card) for card in written]
    assert (deck.about, deck.tags) == (about, tuple(tags))


any_value = st.recursive(
    st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False)
    | texts
    | st.text("a\n\t \"':#", max_size=6),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(lines, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@given(any_value)
@settings(max_examples=100, deadline=None)
def test_a_quiz_may_hold_anything(value: Any) -> None:
    text = deck_text(Head(), [Written(id="a", question="q", answer="a", quiz=({"ask": "b", "where": value},))])
    loaded = load(text)
    assert not loaded.spots
    assert loaded.data[0]["quiz"][0]["where"] == value


@given(st.text(min_size=1, max_size=8))
def test_text_in_one_line_stays_text(text: str) -> None:
    if not any(0xD800 <= ord(char) < 0xE000 for char in text):
        assert load(f"[{scalar(text, flow=True)}]").data == [text]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_decks_are_the_same_when_they_are_written_anew(path: Path, tmp_path: Path) -> None:
    data = load(path.read_text("utf-8")).data
    written = [msgspec.convert(card, Written) for card in data["cards"]]
    again = tmp_path / path.name
    again.write_text(deck_text(msgspec.convert({**data, "cards": []}, Head), written), "utf-8")
    assert load(again.read_text("utf-8")).data == {**data, "cards": load(again.read_text("utf-8")).data["cards"]}
    found = [msgspec.convert(card, Written) for card in load(again.read_text("utf-8")).data["cards"]]
    assert [msgspec.structs.replace(card, answer=card.answer.strip()) for card in found] == [
        msgspec.structs.replace(card, **{name: getattr(card, name).strip() for name in ("question", "answer", "hint")})
        for card in written
    ]


BY_HAND = r"""title: Chance
cards:

- id: bayes
  question: What is Bayes' rule?
  answer: |
    It turns a probability round:

    $$p(a \mid b) = \frac{p(b \mid a)\,p(a)}{p(b)}$$
  hint: >-
    Write the joint probability in two ways, Write the joint probability in two ways, Write the joint probability in
    two ways, and divide.
  tags: [probability, 'no']
  quiz:
    - ask: What is $p(b)$ called?
      text: [evidence, marginal]
      reject: {prior: That is $p(a)$.}
"""


def test_a_deck_looks_as_if_it_were_written_by_hand() -> None:
    card = Written(
        id="bayes",
        question="What is Bayes' rule?",
        answer="It turns a probability round:\n\n$$p(a \\mid b) = \\frac{p(b \\mid a)\\,p(a)}{p(b)}$$",
        hint="Write the joint probability in two ways, " * 3 + "and divide.",
        tags=("probability", "no"),
        quiz=(
            {
                "ask": "What is $p(b)$ called?",
                "text": ("evidence", "marginal"),
                "reject": {"prior": "That is $p(a)$."},
            },
        ),
    )
    assert deck_text(Head(title="Chance"), [card]) == BY_HAND
