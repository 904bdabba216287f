"""`recur check` as it is typed: places with a caret, formats for programs, what --fix touches, and what is kept."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.decks.finding import shipped
from engine.problems import Problem
from tests.engine.decks.test_broken_decks import BROKEN
from tui.problems import pointed
from tui.recur import cli

TWO_CARDS = "- {id: a, question: q, answr: y}\n- {id: b, question: 'Which? And why?', answer: y, source: {note: n}}\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))


def check(*words: object) -> Result:
    result = CliRunner().invoke(cli, ["check", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_text(TWO_CARDS)
    return path


def test_each_problem_is_a_place_the_line_and_a_caret_and_warnings_come_last(broken: Path) -> None:
    result = check(broken)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{broken}:1:24: a card has no key answr; did you mean answer?",
        "    - {id: a, question: q, answr: y}",
        "                           ^",
        f"{broken}:2:27: warning: this card asks two things: make two cards of it, each is forgotten on its own",
        "    - {id: b, question: 'Which? And why?', answer: y, source: {note: n}}",
        "                              ^",
    ]
    assert result.stderr == "1 card of 1 deck: 1 error and 1 warning\n"


def test_warnings_alone_are_well_and_said_the_second_time_too(broken: Path) -> None:
    broken.write_text(TWO_CARDS.splitlines()[1])
    first, second = check(broken), check(broken)
    assert first.exit_code == second.exit_code == 0
    assert first.output == second.output and "warning: this card asks two things" in first.output


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("日本 x", 4, ["    日本 x", "         ^"]),
        ("a\x1b[31m\tb", 7, ["    a [31m b", "          ^"]),
        ("x" * 300 + "!" + "y" * 300, 301, ["    …" + "x" * 48 + "!" + "y" * 47 + "…", "    " + " " * 49 + "^"]),
    ],
)
def test_the_caret_stands_under_the_column_whatever_the_line_holds(
    tmp_path: Path, line: str, column: int, shown: list[str]
) -> None:
    (tmp_path / "deck.yaml").write_text(f"first\n{line}\n")
    assert list(pointed(Problem(tmp_path / "deck.yaml", 2, column, "m"))) == shown
    assert all(len(row) <= 80 for row in pointed(Problem(tmp_path / "deck.yaml", 2, column, "m"), 80))
    assert list(pointed(Problem(tmp_path / "gone.yaml", 2, column, "m"))) == []


def test_json_has_every_problem_with_its_card(broken: Path) -> None:
    result = check("--format", "json", broken)
    found = json.loads(result.stdout)
    assert result.exit_code == 1 and [each["level"] for each in found] == ["error", "warning"]
    assert found[0] == {
        "file": str(broken),
        "line": 1,
        "column": 24,
        "level": "error",
        "message": "a card has no key answr; did you mean answer?",
        "card": "deck/a",
    }
    broken.write_text("- {id: a, question: q, answer: y, source: {note: n}}\n")
    assert json.loads(check("--format", "json", broken).stdout) == []


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_whatever_is_wrong_is_told_and_nothing_falls_over(tmp_path: Path, form: str) -> None:
    for number, (text, _) in enumerate(BROKEN.values()):
        (tmp_path / f"broken{number}.yaml").write_text(text.removeprefix("\n"), encoding="utf-8")
    result = check("--format", form, "--fix", tmp_path)
    assert result.exit_code == 1
    assert not [number for number in range(len(BROKEN)) if f"broken{number}.yaml" not in result.stdout + result.stderr]


def test_github_is_given_annotations_that_nothing_can_break_out_of(tmp_path: Path) -> None:
    path = tmp_path / "a,b%.yaml"
    path.write_text("- {id: a, question: q, answer: y, '50%::x': 1}\n")
    (line,) = check("--format", "github", path).stdout.splitlines()
    assert line.startswith(f"::error file={tmp_path}/a%2Cb%25.yaml,line=1,col=35::a card has no key 50%25::x")


def test_fix_gives_ids_in_place_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text("# mine\n- question: What is one?\n  answer: y\n  source: {note: n}\n")
    assert check(path).exit_code == 1
    result = check("--fix", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{path}: 1 id given: one" in result.stderr
    assert path.read_text() == "# mine\n- id: one\n  question: What is one?\n  answer: y\n  source: {note: n}\n"
    assert "given" not in check("--fix", path).stderr


def test_fix_says_what_it_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flow, broken, package = (tmp_path / f"{name}.yaml" for name in ("flow", "broken", "package"))
    flow.write_text("[{question: One?, answer: y}, question: q, {question: Two?, answer: y}]\n")
    broken.write_text('- question: "q\n')
    package.write_text("- question: q\n  answer: y\n")
    monkeypatch.setattr("engine.checking.fixing.shipped", lambda: iter([package]))
    said = check("--fix", tmp_path).stderr.splitlines()[:-1]
    assert (
        flow.read_text()
        == "[{id: one, question: One?, answer: y}, question: q, {id: two, question: Two?, answer: y}]\n"
    )
    assert said == [
        f"{broken}: left as it is: it cannot be read as YAML, mend that first",
        f"{flow}: 2 ids given: one, two",
        f"{flow}:1: left without an id: it cannot be put in safely, write it in your editor",
        f"{package}: left as it is: it came with a package",
    ]
    notes = tmp_path / "notes.md"
    notes.write_text("Q: q\nA: a\n")
    result = check("--fix", flow, notes)
    assert (
        result.exit_code == 2
        and result.stderr == f"recur: {notes} is not a deck: a deck is a file that ends in .yaml\n"
    )


def test_fix_never_touches_the_decks_of_installed_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in shipped()}
    deck = tmp_path / "deck.yaml"
    deck.write_text("- question: What is one?\n  answer: y\n")
    monkeypatch.setattr("engine.checking.fixing.shipped", lambda: iter([deck]))
    assert check("--fix", deck).exit_code == 1
    assert deck.read_text() == "- question: What is one?\n  answer: y\n"
    assert {path: path.read_bytes() for path in before} == before


def test_what_was_well_is_not_run_again_and_anew_it_is(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text("- {id: a, question: q, answer: y, run: f}\n")
    path.with_suffix(".py").write_text(
        "from pathlib import Path\nfrom engine import Claim, answer\n@answer()\ndef f():\n"
        "    Path(__file__).with_name('runs').open('a').write('.')\n    yield Claim('one', 1, '=', 1)\n"
    )
    runs = tmp_path / "runs"
    for words, expected in ((), "."), ((), "."), (("--anew",), ".."):
        assert check("--trust", *words, path).exit_code == 0
        assert runs.read_text() == expected
    untrusted = check(path)
    assert untrusted.exit_code == 1 and "not trusted" in untrusted.output


def test_what_an_answer_does_not_take_is_told_at_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(
        "- id: a\n  question: q\n  answer: y\n  run: f\n  knobs:\n    n: 3\n    m: 99\n  source: {note: n}\n"
        "- id: b\n  question: q\n  answer: y\n  run: plain\n  source: {note: n}\n"
    )
    path.with_suffix(".py").write_text(
        "from engine import Claim, answer, slider\n\n\ndef plain():\n    pass\n\n\n"
        "@answer(n=slider(1, 5, 3), m=slider(1, 5, 3))\ndef f(n, m):\n    yield Claim('one', n + m, '=', m + n)\n"
    )
    found = json.loads(check("--trust", "--format", "json", path).stdout)
    assert [(each["line"], each["column"]) for each in found] == [(7, 5), (12, 8)], found
    assert "knob m: 99 is not between 1 and 5" in found[0]["message"] and "lacks @answer" in found[1]["message"]


RUNS = (
    "from pathlib import Path\nfrom engine import Claim, answer\n@answer()\ndef NAME():\n"
    "    Path(__file__).with_name('runs').open('a').write('NAME ')\n    yield Claim('one', 1, '=', 1)\n"
)


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """Two decks of one's own with an answer for each card, and the file that tells which ran."""
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    for name, cards in (("first", "abc"), ("second", "d")):
        text = "".join(
            f"- {{id: {each}-card, question: q, answer: y, run: {each}, source: {{note: n}}}}\n" for each in cards
        )
        (decks / f"{name}.yaml").write_text(text)
        (decks / f"{name}.py").write_text("".join(RUNS.replace("NAME", each) for each in cards))
    return decks / "runs"


