"""The texts of a deck and its cards, and the formulas in them that cannot be read."""

from collections.abc import Iterator
from typing import Any

from engine.decks.faults import Fault, Part, Path
from engine.decks.questions import texts_of
from engine.tex import TexError, formulas, parse


def tex_faults(data: dict[str, Any]) -> Iterator[Fault]:
    """The formulas of a card, or of a deck's head, that are not TeX as we read it.

    The card is kept: the screen shows such a formula with the reason.
    """
    for path, text in written_texts(data):
        for tex, offset in formulas(text):
            try:
                parse(tex)
            except TexError as error:
                part = Part(tex, text.count(tex, 0, offset), error.column)
                yield Fault(path, f"this formula cannot be read: {error.message}", part=part, drop=False)


def written_texts(data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every Markdown text of a card, or of a deck's head, with its place."""
    for key in ("title", "about", "question", "answer", "cloze", "hint"):
        if key in data:
            yield (key,), data[key]
    source = data.get("source") or {}
    for key in ("note", "erratum"):
        if source.get(key):
            yield ("source", key), source[key]
    for place, question in enumerate(data.get("quiz", ())):
        for path, text in texts_of(question):
            yield ("quiz", place, *path), text
