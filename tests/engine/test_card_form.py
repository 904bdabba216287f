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


DRAFT = "- id: n  # its id\n  question: Q\n  answer: y\n"


@pytest.mark.parametrize(
    ("draft", "quiz", "kept"),
    [
        (f"{DRAFT}  quiz:\n    - ask: Q?\n      number: 4\n  # below\n", "ask: Q?\nnumber: 4\n# c", "its id,below,c"),
        (f"{DRAFT}  quiz:\n    - ask: Q?\n      # gone\n      number: 4\n", "ask: Q?\nnumber: 4  # c", "its id,c"),
        (f"{DRAFT}  quiz: [{{ask: Q?, number: 4}}]  # beside\n", "ask: Q?\nnumber: 5\n# c", "its id,beside,c"),
        (DRAFT, "- ask: Q?\n  number: 4\n# b\n- ask: R?\n  number: 4\n# c", "its id,b,c"),
    ],
)
def test_of_a_quiz_the_comments_stay_that_stand_in_its_field(home: Path, draft: str, quiz: str, kept: str) -> None:
    path = home / "mine.yaml"
    path.write_text(DECKS[0])
    library = find_decks([path])
    form = Form(question="Q", answer="y", id="n", quiz=quiz, draft=draft)
    text = formed(form, library.deck("mine"), library, frozenset({"a"}), lambda formula, room: 0).text
    assert sorted(line.split("# ")[1] for line in text.split("\n") if "# " in line) == sorted(kept.split(","))


@pytest.mark.parametrize(
    ("quiz", "at"),
    [
        ("---\nask: Q?\nnumber: 4", 0),
        ("- ask: Q?\n  number: 4\n...", 22),
        ("%YAML 1.1\n---\n- ask: Q?\n  number: 4", 0),
        ("ask: Q?\nnumber: 4\n--- x", 18),
    ],
)
def test_what_parts_one_document_from_another_is_told_in_the_quiz(home: Path, quiz: str, at: int) -> None:
    path = home / "mine.yaml"
    path.write_text(DECKS[0])
    library = find_decks([path])
    form = Form(question="Q", answer="y", id="n", quiz=quiz)
    found = formed(form, library.deck("mine"), library, frozenset({"a"}), lambda formula, room: 0)
    assert [(each.field, each.at) for each in found.troubles] == [("quiz", at)]
    assert found.troubles[0].message.startswith("leave ")
    well = Form(question="Q", answer="y", id="n", quiz="ask: |\n  ---\n  Q?\nnumber: 4")
    assert formed(well, library.deck("mine"), library, frozenset(), lambda formula, room: 0).well


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
