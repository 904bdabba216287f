"""A form's way into the editor and back, and the draft that is kept of it."""

from pathlib import Path

import msgspec
from textual.app import App

from engine.decks.events import load
from engine.decks.mending import listed
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
        text = without_help(draft.read_text("utf-8-sig"))
        loaded = load(text)
    except (OSError, UnicodeDecodeError) as error:
        raise RecurError(f"{draft} cannot be read: {error}") from None
    if loaded.spots:
        raise RecurError(f"{loaded.spots[0].message} (ctrl+e goes on there)")
    cards = listed(loaded.data)
    if not cards:
        return form
    if len(cards) > 1:
        raise RecurError(f"a form holds one card, there are {len(cards)} in {draft} (ctrl+e goes on there)")
    try:
        return form_of(msgspec.convert(cards[0], Written), form.deck, text)
    except msgspec.ValidationError as error:
        raise RecurError(f"{str(error).split(' - ')[0]} (ctrl+e goes on there)") from None
