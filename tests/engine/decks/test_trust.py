"""Trust is for the content as it was seen, at its place; what is not so any more does not run."""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.decks.beside import python_of
from engine.decks.card import Deck
from engine.decks.library import find_decks
from engine.decks.trust import ChangedError, earlier, forget, listed, look, trust
from engine.problems import RecurError
from engine.runner import Ended, Runner
from engine.seals import Code

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
CARD = "- {id: one, question: q, answer: a, run: one}\n"
ANSWER = "from engine import Claim, answer\n@answer()\ndef one():\n    yield Claim('one', 1, '=', 1)\n"
HELPED = (
    f"import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent))\nimport helper\n{ANSWER}"
)


def write(folder: Path, code: str = ANSWER, **others: str) -> Path:
    """A deck with Python beside it; returns the Python file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mine.yaml").write_text(CARD)
    (folder / "mine.py").write_text(code)
    for name, text in others.items():
        (folder / f"{name}.py").write_text(text)
    return folder / "mine.py"


def found(home: Path, code: Path) -> Deck:
    return find_decks([code.with_suffix(".yaml")], home=home).deck("mine")


def say_yes(home: Path, code: Path) -> None:
    home.mkdir(exist_ok=True)
    trust(home, look(code), AT)


def run(code: Code) -> Ended:
    async def story() -> Ended:
        async with Runner(spare=False) as runner:
            *_, ended = [item async for item in runner.run(code, "one", {})]
            assert isinstance(ended, Ended)
            return ended

    return asyncio.run(story())


def test_a_change_and_a_move_ask_again_and_going_back_does_not(tmp_path: Path) -> None:
    home, code = tmp_path / "home", write(tmp_path / "decks")
    assert found(home, code).withheld
    say_yes(home, code)
    assert found(home, code).runnable == Code(code, look(code).seal)
    code.write_text(ANSWER + "# more\n")
    assert found(home, code).withheld
    code.write_text(ANSWER)
    assert not found(home, code).withheld
    moved = write(tmp_path / "moved")
    assert found(home, moved).withheld
    before = earlier(home, look(moved))
    assert before is not None and (before.place, before.at) == (code, AT)


def test_what_was_trusted_is_kept_to_show_what_has_changed(tmp_path: Path) -> None:
    home, code = tmp_path / "home", write(tmp_path / "decks", HELPED, helper="x = 1\n")
    say_yes(home, code)
    code.with_name("helper.py").write_text("x = 2\n")
    before = earlier(home, look(code))
    assert before is not None and before.contents == {code: HELPED.encode(), code.with_name("helper.py"): b"x = 1\n"}


def test_what_is_no_longer_as_it_was_seen_is_not_trusted(tmp_path: Path) -> None:
    home, code = tmp_path / "home", write(tmp_path / "decks")
    home.mkdir()
    seen = look(code)
    code.write_text(ANSWER + "# swapped\n")
    with pytest.raises(ChangedError):
        trust(home, seen, AT)
    assert found(home, code).withheld and not listed(home)


@pytest.mark.parametrize(
    "line",
    [
        "import helper",
        "from helper import x",
        "if 1:\n    import helper as h",
        "import importlib\nimportlib.import_module('helper')",
        "open(__file__.replace('mine', 'x'))\n'helper.py'",
        "import lib.helper",
        "'lib'",
        "import between",
    ],
)
def test_python_beside_a_deck_that_it_takes_in_is_trusted_with_it(tmp_path: Path, line: str) -> None:
    home, code = tmp_path / "home", write(tmp_path / "decks", line, between="import helper\n", other="y = 1\n")
    folder = code.parent / "lib" if "lib" in line.replace("importlib", "") else code.parent
    folder.mkdir(exist_ok=True)
    (folder / "helper.py").write_text("x = 1\n")
    say_yes(home, code)
    assert folder / "helper.py" in python_of(code) and code.with_name("other.py") not in python_of(code)
    code.with_name("other.py").write_text("y = 2\n")
    assert not found(home, code).withheld
    (folder / "helper.py").write_text("x = 2\n")
    assert found(home, code).withheld


@pytest.mark.parametrize("late", ["mine", "helper"])
def test_the_worker_runs_what_was_sealed_or_says_what_has_changed(tmp_path: Path, late: str) -> None:
    mark = tmp_path / "executed"
    home, code = tmp_path / "home", write(tmp_path / "decks", HELPED, helper="x = 1\n")
    say_yes(home, code)
    runnable = found(home, code).runnable
    assert runnable is not None and run(runnable).outcome == "done"
    path = code.with_name(f"{late}.py")
    path.write_text(path.read_text() + f"open({str(mark)!r}, 'w')\n")
    ended = run(runnable)
    assert (ended.outcome, ended.message) == ("failed", f"{late}.py has changed since it was trusted")
    assert not mark.exists()


def test_a_deck_imports_from_beside_itself_nothing_that_was_not_seen(tmp_path: Path) -> None:
    named = HELPED.replace("import helper", "__import__(''.join(['hel', 'per']))")
    home, code = tmp_path / "home", write(tmp_path / "decks", named, helper="x = 1\n")
    say_yes(home, code)
    runnable = found(home, code).runnable
    assert runnable is not None
    assert "helper.py was not there when it was trusted" in run(runnable).message
    assert run(Code(code)).outcome == "done"


def test_bytecode_in_a_cache_is_not_run_in_place_of_what_was_seen(tmp_path: Path) -> None:
    import importlib.util
    import marshal

    mark = tmp_path / "executed"
    home, code = tmp_path / "home", write(tmp_path / "decks", HELPED, helper="x = 1\n")
    cached = Path(importlib.util.cache_from_source(str(code.with_name("helper.py"))))
    cached.parent.mkdir()
    foreign = marshal.dumps(compile(f"open({str(mark)!r}, 'w')", "helper.py", "exec"))
    unchecked = (1).to_bytes(4, "little")
    cached.write_bytes(importlib.util.MAGIC_NUMBER + unchecked + bytes(8) + foreign)
    say_yes(home, code)
    runnable = found(home, code).runnable
    assert runnable is not None and run(runnable).outcome == "done"
    assert not mark.exists()


def test_a_link_that_is_turned_elsewhere_after_trust_asks_again(tmp_path: Path) -> None:
    home, real = tmp_path / "home", write(tmp_path / "real")
    other = write(tmp_path / "other", ANSWER + "# other\n")
    link = tmp_path / "decks"
    link.symlink_to(real.parent)
    say_yes(home, link / "mine.py")
    assert not found(home, link / "mine.py").withheld
    link.unlink()
    link.symlink_to(other.parent)
    assert found(home, link / "mine.py").withheld


def test_a_link_to_an_installed_deck_does_not_free_the_python_beside_the_link(tmp_path: Path) -> None:
    shipped = next(each for each in find_decks().decks if each.code)
    (tmp_path / "mine.yaml").symlink_to(shipped.path)
    (tmp_path / "mine.py").write_text(ANSWER)
    assert found(tmp_path / "home", tmp_path / "mine.py").withheld
    (tmp_path / "mine.py").unlink()
    assert not find_decks([shipped.path]).decks[0].withheld


def test_two_decks_that_take_in_one_file_ask_each_for_themselves(tmp_path: Path) -> None:
    home, code = tmp_path / "home", write(tmp_path / "decks", "import shared", shared="x = 1\n")
    second = code.with_name("second.py")
    second.with_suffix(".yaml").write_text(CARD)
    second.write_text("import shared\n")
    say_yes(home, code)
    assert find_decks([code.parent], home=home).deck("second").withheld
    say_yes(home, second)
    code.with_name("shared.py").write_text("x = 2\n")
    assert all(each.withheld for each in find_decks([code.parent], home=home).decks)
    say_yes(home, code)
    assert [each.withheld for each in find_decks([code.parent], home=home).decks] == [False, True]


def test_forgetting_leaves_nothing_of_it(tmp_path: Path) -> None:
    home, code = tmp_path / "home", write(tmp_path / "decks")
    say_yes(home, code)
    assert forget(home, [code]) == [code] and forget(home, [code]) == []
    assert found(home, code).withheld and not list((home / "trusted").iterdir())


@settings(max_examples=30, deadline=None)
@given(damage=st.binary(max_size=60) | st.sampled_from([b"{}", b"[]", b'{"a": "b"}', b'{"a": {"at": 1}}']))
def test_a_damaged_list_trusts_nothing_and_is_put_aside_by_the_next_yes(
    tmp_path_factory: pytest.TempPathFactory, damage: bytes
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    home, code = folder / "home", write(folder / "decks")
    say_yes(home, code)
    (home / "trusted.json").write_bytes(damage)
    assert found(home, code).withheld
    say_yes(home, code)
    assert not found(home, code).withheld
    assert damage == b"{}" or (home / "trusted.damaged").read_bytes() == damage


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_list_that_cannot_be_written_is_told_in_a_line(tmp_path: Path) -> None:
    home, code = tmp_path / "home", write(tmp_path / "decks")
    home.mkdir(0o500)
    with pytest.raises(RecurError, match="cannot be written"):
        trust(home, look(code), AT)


def test_a_list_in_whose_place_something_else_stands_is_told_in_a_line(tmp_path: Path) -> None:
    home, code = tmp_path / "home", write(tmp_path / "decks")
    (home / "trusted.lock").mkdir(parents=True)
    with pytest.raises(RecurError, match="cannot be written"):
        trust(home, look(code), AT)
    assert found(home, code).withheld