def test_a_deck_or_a_card_is_checked_by_its_name_and_a_path_wins(
    runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ran(*words: object) -> set[str]:
        runs.unlink(missing_ok=True)
        assert (result := check("--trust", "--anew", *words)).exit_code == 0, result.output
        return set(runs.read_text().split()) if runs.exists() else set()

    monkeypatch.setattr("engine.decks.library.shipped", lambda: iter(()))
    assert ran("second") == {"d"} and ran("first/b-card") == {"b"} and ran("a-card", "second") == {"a", "d"}
    assert ran("c-card", runs.parent / "second.yaml") == {"c", "d"}
    assert check("--trust", "a-card").stderr == "1 card of 1 deck: all well\n"
    for name, meant in (("frist", "first"), ("d-crad", "d-card"), ("first/a-crad", "first/a-card")):
        unknown = check(name)
        assert unknown.exit_code == 2 and unknown.stderr.endswith(f" card {name}; did you mean {meant}?\n"), (
            unknown.stderr
        )
    monkeypatch.chdir(tmp_path)
    (tmp_path / "second").mkdir()
    assert "there is no deck in second" in check("second").stderr


def test_checking_one_card_forgets_nothing_of_the_others(runs: Path) -> None:
    check("--trust", "--decks", runs.parent)
    runs.unlink()
    check("--trust", "--decks", runs.parent, "--anew", "a-card")
    assert runs.read_text() == "a "
    check("--trust", "--decks", runs.parent)
    assert runs.read_text() == "a "


ANSWER = "from engine import Claim, answer\n@answer()\ndef f():\n    yield Claim('one', 1, '=', 1)\n"
BROKEN_CODE = {
    "a claim fails": (ANSWER.replace("'=', 1)", "'=', 2)"), "4:8", "this claim fails: one: 1 = 2"),
    "an answer raises": (ANSWER + "    raise ValueError('no')\n", "4:8", "ValueError: no (", "deck.py:5)"),
    "a question raises": (
        ANSWER + "def g(rng):\n    return 1 / 0\n",
        "6:16",
        "g at seed 1: ZeroDivisionError",
        "deck.py:6)",
    ),
    "it raises when it is imported": ("1 / 0\n" + ANSWER, "4:8", "does not load: ZeroDivisionError", "deck.py:1)"),
    "it ends when it is imported": (ANSWER + "raise SystemExit\n", "4:8", "does not load: SystemExit", "deck.py:5)"),
    "it never ends when it is imported": (ANSWER + "while True:\n    pass\n", "4:8", "does not load: stopped after"),
    "two answers of one name": (ANSWER + ANSWER, "4:8", "there are two answers called f", "deck.py:6)"),
    "it is not Python": (ANSWER + "def g(:\n", "deck.py:5:7", "not Python: "),
    "it is no text": ("# \xff\n" + ANSWER, "deck.py:1:3", "not UTF-8 (byte 0xff): save the file as UTF-8"),
    "it is no text further below": (ANSWER + "    # caf\xe9\n", "deck.py:5:10", "not UTF-8 (byte 0xe9)"),
    "a function of a file that is no text is not there": ("x = '\xe9'\n", "deck.py:1:6", "not UTF-8"),
    "its encoding is nobody's": ("# coding: foo\n" + ANSWER, "deck.py:1:1", "not Python: unknown encoding: foo"),
    "it says that it is Latin-1": (
        "# coding: latin-1\n# \xff\n" + ANSWER.replace("'=', 1)", "'=', 2)"),
        "4:8",
        "fails",
    ),
}


@pytest.mark.parametrize("name", BROKEN_CODE)
def test_broken_python_is_told_where_it_is_broken_or_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, place, *said = BROKEN_CODE[name]
    path = tmp_path / "deck.yaml"
    path.write_text("- id: a\n  question: q\n  answer: y\n  run: f\n  quiz:\n  - {generate: g}\n")
    if "def g(rng)" not in code:
        path.write_text(path.read_text().partition("  quiz")[0])
    path.with_suffix(".py").write_text(code, encoding="latin-1")
    if "never" in name:
        monkeypatch.setattr("engine.runner.LOADING", 3.0)
    result = check("--trust", path)
    first, *_ = result.stdout.splitlines()
    where = f"{tmp_path}/{place}" if place.startswith("deck") else f"{path}:{place}"
    assert result.exit_code == 1 and first.startswith(where) and all(each in first for each in said), result.output


def test_code_that_is_not_python_is_told_once_and_its_cards_are_not_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drill = "- id: %s\n  question: q\n  answer: y\n  source: {note: n}\n  quiz: [{generate: g}]\n"
    (tmp_path / "deck.yaml").write_text(
        drill % "a" + drill % "b" + "- {id: c, question: q, answer: y, run: f, source: {note: n}}\n"
    )
    (tmp_path / "deck.py").write_text(ANSWER + "def g(:\n")
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        result = check("--trust", "deck.yaml")
        assert result.exit_code == 1 and result.stderr.endswith("1 error\n"), result.output
        assert result.stdout.startswith("deck.py:5:7: not Python: ")
    (tmp_path / "deck.py").write_text(ANSWER + "def g(rng):\n    pass\n1 / 0\n")
    told = check("--trust", "deck.yaml").stdout
    assert told.count("(deck.py:7)") == 3 and tmp_path.name not in told


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    for name, whose in (("deck.yaml", "deck.yaml:1:1"), ("deck.py", "deck.py:1:1")):
        (tmp_path / "deck.yaml").write_text("- {id: a, question: q, answer: y, run: f}\n")
        (tmp_path / "deck.py").write_text(ANSWER)
        (tmp_path / name).chmod(0)
        result = check("--trust", tmp_path / "deck.yaml")
        (tmp_path / name).chmod(0o600)
        assert result.exit_code == 1 and f"{tmp_path}/{whose}: cannot be read" in result.stdout


def test_what_is_called_as_a_deck_is_and_is_no_file_is_told(broken: Path) -> None:
    folder, pipe, loop, gone = (broken.with_name(f"{name}.yaml") for name in ("folder", "pipe", "loop", "zone"))
    folder.mkdir()
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    gone.symlink_to("nowhere.yaml")
    broken.with_name(".hidden.yaml").mkdir()
    result = check(broken.parent)
    assert [line for line in result.stdout.splitlines() if ":1:1:" in line] == [
        f"{folder}:1:1: not a file of text: a deck is one",
        f"{loop}:1:1: cannot be read: Too many levels of symbolic links",
        f"{pipe}:1:1: not a file of text: a deck is one",
        f"{gone}:1:1: cannot be read: No such file or directory",
    ]
    assert result.stderr == "1 card of 1 deck: 5 errors and 1 warning\n"
    assert check("--fix", broken.parent).exit_code == 1


def test_the_schema_is_printed() -> None:
    result = CliRunner().invoke(cli, ["schema"])
    assert result.exit_code == 0 and json.loads(result.output)["title"] == "A deck of Recurrent"
