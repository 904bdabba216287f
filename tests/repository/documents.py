"""The blocks of a document that a reader is to copy: their language, what stands behind it, their text."""

import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """`about` is the rest of the line that opens it, such as the name of a file."""

    language: str
    about: str
    text: str


def blocks_of(path: Path) -> list[Block]:
    return [Block(*(part or "" for part in found)) for found in _BLOCK.findall(path.read_text("utf-8"))]


def path_of_commands() -> str:
    """PATH with `recur` in front, as after `make setup`."""
    return f"{Path(sys.executable).parent}:{os.environ['PATH']}"
