"""The command line: what it prints, and the exit codes that others rely on."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.decks.library import find_decks
from engine.desk import Desk
from engine.home import home
from engine.memory import Grade
from tests.tui.sitting import DECKS
from tui.recur import COMMANDS, cli

SMALL, HOSTILE = str(DECKS / "small.yaml"), str(DECKS / "hostile.yaml")


@pytest.fixture
def recur(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Recur":
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECUR_NOW", "2026-03-02T12:00:00+00:00")
    return Recur()


class Recur:
    """Calls the command in this process; no exception may come out of it."""

    def __call__(self, *words: str) -> Result:
        result = CliRunner().invoke(cli, words)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result


@pytest.mark.parametrize("words", [(), *((command,) for command in COMMANDS)])
def test_every_command_has_help(recur: Recur, words: tuple[str, ...]) -> None:
    result = recur(*words, "--help")
    assert result.exit_code == 0 and "Usage: cli" in result.output


def test_show_prints_the_card_and_what_its_answer_shows(recur: Recur) -> None:
    result = recur("show", "growth", "--decks", SMALL, "--trust")
    assert result.exit_code == 0
    for part in ("When does aⁿ grow", "Note 3, corrected.", "measured", "✓ the first is one", "ran in"):
        assert part in result.output


def test_show_turns_knobs_and_writes_json(recur: Recur) -> None:
    result = recur(
        "--decks", SMALL, "show", "--trust", "small/growth", "--knob", "base=-2", "--knob", "steps=3", "--json"
    )
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert found["card"] == "small/growth"
    assert [each["kind"] for each in found["exhibits"]] == ["plot", "claim", "claim", "claim"]
    claim = found["exhibits"][1]
    assert claim["left"] == claim["right"] == 8.0 and claim["holds"] is True
    assert set(claim) >= {"statement", "left", "relation", "right", "holds"}


def test_show_prints_the_gap_or_the_reversal_that_is_named(recur: Recur, tmp_path: Path) -> None:
    deck = tmp_path / "sides.yaml"
    gaps = "- {id: c, cloze: 'The {{cat}} sat on the {{mat}}.'}\n"
    deck.write_text(f"{gaps}- {{id: r, question: Q, answer: A, reversed: true}}\n")
    decks = ("--decks", str(deck))
    assert "The […] sat on the mat." in recur(*decks, "show", "c").output
    assert "The cat sat on the […]." in recur(*decks, "show", "c#2").output
    assert "A\n\nQ\n" in recur(*decks, "show", "sides/r#reverse").output
    unknown = recur(*decks, "show", "c#3")
    assert unknown.exit_code == 2 and "it has sides/c#1, sides/c#2" in unknown.output


@pytest.mark.parametrize(
    ("knob", "said"),
    [("base=9", "not between"), ("bass=1", "has no knob"), ("base", "NAME=VALUE"), ("kind=cube", "not one of")],
)
def test_a_knob_that_is_wrong_is_a_usage_error(recur: Recur, knob: str, said: str) -> None:
    result = recur("--decks", SMALL, "--trust", "show", "growth", "--knob", knob)
    assert result.exit_code == 2 and said in result.output


def test_an_unknown_card_is_a_usage_error_that_names_a_near_one(recur: Recur) -> None:
    result = recur("--decks", SMALL, "show", "grwth")
    assert result.exit_code == 2 and "did you mean growth?" in result.output


@pytest.mark.parametrize("words", [("--decks", "/no/such"), ("fly",), ("show",), ("study", "nowhere"), ("--new", "-1")])
def test_what_is_not_there_is_a_usage_error(recur: Recur, words: tuple[str, ...]) -> None:
    assert recur(*words).exit_code == 2


def test_code_runs_only_where_it_is_trusted(recur: Recur) -> None:
    untrusted = recur("--decks", SMALL, "show", "growth")
    assert untrusted.exit_code == 0 and "not trusted" in untrusted.output and "measured" not in untrusted.output
    assert recur("trust", SMALL).exit_code == 0
    assert "measured" in recur("--decks", SMALL, "show", "growth").output


@pytest.mark.parametrize(("card", "said"), [("raises", "ValueError"), ("lies", "✗ two and two")])
def test_show_of_an_answer_that_fails_exits_with_one(recur: Recur, card: str, said: str) -> None:
    result = recur("--decks", HOSTILE, "--trust", "show", card)
    assert result.exit_code == 1 and said in result.output


def test_list_has_a_row_for_each_card_with_its_state(recur: Recur) -> None:
    rows = json.loads(recur("list", "--json", "--decks", SMALL).output)
    assert len(rows) == 11
    assert set(rows[0]) == {"id", "deck", "question", "tags", "source", "state", "due"}
    assert rows[0] | {"question": ""} == {
        "id": "growth",
        "deck": "small",
        "question": "",
        "tags": ["powers"],
        "source": {
            "note": "A small note",
            "item": 3,
            "erratum": "The note speaks of a > 1 and forgets the negative ones.",
        },
        "state": "new",
        "due": None,
    }


def test_list_shows_mathematics_and_no_tex(recur: Recur, tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text("- {id: a, question: 'What is $h_{n-1}^2$?', answer: b}\n")
    assert "What is h²ₙ₋₁?" in recur("list", "--decks", str(deck)).output.replace("hₙ₋₁²", "h²ₙ₋₁")


def test_find_has_the_rows_of_the_cards_with_all_the_words_the_best_first(recur: Recur) -> None:
    listed = {row["id"]: row for row in json.loads(recur("list", "--json", "--decks", SMALL).output)}
    rows = json.loads(recur("find", "--json", "--decks", SMALL, "--", "GROW", "wh").output)
    assert [row["id"] for row in rows] == ["growth", "curve"], "the title counts for more than the answer"
    assert all(row == listed[row["id"]] for row in rows)
    assert recur("find", "powers", "--decks", SMALL).output.startswith("growth ")
    none = recur("find", "growth", "seven", "--json", "--decks", SMALL)
    assert (none.exit_code, json.loads(none.stdout)) == (0, [])
    assert "none of 11 cards" in recur("find", "nowhere", "--decks", SMALL).stderr


def test_a_suspended_card_is_listed_and_neither_due_nor_quizzed(recur: Recur) -> None:
    def states() -> dict[str, str]:
        return {row["id"]: row["state"] for row in json.loads(recur("list", "--json", "--decks", SMALL).output)}

    done = recur("suspend", "growth", "--json", "--decks", SMALL)
    assert json.loads(done.output) == {"card": "small/growth", "suspended": True, "changed": True}
    assert states()["growth"] == "suspended" and set(states().values()) == {"suspended", "new"}
    assert recur("due", "--decks", SMALL).output == "0 due, 10 new\n"
    assert "already" in recur("suspend", "growth", "--decks", SMALL).output
    for card in states():
        recur("suspend", card, "--decks", SMALL)
    assert recur("quiz", "--decks", SMALL).exit_code == 2
    assert "asked again" in recur("unsuspend", "growth", "--decks", SMALL).output
    assert states()["growth"] == "new"
    assert json.loads(recur("unsuspend", "growth", "--json", "--decks", SMALL).output)["changed"] is False
    assert recur("suspend", "growth#2", "--decks", SMALL).exit_code == 2
    assert recur("suspend", "grwth", "--decks", SMALL).exit_code == 2


def test_orphans_names_what_a_card_of_the_journal_may_be_called_now(recur: Recur, tmp_path: Path) -> None:
    deck = tmp_path / "mine.yaml"
    deck.write_text("- {id: gradient, question: Q, answer: A, reversed: true}\n- {id: gone, question: Q, answer: A}\n")
    with closing(Desk.open(find_decks([deck]), home())) as desk:
        while desk.current is not None:
            desk.grade(Grade.EASY, 1.0)
    assert json.loads(recur("orphans", "--json", "--decks", str(deck)).output) == []
    deck.write_text("- {id: gradients, question: Q, answer: A, reversed: true}\n- {id: new, question: Q, answer: A}\n")
    found = json.loads(recur("orphans", "--json", "--decks", str(deck)).output)
    assert [(each["card"], each["reviews"], each["near"]) for each in found] == [
        ("mine/gone", 1, ""),
        ("mine/gradient", 1, "mine/gradients"),
    ]
    assert found[0]["last"].startswith("2026-03-02T12:00:00")
    said = recur("orphans", "--decks", str(deck)).output
    assert "mine/gradient: 1 review; renamed? recur rename mine/gradient mine/gradients" in said
    carried = recur("rename", "gradient", "gradients", "--json", "--decks", str(deck))
    assert json.loads(carried.output) == {"card": "mine/gradients", "was": "mine/gradient", "files": []}
    renamed = recur("rename", "mine/gradients", "gradient", "--decks", str(deck))
    assert renamed.output == f"mine/gradients is mine/gradient now, with its history\nchanged {deck}\n"
    assert {row["id"]: row["state"] for row in json.loads(recur("list", "--json", "--decks", str(deck)).output)} == {
        "gradient": "review",
        "gradient#reverse": "new",
        "new": "new",
    }
    assert recur("doctor").exit_code == 0
    assert recur("rename", "gradient", "new", "--decks", str(deck)).exit_code == 2
    deck.write_text("- {id: gradient, question: Q}\n- {id: gone, question: Q, answer: A}\n")
    assert json.loads(recur("orphans", "--json", "--decks", str(deck)).output) == [], "it stands there, unreadable"


def test_without_a_terminal_recur_prints_what_is_due_and_the_next_card(recur: Recur) -> None:
    result = recur("--decks", SMALL, "--trust", "--new", "4")
    assert result.exit_code == 0
    assert "0 due, 4 new" in result.output and "✓ the first is one" in result.output


def test_decks_before_and_after_the_command_are_joined(recur: Recur) -> None:
    result = recur("--decks", SMALL, "due", "--decks", HOSTILE)
    assert "0 due, 16 new" in result.output
    assert "small    0 due, 11 new" in result.output and "hostile  0 due, 5 new" in result.output


def test_check_prints_places_and_exits_with_one(recur: Recur, tmp_path: Path) -> None:
    deck = tmp_path / "liar.yaml"
    deck.write_text(
        "- {id: lies, question: What lies?, answer: This., run: lies}\n- {id: lies, question: Q, answer: A}\n"
    )
    code = 'from engine import Claim, answer\n@answer()\ndef lies():\n    yield Claim("two", 1, "=", 2)\n'
    (tmp_path / "liar.py").write_text(code)
    result = recur("check", "--trust", str(deck))
    assert result.exit_code == 1
    assert f"{deck}:1:" in result.output and "this claim fails: two: 1 = 2" in result.output
    assert f"{deck}:2:" in result.output
    untrusted = recur("check", str(deck))
    assert untrusted.exit_code == 1 and "1 = 2" not in untrusted.output


def test_check_says_of_a_missing_function_once_at_its_run(recur: Recur, tmp_path: Path) -> None:
    deck = tmp_path / "gone.yaml"
    deck.write_text("- {id: one, question: What?, answer: This., run: nowhere, source: {note: N}}\n")
    deck.with_suffix(".py").write_text("")
    result = recur("check", "--trust", str(deck))
    assert result.exit_code == 1
    assert result.output.count(f"{deck}:") == 1
    assert result.output.startswith(f"{deck}:1:50: there is no function nowhere")


def test_check_of_a_good_deck_is_well(recur: Recur, tmp_path: Path) -> None:
    deck = tmp_path / "good.yaml"
    deck.write_text("- {id: one, question: What is one?, answer: The first., source: {note: N}}\n")
    assert recur("check", str(deck)).exit_code == 0


def test_doctor_finds_nothing_in_a_fresh_journal(recur: Recur) -> None:
    result = recur("doctor")
    assert result.exit_code == 0 and "0 schedules" in result.output


@pytest.mark.parametrize("now", ["yesterday", "2026-03-02T12:00:00"])
def test_a_clock_that_is_set_wrongly_is_told_in_a_line(recur: Recur, monkeypatch: pytest.MonkeyPatch, now: str) -> None:
    monkeypatch.setenv("RECUR_NOW", now)
    result = recur("--decks", SMALL, "due")
    assert result.exit_code == 2 and result.output.count("\n") == 1


def test_a_closed_pipe_is_no_trouble(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tui.cli", "--decks", SMALL, "list", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"RECUR_HOME": str(tmp_path / "home")},
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait()
    assert b"Traceback" not in said and b"Exception" not in said


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["", "show growth", "list"])
def test_a_closed_stream_is_no_trouble(tmp_path: Path, command: str, closed: str) -> None:
    assert shell(tmp_path, f"{command} {closed}") == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full, as Linux has it")
@pytest.mark.parametrize("command", ["", "show growth", "list", "check"])
def test_a_full_disk_is_told_in_a_line(tmp_path: Path, command: str) -> None:
    code, said = shell(tmp_path, f"{command} >/dev/full")
    assert code == 1 and said == "recur: No space left on device\n"


def shell(home: Path, words: str) -> tuple[int, str]:
    """Run in a shell, without a terminal: the exit code and what came on standard error."""
    ended = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m tui.cli --decks "{SMALL}" --trust {words}'],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        | {"RECUR_HOME": str(home)},
    )
    return ended.returncode, ended.stderr


def test_what_was_promised_is_due_when_its_time_comes(recur: Recur, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk.open(find_decks([Path(SMALL)]), home())
    desk.grade(Grade.GOOD, 1.0)
    desk.close()
    assert recur("--decks", SMALL, "due").output == "0 due, 1 learning, 10 new\n"
    monkeypatch.setenv("RECUR_NOW", "2026-03-03T12:00:00+00:00")
    assert recur("--decks", SMALL, "due").output == "0 due, 1 learning, 10 new\n"
