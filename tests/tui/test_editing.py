"""A card in the author's own editor: opened at its line, read again, its progress kept."""

import json
import shlex
import sys
from contextlib import closing, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from textual.events import Resize

from engine.clock import day_of, now
from engine.decks.library import find_decks
from engine.journal import Journal
from engine.memory import Grade, Review, State
from engine.problems import RecurError
from tests.tui.sitting import Person, play, reviews, sitting
from tui.editor import called, open_at
from tui.recur import cli
from tui.screens.find import FindScreen
from tui.screens.study import StudyScreen

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

DECK = """\
# mine
- id: one
  question: What is one?
  answer: The first.

- id: two
  question: What is two?
  answer: The second.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a deck called `mine` stands, and an empty home beside it."""
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VISUAL", raising=False)
    (tmp_path / "mine.yaml").write_text(DECK)
    return tmp_path


def edits(monkeypatch: pytest.MonkeyPatch, folder: Path, do: str, code: int = 0) -> Path:
    """An editor that runs `do` on the `text` it is given, and ends with `code`. Returns what it was called with."""
    script, words = folder / "editor.py", folder / "words"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        f"Path({str(words)!r}).write_text('\\n'.join(sys.argv[1:]))\n"
        "file = Path(sys.argv[-1])\ntext = file.read_text()\n"
        f"{do}\nfile.write_text(text)\nsys.exit({code})\n"
    )
    monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")
    return words


def recur(*words: str) -> Result:
    result = CliRunner().invoke(cli, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vim", ["vim", "+7", "d.yaml"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "d.yaml"]),
        ("code", ["code", "--wait", "--goto", "d.yaml:7"]),
        ("code -n --wait", ["code", "-n", "--wait", "--goto", "d.yaml:7"]),
        ("subl", ["subl", "--wait", "d.yaml:7"]),
        ("'my editor' -x", ["my editor", "-x", "d.yaml"]),
    ],
)
def test_an_editor_is_told_the_line_its_own_way(monkeypatch: pytest.MonkeyPatch, editor: str, words: list[str]) -> None:
    monkeypatch.setattr("shutil.which", lambda name, path=None: name)
    assert called(Path("d.yaml"), 7, {"EDITOR": editor}) == words
    assert called(Path("d.yaml"), 7, {"VISUAL": editor, "EDITOR": "ed"}) == words


def test_without_a_word_vi_is_taken_then_nano_and_where_there_is_none_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecurError, match="set EDITOR"):
        open_at(tmp_path / "d.yaml", 1, {"PATH": str(tmp_path)})
    for name in ("nano", "vi"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
        assert called(Path("d.yaml"), 1, {"PATH": str(tmp_path), "EDITOR": " "})[0] == name


@pytest.mark.parametrize(("editor", "said"), [("no-such-editor", "is not found"), ("'x", "a quote is not closed")])
def test_an_editor_that_is_not_there_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, editor: str, said: str
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    result = recur("edit", "two", "--decks", str(folder))
    assert result.exit_code == 2 and said in result.output and result.output.count("\n") == 1


def test_edit_opens_the_deck_at_the_cards_line_and_reads_it_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = edits(monkeypatch, folder, "text = text.replace('second', 'second, they say')")
    monkeypatch.setenv("EDITOR", str(editor := folder / "vim"))
    editor.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(folder / "editor.py"))} "$@"\n')
    editor.chmod(0o755)
    result = recur("edit", "two", "--decks", str(folder))
    assert result.exit_code == 0 and "mine/two: well" in result.output
    assert words.read_text().split("\n") == ["+6", str(folder / "mine.yaml")]
    assert "they say" in (folder / "mine.yaml").read_text()


def test_what_was_broken_is_told_with_its_line_and_can_be_opened_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, folder, "text = text.replace('answer: The second.', 'anwser: The second.')")
    result = recur("edit", "two", "--decks", str(folder))
    assert result.exit_code == 1
    assert f"{folder / 'mine.yaml'}:8:3: " in result.output and "^" in result.output
    edits(monkeypatch, folder, "text = text.replace('anwser', 'answer')")
    assert recur("edit", "mine/two", "--decks", str(folder)).exit_code == 0


def test_an_editor_that_fails_is_told_and_nothing_else_is_done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edits(monkeypatch, folder, "", code=3)
    result = recur("edit", "two", "--decks", str(folder))
    assert result.exit_code == 1 and "exit code 3" in result.output
    assert (folder / "mine.yaml").read_text() == DECK


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
    assert result.exit_code == 2 and "recur edit --copy" in result.output and result.output.count("\n") == 1
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
    assert result.exit_code == 2 and "`recur edit --copy CARD` copies it" in result.output


