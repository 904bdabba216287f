"""Decks as a package of Anki's. The same decks give the same bytes; a later package brings an earlier one up to date.

A note is known by its card's first name, and carries the time at which its deck was last changed: Anki replaces what is
older.
"""

import io
import itertools
import sqlite3
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

import genanki  # type: ignore[import-untyped]  # it ships no types

from engine.decks.card import Card, Deck
from engine.exchange.anki_models import basic, cloze, stable_id
from engine.exchange.page import cloze_page, page

_FIRST_ID = 1_600_000_000_000
"""Notes and cards are numbered from here; Anki numbers anew what it has already."""
_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the time of the files within the package


def package(
    decks: Sequence[Deck], order: Sequence[str], shown: Mapping[str, str], first_name: Callable[[str], str]
) -> bytes:
    """The `.apkg`.

    `order` has the cards' keys as new ones are met, `shown` by key what an answer shows, as text; `first_name` gives
    the key that a card had at first.
    """
    place = {key: number for number, key in enumerate(order, 1)}
    types = {"basic": basic(), "cloze": cloze()}
    base = sqlite3.connect(":memory:")
    try:
        cursor = base.cursor()
        genanki.Package([]).write_to_db(cursor, 0, itertools.count())
        ids = itertools.count(_FIRST_ID)
        for deck, name in zip(decks, _names(decks), strict=True):
            theirs = genanki.Deck(stable_id("recurrent", "deck", deck.name), name, page(deck.about))
            for card in deck.cards:
                known = guid(card, first_name(card.key))
                theirs.add_note(_note(card, deck, types, shown.get(card.key, ""), place.get(card.key, 0), known))
            theirs.write_to_db(cursor, changed(deck), ids)
        base.commit()
        collection = base.serialize()
    finally:
        base.close()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for file, content in (("collection.anki2", collection), ("media", b"{}")):
            entry = zipfile.ZipInfo(file, _ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return out.getvalue()


def changed(deck: Deck) -> int:
    """When the deck, or the code beside it, was last changed: seconds since 1970."""
    return max(int(_time(path)) for path in (deck.path, deck.code) if path is not None)


def guid(card: Card, first_name: str) -> str:
    """What Anki knows the note by, of this export and of every later one."""
    found: str = genanki.guid_for("recurrent", "cloze" if card.cloze else "basic", first_name)
    return found


def _note(
    card: Card, deck: Deck, types: Mapping[str, genanki.Model], shown: str, place: int, known: str
) -> genanki.Note:
    beside = [page(card.hint), _source(card), page(_erratum(card)), escape(shown, quote=False), escape(card.key)]
    if card.cloze:
        kind, fields = "cloze", [cloze_page(card.cloze), *beside]
    else:
        kind, fields = "basic", [page(card.question), page(card.answer), *beside, "yes" if card.reversed else ""]
    tags = [_tag(tag) for tag in dict.fromkeys((*deck.tags, *card.tags))]
    return genanki.Note(types[kind], fields, guid=known, tags=tags, due=place)


def _source(card: Card) -> str:
    if card.source is None:
        return ""
    item = f", item {card.source.item}" if card.source.item is not None else ""
    return page(card.source.note + item)


def _erratum(card: Card) -> str:
    return (card.source.erratum if card.source else None) or ""


def _tag(tag: str) -> str:
    """Anki's tags hold no blanks; its levels are `::`."""
    return "_".join(tag.replace("/", "::").split())


def _names(decks: Sequence[Deck]) -> list[str]:
    """What the decks are called in Anki: their titles, and their names where two titles are the same."""
    titles = [" ".join(deck.title.split()) or deck.name for deck in decks]
    return [title if titles.count(title) == 1 else deck.name for title, deck in zip(titles, decks, strict=True)]


def _time(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
