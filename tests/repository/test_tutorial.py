"""The tutorial works as it is written: followed in order, in an empty home, by its blocks alone."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.repository.documents import ROOT, Block, blocks_of, path_of_commands
from tests.tui.sitting import play, reviews, sitting

BLOCKS = blocks_of(ROOT / "cards" / "TUTORIAL.md")


class Reader:
    """Who follows the tutorial at a shell: where they are, and what the last command printed."""

    def __init__(self, home: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("RECUR_", "XDG_"))}
        self.environment = kept | {"HOME": str(home), "PATH": path_of_commands(), "COLUMNS": "80"}
        self.folder = home
        self.printed = ""

    def follow(self, block: Block) -> None:
        match block.language:
            case "console":
                for line in block.text.splitlines():
                    self.type(line, int(block.about.removeprefix("exits ") or 0))
            case "yaml" | "python":
                name, _, where = block.about.partition(" ")
                with (self.folder / name).open("a" if where == "at the end" else "w", encoding="utf-8") as file:
                    file.write(block.text)
            case "text":
                assert re.fullmatch(_pattern(block.text), self.printed, re.DOTALL), self.printed

    def type(self, line: str, expected: int) -> None:
        script = f'{line}\ncode=$?\npwd > "$HOME/here"\nexit $code'
        done = subprocess.run(
            ["sh", "-c", script],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        self.printed = done.stdout
        assert done.returncode == expected, f"{line}\n{done.stdout}"
        self.folder = Path((Path(self.environment["HOME"]) / "here").read_text().rstrip("\n"))


def _pattern(text: str) -> str:
    """What is printed as shown; a line of three dots stands for any lines."""
    return "".join(".*" if line == "…\n" else re.escape(line) for line in text.splitlines(keepends=True))


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the tutorial ends."""
    reader = Reader(tmp_path_factory.mktemp("home"))
    for block in BLOCKS:
        reader.follow(block)
    return reader.folder


def test_every_command_runs_in_order_and_prints_what_is_shown(followed: Path) -> None:
    assert {path.name for path in followed.iterdir()} >= {"series.yaml", "series.py", "series.apkg"}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_keys_turn_the_slider_of_the_card_and_grade_it(
    followed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("RECUR_HOME", str(tmp_path / "home"))
    (keys,) = (block.text for block in BLOCKS if block.language == "keys")
    plots = []

    async def story() -> None:
        async with sitting(tmp_path / "home", followed / "series.yaml", size=size) as person:
            for line in keys.splitlines():
                key = line.split()[0]
                await person.press(key, *(["right_square_bracket"] if key == "space" and size[0] < 100 else []))
                if not reviews(tmp_path / "home"):
                    await person.ran()
                    plots.append(person.screen.run.shown)

    play(story())
    assert plots[0] != plots[1] == plots[2]
    assert len(reviews(tmp_path / "home", "series/geometric-sum")) == 1


def test_a_reader_is_told_in_words_which_file_each_block_is_for() -> None:
    text = (ROOT / "cards" / "TUTORIAL.md").read_text("utf-8")
    for block in BLOCKS:
        if block.language in ("yaml", "python"):
            before = text[: text.index(block.text)].rsplit("```", 2)[1]
            name, _, where = block.about.partition(" ")
            assert f"`{name}`" in before and where in before


def test_what_is_to_be_copied_fits_a_narrow_terminal() -> None:
    lines = [line for block in BLOCKS if block.language != "text" for line in block.text.splitlines()]
    assert [line for line in lines if len(line) > 76] == []
