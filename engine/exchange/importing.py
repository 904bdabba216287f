"""Files of notes to drafts of one deck: which convention they follow, what is undone in them, ids for their cards."""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from engine.decks.cards import is_id
from engine.decks.texts import tex_faults
from engine.decks.written import Source, Written
from engine.exchange import FORMATS_IN
from engine.exchange.draft import Draft, Notes
from engine.exchange.front_matter import take_front_matter
from engine.exchange.gaps import has_highlight
from engine.exchange.hashcards import read_hashcards
from engine.exchange.headings import read_headings
from engine.exchange.json_cards import read_json
from engine.exchange.masking import masked, prose
from engine.exchange.naming import id_for, unique
from engine.exchange.obsidian import read_obsidian
from engine.exchange.plain_links import with_plain_links, without_remarks
from engine.exchange.source_text import clean, read_text
from engine.exchange.tables import read_table
from engine.exchange.tex_escapes import undo_doubled
from engine.problems import RecurError

_OURS = "<!-- recur {"
_BY_ENDING = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".json": "json"}
_OBSIDIAN = re.compile(r"\S[ \t]*:::?[ \t]*\S|^\?\??$|^#flashcards\b|<!--SR:", re.MULTILINE)


def read_notes(path: Path, kind: str = "") -> Notes:
    """The drafts of one file. Raises RecurError where it cannot be read, or holds no card that can be."""
    notes = Notes(path)
    text = read_text(path, notes)
    kind = kind or _kind_of(path, text)
    if kind == "json":
        read_json(text, notes)
        notes.drafts = [_cleaned(draft, notes) for draft in notes.drafts]
    elif kind in ("csv", "tsv"):
        read_table(text, notes, "\t" if kind == "tsv" else "")
    else:
        _read_markdown(text, kind, notes)
    if not notes.drafts:
        first = str(notes.left[0]) if notes.left else f"{path}:1:1"
        raise RecurError(f"{first}: no card was found, reading it as {kind}; --format says how the cards are written")
    title = notes.title or path.stem.replace("_", " ")
    notes.drafts = [_with_source(draft, title) for draft in notes.drafts]
    for draft in notes.drafts:
        for fault in tex_faults(msgspec.to_builtins(draft.written)):
            notes.leave(draft.line, f"{fault.message}; its source stays")
    return notes


def with_ids(drafts: Sequence[Draft], taken: Sequence[str] = ()) -> tuple[list[Draft], list[Notes]]:
    """Each draft with an id of its own: the one it brings, or one of its question's words; and what that changed."""
    told: dict[Path, Notes] = {}
    used = set(taken)
    reserved = used | {draft.written.id for draft in drafts}
    named: list[Draft] = []
    for draft in drafts:
        wanted = name = draft.written.id
        if not is_id(wanted):
            name = id_for(_asked(draft.written), reserved)
        elif wanted in used:
            name = unique(wanted, reserved)
        if wanted and name != wanted:
            notes = told.setdefault(draft.path, Notes(draft.path))
            notes.leave(draft.line, f"the id {wanted}, which is taken or is none: it becomes {name}")
        used.add(name)
        reserved.add(name)
        named.append(_replaced(draft, id=name))
    return named, list(told.values())


def known_names(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Notes]]:
    """The drafts with `after` naming cards among them alone; names of others are told."""
    ids = {draft.written.id for draft in drafts}
    told: dict[Path, Notes] = {}
    found: list[Draft] = []
    for draft in drafts:
        names = [name if name in ids else name.rpartition("/")[2] for name in draft.written.after]
        for name, short_name in zip(draft.written.after, names, strict=True):
            if short_name not in ids:
                told.setdefault(draft.path, Notes(draft.path)).leave(
                    draft.line, f"after {name}, a card not among these"
                )
        kept = tuple(dict.fromkeys(name for name in names if name in ids and name != draft.written.id))
        found.append(_replaced(draft, after=kept) if draft.written.after else draft)
    return found, list(told.values())


def without_code(draft: Draft, notes: Notes) -> Draft:
    """The draft without what needs Python beside its deck, which does not come along; each is told."""
    written = draft.written
    quiz = tuple(each for each in written.quiz if not each.get("generate") and not each.get("world"))
    if written.run:
        notes.leave(
            draft.line, f"the answer function {written.run}: put the Python beside the deck and write run again"
        )
    if len(quiz) < len(written.quiz):
        notes.leave(draft.line, "questions that Python of the deck makes or helps to grade")
    return _replaced(draft, run="", knobs={}, quiz=quiz)


def _read_markdown(text: str, kind: str, notes: Notes) -> None:
    text = take_front_matter(text, notes)
    if _OURS not in text:
        text = with_plain_links(without_remarks(text, notes), notes)
        text, lines = undo_doubled(text)
        if lines:
            where = ", ".join(map(str, lines[:10])) + (", …" if len(lines) > 10 else "")
            notes.leave(lines[0], f"doubled escapes of the formulas at {where}: they are single now")
    {"hashcards": read_hashcards, "obsidian": read_obsidian, "headings": read_headings}[kind](text, notes)


def _kind_of(path: Path, text: str) -> str:
    """The convention of a file, by its ending, else by what it looks like."""
    ending = path.suffix.lower()
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    if ending in (".yaml", ".yml"):
        raise RecurError(f"{path} is a deck already: --decks {path}, or put it into your decks folder", 2)
    if text.startswith("#separator:"):
        return "csv"
    said = prose(text)
    if _OURS in text or re.search(r"^[QC]:", said, re.MULTILINE):
        return "hashcards"
    if _OBSIDIAN.search(masked(said)) or has_highlight(text):
        return "obsidian"
    if re.search(r"^#{1,6}\s", said, re.MULTILINE):
        return "headings"
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and all("\t" in line for line in lines):
        return "tsv"
    known = ", ".join(FORMATS_IN)
    raise RecurError(f"{path}:1:1: no cards in any way that is known; --format says which it is: {known}")


def _asked(written: Written) -> str:
    return written.question or written.cloze.replace("{{", " ").replace("}}", " ")


def _with_source(draft: Draft, title: str) -> Draft:
    """A card of notes comes from that note; one that brings an id has its source, or none."""
    if draft.written.id or draft.written.source:
        return draft
    return _replaced(draft, source=Source(title))


def _cleaned(draft: Draft, notes: Notes) -> Draft:
    """JSON may spell characters that no deck can hold."""
    told = Notes(draft.path)

    def plain(value: object) -> object:
        if isinstance(value, str):
            return clean(value.replace("\r\n", "\n").replace("\r", "\n"), told)
        if isinstance(value, dict):
            return {plain(key): plain(each) for key, each in value.items()}
        return [plain(each) for each in value] if isinstance(value, list) else value

    written = msgspec.convert(plain(msgspec.to_builtins(draft.written)), Written)
    for problem in told.left:
        notes.leave(draft.line, problem.message)
    return Draft(written, draft.path, draft.line)


def _replaced(draft: Draft, **changes: object) -> Draft:
    return Draft(msgspec.structs.replace(draft.written, **changes), draft.path, draft.line)
