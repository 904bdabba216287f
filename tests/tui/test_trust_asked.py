"""In the app: whose Python was not run is said, it is looked at with a key, and yes runs the answer at once."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.decks.library import find_decks
from engine.decks.trust import listed, look, trust
from engine.room import Room
from tests.tui.sitting import Person, opened, play
from tui.screens.trust import TrustScreen

DECK = """
- {id: one, question: What is one?, answer: The first., run: one, quiz: [{generate: drill}]}
- {id: two, question: What is two?, answer: The second.}
"""
CODE = """
from engine import Claim, answer


@answer()
def one():
    yield Claim("one is the first", 1, "=", 1)


def drill(rng):
    return {"ask": "How many are none?", "number": 0}
"""
BOTH = pytest.mark.parametrize("size", [(120, 40), (80, 24)])


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(DECK)
    (tmp_path / "mine.py").write_text(CODE)
    return tmp_path / "mine.yaml"


def untrusted(home: Path, deck: Path, size: tuple[int, int] = (120, 40)) -> AbstractAsyncContextManager[Person]:
    """The app with a deck as anybody finds it."""
    return opened(find_decks([deck], home=home), home, size)


def runs_tab(person: Person) -> list[str]:
    """The keys to the panel where the answer runs."""
    return ["right_square_bracket"] if person.screen.narrow else []


@BOTH
def test_yes_runs_the_answer_at_once_and_is_remembered_till_the_code_changes(
    tmp_path: Path, deck: Path, size: tuple[int, int]
) -> None:
    home, code = tmp_path / "home", deck.with_suffix(".py")

    async def first() -> None:
        async with untrusted(home, deck, size) as person:
            await person.press("space", *runs_tab(person))
            assert "one in mine.py was not run" in person.read() and "l  look" in person.read()
            await person.press("l")
            assert isinstance(person.screen, TrustScreen)
            for part in ("May mine.py run?", "It runs as you", "def drill(rng):", str(code)):
                assert part.replace(" ", "") in "".join(person.read().split())
            await person.press("y")
            await person.until(lambda: not isinstance(person.screen, TrustScreen))
            await person.until(lambda: "one is the first" in person.read())
            assert "Good" in person.read() and "was not run" not in person.read()

    async def again() -> None:
        async with untrusted(home, deck, size) as person:
            await person.reveal()
            await person.press(*runs_tab(person))
            assert "one is the first" in person.read() and "look at its Python" not in person.read()

    async def changed() -> None:
        async with untrusted(home, deck, size) as person:
            await person.press("space", *runs_tab(person))
            assert "has changed since you trusted it on" in " ".join(person.read().split())
            await person.press("l")
            shown = person.read()
            assert "+ " in shown and "1 new, 1 gone" in shown
            await person.press("escape")
            assert not isinstance(person.screen, TrustScreen) and "was not run" in person.read()
            await person.press("3")
            assert person.app.desk.card is not None and person.app.desk.card.id == "two"

    play(first())
    play(again())
    before = listed(home)
    code.write_text(CODE.replace("first", "very first"))
    play(changed())
    assert listed(home) == before


def test_the_path_what_has_changed_and_the_keys_are_seen_at_once_where_it_is_narrow(tmp_path: Path, deck: Path) -> None:
    home, code = tmp_path / "home", deck.with_suffix(".py")
    home.mkdir()
    trust(home, look(code), datetime(2026, 3, 1, 12, tzinfo=UTC))
    code.write_text(CODE.replace("first", "very first"))

    async def story() -> None:
        async with untrusted(home, deck, (80, 24)) as person:
            await person.press("space", "l")
            texts = [strip.text for strip in person.screen._compositor.render_strips()]
            seen = "".join("\n".join(texts).split())
            for part in (
                str(code),
                "1 new, 1 gone",
                "-     yield Claim",
                "+     yield Claim",
                "as you, with all your rights",
            ):
                assert "".join(part.split()) in seen, part
            assert "y yes, run it" in texts[-1] and len(texts) == 24
            await person.press(*["pagedown"] * 9)
            assert "This stops mistakes, not malice" in " ".join(person.read().split())

    play(story())


def test_what_changes_between_the_look_and_the_yes_is_shown_again(tmp_path: Path, deck: Path) -> None:
    home, code = tmp_path / "home", deck.with_suffix(".py")

    async def story() -> None:
        async with untrusted(home, deck) as person:
            await person.press("space", "l")
            code.write_text(CODE + "late = 1\n")
            await person.press("y")
            assert isinstance(person.screen, TrustScreen) and not listed(home)
            assert "it changed while you looked" in person.read() and "late = 1" in person.read()
            await person.press("y")
            await person.until(lambda: "one is the first" in person.read())

    play(story())


def test_code_that_changes_during_a_sitting_is_not_run_and_asked_about(tmp_path: Path, deck: Path) -> None:
    home, code = tmp_path / "home", deck.with_suffix(".py")

    async def story() -> None:
        async with untrusted(home, deck) as person:
            await person.press("space", "l", "y")
            await person.until(lambda: "one is the first" in person.read())
            code.write_text(CODE + f"open({str(tmp_path / 'executed')!r}, 'w')\n")
            await person.press("3", "space", "u")
            await person.press("space")
            await person.until(lambda: "has changed since you trusted it" in " ".join(person.read().split()))
            assert not (tmp_path / "executed").exists()

    play(story())


@pytest.mark.parametrize("breaking", [lambda home: (home / "trusted.lock").mkdir()])
def test_a_yes_that_cannot_be_kept_holds_for_the_sitting(
    tmp_path: Path, deck: Path, breaking: Callable[[Path], None]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    breaking(home)

    async def story() -> None:
        async with untrusted(home, deck) as person:
            await person.press("space", "l", "y")
            await person.until(lambda: "one is the first" in person.read())
            assert "trusted for this sitting only" in person.read()

    play(story())


def test_a_damaged_list_is_said_where_it_is_asked(tmp_path: Path, deck: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "trusted.json").write_text("{")

    async def story() -> None:
        async with untrusted(home, deck) as person:
            await person.press("space", "l")
            assert "is damaged" in " ".join(person.read().split())

    play(story())


def test_nothing_hides_in_what_is_shown(tmp_path: Path, deck: Path) -> None:
    code = deck.with_suffix(".py")
    code.write_text(
        CODE + "level = 'user\u202e \u2066# admin\u2069 \u2066'\n" + "\x1b[2J = 1" + " " * 300 + "; evil()\n"
    )

    async def story() -> None:
        async with untrusted(tmp_path / "home", deck, (120, 60)) as person:
            await person.press("space", "l")
            shown = person.read()
            assert "\\u202e" in shown and "\\x1b[2J" in shown and "evil()" in shown
            assert not {"\u202e", "\u2066", "\x1b"} & set(shown)
            assert "Some characters in it are not seen" in " ".join(shown.split())

    play(story())


@pytest.mark.parametrize("more", ["x = 1\n" * 3000, f"x = '{'y' * 1500}'\n"])
def test_what_is_too_long_to_be_shown_is_not_trusted_here(tmp_path: Path, deck: Path, more: str) -> None:
    deck.with_suffix(".py").write_text(CODE + more)

    async def story() -> None:
        async with untrusted(tmp_path / "home", deck) as person:
            await person.press("space", "l", "y")
            assert isinstance(person.screen, TrustScreen) and not listed(tmp_path / "home")
            assert "Read it in an editor, then: recur trust" in " ".join(person.read().split())

    play(story())


def test_an_answer_is_typed_to_a_question_that_is_made_after_yes(tmp_path: Path, deck: Path) -> None:
    async def story() -> None:
        async with untrusted(tmp_path / "home", deck) as person:
            await person.press("t")
            await person.until(lambda: "This question needs mine.py" in " ".join(person.read().split()))
            await person.press("escape", "l", "y")
            await person.until(lambda: "How many are none?" in person.read())
            await person.press("0", "enter")
            await person.until(lambda: "✓" in person.read())

    play(story())


def test_a_card_that_is_read_runs_after_yes(tmp_path: Path, deck: Path) -> None:
    async def story() -> None:
        async with untrusted(tmp_path / "home", deck) as person:
            await person.press("slash", *"one", "enter")
            assert "was not run" in person.read()
            await person.press("l", "y")
            await person.until(lambda: "one is the first" in person.read())
            await person.press("escape", "escape")
            await person.reveal()
            assert "one is the first" in person.read()

    play(story())


@BOTH
def test_a_quiz_says_what_was_not_run_and_asks_the_question_after_yes(
    tmp_path: Path, deck: Path, size: tuple[int, int]
) -> None:
    async def story() -> None:
        (home := tmp_path / "home").mkdir()
        library = find_decks([deck], home=home)
        async with opened(library, home, size, room=Room.open(library, home, seed=1, typed=True)) as person:
            await person.until(lambda: "This question needs mine.py" in " ".join(person.read().split()))
            await person.press("l")
            assert isinstance(person.screen, TrustScreen)
            await person.press("escape")
            assert "This question needs mine.py" in " ".join(person.read().split())
            await person.press("l", "y")
            await person.until(lambda: "How many are none?" in person.read())
            assert "This question needs" not in person.read()
            await person.press("0", "enter")
            await person.until(lambda: "Correct" in person.read() or "✓" in person.read())

    play(story())
