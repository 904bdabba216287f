"""Reading decks: what is kept of good and of bad ones, and that no text at all makes it fall over."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.decks.cloze import ClozeError, asked, gaps
from engine.decks.events import load
from engine.decks.reading import read_deck

GOOD = """\
title: A deck
about: Of all kinds, with $x$.
tags: [test]
cards:
- id: basic
  question: "A colon: quoted"
  answer: |
    Two lines
    of $\\frac{a}{b}$.
  source: {note: A note, item: 9, erratum: "It's $x$."}
  tags: [one, two]
- id: turned
  question: q
  answer: y
  reversed: true
  hint: h
  after: [basic]
- id: gaps
  cloze: Of {{order $n_{{i}}$}} and {{one}}.
- id: runs
  question: q
  answer: y
  run: shows
  knobs: {order: 2, on_top: true, name: text, share: 0.5}
  quiz:
  - {ask: "How much?", number: 2.58, tolerance: 0.005, unit: bits}
  - {ask: "Which?", formula: "(p - w) @ h.T", where: {p: [K], w: [K], h: [H], n: "N of [2K]", g: function},
     world: step, accept: ["p @ h.T"], reject: {"(w - p) @ h.T": the sign}}
  - {ask: "Which?", choose: [{right: a}, {wrong: b, because: c}]}
  - {ask: "What?", text: [spelling, another]}
  - {ask: "Order?", order: [one, two, three]}
  - {generate: drill}
"""
CODE = """\
from engine import Prose, answer, choice, switch, text, slider

def step(rng): return {}
def drill(rng): return {}

@answer(order=choice(1, 2), on_top=switch(), name=text(), share=slider(0.0, 1.0))
def shows(order, on_top, name, share):
    yield Prose("shown")
