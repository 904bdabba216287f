"""Decks in another tool's format, and what of them has no place there, told card by card."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from engine.decks.card import Card, Deck
from engine.decks.library import Library
from engine.decks.written import Source
from engine.exchange.draft import LEFT
from engine.exchange.json_cards import json_text
from engine.exchange.markdown import markdown_text
from engine.exchange.tables import table_text
from engine.problems import Problem

_PICTURE = re.compile(r"!\[[^\]\n]*\]\(([^)\n]*)\)")


def written(
    library: Library, kind: str, shown: Mapping[str, str], first_name: Callable[[str], str] = lambda card: card
) -> bytes:
    """The file's content. The same decks, and the same that their answers show, give the same bytes.

    Anki knows a card by the `first_name` it had, so that one renamed or moved is not a second note there.
    """
    decks = [deck for deck in library.decks if deck.cards]
    if kind == "apkg":
        from engine.exchange.anki import package  # genanki, for this alone

        return package(decks, list(dict.fromkeys(sibling.card for sibling in library.siblings)), shown, first_name)
    if kind == "json":
        return json_text(decks).encode()
    if kind == "md":
        return markdown_text(decks).encode()
    return table_text(decks, "\t" if kind == "tsv" else ",").encode()


def left_behind(decks: Sequence[Deck], kind: str, with_answers: bool = True) -> list[Problem]:
    """What an export in this format does not carry over, by the line of its card."""
    found: list[Problem] = []
    for deck in decks:
        for card in deck.cards:
            found += [Problem(deck.path, card.line, 1, what, card.key, LEFT) for what in _of(card, kind, with_answers)]
        if kind == "apkg" and any(card.after for card in deck.cards):
            what = "`after`: Anki has new cards in their order, and does not wait for those to know first"
            found.append(Problem(deck.path, 1, 1, what, level=LEFT))
        if kind == "csv" or kind == "tsv":
            heads = [name for name in ("title", "about", "tags") if getattr(deck, name)]
            if heads:
                found.append(Problem(deck.path, 1, 1, f"the deck's {', '.join(heads)}", level=LEFT))
    if kind == "md":
        for deck in decks[1:]:
            heads = [name for name in ("title", "about", "tags") if getattr(deck, name)]
            if heads:
                found.append(
                    Problem(deck.path, 1, 1, f"the deck's {', '.join(heads)}: one text has one head", level=LEFT)
                )
    return sorted(found)


def _of(card: Card, kind: str, with_answers: bool) -> Iterator[str]:
    if kind == "json":
        if card.run or any("generate" in each or "world" in each for each in card.quiz):
            yield "the Python that this card names: take the file along"
        return
    if card.quiz:
        yield f"{len(card.quiz)} question{'s' if len(card.quiz) > 1 else ''} of its quiz"
    if kind == "apkg":
        if card.run and not with_answers:
            yield f"what {card.run} shows"
        source = card.source or Source("")
        texts = (card.question, card.answer, card.cloze, card.hint, source.note, source.erratum or "")
        for text in texts:
            for picture in _PICTURE.finditer(text):
                yield f"the picture {picture[1]}: put it into Anki's media"
    elif card.run:
        yield f"the answer that runs, {card.run}" + (", and its knobs" if card.knobs else "")
