"""A deck that came with a package, or is read-only, is edited as a copy."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from engine.clock import day_of
from engine.decks.library import find_decks
from engine.journal import Journal
from engine.memory import Grade, Review, State
from tests.tui.editing.author import DECK, NOON, edit, edits, recur
from tests.tui.sitting import play, sitting


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck called `mine` with its Python, in a package that is installed, and an empty home beside it."""
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VISUAL", raising=False)
    package = tmp_path / "package"
    package.mkdir()
    (package / "mine.yaml").write_text(DECK + "  run: tell\n")
    (package / "mine.py").write_text(
        "from engine import Prose, answer\n\n\n@answer()\ndef tell():\n    yield Prose('It runs.')\n"
    )
    for module in ("editing", "library"):
        monkeypatch.setattr(f"engine.decks.{module}.shipped", lambda: iter([package / "mine.yaml"]))
    monkeypatch.setattr("sys.prefix", str(package))
    return package


def test_a_deck_of_an_installed_package_is_not_edited_unless_it_may_be_copied(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = edits(monkeypatch, installed.parent, "")
    result = recur("edit", "two")
    assert result.exit_code == 2 and "recur edit --copy mine/two`" in result.output and result.output.count("\n") == 1
    assert not words.exists() and not (installed.parent / "home" / "decks" / "mine.yaml").exists()


def test_a_copy_is_edited_in_its_place_its_python_trusted_and_its_progress_kept(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, before = installed.parent / "home", (installed / "mine.yaml").read_bytes()
    home.mkdir()
    with closing(Journal.open(home / "journal.db")) as journal:
        journal.append(Review("r", "mine/two", Grade.EASY, NOON, day_of(NOON), 1.0, State.NEW, NOON))
    edits(monkeypatch, installed.parent, "text = text.replace('second', 'second, they say')")
    result = recur("edit", "--copy", "two")
    assert result.exit_code == 0, result.output
    assert "mine/two: well" in result.output and str(home / "decks" / "mine.yaml") in result.output
    assert (installed / "mine.yaml").read_bytes() == before
    [deck] = find_decks(home=home).decks
    assert deck.path == home / "decks" / "mine.yaml" and deck.trusted and deck.seal
    assert [card.answer for card in deck.cards][1] == "The second, they say."
    [shown] = [each for each in json.loads(recur("list", "--json").output) if each["id"] == "two"]
    assert shown["state"] == "review"
    assert recur("edit", "two").exit_code == 0  # it is one's own now


def test_a_deck_that_may_be_edited_where_it_stands_is_copied_if_that_is_asked(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.prefix", "/nowhere")
    copy = installed.parent / "home" / "decks" / "mine.yaml"
    for times in (1, 2):
        edits(monkeypatch, installed.parent, "text = text.replace('The', 'Now the')")
        result = recur("edit", "--copy", "two")
        assert result.exit_code == 0 and (str(copy) in result.output) == (times == 1), result.output
        assert copy.read_text().count("Now the") == 2 and "Now" not in (installed / "mine.yaml").read_text()
    assert find_decks(home=installed.parent / "home").deck("mine").trusted, "its Python might run, and was not changed"


@pytest.mark.parametrize("words", [("rename", "two", "zwei"), ("move", "two", "other"), ("move", "three", "mine")])
def test_an_installed_deck_is_changed_as_a_copy_alone(
    installed: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("engine.decks.renaming.shipped", lambda: iter([installed / "mine.yaml"]))
    decks = installed.parent / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "other.yaml").write_text(
        "- {id: three, question: three?, answer: y}\n- {id: four, question: 4?, answer: y}\n"
    )
    result = recur(*words)
    command = "recur edit --copy mine/one" if words[1] == "three" else "recur edit --copy mine/two"
    assert result.exit_code == 2 and f"`{command}` copies it" in result.output


def test_a_deck_that_is_not_ones_own_is_copied_by_a_second_e(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = installed.parent / "home" / "decks" / "mine.yaml"

    async def story() -> None:
        async with sitting(installed.parent / "home", installed / "mine.yaml") as person:
            edits(monkeypatch, installed.parent, "text = text.replace('The first.', 'The very first.')")
            (installed.parent / "home" / "decks").mkdir()
            await edit(person, monkeypatch)
            assert "e again copies it" in person.read() and not copy.exists()
            await person.press("e")
            assert "The very first." in copy.read_text() and "e again" not in person.read()
            assert person.app.deck("mine").path == copy and person.app.desk.total == 2
            await person.press("e")
            assert "e again" not in person.read()

    play(story())


def test_a_read_only_deck_among_ones_own_is_to_be_made_writable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decks = folder / "home" / "decks"
    decks.mkdir(parents=True)
    (folder / "mine.yaml").rename(decks / "mine.yaml")
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != decks / "mine.yaml")
    result = recur("edit", "--copy", "two")
    assert result.exit_code == 2 and "chmod u+w" in result.output