"""


def write(folder: Path, text: str, code: str | None = CODE) -> Path:
    path = folder / "deck.yaml"
    path.write_text(text, encoding="utf-8")
    if code is not None:
        (folder / "deck.py").write_text(code, encoding="utf-8")
    return path


def test_a_deck_of_all_kinds_is_read_whole(tmp_path: Path) -> None:
    deck, problems = read_deck(write(tmp_path, GOOD))
    assert problems == []
    assert (deck.name, deck.title, deck.tags, deck.code) == ("deck", "A deck", ("test",), tmp_path / "deck.py")
    assert [card.line for card in deck.cards] == [5, 12, 18, 20]
    assert [sibling.key for card in deck.cards for sibling in card.siblings] == [
        "deck/basic",
        "deck/turned",
        "deck/turned#reverse",
        "deck/gaps#1",
        "deck/gaps#2",
        "deck/runs",
    ]
    assert deck.cards[0].answer == "Two lines\nof $\\frac{a}{b}$."
    assert deck.cards[1].siblings[1].question == "y"
    assert deck.cards[2].siblings[0].question == "Of […] and one."
    assert deck.cards[2].siblings[0].answer == "Of **order $n_{{i}}$** and one."
    assert deck.cards[3].knobs == {"order": 2, "on_top": True, "name": "text", "share": 0.5}


def test_the_good_cards_of_a_broken_file_are_kept(tmp_path: Path) -> None:
    broken = GOOD.replace('"A colon: quoted"', "A colon: not quoted").replace("  reversed: true", "  reversed: sure")
    deck, problems = read_deck(write(tmp_path, broken))
    assert [card.id for card in deck.cards] == ["gaps", "runs"]
    assert [(problem.line, problem.column) for problem in problems] == [(6, 20), (15, 13)]
    assert deck.title == "A deck"
    assert [card.line for card in deck.cards] == [18, 20]


def test_what_a_card_names_is_looked_for_in_the_python_file_without_running_it(tmp_path: Path) -> None:
    code = "raise SystemExit\n" + CODE.replace("def shows", "def show").replace("def drill", "def dril")
    deck, problems = read_deck(write(tmp_path, GOOD, code))
    assert [(problem.line, problem.message) for problem in problems] == [
        (23, "there is no function shows in the Python file beside this deck; did you mean show?"),
        (32, "there is no function drill in the Python file beside this deck; did you mean dril?"),
    ]
    assert len(deck.cards) == 4
    _, problems = read_deck(write(tmp_path, GOOD.replace("on_top: true", "on_to: true")))
    assert [(problem.line, problem.column) for problem in problems] == [(24, 21)]
    _, problems = read_deck(write(tmp_path, GOOD, "def f(:\n"))
    assert str(problems[0]).startswith(f"{tmp_path / 'deck.py'}:1:7: not Python")


def test_a_card_whose_code_is_missing_is_studied_without_it(tmp_path: Path) -> None:
    deck, problems = read_deck(write(tmp_path, GOOD, code=None))
    assert [problem.line for problem in problems] == [23]
    assert [card.run for card in deck.cards] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("raw", "place", "phrase"),
    [
        (b"- id: a\n  question: caf\xe9\n", "2:16", "not UTF-8 (byte 0xe9)"),
        (b"\xff\xfe-\x00", "1:1", "not UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_told(raw: bytes, place: str, phrase: str, tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_bytes(raw)
    _, (problem,) = read_deck(tmp_path / "deck.yaml")
    assert f"{problem.line}:{problem.column}" == place
    assert phrase in problem.message


def test_a_byte_order_mark_and_windows_line_ends_are_read_past(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    deck, problems = read_deck(path)
    assert (len(deck.cards), problems) == (4, [])


def test_the_quick_reader_agrees_with_pyyaml() -> None:
    text = GOOD + "- [~, null, 1, -0x1F, 1.5, .inf, 1e-3, yes, Off, n, 2001-01-01, '8', !!str 8, '', =, \"\\u00e9\"]\n"
    assert load(text).data == yaml.load(text.replace("=", "'='"), yaml.CSafeLoader)


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mutation_of_a_good_deck_makes_it_fall_over(tmp_path: Path, data: st.DataObject) -> None:
    text = GOOD
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 12)))
        middle = data.draw(
            st.one_of(st.text(max_size=4), st.sampled_from(list("{}[]:-#&*!|>'\"\t\n$\\%@`?,~=")), st.just(": "))
        )
        text = text[:start] + middle + text[end:]
    path = tmp_path / "deck.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    deck, problems = read_deck(path)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert deck.cards or problems
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert "\n" not in problem.message
    for card in deck.cards:
        assert lines[card.line - 1].lstrip("\ufeff").strip()


@given(st.lists(st.tuples(st.text("ab $x", max_size=5), st.sampled_from(["one", "$a_{{i}}$", "the $x$"])), min_size=1))
def test_cloze_gaps_are_found_outside_of_formulas(parts: list[tuple[str, str]]) -> None:
    parts = [(between.replace("$", ""), content) for between, content in parts]
    text = "".join(f"{between} {{{{{content}}}}} " for between, content in parts) + "$z_{{k}}$"
    assert [gap.content for gap in gaps(text)] == [content for _, content in parts]
    for number, (_, content) in enumerate(parts):
        question, answer = asked(text, number)
        assert question.count("[…]") == 1
        assert answer.replace(f"**{content}**", content) == "".join(f"{a} {b} " for a, b in parts) + "$z_{{k}}$"


@pytest.mark.parametrize("text", ["none", "$x_{{i}}$", "{{a", "{{ {{a}} }}", "{{}}"])
def test_a_cloze_without_sound_gaps_is_refused(text: str) -> None:
    with pytest.raises(ClozeError):
        gaps(text)


def test_a_broken_card_costs_only_itself_wherever_lists_stand(tmp_path: Path) -> None:
    text = "title: T\ntags:\n- one\n- two\ncards:\n" + "".join(
        f"- id: c{number}\n  question: q\n  answer: |\n    - a list\n    - in the text\n  tags:\n  - t\n"
        for number in range(4)
    )
    broken = text.replace("- id: c1\n  question: q", "- id: c1\n  question: q: r").replace(
        "- id: c3\n  question: q\n  answer: |\n    - a", "- id: c3\n  question: q\n  answer: |\n- a"
    )
    deck, problems = read_deck(write(tmp_path, broken))
    assert [card.id for card in deck.cards] == ["c0", "c2"]
    assert (deck.title, deck.tags) == ("T", ("one", "two"))
    assert [problem.line for problem in problems] == [14, 29, 32]
