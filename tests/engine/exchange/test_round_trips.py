"""What is exported as a table, as JSON or as Markdown is imported as the same cards."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from engine.decks.card import Deck
from engine.decks.library import Library, find_decks
from engine.decks.written import Written
from engine.exchange.exporting import left_behind, written
from engine.exchange.importing import known_names, read_notes, with_ids
from tests.engine.exchange.random_cards import as_read, cards, same

SHIPPED = Path(__file__).resolve().parents[3] / "cards"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trips")


@pytest.mark.parametrize("kind", ["csv", "tsv", "json", "md"])
@given(cards)
@settings(max_examples=50, deadline=None)
def test_cards_come_back(folder: Path, kind: str, drawn: list[Written]) -> None:
    deck = as_read(drawn, Deck(name="deck", path=folder / "deck.yaml"))
    file = folder / f"cards.{kind}"
    file.write_bytes(written(Library([deck]), kind, {}))
    notes = read_notes(file)
    assert [same(draft.written) for draft in notes.drafts] == [same(card) for card in deck.cards]
    assert [left.message for left in notes.left if "formula" not in left.message] == []


@pytest.mark.parametrize("kind", ["csv", "json", "md"])
def test_shipped_cards_come_back_with_their_order(kind: str, tmp_path: Path) -> None:
    library = find_decks([SHIPPED])
    file = tmp_path / f"cards.{kind}"
    file.write_bytes(written(library, kind, {}))
    drafts, _ = known_names(with_ids(read_notes(file).drafts)[0])
    assert [draft.written.id for draft in drafts] == [card.id for card in library.cards.values()]
    for draft, card in zip(drafts, library.cards.values(), strict=True):
        assert (draft.written.question, draft.written.answer) == (card.question, card.answer)
        assert draft.written.after == tuple(name.rpartition("/")[2] for name in card.after)
        assert draft.written.source == card.source and draft.written.tags == card.tags


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_deck_comes_back_whole_from_json_and_from_a_table_but_for_what_is_told(
    path: Path, tmp_path: Path
) -> None:
    library = find_decks([path])
    for kind in ("json", "csv"):
        file = tmp_path / f"{path.stem}.{kind}"
        file.write_bytes(written(library, kind, {}))
        notes = read_notes(file)
        told = {problem.card for problem in left_behind(library.decks, kind)}
        assert notes.left == []
        for draft, card in zip(notes.drafts, library.cards.values(), strict=True):
            names = [name for name in Written.__struct_fields__ if getattr(draft.written, name) != getattr(card, name)]
            assert kind == "csv" or not names, names
            assert set(names) <= {"quiz", "run", "knobs"} and (not names or card.key in told)


@pytest.mark.parametrize("kind", ["apkg", "csv", "md"])
def test_every_quiz_that_stays_behind_is_told(kind: str) -> None:
    library = find_decks([SHIPPED])
    told = {problem.card for problem in left_behind(library.decks, kind) if "quiz" in problem.message}
    assert told == {card.key for card in library.cards.values() if card.quiz}
