"""All of `recur check` that comes after reading: what is new or changed is run and graded, the rest was well before."""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence, Set
from pathlib import Path
from typing import NamedTuple

import msgspec

from engine.blame import short
from engine.checking import record
from engine.checking.advice import Measure, advice
from engine.checking.answers import check_answers
from engine.checking.crew import Progress
from engine.checking.questions import check_questions
from engine.checking.record import Advice, Record, Well
from engine.decks import digests
from engine.decks.card import Deck
from engine.decks.imports import Imports
from engine.decks.library import Library
from engine.problems import Problem

Told = Callable[[str], Progress | None]
"""Who is told how far it has come, by what is counted: "runs", "gradings"."""


class _Stand(NamedTuple):
    """A deck as it stands: the files behind its functions, its cards by content, and all that it is made of."""

    behind: dict[str, tuple[str, ...]]
    files: tuple[str, ...]
    contents: dict[str, bytes]
    code: bytes
    whole: bytes


async def check(
    library: Library,
    home: Path,
    measure: Measure,
    told: Told,
    workers: int = 2,
    anew: bool = False,
    only: Set[str] | None = None,
) -> list[Problem]:
    """What is wrong with the decks beyond their text, and what could be better.

    What was well and has not changed since is not run again, unless all is wanted `anew`. `only` are the keys of the
    cards that are wanted, where not all are. What was well when this is cancelled is kept.
    """
    imports = Imports()
    tools = digests.of_tools()
    kept = {deck.name: _kept(deck, home, anew, only) for deck in library.decks}
    stands = {deck.name: _stand(deck, imports, kept[deck.name], tools) for deck in library.decks}
    due = [_due(deck, stands[deck.name], kept[deck.name], tools, only) for deck in library.decks]
    ran, asked = set[str](), set[str]()
    try:
        to_run = [_to_run(deck, stands[deck.name], kept[deck.name], tools) for deck in due]
        run = await check_answers(to_run, workers, told("runs"), library.problems, ran)
        graded = await check_questions(due, workers, told("gradings"), library.problems, asked)
    except asyncio.CancelledError:
        spoilt = {each.card for each in library.problems}
        for deck in due:
            so_far = _so_far(deck, stands[deck.name], kept[deck.name], tools, ran - spoilt, asked - spoilt)
            record.write(deck.path, home, so_far)
        raise
    unwell = run.unwell.union(_of_broken_code(due, library.problems))
    unwell |= {each.card for each in (*library.problems, *graded)}
    advised: list[Problem] = []
    for deck, checked in zip(library.decks, due, strict=True):
        stand, before = stands[deck.name], kept[deck.name]
        given = before.advice if before.advice.of == stand.whole else Advice(stand.whole, tuple(advice(deck, measure)))
        advised += given.given
        loads = not any(card.key in unwell for card in checked.cards)
        if only is not None:
            loads = loads and before.loaded and before.code == stand.code
        after = Record(
            cards=_cards(checked, stand, before, tools, unwell),
            behind=stand.behind,
            files=stand.files,
            code=stand.code,
            loaded=loads,
            advice=given,
        )
        if after != before:
            record.write(deck.path, home, after)
    if only is not None:
        advised = [each for each in advised if each.card in only]
    return sorted([*_beside(library.decks, [*run.problems, *graded]), *advised])


def _of_broken_code(decks: Sequence[Deck], problems: Sequence[Problem]) -> Iterator[str]:
    """The keys of the cards that need code in which reading found an error: it is told there, and not of them."""
    broken = {each.path for each in problems if each.level == "error"}
    for deck in decks:
        if deck.code in broken:
            yield from (card.key for card in deck.cards if digests.functions_named(card))


