"""What we export is read by Anki itself: as many notes and cards as there should be, brought up to date in place."""

import asyncio
import os
import re
import shutil
import warnings
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from engine.decks.library import Library, find_decks
from engine.exchange.exporting import written
from engine.exchange.shown import shown_by
from tui.static import static_text

pytest.importorskip("anki", reason="needs Anki, which `make peers` installs")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what Anki's modules warn of as they load is theirs
    from anki.collection import Card, Collection, ImportAnkiPackageRequest
    from anki.import_export_pb2 import ImportAnkiPackageOptions

SHIPPED = Path(__file__).resolve().parents[2] / "cards"
EARLIER, LATER = 1_700_000_000, 1_700_000_900  # when a deck was changed


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def take_in(collection: Collection, package: bytes, folder: Path) -> None:
    """Import as Anki's window does unless told otherwise: a note is updated where the package's is newer."""
    file = folder / "package.apkg"
    file.write_bytes(package)
    options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=False, with_deck_configs=False)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options))


def counts(collection: Collection) -> tuple[int, int]:
    """Notes and cards."""
    return collection.note_count(), collection.card_count()


def expected(library: Library) -> tuple[int, int]:
    return len(library.cards), len(library.siblings)


def fields(collection: Collection, key: str) -> dict[str, str]:
    (found,) = collection.find_notes(f'"Key:{key}"')
    return dict(collection.get_note(found).items())


def test_all_shipped_decks_arrive_with_what_their_answers_show(collection: Collection, tmp_path: Path) -> None:
    library = find_decks([SHIPPED], trust=True)
    shown, problems = asyncio.run(shown_by(library.decks, static_text))
    assert not problems
    take_in(collection, written(library, "apkg", shown), tmp_path)
    assert counts(collection) == expected(library)
    assert {deck.name for deck in collection.decks.all_names_and_ids()} >= {deck.title for deck in library.decks}
    for card in library.cards.values():
        found = fields(collection, card.key)
        assert bool(found["Shown"]) == bool(card.run)
    for found in collection.find_cards(""):
        card = collection.get_card(found)
        assert card.question().strip() and "{{" not in card.answer() and "not found" not in card.answer()


DECK = r"""title: Sides and gaps
tags: [two words]
cards:
- {id: plain, question: What is $a<b$?, answer: Less., hint: Look at $<$., tags: [order/strict]}
- {id: both, question: One & two, answer: '$\frac{1}{2^{n}}$', reversed: true}
- id: gaps
  cloze: 'The {{$\frac{1}{2^{n}}$}} of $x_{{a}}$ is {{`std::map`}}, **{{strong}}**.'
  source: {note: Notes, item: 3, erratum: It says $\ge$.}
"""


def deck_at(folder: Path, text: str, when: int) -> Library:
    path = folder / "sides.yaml"
    path.write_text(text)
    os.utime(path, (when, when))
    return find_decks([path])


def shown(card: Card) -> str:
    """The question without what is hidden in it, which Anki keeps beside a gap."""
    return unescape(re.sub(r'data-cloze="[^"]*"', "", card.question()))


def test_reversals_and_gaps_are_cards_of_their_own(collection: Collection, tmp_path: Path) -> None:
    library = deck_at(tmp_path, DECK, EARLIER)
    take_in(collection, written(library, "apkg", {}), tmp_path)
    assert counts(collection) == expected(library) == (3, 6)
    gaps = [collection.get_card(found) for found in sorted(collection.find_cards('"Key:sides/gaps"'))]
    by_number = {card.ord: card for card in gaps}
    assert sorted(by_number) == [0, 1, 2]
    first, second = by_number[0], by_number[1]
    assert "[...]" in shown(first) and r"\frac" not in shown(first) and "std::map" in shown(first)
    assert r"\(\frac{1}{2^{n} }\)" in first.answer()
    assert "[...]" in shown(second) and "std" not in shown(second) and "std::map" in unescape(second.answer())
    (reverse,) = [collection.get_card(found) for found in collection.find_cards('"Key:sides/both" card:2')]
    assert r"\frac" in reverse.question() and "One &amp; two" not in reverse.question()
    assert set(collection.tags.all()) == {"two_words", "order::strict"}


def test_a_second_export_brings_notes_up_to_date_and_keeps_their_schedule(
    collection: Collection, tmp_path: Path
) -> None:
    before = deck_at(tmp_path, DECK, EARLIER)
    take_in(collection, written(before, "apkg", {}), tmp_path)
    (plain,) = collection.find_cards('"Key:sides/plain"')
    collection.sched.set_due_date([plain], "7")
    scheduled = collection.get_card(plain)
    edited = DECK.replace("answer: Less.", "answer: Smaller than.").replace("of $x", "in $x")
    after = deck_at(tmp_path, edited, LATER)
    take_in(collection, written(after, "apkg", {}), tmp_path)
    assert counts(collection) == expected(after) == (3, 6)
    assert "Smaller than." in fields(collection, "sides/plain")["Answer"]
    assert "in \\(x" in fields(collection, "sides/gaps")["Text"]
    kept = collection.get_card(plain)
    assert (kept.due, kept.ivl, kept.type, kept.queue) == (
        scheduled.due,
        scheduled.ivl,
        scheduled.type,
        scheduled.queue,
    )
    assert kept.ivl == 7


def test_shipped_decks_exported_again_after_an_edit_stay_as_many(collection: Collection, tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    folder.mkdir()
    for path in SHIPPED.glob("*.yaml"):
        shutil.copy2(path, folder)
    take_in(collection, written(find_decks([folder]), "apkg", {}), tmp_path)
    before, path = counts(collection), folder / "rnn.yaml"
    path.write_text(path.read_text().replace("answer: |\n    ", "answer: |\n    In other words: ", 1))
    os.utime(path, (path.stat().st_mtime + 60,) * 2)
    library = find_decks([folder])
    take_in(collection, written(library, "apkg", {}), tmp_path)
    assert counts(collection) == before == expected(library)
    assert collection.find_notes('"Answer:*In other words*"') != []
