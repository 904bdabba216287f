"""What is said under the field of a formula knows every name that grading knows, also those that only a world gives."""

from pathlib import Path

import pytest

from engine.decks.library import find_decks
from engine.room import Room
from tests.tui.quizzing import Sitter, quiz_room

DECK = """\
cards:
  - id: linear
    question: What is the output?
    answer: $W h$.
    quiz:
      - {ask: Write the output., formula: W h, where: {W: [K, H], h: [H]}, world: layer}
"""
CODE = """\
from engine import world


@world()
def layer(rng):
    K, H = (int(each) for each in rng.permutation([2, 3, 4, 5])[:2])
    W, h, c = rng.normal(size=(K, H)), rng.normal(size=H), rng.normal(size=K)
    return {"W": W, "h": h, "c": c}
"""


def test_a_name_that_the_world_gives_is_understood_while_it_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path))
    (tmp_path / "linear.yaml").write_text(DECK)
    (tmp_path / "linear.py").write_text(CODE)

    async def story(person: Sitter, room: Room) -> None:
        await person.asked()
        await person.write("W h + c")
        await person.until(lambda: "understood as" in person.on_screen("Understood"))
        assert "a vector, K" in person.on_screen("Understood")
        await person.write("W h + q")
        echoed = person.on_screen("Understood")
        assert "no q" in echoed and "W, h, c" in echoed
        await person.type("W h + q")
        assert "the names are W, h, c" in " ".join(person.on_screen("Sentence").split())

    quiz_room(tmp_path, story, library=find_decks([tmp_path / "linear.yaml"], trust=True))