def _beside(decks: Sequence[Deck], problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems, each naming the code beside its deck by the file's name alone: the folder is that of its line."""
    codes = {deck.path: deck.code for deck in decks}
    for each in problems:
        if (code := codes.get(each.path)) is None:
            yield each
        else:
            named = rf"(?<![\w/.-]){re.escape(short(code.absolute()))}\b"
            yield msgspec.structs.replace(each, message=code.name.join(re.split(named, each.message)))


def _kept(deck: Deck, home: Path, anew: bool, only: Set[str] | None) -> Record:
    """What is kept of a deck, without what is wanted anew."""
    if anew and only is None:
        return Record()
    found = record.read(deck.path, home)
    if not anew or only is None:
        return found
    others = {id: well for id, well in found.cards.items() if f"{deck.name}/{id}" not in only}
    return msgspec.structs.replace(found, cards=others, advice=Advice(), ran={})


def _stand(deck: Deck, imports: Imports, kept: Record, tools: bytes) -> _Stand:
    behind, files = _made_of(deck, imports, kept, tools) if deck.code else ({}, ())
    contents = {card.id: digests.of_card(card, deck, behind) for card in deck.cards if card.run or card.quiz}
    whole = digests.of_files((deck.path.absolute(), *files)) + digests.of_tools()
    return _Stand(behind, files, contents, digests.of_files(files), whole)


def _made_of(
    deck: Deck, imports: Imports, kept: Record, tools: bytes
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The files behind the functions of a deck, and all of them: as kept, where neither those nor we have changed."""
    assert deck.code is not None
    code = deck.code.absolute()
    names = {name for card in deck.cards for name in digests.functions_named(card)}
    ours = any(well.tools == tools for well in (*kept.cards.values(), *kept.ran.values()))
    if ours and kept.files and names == kept.behind.keys() and digests.of_files(kept.files) == kept.code:
        return kept.behind, kept.files
    behind = {name: tuple(map(str, imports.of_function(code, name))) for name in sorted(names)}
    return behind, tuple(map(str, imports.of_deck(code)))


def _due(deck: Deck, stand: _Stand, kept: Record, tools: bytes, only: Set[str] | None) -> Deck:
    """The deck with the cards that have to be checked. One is, to see that it loads, wherever its code has changed."""
    wanted = {id for id, content in stand.contents.items() if kept.cards.get(id) != Well(content, tools)}
    with_code = [card.id for card in deck.cards if digests.functions_named(card)]
    if deck.code is not None and not deck.trusted:
        wanted |= set(with_code)  # that it may not run is said each time
    elif with_code and not wanted & set(with_code) and not (kept.loaded and kept.code == stand.code):
        wanted.add(with_code[0])
    cards = tuple(card for card in deck.cards if card.id in wanted and (only is None or card.key in only))
    faulty = tuple(card for card in deck.faulty if only is None or card.key in only)
    return msgspec.structs.replace(deck, cards=cards, faulty=faulty)


def _to_run(due: Deck, stand: _Stand, kept: Record, tools: bytes) -> Deck:
    """The deck with the cards whose answers have to be run: not those that a check ran before it was interrupted."""
    if not due.trusted or kept.code != stand.code:
        return due
    cards = tuple(card for card in due.cards if kept.ran.get(card.id) != Well(stand.contents[card.id], tools))
    return msgspec.structs.replace(due, cards=cards)


def _so_far(due: Deck, stand: _Stand, kept: Record, tools: bytes, ran: Set[str], asked: Set[str]) -> Record:
    """What is known of a deck where a check of it was interrupted: of these cards answers and questions are well."""
    wells, half = dict(kept.cards), dict(kept.ran) if kept.code == stand.code else {}
    for card in due.cards:
        well = Well(stand.contents[card.id], tools)
        if card.key in ran:
            half[card.id] = well
        if (not card.run or half.get(card.id) == well) and (not card.quiz or card.key in asked):
            wells[card.id] = well
            half.pop(card.id, None)
    loaded = (kept.loaded and kept.code == stand.code) or not ran.isdisjoint(card.key for card in due.cards)
    return msgspec.structs.replace(
        kept, cards=wells, ran=half, behind=stand.behind, files=stand.files, code=stand.code, loaded=loaded
    )


def _cards(checked: Deck, stand: _Stand, kept: Record, tools: bytes, unwell: Set[str]) -> dict[str, Well]:
    """The cards that are well, and those that were when they or their code were otherwise."""
    wells = dict(kept.cards)
    for card in checked.cards:
        content = stand.contents[card.id]
        if card.key not in unwell:
            wells[card.id] = Well(content, tools)
        elif checked.trusted and card.id in wells and wells[card.id].content == content:
            del wells[card.id]
    return {id: well for id, well in wells.items() if id in stand.contents}
