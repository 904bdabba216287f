"""A card that an edit gave another id keeps its progress, and what lost its own is named."""

from contextlib import closing
from pathlib import Path

import pytest

from engine.clock import day_of
from engine.journal import Journal
from engine.memory import Grade, Review, State
from tests.tui.editing.author import DECK, NOON, edit, edits, known_already, recur
from tests.tui.sitting import play, reviews, sitting


def test_the_histories_of_two_cards_are_not_made_one_by_an_edit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known_already(folder, "one", "gone")
    edits(monkeypatch, folder, "text = text.replace('id: one', 'id: gone')")
    result = recur("edit", "one", "--decks", str(folder))
    assert result.exit_code == 2 and "mine/gone has been reviewed already" in result.output
    assert [len(reviews(folder / "home", f"mine/{each}")) for each in ("one", "gone")] == [1, 1]


def test_a_card_that_was_given_another_id_keeps_its_progress(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            await person.press("space", "1", "space", "1")
            memory = person.app.desk.memory
            await person.reveal()
            edits(
                monkeypatch,
                folder,
                "text = text.replace('id: one', 'id: eins').replace('answer: The first', 'answer: I')",
            )
            await edit(person, monkeypatch)
            assert person.app.desk.current.key == "mine/eins" and person.app.desk.memory == memory
            assert "mine/one is mine/eins now" in person.read() and person.screen.revealed
            assert "The answer changed: R begins the card anew" in person.read() and "I." in person.read()
            await person.press("R")
            assert person.app.desk.memory is None
            await person.press("u", "space", "3")
            assert person.app.desk.remembered("mine/eins").reviews == 2
            await person.press("u", "u")
            assert person.app.desk.current.key == "mine/two"
            edits(monkeypatch, folder, "text = text.replace('id: two', 'id: zwei') + '- id: x\\n'")
            await person.press("slash", *"second", "enter")
            await edit(person, monkeypatch)
            assert person.screen.material.card.key == "mine/zwei" and "line 9: " in person.read()
            edits(monkeypatch, folder, "text = text.replace('id: zwei', 'id: two')")
            await edit(person, monkeypatch)
            await person.press("escape", "escape")
            assert person.app.desk.current.key == "mine/two" == person.screen.material.sibling.key
        assert {key: len(reviews(folder / "home", key)) for key in ("mine/eins", "mine/two")} == {
            "mine/eins": 1,
            "mine/two": 0,
        }
        with closing(Journal.open(folder / "home" / "journal.db")) as journal:
            assert journal.rebuild() == []

    play(story())


@pytest.mark.parametrize(
    ("do", "now"),
    [
        ("text.replace('id: two', 'id: zwei')", "mine/zwei"),
        ("text[text.index('- id: two'):].replace('two', 'zwei', 1) + text[:text.index('- id: two')]", "mine/zwei"),
        ("text.replace('id: two\\n  question: What', 'id: zwei\\n  question: Which')", "mine/zwei"),
        ("text.replace(text[text.index('id: two'):], 'id: zwei\\n  question: Anew?\\n  answer: So.\\n')", "mine/zwei"),
        ("text[:text.index('- id: two')]", ""),
        ("text.replace('- id: one', '- {id: x, question: And?, answer: The second.}\\n- id: one')"
         ".replace('- id: two\\n  question: What is two?\\n  answer: The second.', '')", ""),
    ],
)  # fmt: skip
def test_recur_edit_knows_a_card_by_its_text_or_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch, do: str, now: str
) -> None:
    (folder / "home").mkdir()
    with closing(Journal.open(folder / "home" / "journal.db")) as journal:
        journal.append(Review("r", "mine/two", Grade.EASY, NOON, day_of(NOON), 1.0, State.NEW, NOON))
    edits(monkeypatch, folder, f"text = {do}")
    result = recur("edit", "two", "--decks", str(folder))
    assert result.exit_code == 0
    assert (f"mine/two is {now} now, with its progress" in result.output) == bool(now)
    assert ("its progress stays under that name" in result.output) == (not now)
    assert len(reviews(folder / "home", now or "mine/two")) == 1


def test_the_history_of_each_card_goes_along_whose_id_was_changed_and_the_others_are_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mine.yaml").write_text(
        DECK + "".join(f"- {{id: {each}, question: {each}?, answer: y}}\n" for each in "abcd")
    )
    known_already(folder, "one", "two", "a", "b")
    anew = {
        "id: one": "id: eins",
        "id: two": "id: zwei",
        "id: a, question: a?, answer: y": "id: x, question: X?, answer: Y",
        "id: b, question: b?, answer: y": "id: z, question: Z?, answer: Y",
        "- {id: c, question: c?, answer: y}": "",
    }
    edits(monkeypatch, folder, f"for old, new in {anew}.items():\n    text = text.replace(old, new)")
    result = recur("edit", "d", "--decks", str(folder))
    assert result.exit_code == 0, result.output
    for old, new in (("one", "eins"), ("two", "zwei")):
        assert f"mine/{old} is mine/{new} now, with its progress\n" in result.output
        assert len(reviews(folder / "home", f"mine/{new}")) == 1
    for old in ("a", "b"):
        told = f"mine/{old} is no longer in {folder / 'mine.yaml'}; its progress stays under that name: "
        assert told + f"`recur rename mine/{old} NEW`" in result.output
    assert "mine/c" not in result.output, "nothing is known of it"
    assert recur("rename", "mine/a", "x", "--decks", str(folder)).exit_code == 0
    assert len(reviews(folder / "home", "mine/x")) == 1


