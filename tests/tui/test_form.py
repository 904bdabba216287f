"""A card typed into the form: drawn and read as it is typed, put behind the last one, and never lost."""

from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from engine.decks.library import find_decks
from engine.form import Form
from tests.tui.editing.author import edits
from tests.tui.sitting import Person, opened, play, sitting
from tests.tui.test_new import is_spliced
from tui.screens.form import FormScreen
from tui.screens.study import StudyScreen
from tui.widgets.form import Troubles

DECK = (
    "# mine\ntitle: T\ncards:\n  - id: one   # why\n    question: What is one?\n    answer: The first.\n\n# the end\n"
)


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck of one's own in an otherwise empty home."""
    home = tmp_path / "home"
    monkeypatch.setenv("RECUR_HOME", str(home))
    monkeypatch.delenv("VISUAL", raising=False)
    (home / "decks").mkdir(parents=True)
    path = home / "decks" / "mine.yaml"
    path.write_text(DECK)
    return path


@asynccontextmanager
async def form(deck: Path, **how: Any) -> Any:
    """The form, opened from the study screen."""
    async with sitting(deck.parents[1], deck, **how) as person:
        await person.press("ctrl+n")
        assert isinstance(person.screen, FormScreen)
        yield person


async def looked(person: Person) -> None:
    """Wait till what is typed has been read."""
    await person.pilot.pause()
    await person.app.workers.wait_for_complete(
        [each for each in person.app.workers if each.group == "look" and not each.is_finished]
    )
    await person.pilot.pause()


async def types(person: Person, text: str) -> None:
    await person.press(*({"\n": "enter", " ": "space"}.get(each, each) for each in text))


def test_a_card_is_typed_seen_saved_and_asked_today(deck: Path) -> None:
    async def story() -> None:
        async with form(deck) as person:
            await types(person, "What is: {{x}}?")
            await person.press("tab")
            await types(person, "- a $x^2$\nno")
            await looked(person)
            assert "x²" in person.read() and "What is: {{x}}?" in person.read()
            assert person.screen.form.id == "x"
            await person.press("ctrl+s")
            assert "mine/x is in mine.yaml" in person.read() and person.screen.form.blank
            await types(person, "Another?")
            await person.press("tab", "y", "ctrl+s", "escape")
            assert isinstance(person.screen, StudyScreen) and person.app.desk.total == 3
        after = deck.read_text()
        assert is_spliced(DECK, after) and "  - id: x\n" in after and not list(deck.parents[1].glob("drafts/form/*"))
        library = find_decks([deck])
        assert not library.problems
        assert (library.card("x").question, library.card("x").answer) == ("What is: {{x}}?", "- a $x^2$\nno")
        assert library.card("another").answer == "y"

    play(story())


