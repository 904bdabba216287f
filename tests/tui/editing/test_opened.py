"""A card in the author's own editor: opened at its line, read again, its progress kept."""

import shlex
import sys
from pathlib import Path

import pytest

from engine.memory import Grade
from engine.problems import RecurError
from tests.tui.editing.author import DECK, edit, edits, recur
from tests.tui.sitting import play, reviews, sitting
from tui.editor import called, open_at
from tui.screens.find import FindScreen
from tui.screens.study import StudyScreen


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


def test_a_deck_that_is_gone_is_not_called_read_only(folder: Path, tmp_path: Path) -> None:
    async def story() -> None:
        async with sitting(tmp_path / "home", folder) as person:
            for each in folder.glob("*.yaml"):
                each.unlink()
            await person.press("space", "e")
            said = " ".join(person.read().split())
            assert "is not there any more" in said and "The first." in said

    play(story())
