"""Our cards as Markdown that hashcards reads too; a comment before each card says what has no place there."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from engine.decks.card import Card, Deck
from engine.decks.cloze import ClozeError, gaps
from engine.decks.written import Source, Written
from engine.exchange.gaps import to_brackets

_COMMENT = re.compile(r"<!-- recur (\{.*\}) -->\s*")
_TAKEN = re.compile(r" *(?:[QAC]:|-{3,}\s*$|<!-- recur )")


class Beside(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What stands beside a card's text."""

    id: str = ""
    hint: str = ""
    reversed: bool = False
    source: Source | None = None
    tags: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def added_to(self, written: Written) -> Written:
        return msgspec.structs.replace(written, **{name: getattr(self, name) for name in self.__struct_fields__})


def beside(line: str) -> Beside | None:
    """What a comment of ours says; None for any other line."""
    found = _COMMENT.fullmatch(line)
    if not found:
        return None
    try:
        return msgspec.json.decode(found[1], type=Beside)
    except msgspec.MsgspecError:
        return None


def kept_cloze(text: str, said: Beside | None) -> str | None:
    """The text of a cloze of ours that kept its braces, because brackets would not do."""
    try:
        return text if said and gaps(text) else None
    except ClozeError:
        return None


def unshifted(line: str) -> str:
    """A line as it was before it was moved in."""
    return line[1:] if line[:1] == " " and _TAKEN.match(line) else line


def markdown_text(decks: list[Deck]) -> str:
    """The decks in one text, under the title of the first."""
    head = decks[0]
    lines = ["---", f"name = {_quoted(head.title or head.name)}"]
    if head.about:
        lines.append(f"about = {_quoted(head.about)}")
    if head.tags:
        lines.append(f"tags = [{', '.join(map(_quoted, head.tags))}]")
    lines.append("---")
    for deck in decks:
        for card in deck.cards:
            lines += ["", *_card(card)]
    return "\n".join(lines) + "\n"


def _card(card: Card) -> Iterator[str]:
    said: dict[str, Any] = msgspec.to_builtins(
        Beside(card.id, card.hint, card.reversed, card.source, card.tags, card.after)
    )
    if card.source:
        said["source"] = {key: value for key, value in said["source"].items() if value is not None}
    written = json.dumps(said, ensure_ascii=False).replace("--", "-\\u002d")
    yield f"<!-- recur {written} -->"
    if card.cloze:
        yield _tagged("C", to_brackets(card.cloze) or card.cloze)
    else:
        yield _tagged("Q", card.question)
        yield _tagged("A", card.answer)


def _tagged(tag: str, text: str) -> str:
    """One line behind its tag, several below it; those that would begin something are moved in by one space, which
    Markdown does not mind."""
    if "\n" not in text:
        return f"{tag}: {text}"
    return "\n".join([f"{tag}:", *(f" {line}" if _TAKEN.match(line) else line for line in text.split("\n"))])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
