"""A form's way into the editor and back, and the draft that is kept of it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from textual.app import App

from engine.decks.events import load
from engine.decks.faults import Fault, Spot
from engine.decks.mending import listed
from engine.decks.patching import patched
from engine.decks.places import Places
from engine.decks.shape import explain, kind_of
from engine.decks.templates import WRITE_AT, new_card, without_help
from engine.decks.written import Written
from engine.exchange.destination import write_over
from engine.form import Form, form_of
from engine.problems import RecurError
from tui.editor import open_from


class Kept:
    """What is typed, on the disk: nothing of it is lost when the screen is."""

    def __init__(self, home: Path) -> None:
        self.path = home / "drafts" / "form" / "card.json"

    def read(self) -> Form | None:
        """The draft that was left, if there is one."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Form)
        except (OSError, msgspec.DecodeError):
            return None

    def write(self, form: Form) -> None:
        """Keep it; what is blank is not kept. Raises OSError."""
        if form.blank:
            self.forget()
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_over(self.path, msgspec.json.encode(form))

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)


def written_in_editor(app: App[None], form: Form, text: str, home: Path) -> Form:
    """The form as it comes back from the editor. `text` is its card in YAML.

    Raises RecurError; then what was written there stays in its file, with which this goes on the next time.
    """
    draft = home / "drafts" / "form" / "card.yaml"
    draft.parent.mkdir(parents=True, exist_ok=True)
    before = b""
    if not draft.exists():
        write_over(draft, _with_help(form, text).encode("utf-8"))
        before = draft.read_bytes()
    try:
        open_from(app, draft, WRITE_AT, instead="recur new card --editor")
    except RecurError as trouble:
        if not draft.exists() or draft.read_bytes() == before:
            draft.unlink(missing_ok=True)  # nothing was written there
            raise
        raise RecurError(f"{trouble}, and what was saved there is kept (ctrl+e goes on there)") from None
    found = _read(draft, form)
    draft.unlink(missing_ok=True)
    return found


def _with_help(form: Form, text: str) -> str:
    help_and_blank = new_card(form.deck)
    if form.blank:
        return help_and_blank
    return "\n".join([line for line in help_and_blank.split("\n") if line.startswith("#")] + [text])


def _read(draft: Path, form: Form) -> Form:
    """The form of the one card that stands there. Raises RecurError."""
    try:
        text = draft.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RecurError(f"{draft} cannot be read: {error}") from None
    loaded = load(text)
    cards = listed(loaded.data)
    if loaded.data is None and not loaded.spots:
        return form  # nothing is written there
    if loaded.spots:
        mended = patched(text) if loaded.broken and not loaded.hopeless else None
        wrong = ((mended.spots if mended else ()) or loaded.spots)[0]
    elif len(cards) != 1:
        wrong = Spot(1, 1, f"a form holds one card, which begins with a hyphen; here are {len(cards) or 'none'}")
    else:
        base = ("cards", 0) if isinstance(loaded.data, dict) else (0,)
        found = [Places(text).spot(fault, base) for fault in _misshapen(cards[0])]
        if not found:
            return form_of(msgspec.convert(cards[0], Written), form.deck, without_help(text))
        wrong = found[0]
    raise RecurError(f"line {wrong.line}: {wrong.message} (ctrl+e goes on there)")


def _misshapen(card: object) -> Iterator[Fault]:
    """What keeps a card from standing in the fields; what is missing there is told there."""
    if isinstance(card, dict):
        yield from explain(card, Written, (), "a card")
    else:
        yield Fault((), f"a card is a mapping with question and answer, not {kind_of(card)}")
