"""What the first card does not need is not imported before it is on the screen."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import asyncio, sys
from pathlib import Path
from tests.tui.sitting import sitting

async def story():
    async with sitting(Path(sys.argv[1]), "small") as person:
        assert "When does" in person.read()
        print(*sorted({"fsrs", "numpy", "sympy", "pygments", "models", "cards"} & set(sys.modules)))

asyncio.run(story())
"""


def test_the_first_card_is_painted_without_what_only_answers_and_grades_need(tmp_path: Path) -> None:
    here = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "home")], cwd=here, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
