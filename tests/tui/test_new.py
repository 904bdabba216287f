"""Beginning a deck, and writing a card of one: what is made is well, and nothing is overwritten or lost."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.decks.library import find_decks
from engine.decks.schema import printed
from tests.tui.editing.author import edits, recur
from tui.recur import cli


@pytest.fixture
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The decks folder of an empty home."""
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECUR_NOW", "2026-03-02T12:00:00+00:00")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home" / "decks"


def test_a_new_deck_is_well_and_editors_know_its_keys(decks: Path) -> None:
    assert recur("new", "deck", "no: 1").exit_code == 0
    path = decks / "no: 1.yaml"
    assert recur("check", str(path)).output == "1 card of 1 deck: all well\n"
    assert path.read_text().startswith("# yaml-language-server: $schema=deck.schema.json\n")
    assert (decks / "deck.schema.json").read_text() == printed()


def test_a_new_deck_with_code_runs_at_once_until_the_code_is_changed(decks: Path) -> None:
    assert "recur study mine\n" in recur("new", "deck", "mine", "--code").output
    assert recur("check", str(decks / "mine.yaml")).output == "1 card of 1 deck: all well\n"
    shown = recur("show", "compound-growth", "--knob", "years=40", "--knob", "rate=0.1").output
    assert "45.3 = 45.3" in shown and "✗" not in shown and "years" in shown
    assert recur("grade", "compound-growth", "121").exit_code == 0
    code = decks / "mine.py"
    code.write_text(code.read_text() + "# mine\n")
    assert "not trusted" in recur("show", "compound-growth").output


def test_a_deck_is_made_where_one_says(decks: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert f"--decks {tmp_path / 'a.yaml'}" in recur("new", "deck", "a", "--here").output
    assert recur("new", "deck", "a", "--to", "other").exit_code == 0
    assert (tmp_path / "a.yaml").read_text() == (tmp_path / "other" / "a.yaml").read_text()
    assert recur("new", "deck", "a", "--to", "other", "--here").exit_code == 2


@pytest.mark.parametrize("there", ["mine.yaml", "mine.yml", "mine.py"])
def test_nothing_is_overwritten(decks: Path, there: str) -> None:
    decks.mkdir(parents=True)
    (decks / there).write_text("as it was")
    result = recur("new", "deck", "mine", "--code")
    assert result.exit_code == 2 and "stands there already" in result.output
    assert [each.name for each in decks.iterdir()] == [there] and (decks / there).read_text() == "as it was"


HEADED = "# mine\ntitle: T\ncards:\n  - id: a   # why\n    question: q\n    answer: |\n      y\n\n# the end\n"
FILLED = "text = text.replace('question: |\\n    ', 'question: |\\n    What is: {new}?', 1)"
FILLED += ".replace('answer: |\\n    ', 'answer: |\\n    A $x$.  \\n    Two lines.', 1)"


@pytest.mark.parametrize(
    "deck",
    [
        "- {id: a, question: q, answer: y}\n",
        "- id: a\n  question: q\n  answer: y",
        "- id: a\r\n  question: q\r\n  answer: y\r\n\r\n- id: b\r\n  question: q\r\n  answer: y\r\n",
        HEADED,
        "cards:\n- id: a\n  question: q\n  answer: |+\n    y\n\n",
        "cards:\n- id: a\n  question: q\n  answer: y\n  tags:\n  - t  # tag\n# about\ntitle: T\n",
        "\ufefftitle: T\ncards:\n",
        "# nothing yet\n",
        "- &a {id: a, question: q, answer: y}\n- {id: b, question: q, answer: y, source: {note: n}}\n...\n",
    ],
)
def test_a_card_is_added_and_all_else_stays_byte_for_byte(
    decks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deck: str
) -> None:
    decks.mkdir(parents=True)
    path = decks / "mine.yaml"
    path.write_bytes(deck.encode())
    edits(monkeypatch, tmp_path, FILLED)
    result = recur("new", "card")
    assert result.exit_code == 0, result.output
    after = path.read_bytes().decode()
    assert is_spliced(deck, after) and "# A card for" not in after
    card = find_decks([path]).card("new")
    assert (card.question, card.answer) == ("What is: {new}?", "A $x$.  \nTwo lines.")
    assert result.output == f"{path}:{card.line}: mine/new\n" and not list((decks.parent / "drafts").iterdir())


def is_spliced(before: str, after: str) -> bool:
    """Whether one piece was put in, and nothing taken away."""
    start = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(before))
    return any(after.startswith(before[:at]) and after.endswith(before[at:]) for at in range(start + 1))


