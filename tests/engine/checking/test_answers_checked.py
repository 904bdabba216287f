"""Every card is a test: what a check finds in answers, and where it says it is."""

import asyncio
from pathlib import Path

from engine.checking.answers import check_answers
from engine.decks.card import Card, Deck
from engine.problems import Problem

CODE = """
from pathlib import Path
from engine import Claim, Prose, answer, choice, limits, slider, switch

@answer(n=slider(1, 9, 2), deep=switch())
def doubles(n, deep):
    with Path(__file__).with_name("runs").open("a") as runs:
        runs.write(f"{n} {deep}\\n")
    yield Claim("doubling adds itself", 2 * n, "=", n + n)

@answer(n=slider(1, 9, 2), letter=choice("a", "b"))
def at_a_corner(n, letter):
    yield Claim("nine is small", n, "<", 9)
    yield Claim("everything is a", letter, "=", "a")

@answer(n=slider(1, 9, 2))
def raises_at_a_corner(n):
    yield Claim("a share", 1 / (n - 1), ">", 0)

@answer()
@limits(seconds=0.1)
def for_ever():
    yield Claim("true", 1, "=", 1)
    while True:
        pass

@answer()
def nothing():
    yield Prose("only words")
"""


def deck(folder: Path, *cards: Card, code: str = CODE, trusted: bool = True) -> Deck:
    (folder / "deck.py").write_text(code)
    return Deck(name="deck", path=folder / "deck.yaml", cards=cards, code=folder / "deck.py", trusted=trusted)


def card(line: int, run: str, **knobs: object) -> Card:
    return Card(id=run.replace("_", "-"), deck="deck", line=line, run=run, knobs=knobs)


def check(*decks: Deck) -> list[Problem]:
    return asyncio.run(check_answers(decks)).problems


def test_what_holds_everywhere_gives_no_problem_and_is_run_once_at_every_corner(tmp_path: Path) -> None:
    told = []
    cards = [card(1, "doubles"), card(5, "doubles"), card(9, "doubles", n=9)]
    asked = check_answers([deck(tmp_path, *cards)], progress=lambda done, total: told.append((done, total)))
    assert asyncio.run(asked).problems == []
    runs = (tmp_path / "runs").read_text().splitlines()
    assert sorted(runs) == ["1 False", "2 False", "2 True", "9 False", "9 True"]
    assert told == [(done, 5) for done in range(1, 6)]


def test_each_thing_wrong_is_one_problem_at_its_card(tmp_path: Path) -> None:
    found = check(
        deck(
            tmp_path,
            card(3, "at_a_corner"),
            card(7, "raises_at_a_corner"),
            card(11, "for_ever"),
            card(15, "nothing"),
            card(19, "duobles"),
            card(23, "doubles", n=12),
            card(27, "doubles", m=1),
            Card(id="words", deck="deck", line=31),
            card(35, "doubles", n=10, m=2, deep="maybe"),
        )
    )
    place = f"{tmp_path / 'deck.yaml'}"
    folder = tmp_path.name
    assert [str(each) for each in found] == [
        f"{place}:3:1: at_a_corner at letter='b': this claim fails: everything is a: b = a",
        f"{place}:3:1: at_a_corner at n=9: this claim fails: nine is small: 9 < 9",
        f"{place}:7:1: raises_at_a_corner at n=1: ZeroDivisionError: division by zero ({folder}/deck.py:18)",
        f"{place}:11:1: for_ever at its start: stopped after 0.1 s",
        f"{place}:15:1: warning: nothing claims nothing that could be checked",
        f"{place}:19:1: no answer function 'duobles' in {folder}/deck.py; did you mean doubles?",
        f"{place}:23:1: knob n: 12 is not between 1 and 9",
        f"{place}:27:1: doubles has no knob 'm'; it has n, deep (and 1 more)",
        f"{place}:35:1: knob deep: 'maybe' is not on or off",
        f"{place}:35:1: knob n: 10 is not between 1 and 9",
    ]
    assert {each.card for each in found if each.line == 3} == {"deck/at-a-corner"}


def test_code_that_is_not_trusted_is_not_executed_and_that_is_an_error(tmp_path: Path) -> None:
    untrusted = deck(tmp_path, card(1, "doubles"), code=f"open({str(tmp_path / 'executed')!r}, 'w')", trusted=False)
    missing = Deck(name="other", path=tmp_path / "other.yaml", cards=(card(2, "doubles"),))
    found = check(untrusted, missing)
    assert [each.message for each in found] == [
        f"not executed: deck.py is not trusted: `recur trust {untrusted.path}`, or --trust for this time",
        "run: doubles, but there is no other.py beside it",
    ]
    assert {each.level for each in found} == {"error"}
    assert not (tmp_path / "executed").exists()


def test_code_that_does_not_load_is_one_problem_and_none_when_reading_found_it(tmp_path: Path) -> None:
    broken = deck(tmp_path, card(1, "doubles"), card(5, "doubles", n=3), code="import nowhere_to_be_found")
    (found,) = check(broken)
    assert (found.line, found.card) == (1, "deck/doubles")
    assert found.message.endswith(f"No module named 'nowhere_to_be_found' ({tmp_path.name}/deck.py:1) (and 1 more)")
    known = [Problem(tmp_path / "deck.py", 1, 1, "as reading found it")]
    assert asyncio.run(check_answers([broken], known=known)).problems == []
