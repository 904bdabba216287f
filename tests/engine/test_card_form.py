"""What is typed into a form is what is read from the deck that it is put into, whatever it is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.decks.library import find_decks
from engine.decks.reading import read_deck
from engine.form import KINDS, Form, form_of, formed, put, written
from tests.engine.exchange.random_cards import texts

SOME = st.sampled_from(["no", "- a: b", "'\"", "{{", "a {{b}} c", "a\tb ", "8", "# x", "a  \nb", "| >", "é日\u0301"])
TYPED = SOME | texts | st.text(max_size=12)
DECKS = (
    "# mine\n- {id: a, question: q, answer: y}\n",
    "title: T\ncards:\n  - id: a\n    question: q\n    answer: y\n# z",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@given(st.builds(Form, kind=st.sampled_from(KINDS), question=TYPED, answer=TYPED, hint=TYPED, source=TYPED, tags=TYPED))
@settings(max_examples=150, deadline=None)
def test_a_card_is_read_as_it_was_typed(home: Path, form: Form) -> None:
    path = home / "mine.yaml"
    form = Form(**{name: getattr(form, name) for name in Form.__struct_fields__} | {"id": "new"})
    for deck_text in DECKS:
        path.write_text(deck_text, "utf-8")
        library = find_decks([path])
        deck = library.deck("mine")
        found = formed(form, deck, library, frozenset({"a"}), lambda formula, room: 0)
        if not found.well:
            continue
        put(form, deck, found, home)
        card = read_deck(path)[0].cards[1]
        wanted = written(form)
        for name in ("question", "answer", "cloze", "hint", "reversed", "source", "tags"):
            assert getattr(card, name) == getattr(wanted, name), name
        assert written(form_of(card, "mine")) == wanted


def test_troubles_name_their_field_and_place(home: Path) -> None:
    path = home / "mine.yaml"
    path.write_text(DECKS[0])
    library = find_decks([path])
    form = Form(question="Why $a$ and $\\frac{1}$, and how?", answer="", id="a", after="b")
    found = formed(form, library.deck("mine"), library, frozenset({"a"}), lambda formula, room: 0)
    told = {(each.field, each.level, each.missing) for each in found.troubles}
    assert {("answer", "error", True), ("id", "error", False), ("after", "error", False)} <= told
    form = Form(question="Why $a$ and $\\frac{1$, and how?", answer="y", id="c")
    found = formed(form, library.deck("mine"), library, frozenset(), lambda formula, room: 0)
    tex = next(each for each in found.troubles if each.level == "error")
    assert tex.field == "question" and form.question[tex.at :].startswith(("\\frac", "{", "}", "1", "$"))
    assert [each.field for each in found.troubles if each.level == "warning"] == ["question"]
