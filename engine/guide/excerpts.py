"""The examples of the reference: pieces of a deck and of the Python beside it, each under a comment that names what it
is an example of.

They are one deck, so that they are read, run and checked as every other.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DECK = Path(__file__).with_name("examples.yaml")
_PIECE = re.compile(r"^# for: (?P<of>.*)\n(?P<text>(?:(?!^# ).*\n)*)", re.MULTILINE)
_FUNCTION = re.compile(r"^@answer.*?^def (\w+)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Excerpt:
    """A piece of `language`, yaml or python, that is an example of these; `answer` is the answer function in it."""

    of: tuple[str, ...]
    language: str
    text: str
    answer: str = ""


@cache
def excerpts() -> tuple[Excerpt, ...]:
    """Every example, the deck's first."""
    return tuple(
        excerpt
        for path, language in ((DECK, "yaml"), (DECK.with_suffix(".py"), "python"))
        for piece in _PIECE.finditer(path.read_text("utf-8"))
        for excerpt in [_excerpt(tuple(piece["of"].split()), language, piece["text"].strip("\n"))]
    )


def _excerpt(of: tuple[str, ...], language: str, text: str) -> Excerpt:
    runs = _FUNCTION.search(text) if language == "python" else None
    return Excerpt(of, language, text, runs[1] if runs else "")
