"""`recur import` and `recur export`: what they write, what they tell, and the exit codes that others rely on."""

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.decks.library import find_decks
from engine.exchange.importing import read_notes
from tests.tui.sitting import DECKS
from tui.recur import cli

NOTES = """# Cells
## What is a cell?
The unit of life, $n \\ge 1$.

## What is *DNA*: the long name?
- Deoxyribonucleic
- acid

## Left open
"""


@pytest.fixture
def recur(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Recur":
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))
    (tmp_path / "notes.md").write_text(NOTES)
    monkeypatch.chdir(tmp_path)
    return Recur(tmp_path)


class Recur:
    """Calls the command in this process, in a folder with notes; no exception may come out of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.decks = folder / "home" / "decks"

    def __call__(self, *words: str) -> Result:
        result = CliRunner().invoke(cli, words)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def ids(self, name: str) -> list[str]:
        return [card.id for card in find_decks([self.decks / f"{name}.yaml"]).cards.values()]


def test_notes_become_a_deck_that_is_well(recur: Recur) -> None:
    result = recur("import", "notes.md", "--as", "cells")
    assert result.exit_code == 0
    assert result.stdout == f"{recur.decks / 'cells.yaml'}: 2 cards\n"
    assert result.stderr == (
        "notes.md:9:1: not carried over: a heading without an answer: “Left open”\n1 thing not carried over\n"
    )
    checked = recur("check", str(recur.decks / "cells.yaml"))
    assert checked.exit_code == 0, checked.output
    assert "warning" not in checked.output
    assert recur.ids("cells") == ["cell", "DNA-the-long-name"]


def test_a_deck_that_stands_is_never_overwritten(recur: Recur) -> None:
    assert recur("import", "notes.md").exit_code == 0
    deck = recur.decks / "notes.yaml"
    deck.write_text(before := deck.read_text() + "# mine\n")
    again = recur("import", "notes.md")
    assert again.exit_code == 2 and "stands there already" in again.stderr and again.output.count("\n") == 1
    assert deck.read_text() == before


def test_notes_imported_again_keep_ids_and_what_was_added(recur: Recur) -> None:
    recur("import", "notes.md", "--as", "cells")
    deck = recur.decks / "cells.yaml"
    deck.write_text(before := deck.read_text().replace("  source:", "  hint: My own.\n  source:", 1))
    edited = NOTES.replace("# Cells\n", "# Cells\n## Is it new?\nYes.\n\n").replace("of life", "of all life")
    Path("notes.md").write_text(edited.replace("What is a cell?", "What, in biology, is a cell?"))
    result = recur("import", "notes.md", "--as", "cells", "--update")
    assert result.exit_code == 0 and "1 new card, 1 changed, 1 the same" in result.stdout
    assert "cell asked before: “What is a cell?”" in result.stdout
    assert recur.ids("cells") == ["it-new", "cell", "DNA-the-long-name"]
    text = deck.read_text()
    assert "in biology" in text and "of all life" in text and "My own." in text
    assert (recur.decks / "cells.yaml~").read_text() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("import", "nowhere.md"), 2, "does not exist"),
        (("import",), 2, "Missing argument"),
        (("import", "notes.md", "--format", "word"), 2, "is not one of"),
        (("import", "notes.md", "--as", "rnn"), 2, "comes with the tool"),
        (("import", "notes.md", "--as", "a#b"), 2, "cannot be the name of a deck"),
        (("import", "notes.md", "--as", "gone/deck.yaml"), 2, "there is no folder gone"),
        (("import", "notes.md", "--format", "hashcards"), 1, "notes.md:1:1: not carried over"),
        (("export", "--to", "x.doc"), 2, "should end in one of .apkg"),
        (("export",), 2, "Missing option"),
        (("export", "nowhere", "--to", "x.csv"), 2, "there is no deck nowhere"),
        (("export", "--to", "gone/x.csv"), 2, "there is no folder gone"),
    ],
)
def test_what_is_wrong_is_told(recur: Recur, words: tuple[str, ...], code: int, said: str) -> None:
    result = recur(*words)
    assert (result.exit_code, said in result.stderr) == (code, True), result.stderr
    assert not list(recur.decks.glob("*")) and not Path("x.csv").exists()


@pytest.mark.parametrize("ending", ["csv", "tsv", "md", "json"])
def test_what_is_exported_can_be_imported(recur: Recur, ending: str) -> None:
    recur("import", "notes.md", "--as", "cells")
    assert recur("export", "cells", "--to", f"cells.{ending}").exit_code == 0
    assert recur("import", f"cells.{ending}", "--as", "again").exit_code == 0
    first, second = (find_decks([recur.decks / f"{name}.yaml"]).decks[0].cards for name in ("cells", "again"))
    for one, other in zip(first, second, strict=True):
        assert (one.id, one.question, one.answer, one.source) == (
            other.id,
            other.question,
            other.answer,
            other.source,
        )


def test_answers_go_to_anki_as_text(recur: Recur) -> None:
    small = str(DECKS / "small.yaml")
    result = recur("--decks", small, "--trust", "export", "--to", "small.apkg")
    assert result.exit_code == 0 and "small.apkg: 11 cards of 1 deck" in result.stdout
    collection = zipfile.ZipFile("small.apkg").read("collection.anki2").decode("utf-8", "replace")
    assert "✓" in collection and "the first is one" in collection
    untrusted = recur("--decks", small, "export", "--to", "small.apkg")
    assert untrusted.exit_code == 0 and "is not trusted" in untrusted.stderr


def test_anki_knows_a_card_that_was_renamed_and_moved_and_not_the_one_that_took_its_name(recur: Recur) -> None:
    recur.decks.mkdir(parents=True)
    for deck, cards in (("first", "ab"), ("second", "c")):
        text = "".join(f"- {{id: {each}, question: {each}?, answer: y}}\n" for each in cards)
        (recur.decks / f"{deck}.yaml").write_text(text)

    def known() -> dict[str, str]:
        """What Anki knows the notes by, by the first letters of their questions."""
        recur("export", "first", "second", "--to", "mine.apkg")
        Path("collection").write_bytes(zipfile.ZipFile("mine.apkg").read("collection.anki2"))
        with closing(sqlite3.connect("collection")) as base:
            return {fields[3]: guid for guid, fields in base.execute("SELECT guid, flds FROM notes")}

    before = known()
    assert len({*before.values()}) == 3
    assert recur("rename", "first/a", "z").exit_code == recur("move", "first/z", "second").exit_code == 0
    assert known() == before
    with (recur.decks / "first.yaml").open("a") as deck:
        deck.write("- {id: a, question: new?, answer: y}\n")
    after = known()
    assert after == before | {"n": after["n"]} and after["n"] not in before.values()


def test_an_answer_that_fails_is_an_error_and_the_rest_is_exported(recur: Recur) -> None:
    deck, code = Path("bad.yaml"), Path("bad.py")
    deck.write_text("- {id: a, question: Q, answer: A, run: raises}\n- {id: b, question: Q2, answer: A}\n")
    code.write_text("from engine import answer\n@answer()\ndef raises():\n    yield 1 / 0\n")
    result = recur("--decks", str(deck), "--trust", "export", "--to", "bad.apkg")
    assert result.exit_code == 1
    assert "bad.yaml:1:1: raises at its start: ZeroDivisionError" in result.stderr
    assert "bad.apkg: 2 cards of 1 deck" in result.stdout


def test_a_deck_with_an_error_is_exported_without_what_is_wrong_and_told(recur: Recur) -> None:
    Path("half.yaml").write_text("- {id: a, question: Q, answer: A}\n- {id: b, question: Q}\n")
    result = recur("--decks", "half.yaml", "export", "--to", "half.json")
    assert result.exit_code == 1 and "half.yaml:2:3: this card has no answer" in result.stderr
    assert [card["id"] for card in json.loads(Path("half.json").read_text())["decks"][0]["cards"]] == ["a"]


@pytest.mark.parametrize("ending", ["csv", "tsv", "md", "json"])
def test_cards_to_know_first_are_exported_where_they_cannot_be_read_or_are_not_here(recur: Recur, ending: str) -> None:
    Path("half.yaml").write_text(
        "- {id: a, question: Q, answer: A, after: [b, c, far/off]}\n- {id: b, question: Q}\n- id: c\n  answer: a: b\n"
    )
    assert recur("--decks", "half.yaml", "export", "--to", f"half.{ending}").exit_code == 1
    (draft,) = read_notes(Path(f"half.{ending}")).drafts
    assert draft.written.after == ("half/b", "half/c", "far/off")
