"""`recur check` as it is typed: places with a caret, formats for programs, what --fix touches, and what is kept."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.decks.finding import shipped
from engine.problems import Problem
from tests.engine.decks.test_broken_decks import BROKEN
from tui.cli import cli
from tui.problems import pointed

TWO_CARDS = "- {id: a, question: q, answr: y}\n- {id: b, question: 'Which? And why?', answer: y}\n"


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
        "    - {id: b, question: 'Which? And why?', answer: y}",
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
    broken.write_text("- {id: a, question: q, answer: y}\n")
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
    path.write_text("# mine\n- question: What is one?\n  answer: y\n")
    assert check(path).exit_code == 1
    result = check("--fix", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{path}: 1 id given: one" in result.stderr
    assert path.read_text() == "# mine\n- id: one\n  question: What is one?\n  answer: y\n"
    assert "given" not in check("--fix", path).stderr


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
        "- id: a\n  question: q\n  answer: y\n  run: f\n  knobs:\n    n: 3\n    m: 99\n"
        "- id: b\n  question: q\n  answer: y\n  run: plain\n"
    )
    path.with_suffix(".py").write_text(
        "from engine import Claim, answer, slider\n\n\ndef plain():\n    pass\n\n\n"
        "@answer(n=slider(1, 5, 3), m=slider(1, 5, 3))\ndef f(n, m):\n    yield Claim('one', n + m, '=', m + n)\n"
    )
    found = json.loads(check("--trust", "--format", "json", path).stdout)
    assert [(each["line"], each["column"]) for each in found] == [(7, 5), (11, 8)], found
    assert "knob m: 99 is not between 1 and 5" in found[0]["message"] and "lacks @answer" in found[1]["message"]


def test_the_schema_is_printed() -> None:
    result = CliRunner().invoke(cli, ["schema"])
    assert result.exit_code == 0 and json.loads(result.output)["title"] == "A deck of Recurrent"