def test_on_the_screen_too_the_history_of_each_card_goes_along(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            await person.press("space", "1", "space", "1")
            assert person.app.desk.current.key == "mine/one"
            edits(monkeypatch, folder, "text = text.replace('id: one', 'id: eins').replace('id: two', 'id: zwei')")
            await edit(person, monkeypatch)
            assert person.app.desk.current.key == "mine/eins"
            assert "mine/one is mine/eins now, and 1 more has another id: progress kept" in person.read()
            assert person.app.desk.remembered("mine/zwei").reviews == 1
            edits(
                monkeypatch,
                folder,
                "text = '- {id: x, question: X?, answer: y}\\n- {id: z, question: Z?, answer: y}'",
            )
            await edit(person, monkeypatch)
            assert "mine/eins is gone from its deck; its progress stays" in " ".join(person.read().split())
            assert "`recur rename mine/eins NEW` carries it over. 1 more: `recur orphans`." in " ".join(
                person.read().split()
            )

    play(story())


def test_a_name_in_after_is_held_against_all_cards_that_are_written_and_one_of_before_is_known(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "- {id: three, question: three?, answer: y, after: [two]}\n"
    (folder / "mine.yaml").write_text(DECK + other)
    edits(monkeypatch, folder, "text = text.replace('answer: The second', 'anwser: The second')")
    said = recur("edit", "one", "--decks", str(folder)).output
    assert "anwser" in said and "no such card" not in said
    (folder / "mine.yaml").write_text(DECK + other)
    edits(monkeypatch, folder, "text = text.replace('id: two', 'id: thee')")
    said = recur("edit", "one", "--decks", str(folder)).output
    assert "after names two, and there is no such card; did you mean thee?" in said
    (folder / "mine.yaml").write_text(DECK + other.replace("two]", "mine/two]").replace("three", "twoo"))
    edits(monkeypatch, folder, "text = text.replace('id: two', 'id: far-away')")
    said = recur("edit", "one", "--decks", str(folder)).output
    assert "did you mean mine/far-away?" in said


def test_where_a_history_cannot_go_along_or_the_card_is_gone_it_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "home").mkdir()
    with closing(Journal.open(folder / "home" / "journal.db")) as journal:
        journal.append(Review("r", "mine/eins", Grade.EASY, NOON, day_of(NOON), 1.0, State.NEW, NOON))

    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            await person.press("space", "1", "space", "1")
            edits(monkeypatch, folder, "text = text.replace('id: one', 'id: eins')")
            await edit(person, monkeypatch)
            assert "mine/eins has been reviewed already" in person.read()
            assert person.screen.material.card.key == person.app.desk.card.key != "mine/one"
            edits(monkeypatch, folder, "text = text[:text.index('- id: two')]")
            await person.press("slash", *"second", "enter")
            await edit(person, monkeypatch)
            assert "mine/two is gone from its deck" in person.read() and "The second." in person.read()

    play(story())


SWAPPED = "text = text.replace('id: one', 'id: x').replace('id: two', 'id: one').replace('id: x', 'id: two')"


def test_ids_that_were_swapped_take_the_histories_along(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known_already(folder, "one")
    edits(monkeypatch, folder, SWAPPED)
    said = recur("edit", "one", "--decks", str(folder))
    assert said.exit_code == 0 and "mine/one is mine/two now, with its progress\n" in said.output
    assert "mine/two: well" in said.output and "anew" not in said.output
    assert [len(reviews(folder / "home", f"mine/{each}")) for each in ("one", "two")] == [0, 1]

    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            await person.press("slash", *"first", "enter")
            assert person.screen.material.card.key == "mine/two"
            edits(monkeypatch, folder, SWAPPED)
            await edit(person, monkeypatch)
            assert person.screen.material.card.key == "mine/one" and "What is one?" in person.read()
            assert "mine/two is mine/one now, and 1 more has another id" in person.read()
            assert person.app.desk.remembered("mine/one").reviews == 1 and "R begins" not in person.read()

    play(story())


def test_of_another_card_at_the_id_of_one_that_is_known_it_is_told_whose_progress_it_has(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_already(folder, "one", "two")
    told = "mine/two is another card now, with the progress of the one before: `recur reset mine/two` begins it anew"
    wrote, when = (
        f"text = text[:text.index('- id: two')] + '- id: two\\n  question: {asked}\\n  answer: {said}\\n'"
        for asked, said in (("Who wrote it?", "Nobody knows."), ("Since when?", "Long ago."))
    )
    edits(monkeypatch, folder, wrote)
    assert told in recur("edit", "one", "--decks", str(folder)).output
    edits(monkeypatch, folder, when)
    offered = "the whole card changed, the progress is kept; `recur reset mine/two` begins it anew"
    assert offered in recur("edit", "two", "--decks", str(folder)).output
    monkeypatch.setenv("RECUR_NOW", NOON.replace(year=2027).isoformat())

    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            assert person.app.desk.current.key == "mine/one"
            edits(monkeypatch, folder, wrote)
            await edit(person, monkeypatch)
            assert told in " ".join(person.read().split())

    play(story())
