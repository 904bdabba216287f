"""Reading a deck: the good cards, and a problem with its place for all that is wrong.

Data is checked without positions, which is quick. Only when something is wrong is the text read again, with the marks
that say where.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from engine.decks import faults as at
from engine.decks.card import Card, Deck
from engine.decks.cards import card_of, faulty_card, is_id
from engine.decks.events import Loaded, load
from engine.decks.faults import Fault, Spot
from engine.decks.functions import Functions, functions_of
from engine.decks.patching import Patched, patched
from engine.decks.places import Places
from engine.decks.questions import functions_of as named_by
from engine.decks.recover import Piece, pieces
from engine.decks.shape import explain, kind_of, near
from engine.decks.sound import sound_card
from engine.decks.syntax import conflict, undecodable
from engine.decks.written import Head
from engine.problems import Problem

MOST_BYTES = 64 * 2**20
_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")  # lines to YAML, not to an editor: lines must count alike


class Entry(msgspec.Struct, frozen=True):
    """A card's data: its line in the file, the text it was read from and its path therein.

    `spoilt`: it is not as its author meant it, because of faults that were told; `aside` has the lines of these.
    """

    data: Any
    line: int
    piece: Piece
    base: at.Path
    spoilt: bool
    aside: frozenset[int] = frozenset()


class Reader:
    """One reading of one file."""

    def __init__(self, path: Path, thorough: bool) -> None:
        self.path = path
        self.name = path.stem
        self.thorough = thorough
        self.problems: list[Problem] = []
        self._faulty: list[Card] = []
        self._places: dict[Piece, Places] = {}
        code = path.with_suffix(".py")
        self.code = code if code.is_file() else None
        self._functions: Functions | None = None

    def read(self) -> Deck:
        text = self._text()
        head, entries = self._entries(text) if text is not None else (Head(), [])
        if self.thorough and self.code:
            self._look_at_code(self.code)
        cards: dict[str, Card] = {}
        taken: dict[str, int] = {}
        for entry in entries:
            card = self._card(entry)
            named = entry.data.get("id") if isinstance(entry.data, dict) else None
            if not isinstance(named, str) or not is_id(named):
                continue
            if named in taken:
                self._report(entry, [Fault(("id",), f"the id {named} is taken by the card at line {taken[named]}")])
            taken.setdefault(named, entry.line)
            if card is not None and cards.setdefault(named, card) is not card:
                self._faulty.append(msgspec.structs.replace(card, quiz=()))
        if not cards and not self.problems:
            self._say(Spot(1, 1, "this deck is empty: a deck is a list of cards, each with id, question and answer"))
        tags = head.tags
        return Deck(
            name=self.name,
            path=self.path,
            title=head.title.strip(),
            about=head.about.strip(),
            tags=tags,
            cards=tuple(cards.values()),
            faulty=tuple(self._faulty),
            code=self.code,
        )

    def _text(self) -> str | None:
        if set(self.name) & set("#/") or not self.name.isprintable():
            self._say(
                Spot(
                    1,
                    1,
                    f"the name of a deck holds no # and no unprintable character: rename {self.path.name!r}",
                )
            )
            return None
        try:
            if self.path.exists() and not self.path.is_file():
                self._say(Spot(1, 1, "not a file of text: a deck is one"))
                return None
            if self.path.stat().st_size > MOST_BYTES:
                self._say(Spot(1, 1, f"larger than {MOST_BYTES // 2**20} MiB: make several decks of it"))
                return None
            raw = self.path.read_bytes()
        except OSError as error:
            self._say(Spot(1, 1, f"cannot be read: {error.strerror or error}"))
            return None
        try:
            return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
        except UnicodeDecodeError as error:
            self._say(undecodable(error))
            return None

    def _entries(self, text: str) -> tuple[Head, list[Entry]]:
        loaded = load(text)
        if loaded.broken:
            return self._recovered(text, loaded)
        for spot in loaded.spots:
            self._say(spot)
        whole = Piece(text, 1)
        data = loaded.data
        if isinstance(data, list):
            return Head(), list(_each(data, loaded, whole, (), set()))
        if isinstance(data, dict):
            head = self._head(data, whole)
            listed = data.get("cards")
            return head, list(_each(listed, loaded, whole, ("cards",), set())) if isinstance(listed, list) else []
        if data is not None:
            self._say(Spot(1, 1, f"a deck is a list of cards, or a mapping with cards, not {kind_of(data)}"))
        return Head(), []

    def _recovered(self, text: str, broken: Loaded) -> tuple[Head, list[Entry]]:
        if unfinished := conflict(text):
            self._say(unfinished)
            return Head(), []
        before, cards = (Piece("", 1), []) if broken.hopeless else pieces(text)
        entries: list[Entry] = []
        above: dict[str, Any] = {}
        met: set[int] = set()
        said = len(self.problems)
        for card in cards:
            piece, loaded = card, load(card.text, above)
            above |= loaded.anchors
            mended = patched(card.text, above) if loaded.broken and not loaded.hopeless else None
            for spot in mended.spots if mended else loaded.spots:
                self._say(spot._replace(line=spot.line + card.line - 1))
            if mended is not None:
                piece, loaded = Piece(mended.text, card.line), load(mended.text, above)
            if not loaded.broken and isinstance(loaded.data, list):
                found = _each(loaded.data, loaded, piece, (), met)
                entries += (_spoilt(each, mended) for each in found) if mended else found
        if len(self.problems) == said:
            for spot in broken.spots:
                self._say(spot)
        head = load(before.text)
        if head.broken or not isinstance(head.data, dict):
            return Head(), entries
        return self._head(head.data, before), entries

    def _head(self, data: dict[Any, Any], piece: Piece) -> Head:
        if named := next((key for key in data if key in ("id", "question", "answer", "cloze")), None):
            fault = Fault((named,), f"a card begins with a hyphen and a space: - {named}: …", on_key=True)
            self._report(Entry(data, 1, piece, (), False), [fault], "")
            return Head()
        faults = list(explain({key: value for key, value in data.items() if key != "cards"}, Head, (), "a deck"))
        if "cards" not in data and piece.text and not faults and not data.keys() & {"title", "about", "tags"}:
            faults.append(Fault((), "a deck is a list of cards, or a mapping with cards"))
        if data.get("cards", []) is not None and not isinstance(data.get("cards", []), list):
            faults.append(Fault(("cards",), f"cards is a list, not {kind_of(data['cards'])}"))
        if self.thorough and not faults:
            faults += _tex_faults({key: value for key, value in data.items() if key != "cards"})
        self._report(Entry(data, 1, piece, (), False), faults, "")
        if any(fault.drop for fault in faults):
            good = {key for key in ("title", "about", "tags") if not any(fault.path[:1] == (key,) for fault in faults)}
            data = {key: value for key, value in data.items() if key in good}
        return msgspec.convert({key: value for key, value in data.items() if key != "cards"}, Head)

    def _card(self, entry: Entry) -> Card | None:
        card, faults = card_of(entry.data, self.name, entry.line, self.code is not None)
        if card is None and isinstance(entry.data, dict) and not entry.spoilt:
            kept = faulty_card(entry.data, faults, self.name, entry.line)
            self._faulty += [kept] if kept is not None else []
        if self.thorough and isinstance(entry.data, dict):
            sound = sound_card(entry.data, faults) if faults else entry.data
            faults += _tex_faults(sound)
            faults += _typed_formula_faults(sound)
            if self._functions:
                faults += missing(sound, self._functions)
        if faults:
            self._report(entry, faults)
        return None if entry.spoilt else card

    def _look_at_code(self, code: Path) -> None:
        found = functions_of(code)
        if isinstance(found, Functions):
            self._functions = found
        else:
            self.problems.append(Problem(code, found.line, found.column, found.message))

    def _report(self, entry: Entry, faults: list[Fault], card: str | None = None) -> None:
        if not faults:
            return
        if entry.piece not in self._places:
            self._places[entry.piece] = Places(entry.piece.text, entry.piece.line)
        if card is None:
            name = entry.data.get("id", "") if isinstance(entry.data, dict) else ""
            card = f"{self.name}/{name}" if name and isinstance(name, str) else f"{self.name}:{entry.line}"
        for fault in faults:
            spot = self._places[entry.piece].spot(fault, entry.base)
            if spot.line not in entry.aside:
                self._say(spot, card)

    def _say(self, spot: Spot, card: str = "") -> None:
        self.problems.append(Problem(self.path, spot.line, spot.column, spot.message, card))


def read_deck(path: Path, thorough: bool = True) -> tuple[Deck, list[Problem]]:
    """The deck of a YAML file, with its good cards, and what is wrong, by line. Nothing is raised and nothing executed.

    `thorough` also parses every formula, and the Python file beside the deck for the functions its cards name.
    """
    reader = Reader(path, thorough)
    deck = reader.read()
    return deck, sorted(reader.problems)


def _tex_faults(data: dict[str, Any]) -> Iterator[Fault]:
    from engine.decks.texts import tex_faults  # formulas are read for a check alone: not before the first paint

    return tex_faults(data)


def _typed_formula_faults(data: dict[str, Any]) -> Iterator[Fault]:
    if not any("formula" in question for question in data.get("quiz", ())):
        return iter(())
    from engine.decks.typed_formulas import typed_formula_faults  # for a check alone, as above

    return typed_formula_faults(data)


def _each(cards: list[Any], loaded: Loaded, piece: Piece, base: at.Path, met: set[int]) -> Iterator[Entry]:
    """The cards of a list; `met` gains the `id()` of each."""
    for place, data in enumerate(cards):
        if isinstance(data, dict) and id(data) in met:
            continue  # an alias, which was told
        met.add(id(data))
        line = loaded.lines.get(id(data), 1) + piece.line - 1
        spoilt = id(data) in loaded.spoilt
        told = frozenset(spot.line + piece.line - 1 for spot in loaded.spots) if spoilt else frozenset[int]()
        yield Entry(data, line, piece, (*base, place), spoilt, told)


def _spoilt(entry: Entry, mended: Patched) -> Entry:
    """A card that was patched so that it could be read."""
    aside = frozenset(line + entry.piece.line - 1 for line in mended.aside)
    return msgspec.structs.replace(entry, spoilt=True, aside=aside)


def missing(data: dict[str, Any], functions: Functions) -> Iterator[Fault]:
    """What a card names of the deck's Python file and is not there."""
    named: list[tuple[at.Path, str]] = [(("run",), data["run"])] if data.get("run") else []
    for place, question in enumerate(data.get("quiz", ())):
        named += [(("quiz", place, key), name) for key, name in named_by(question)]
    for path, name in named:
        if functions.complete and name not in functions.names:
            meant = near(name, sorted(functions.own | functions.imported))
            hint = f"; did you mean {meant}?" if meant else ""
            yield Fault(path, f"there is no function {name} in the Python file beside this deck{hint}", drop=False)
    knobs = functions.knobs(data.get("run", ""))
    for knob in data.get("knobs", {}) if knobs is not None else ():
        if knobs is not None and knob not in knobs:
            known = ", ".join(sorted(knobs)) or "none"
            yield Fault(("knobs", knob), f"{data['run']} has no knob {knob}; it has {known}", on_key=True, drop=False)