def test_a_card_that_is_not_well_is_told_and_kept_till_it_is(
    decks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks.mkdir(parents=True)
    path = decks / "mine.yaml"
    path.write_text(HEADED)
    edits(monkeypatch, tmp_path, "text = text.replace('question: |\\n    ', 'question: |\\n    What?', 1)")
    result = recur("new", "card", "mine")
    draft = decks.parent / "drafts" / "mine.yaml"
    assert result.exit_code == 1 and f"{draft}:" in result.output and "answer is empty" in result.output
    assert path.read_text() == HEADED and "What?" in draft.read_text()
    edits(
        monkeypatch,
        tmp_path,
        "text = text.replace('answer: |\\n    ', 'answer: |\\n    That.').replace('id: what', 'id: a')",
    )
    assert "the id a is taken" in recur("new", "card", "mine").output
    edits(monkeypatch, tmp_path, "text = text.replace('id: a\\n', 'id: b\\n')")
    assert recur("new", "card", "mine").exit_code == 0
    assert find_decks([path]).card("b").answer == "That." and not draft.exists()


def test_a_broken_card_can_be_edited_again_at_once(
    decks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recur("new", "deck", "mine")
    turns = tmp_path / "turns"
    edits(
        monkeypatch,
        tmp_path,
        f"turns = Path({str(turns)!r})\n"
        "text = '- {question: q, answer: y}' if turns.exists() else text.replace('    ', '  Not in.', 1)\n"
        "turns.write_text('')",
    )
    result = CliRunner().invoke(cli, ("new", "card"), input="y\n")
    assert result.exit_code == 0 and "Edit it again?" in result.output and "mine/q\n" in result.output


@pytest.mark.parametrize(("do", "code"), [("", 0), ("text = ''", 0), ("", 1)])
def test_where_nothing_is_written_nothing_is_added(
    decks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, do: str, code: int
) -> None:
    recur("new", "deck", "mine")
    before = (decks / "mine.yaml").read_bytes()
    edits(monkeypatch, tmp_path, do, code)
    result = recur("new", "card")
    assert result.exit_code == code and ("nothing was written" in result.output) == (code == 0)
    assert (decks / "mine.yaml").read_bytes() == before and not list((decks.parent / "drafts").iterdir())


def test_which_deck_is_asked_where_there_is_not_just_one_of_ones_own(decks: Path) -> None:
    assert "recur new deck NAME" in recur("new", "card").output
    recur("new", "deck", "one")
    recur("new", "deck", "two")
    assert "one, two" in recur("new", "card").output
    (decks / "one.yaml").write_text("- {id: [")
    assert "mend it before" in recur("new", "card", "one").output


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "it is a word or two, as in my-notes"),
        (".", "it is a word or two, as in my-notes"),
        ("./", "it is a word or two, as in my-notes"),
        ("/", "it is a word or two, as in my-notes"),
        ("x/..", "it holds no /, as in my-notes"),
        ("../evil", "it holds no /, as in evil; `recur new deck evil --to ..` puts it there"),
        ("/evil/", "it holds no /, as in evil; `recur new deck evil --to /` puts it there"),
        ("~nouser", "it does not begin with ~, as in nouser"),
        ("~nouser/x", "it holds no /, as in x; `recur new deck x --to ~nouser` puts it there"),
        (".hidden", "it does not begin with ., as in hidden"),
        ("a\0b", "it holds no # and no unprintable character"),
        ("ü" * 150, "it has 300 bytes, and 200 are the most"),
    ],
)
def test_what_is_no_name_of_a_deck_is_told_with_what_would_be_one(decks: Path, name: str, said: str) -> None:
    result, shown = recur("new", "deck", name), name if len(name) < 40 else f"{name[:40]}…"
    assert result.exit_code == 2 and result.output == f"recur: {shown!r} cannot be the name of a deck: {said}\n"
    assert recur("new", "deck", name, "--here").exit_code == 2
    (decks.parents[1] / "notes.csv").write_text("question,answer\nq,a\n")
    if name:
        assert recur("import", "notes.csv", "--as", name).exit_code == 2
    assert [each.name for each in decks.parents[1].rglob("*.*")] == ["notes.csv"]


def test_a_name_that_would_be_taken_for_an_option_is_none(decks: Path) -> None:
    result = recur("new", "deck", "--", "-x")
    assert result.exit_code == 2 and "it does not begin with -, as in x" in result.output


def test_an_import_may_say_a_path_and_a_home_that_nobody_has_is_told(decks: Path) -> None:
    notes = decks.parents[1] / "notes.csv"
    notes.write_text("question,answer\nq,a\n")
    assert recur("import", "notes.csv", "--as", "../x/notes").output.endswith(
        "; a path ends in .yaml, as in ../x/notes.yaml\n"
    )
    assert "nobody of that name" in recur("import", "notes.csv", "--as", "~nouser/x.yaml").output
    assert recur("import", "notes.csv", "--as", "./x.yaml").exit_code == 0 and notes.with_name("x.yaml").exists()
