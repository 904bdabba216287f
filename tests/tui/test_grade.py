"""`recur grade`: what it prints, and the exit codes that others rely on."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.recur import cli

KINDS = Path(__file__).parents[1] / "engine" / "quizzes"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path))
    return tmp_path


def grade(*words: str, trust: bool = True, card: str = "kinds") -> Result:
    decks = ("--decks", str(KINDS), *(["--trust"] if trust else []))
    result = CliRunner().invoke(cli, [*decks, "grade", card, *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("log2(6)",), 0, "✓  Correct"),
        (("-2.585",), 1, "✗  Wrong: the sign"),
        (("--", "-2.585"), 1, "✗  Wrong: the sign"),
        (("--question", "1", "-2.585"), 1, "✗  Wrong: the sign"),
        (("-h",), 2, "!  Not understood"),
        (("-inf",), 2, "!  Not understood"),
        (("",), 2, "There is no answer"),
        (("2^H", "--question", "2"), 0, "✓  Correct"),
        (("exp(H)", "--question", "2"), 1, "H is in bits, so the base is 2."),
        (("2^", "--question", "2"), 2, "!  Not understood"),
        (("trigramm", "--question", "4"), 3, "Almost"),
        (("tri gram", "--question=4"), 0, "✓  Correct"),
        (("-p + w", "--question", "7"), 1, "✗  Wrong: the sign"),
        (("?", "--question", "7"), 1, "The answer is p - w."),
    ],
)
def test_an_answer_is_graded_by_its_exit_code_and_the_verdict_stands_first(
    home: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    result = grade(*words)
    assert (result.exit_code, said in result.output) == (code, True), result.output
    assert result.output[0] in "✓✗?!"


def test_what_is_not_understood_is_pointed_at(home: Path) -> None:
    assert grade("2^H + )", "--question", "2").output.endswith("\n    2^H + )\n          ^\n")


def test_json_has_what_programs_rely_on(home: Path) -> None:
    found = json.loads(grade("258.5", "--json").output)
    assert set(found) >= {"verdict", "slip", "method", "evidence", "understood"}
    assert (found["verdict"], found["slip"], found["understood"]) == ("wrong", "factor 100", "258.5 bits")
    (claim,) = found["evidence"]
    assert claim["kind"] == "claim" and claim["holds"] is False and claim["left"] == 258.5
    refused = grade("2.5 +", "--json")
    assert refused.exit_code == 2 and json.loads(refused.output)["verdict"] == "refused"


def test_a_seed_makes_the_question_and_shuffles_the_choices(home: Path) -> None:
    asked = ("--question", "6", "--seed")
    reasons = {seed: json.loads(grade("?", *asked, seed, "--json").output)["reason"] for seed in ("1", "2")}
    assert len(set(reasons.values())) == 2
    for seed, reason in reasons.items():
        assert grade(reason.split("`")[1], *asked, seed).exit_code == 0
    right = {seed: grade("1 3", "--question", "3", "--seed", str(seed)).exit_code for seed in range(1, 9)}
    assert set(right.values()) == {0, 1}


@pytest.mark.parametrize(
    ("words", "card", "said"),
    [
        (("8", "--question", "8"), "kinds", "kinds/kinds has 7 questions to type an answer to, and no 8"),
        (("8", "--question", "0"), "kinds", "and no 0"),
        (("8",), "silent", "kinds/silent has no question to type an answer to"),
        (("8",), "nowhere", "there is no card nowhere"),
        (("8", "--seed", "-1"), "kinds", "--seed"),
        ((), "kinds", "ANSWER"),
    ],
)
def test_what_is_not_there_is_a_usage_error(home: Path, words: tuple[str, ...], card: str, said: str) -> None:
    result = grade(*words, card=card)
    assert result.exit_code == 2 and said in result.output


@pytest.mark.parametrize(
    ("cards", "said"),
    [
        ("- {id: a, question: x, answer: 43}\n- {id: b, question: x, answer: y}\n", "YAML reads 43 as a number"),
        ("- {id: a, question: x, answer: y, quiz: [{ask: how, number: q}]}\n", "YAML reads q as text"),
        ('- id: "a\n', "deck.yaml:"),
    ],
)
@pytest.mark.parametrize("card", ["a", "deck/a"])
def test_a_card_that_could_not_be_read_is_told_with_the_fault_of_its_deck(
    home: Path, tmp_path: Path, cards: str, said: str, card: str
) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(cards)
    result = CliRunner().invoke(cli, ["grade", card, "8", "--decks", str(deck)])
    assert result.exit_code == 2 and said in result.output and "did you mean" not in result.output


def test_code_runs_only_where_it_is_trusted(home: Path) -> None:
    assert grade("2^H", "--question", "2", trust=False).exit_code == 0
    for number, name in (("6", "doubled (generate)"), ("7", "prediction (world)")):
        result = grade("8", "--question", number, trust=False)
        assert result.exit_code == 2 and result.output.count("\n") == 1
        assert f"this question needs {name} of kinds.py, which is not trusted" in result.output