def test_a_look_never_writes_over_what_was_typed_meanwhile(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with form(deck) as person:
            field, read = person.screen._row("id").field, person.screen._read

            def typing_goes_on(typed: Form) -> object:
                found = read(typed)
                with field.prevent(Input.Changed):  # the key has come, and is not told yet
                    person.app.call_from_thread(setattr, field, "value", "mine")
                return found

            monkeypatch.setattr(person.screen, "_read", typing_goes_on)
            await types(person, "What is one?")
            await looked(person)
            assert field.value == "mine"

    play(story())


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_written_till_it_is_mended(deck: Path) -> None:
    async def story() -> None:
        async with form(deck, size=(80, 24)) as person:
            await types(person, "$\\frac{1$ and one?")
            await looked(person)
            assert "cannot be read" in person.read() and "answer    is empty" not in person.read()
            person.screen._row("question").put("Which?")
            await person.press("tab", "tab", "tab", "tab", "tab")
            person.screen._row("id").put("one")
            await person.press("ctrl+s")
            assert "taken in mine.yaml" in person.read() and "answer    is empty" in person.read()
            assert person.screen.focused.id == "answer"
            await types(person, "That.")
            person.screen._row("id").put("not an id")
            await person.press("ctrl+s")
            assert person.screen.focused.id == "id" and "letters, digits and hyphens" in person.read()
            assert deck.read_text() == DECK

    play(story())


def test_a_deck_that_changed_meanwhile_loses_nothing_and_a_broken_one_is_told(deck: Path) -> None:
    async def story() -> None:
        async with form(deck) as person:
            person.screen._row("question").put("Two?")
            person.screen._row("answer").put("The second.")
            await looked(person)
            changed = DECK.replace("# the end", "  - {id: two, question: q, answer: a}\n# the end")
            deck.write_text(changed)
            await person.press("ctrl+s")
            assert "mine/two-2 is in" in person.read() and "- id: two-2\n" in deck.read_text()
            assert is_spliced(changed, deck.read_text())
            deck.write_text("- {id: [")
            person.screen._row("question").put("Three?")
            person.screen._row("answer").put("The third.")
            await person.press("ctrl+s")
            assert "mend it before" in " ".join(person.read().split()) and deck.read_text() == "- {id: ["
            assert person.screen.form.answer == "The third."

    play(story())


@pytest.mark.parametrize(("key", "left"), [("enter", True), ("d", False)])
def test_escape_asks_and_a_draft_is_there_the_next_time(deck: Path, key: str, left: bool) -> None:
    async def story() -> None:
        async with form(deck) as person:
            await types(person, "Half a que")
            await person.press("escape")
            assert isinstance(person.screen, FormScreen) and "in no deck yet" in person.read()
            await person.press("escape", "x", "escape", key)
            assert isinstance(person.screen, StudyScreen)
            await person.press("ctrl+n")
            assert person.screen.form.question == ("Half a quex" if left else "")
            assert deck.read_text() == DECK

    play(story())


def test_the_editor_takes_what_is_typed_and_gives_it_back(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with form(deck) as person:
            monkeypatch.setattr(person.app, "suspend", nullcontext)
            person.screen._row("question").put("What: is $x$?")
            edits(monkeypatch, deck.parents[1], "text += '  answer: |\\n    An x.\\n  quiz: [{ask: b, number: 8}]\\n'")
            await person.press("ctrl+e")
            assert person.screen.form.answer == "An x." and person.screen.form.question == "What: is $x$?"
            for text, said in (
                ("# no\\n- question: [\\n  answer: y", "line 2: "),
                ("question: q\\nanswer: y", "begins with a hyphen"),
                ("- question: q\\n  hnit: h", "line 2: a card has no key hnit; did you mean hint?"),
                ("- q", "line 1: a card is a mapping with question and answer, not text"),
            ):
                edits(monkeypatch, deck.parents[1], f"text = '{text}'")
                await person.press("ctrl+e")
                assert said in person.read() and "ctrl+e goes on" in person.read(), person.read()
                assert person.screen.form.answer == "An x."
            edits(
                monkeypatch, deck.parents[1], "text = '- {id: a, question: q, answer: y, quiz: [{ask: b, number: 8}]}'"
            )
            await person.press("ctrl+e")
            assert "ctrl+e goes on" not in person.read()
            await person.press("ctrl+s")
            assert find_decks([deck]).card("a").quiz == ({"ask": "b", "number": 8},)

    play(story())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_questions_of_a_quiz_are_typed_looked_into_and_drawn(deck: Path, size: tuple[int, int]) -> None:
    async def story() -> None:
        async with form(deck, size=size) as person:
            await types(person, "Which?")
            await person.press("tab", "y", *["tab"] * 6)
            assert person.screen.focused.id == "quiz" and person.screen.focused.region.height >= 4
            await types(person, "ask: How many?\nnubmer: 3")
            await looked(person)
            assert "did you mean number?" in person.read()
            await person.press("ctrl+s")
            assert person.screen.focused.id == "quiz" and person.screen.focused.cursor_location == (1, 0)
            person.screen._row("quiz").put(
                "- ask: How many?\n  number: 3\n- ask: Twice $x$?\n  formula: 2 x\n  where: {x: scalar}"
            )
            await looked(person)
            await person.press(*["ctrl+l"] * (size[0] < 100))
            assert "Asked in a quiz" in person.read() and "= 3" in person.read() and "2x" in person.read()
            assert person.screen.query_one(Troubles).region.bottom <= size[1] - 1
            await person.press("ctrl+s")
        assert [sorted(each) for each in find_decks([deck]).card("which").quiz] == [
            ["ask", "number"],
            ["ask", "formula", "where"],
        ]

    play(story())


def test_the_comments_of_the_editor_stay_where_a_field_is_changed_afterwards(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = (
        "# new\n- id: a  # an id\n  # why\n  question: q\n  answer: y  # so\n"
        "  quiz:\n    # easy\n    - ask: b\n      number: 8\n"
    )

    async def story() -> None:
        async with form(deck) as person:
            monkeypatch.setattr(person.app, "suspend", nullcontext)
            edits(monkeypatch, deck.parents[1], f"text = {card!r}")
            await person.press("ctrl+e")
            person.screen._row("answer").put("z")
            await person.press("ctrl+s")
            changed = card.replace("  answer: y  # so\n", "  # so\n  answer: z\n")
            assert "".join(f"  {line}\n" for line in changed.splitlines()) in deck.read_text()
            assert is_spliced(DECK, deck.read_text())

    play(story())


def test_what_was_saved_is_kept_where_the_editor_fails(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = deck.parents[1] / "drafts" / "form" / "card.yaml"

    async def story() -> None:
        async with form(deck) as person:
            monkeypatch.setattr(person.app, "suspend", nullcontext)
            person.screen._row("question").put("What?")
            edits(monkeypatch, deck.parents[1], "pass", code=3)
            await person.press("ctrl+e")
            assert "exit code 3" in person.read() and not draft.exists()
            edits(monkeypatch, deck.parents[1], "text += '  answer: Saved.\\n'", code=3)
            await person.press("ctrl+e")
            assert "goes on there" in person.read() and "Saved." in draft.read_text()
            monkeypatch.setenv("EDITOR", "false")
            await person.press("ctrl+e")
            assert "Saved." in draft.read_text()
            monkeypatch.setenv("EDITOR", "true")
            await person.press("ctrl+e")
            assert person.screen.form.answer == "Saved." and not draft.exists()

    play(story())


def test_a_first_deck_is_made_with_its_first_card(deck: Path) -> None:
    async def story() -> None:
        deck.unlink()
        home = deck.parents[1]
        async with opened(find_decks((), home), home, form=FormScreen(home, None, ())) as person:
            await types(person, "French")
            person.screen._row("question").put("{{oui}} and {{non}}")
            person.screen._kind = "cloze"
            await looked(person)
            assert "Asked on other days" in person.read()
            await person.press("ctrl+s")
            written = [f"{deck.parent / 'French.yaml'}:5: French/oui-and-non"]
            assert person.app.written == written, person.read()
        made = find_decks([deck.parent / "French.yaml"])
        assert not made.problems and [each.key for each in made.siblings] == [
            "French/oui-and-non#1",
            "French/oui-and-non#2",
        ]

    play(story())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("/", "it is a word or two"),
        (".", "it is a word or two"),
        ("~nouser", "it does not begin with ~, as in nouser"),
        ("../evil", "it holds no /, as in evil"),
        ("x" * 300, "200 are the most"),
    ],
)
def test_what_is_no_name_of_a_new_deck_is_told_and_nothing_is_written(deck: Path, name: str, said: str) -> None:
    async def story() -> None:
        async with form(deck) as person:
            person.screen._row("question").put("q")
            person.screen._row("answer").put("y")
            await person.press("shift+tab", "shift+tab", "right")
            for typed in dict.fromkeys((name[:1], name)):
                person.screen._row("name").put(typed)
                await looked(person)
            assert said in " ".join(person.read().split())
            await person.press("ctrl+s")
            assert person.screen.focused.id == "name" and said in " ".join(person.read().split())
        assert sorted(deck.parents[2].rglob("*.yaml")) == [deck]

    play(story())


def test_an_empty_form_is_led_to_its_question_and_a_saved_one_stays_saved(deck: Path) -> None:
    async def story() -> None:
        async with form(deck, size=(80, 24)) as person:
            await person.press("tab", "tab", "ctrl+s")
            assert person.screen.focused.id == "question"
            assert "question  is empty" in person.read() and "letters, digits" not in person.read()
            person.screen._kind = "cloze"
            await types(person, "no gap")
            await person.press("ctrl+s")
            assert person.screen.focused.id == "question" and "! text " in person.read()
            person.screen._row("question").put("a {{gap}}")
            await person.press("ctrl+s")
            saved = "mine/gap is in mine.yaml"
            assert saved in person.read()
            await person.press("tab", "ctrl+s")
            assert saved in person.read() and "empty" not in person.read()
            assert person.screen.focused.id == "question"

    play(story())


def test_at_the_smallest_size_it_is_said_that_more_is_wrong_than_fits(deck: Path) -> None:
    async def story() -> None:
        async with form(deck, size=(80, 24)) as person:
            person.screen._row("question").put("What is $\\frac{1$?")
            person.screen._row("after").put("x, y, z")
            await looked(person)
            await person.press("ctrl+s")
            told = person.screen.query_one(Troubles)
            assert told.region.height == 3 and "and 3 more" in person.read() and "! question" in person.read()
            person.screen._row("after").put("")
            await looked(person)
            assert "more" not in told.at(told.content_size.width).plain and "answer    is empty" in person.read()
            person.screen._into("../x")
            person.screen._begin()
            await looked(person)
            assert told.region.height == 3 and told.region.bottom <= 23, "the hints stand below it"

    play(story())


@pytest.mark.parametrize("named", ["mine", "other", "French", ""])
def test_a_draft_comes_back_with_the_deck_it_was_for(deck: Path, named: str) -> None:
    home = deck.parents[1]
    deck.with_name("other.yaml").write_text(DECK)

    def begun() -> FormScreen:
        return FormScreen(home, None, tuple(find_decks((), home).decks))

    async def story() -> None:
        async with opened(find_decks((), home), home, form=begun()) as person:
            person.screen._row("question").put("Half")
            person.screen._into(named)
            person.screen._begin()
            await looked(person)
            await person.press("escape", "k")
        async with opened(find_decks((), home), home, form=begun()) as person:
            assert person.screen.form.deck == named and person.screen.form.question == "Half"
            assert person.screen._row("name").display == (named not in ("mine", "other"))

    play(story())


def test_a_card_that_is_looked_at_is_not_typed_into_and_its_field_has_the_focus_again(deck: Path) -> None:
    async def story() -> None:
        async with form(deck, size=(80, 24)) as person:
            await person.press("tab", "a", "ctrl+l", "tab", "x")
            assert person.screen.focused is None and "esc go on writing" in person.read()
            await person.press("escape", "b")
            assert person.screen.form.answer == "ab" and person.screen.focused.id == "answer"
            await person.press("ctrl+l", "ctrl+l", "c", "ctrl+l")
            await person.pilot.resize_terminal(120, 40)
            await person.until(lambda: person.screen.focused is not None)
            await person.press("d")
            assert person.screen.form.answer == "abcd"

    play(story())
