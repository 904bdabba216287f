"""An edit that changes what a card asks offers to begin it anew."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.clock import day_of, now
from engine.journal import Journal
from engine.memory import Grade, Review, State
from tests.tui.editing.author import NOON, edit, edits, recur
from tests.tui.sitting import play, reviews, sitting
from tui.recur import cli
from tui.screens.study import StudyScreen

OFFERED = "R begins the card anew"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_an_edit_that_changes_the_answer_offers_to_begin_anew_and_undo_takes_that_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml", size=size) as person:
            await person.press("space", "1", "space", "1")
            memory, question = person.app.desk.memory, person.screen.page.question
            assert memory is not None
            edits(
                monkeypatch,
                folder,
                "text = text.replace('answer: The first', 'tags: [x]\\n  answer: |\\n    The   first')",
            )
            await edit(person, monkeypatch)
            assert OFFERED not in person.read(), "layout and tags are not what is asked"
            await person.press("R")
            assert person.app.desk.memory == memory
            edits(monkeypatch, folder, "text = text.replace('The   first', 'Number one')")
            await person.reveal()
            await edit(person, monkeypatch)
            assert f"The answer changed: {OFFERED}" in person.read() and person.screen.revealed
            await person.press("R")
            assert person.app.desk.memory is None and person.screen.page.question == question
            assert OFFERED not in person.read() and person.screen.revealed
            await person.press("u")
            assert person.app.desk.memory == memory and OFFERED in person.read()
            edits(monkeypatch, folder, "text = text.replace('Number one', 'The first')")
            await edit(person, monkeypatch)
            assert OFFERED not in person.read(), "it is again what was learnt"
            edits(monkeypatch, folder, "text = text.replace('What is one?', 'And one?')")
            await edit(person, monkeypatch)
            assert f"The question changed: {OFFERED}" in person.read()
            await person.press("R")
            assert "New again: it was seen 1 time" in person.read()
            await person.press("space", "4", "u")
            assert OFFERED not in person.read(), "a grade says that it is not wanted"
            assert [each.state for each in reviews(folder / "home", "mine/one")] == ["new"]

    play(story())


def test_a_card_that_was_edited_where_it_is_read_begins_anew_there_and_study_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            await person.press("space", "4")
            assert person.app.desk.current.key == "mine/two"
            await person.press("slash", *"first", "enter")
            edits(monkeypatch, folder, "text = text.replace('The first.', 'Number one.')")
            await edit(person, monkeypatch)
            assert OFFERED in person.read()
            await person.press("R", "escape", "escape")
            assert isinstance(person.screen, StudyScreen) and person.app.desk.current.key == "mine/two"
            assert person.app.desk.remembered("mine/one") is None and person.screen.sitting.new == 2
            assert OFFERED not in person.read()
            await person.press("u")
            assert person.app.desk.remembered("mine/one") is not None

    play(story())


def test_of_a_cloze_only_the_gaps_begin_anew_that_ask_otherwise(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deck = folder / "mine.yaml"
    deck.write_text("- id: c\n  cloze: We have {{one}} and {{two}} and three.\n")
    (folder / "home").mkdir()
    with closing(Journal.open(folder / "home" / "journal.db")) as journal:
        for key in ("mine/c#1", "mine/c#2"):
            journal.append(Review(key, key, Grade.EASY, NOON, day_of(NOON), 1.0, State.NEW, NOON))
    monkeypatch.setenv("RECUR_NOW", NOON.replace(year=2027).isoformat())

    async def story() -> None:
        async with sitting(folder / "home", deck) as person:
            assert person.app.desk.current.key == "mine/c#1"
            edits(monkeypatch, folder, "text = text.replace('three', '{{three}}')")
            await edit(person, monkeypatch)
            assert OFFERED not in person.read(), "a gap more at the end is only a new sibling"
            edits(monkeypatch, folder, "text = text.replace('{{two}}', 'two')")
            await edit(person, monkeypatch)
            assert "The text changed" in person.read()
            await person.press("R")
            desk = person.app.desk
            assert desk.current.key == "mine/c#1" and desk.memory is not None
            assert desk.remembered("mine/c#2") is None

    play(story())


def test_recur_edit_asks_whether_a_changed_card_begins_anew_and_reset_does_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks = ("--decks", str(folder))
    (folder / "home").mkdir()
    with closing(Journal.open(folder / "home" / "journal.db")) as journal:
        journal.append(Review("r", "mine/two", Grade.EASY, NOON, day_of(NOON), 1.0, State.NEW, NOON))

    def state() -> str:
        rows = json.loads(recur("list", "--json", *decks).output)
        return str(next(row["state"] for row in rows if row["id"] == "two"))

    edits(monkeypatch, folder, "text = text.replace('The second', 'Number two')")
    assert "the answer changed, the progress is kept; `recur reset mine/two`" in recur("edit", "two", *decks).output
    assert state() == "review"
    monkeypatch.setattr("tui.commands.edit.at_a_terminal", lambda: True)
    edits(monkeypatch, folder, "text += ' '")
    assert "changed" not in recur("edit", "two", *decks).output
    for old, new, typed, after in (("Number", "No.", "\n", "review"), ("No.", "Nr.", "y\n", "new")):
        edits(monkeypatch, folder, f"text = text.replace('{old}', '{new}')")
        result = CliRunner().invoke(cli, ["edit", "two", *decks], input=typed)
        assert "[y/N]" in result.output and state() == after
    assert recur("reset", "two", *decks).output == "mine/two is new already\n"
    assert recur("reset", "two", "nowhere", *decks).exit_code == 2
    with closing(Journal.open(folder / "home" / "journal.db")) as journal:
        event = journal.last(day_of(now()))
        assert event is not None and journal.undo(event[0], now(), day_of(now())) == ("mine/two",)
    assert state() == "review"
    assert json.loads(recur("reset", "one", "two", "--json", *decks).output) == [
        {"card": "mine/one", "siblings": [], "reviews": 0},
        {"card": "mine/two", "siblings": ["mine/two"], "reviews": 1},
    ]
    assert state() == "new" and recur("doctor").exit_code == 0