def test_the_histories_of_two_cards_are_not_made_one_by_an_edit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known_already(folder, "one", "gone")
    edits(monkeypatch, folder, "text = text.replace('id: one', 'id: gone')")
    result = recur("edit", "one", "--decks", str(folder))
    assert result.exit_code == 2 and "mine/gone has been reviewed already" in result.output
    assert [len(reviews(folder / "home", f"mine/{each}")) for each in ("one", "gone")] == [1, 1]


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


async def edit(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into the editor and back: a terminal tells its size when the app has it again."""
    monkeypatch.setattr(person.app, "suspend", nullcontext)
    await person.press("e")
    person.app.post_message(Resize(person.app.size, person.app.size))
    await person.pilot.pause()


def test_e_edits_the_card_that_is_asked_and_keeps_its_progress(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            assert "space   show the answer\n" in person.read(), "nothing runs"
            await person.press("space", "4")
            await person.reveal()
            edits(monkeypatch, folder, "text = text.replace('The second.', 'The one after.') + '- id: x\\n'")
            await edit(person, monkeypatch)
            assert person.screen.material.card.key == "mine/two" and person.screen.revealed
            assert "The one after." in person.read() and "line 9" in person.read()
            assert person.app.desk.done == 1 and person.app.desk.total == 2
            await person.press("3", "u", "u")
            assert person.app.desk.current.key == "mine/one"

    play(story())


def test_a_card_broken_in_the_editor_keeps_its_progress_till_it_is_mended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            await person.press("space", "1", "space", "1")
            assert person.app.desk.current.key == "mine/one"
            edits(monkeypatch, folder, "text = text.replace('answer: The first', 'anwser: The 1st')")
            await edit(person, monkeypatch)
            assert "line 4: " in person.read() and person.app.desk.current.key == "mine/one"
            edits(monkeypatch, folder, "text = text.replace('anwser', 'answer')")
            await edit(person, monkeypatch)
            await person.reveal()
            assert "The 1st." in person.read() and "line 4: " not in person.read()
            assert person.app.desk.memory.reviews == 1
            assert [each.grade for each in reviews(folder / "home")] == [Grade.AGAIN, Grade.AGAIN]

    play(story())


def test_a_card_edited_where_it_is_read_is_seen_everywhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            await person.press("slash", *"first", "enter")
            edits(monkeypatch, folder, "text = text.replace('What is one?', 'What is I?')")
            await edit(person, monkeypatch)
            assert "What is I?" in person.read()
            await person.press("escape")
            assert isinstance(person.screen, FindScreen) and "What is I?" in person.read()
            await person.press("escape")
            assert isinstance(person.screen, StudyScreen) and "What is I?" in person.read()
            assert not person.screen.revealed

    play(story())


def test_where_the_screen_cannot_be_left_or_the_editor_fails_nothing_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            await person.press("e")
            assert "recur edit mine/one" in person.read()
            edits(monkeypatch, folder, "", code=2)
            await edit(person, monkeypatch)
            assert "exit code 2" in person.read() and person.app.desk.current.key == "mine/one"

    play(story())


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
            assert f"The answer changed: {OFFERED}" in person.read() and "I." in person.read()
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


def known_already(folder: Path, *cards: str) -> None:
    """Cards of the deck that were graded once."""
    (folder / "home").mkdir(exist_ok=True)
    with closing(Journal.open(folder / "home" / "journal.db")) as journal:
        for card in cards:
            key = f"mine/{card}"
            journal.append(Review(key, key, Grade.EASY, NOON, day_of(NOON), 1.0, State.NEW, NOON))


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


def test_edit_opens_at_the_fault_that_the_last_edit_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            edits(monkeypatch, folder, "text = text.replace('answer: The second', 'anwser: The second')")
            monkeypatch.setenv("EDITOR", str(editor := folder / "vim"))
            script = shlex.quote(str(folder / "editor.py"))
            editor.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {script} "$@"\n')
            editor.chmod(0o755)
            await edit(person, monkeypatch)
            assert (folder / "words").read_text().startswith("+2\n") and "line 8: " in person.read()
            await edit(person, monkeypatch)
            assert (folder / "words").read_text().startswith("+8\n")

    play(story())


def test_a_file_that_may_not_be_written_is_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)

    async def story() -> None:
        async with sitting(folder / "home", folder / "mine.yaml") as person:
            words = edits(monkeypatch, folder, "")
            await edit(person, monkeypatch)
            assert "is read-only; e again copies it" in " ".join(person.read().split()) and not words.exists()

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
