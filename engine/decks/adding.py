"""A card added to a deck: read and checked as it was drafted, then put behind the last one by splicing text.

All else of the deck stays as it was, byte for byte, and what comes out is read before it is written.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from engine.decks.card import Card, Deck
from engine.decks.events import load
from engine.decks.mending import listed, mended
from engine.decks.reading import Reader
from engine.exchange.destination import write_over
from engine.problems import Problem, RecurError


class Drafted(NamedTuple):
    """The cards of a draft, and what is wrong with it, by line."""

    cards: tuple[Card, ...]
    problems: list[Problem]


def ids_of(deck: Deck) -> set[str]:
    """Every id that stands in the deck, of cards that cannot be read too. Raises RecurError for what is not YAML."""
    try:
        loaded = load(deck.path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise RecurError(f"{deck.path} cannot be read: {error}") from None
    if loaded.broken:
        spot = loaded.spots[0]
        where = Problem(deck.path, spot.line, spot.column, spot.message)
        raise RecurError(f"{where}; mend it before a card is added")
    return {str(card["id"]) for card in listed(loaded.data) if isinstance(card, dict) and "id" in card}


def read_draft(draft: Path, deck: Deck) -> Drafted:
    """The cards of a draft as they would be in that deck; one without an id is given one of its question's words.

    Raises RecurError as `ids_of`.
    """
    taken = ids_of(deck)
    named = mended(draft, taken)
    if named is not None:
        write_over(draft, named.content)
    reader = Reader(draft, thorough=True)
    reader.name, reader.code = deck.name, deck.code
    cards = reader.read().cards
    problems = [each for each in reader.problems if each.path == draft]
    problems += [
        Problem(draft, card.line, 1, f"the id {card.id} is taken in {deck.path.name}: choose another", card.key)
        for card in cards
        if card.id in taken
    ]
    return Drafted(cards, sorted(problems))


def add(new: str, deck: Deck) -> None:
    """Put cards, as a list in YAML, behind the last one of the deck's file. Raises RecurError where that cannot be."""
    raw = _content(deck.path)
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    text = raw[len(mark) :].decode("utf-8")
    content = appended(text, new.strip("\n"))
    if content is None:
        raise RecurError(
            f"{deck.path}: the cards are no plain list to which one can be added: recur edit puts it there"
        )
    if _content(deck.path) != raw:
        raise RecurError(f"{deck.path} is being changed by another program; try again")
    write_over(deck.path.resolve(), mark + content.encode("utf-8"))


def appended(text: str, new: str, apart: bool = True) -> str | None:
    """A deck's text with cards, as a list in YAML, behind its last one; None where it would not read so.

    They are set off as its cards are; `apart` says whether from one that stands there alone.
    """
    old, added = load(text).data, listed(load(f"{new}\n").data)
    wanted = [*listed(old), *added]
    for content in _spliced(text, new, apart):
        after = load(content)
        if not after.broken and listed(after.data) == wanted and _head(after.data) == _head(old):
            return content
    return None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RecurError(f"{path} cannot be read: {error.strerror or error}") from None


def _spliced(text: str, new: str, apart: bool) -> Iterator[str]:
    """The deck with the new text at its end, or right behind its last card, set off as its cards are. Best first."""
    cards = _cards(yaml.compose(text, yaml.CSafeLoader))
    end = "\r\n" if "\r\n" in text else "\n"
    column, places, gaps = 0, [len(text)], ["\n"]
    if cards is not None and cards.value:
        column, last = cards.start_mark.column, cards.value[-1]
        places.append(line_behind(text, last))
        before = text[: text.rfind("\n", 0, last.start_mark.index) + 1]
        apart = (apart and len(cards.value) == 1) or before.endswith(("\n\n", "\n\r\n"))
        gaps = ["\n", ""] if apart else ["", "\n"]
    lines = new.split("\n")
    for block in (_moved(["" if not line.strip() else line for line in lines], column), _moved(lines, column)):
        for gap in gaps:
            for at in places:
                lead = "" if not at or text[:at].endswith("\n") else "\n"
                yield text[:at] + f"{lead}{gap}{block}".replace("\n", end) + text[at:]


def _moved(lines: list[str], column: int) -> str:
    """The lines with the first hyphen in that column."""
    first = next((line for line in lines if line.lstrip().startswith("-")), "")
    by = column - (len(first) - len(first.lstrip()))
    moved = [f"{' ' * by}{line}" if by > 0 else line[min(-by, len(line) - len(line.lstrip())) :] for line in lines]
    return "".join(f"{line}\n" if line.strip() or by <= 0 else "\n" for line in moved)


def _cards(root: Any) -> Any:
    """The node of the list of cards; None where there is none yet."""
    if isinstance(root, yaml.MappingNode):
        root = next((value for key, value in root.value if key.value == "cards"), None)
    return root if isinstance(root, yaml.SequenceNode) else None


def line_behind(text: str, node: Any) -> int:
    """Where the line begins that follows a node: the mark of its own end lies behind the comments that follow it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    index = int(node.end_mark.index)
    return index if text[:index].endswith("\n") else text.find("\n", index) + 1 or len(text)


def _head(data: Any) -> Any:
    return {key: value for key, value in data.items() if key != "cards"} if isinstance(data, dict) else None
