"""A new card in a form: typed at the left, drawn at the right as it will be asked, and put behind the last one."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.worker import Worker

from engine.decks.card import Deck, Sibling
from engine.decks.editing import own_decks
from engine.form import KINDS, Form, Formed, Trouble, put
from engine.knobs import Choice
from engine.problems import RecurError
from tui import keys
from tui.draw.knobs import Columns
from tui.forming import Kept, written_in_editor
from tui.looked import NEW, Decks, Look, look
from tui.messages import Turned
from tui.screens.keyed import KeyedScreen
from tui.widgets.form import LABELS, Also, Row, Troubles
from tui.widgets.header import WIDE, Header
from tui.widgets.hints import Hints
from tui.widgets.knob import Knob
from tui.widgets.notice import Notice
from tui.widgets.page import Answer, Hint, Page, Question
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from tui.app import RecurApp

PAUSE = 0.15
"""Seconds without a key after which what is typed is looked at."""
TALL = 38
"""Rows from which the fields stand apart."""
FIELDS = ("question", "answer", "hint", "source", "tags", "id", "after", "quiz")
QUIZ = "- ask: What is 2 + 2?\n  number: 4"
"""What shows how a question is typed, while none is."""


class FormScreen(KeyedScreen):
    """Deck, kind and texts of a card; it is kept as a draft till it is saved."""

    TABLE = keys.FORMING
    BINDINGS = keys.bindings(keys.FORMING, priority=True)

    DEFAULT_CSS = """
    FormScreen { background: $background; }
    FormScreen #body { height: 1fr; }
    FormScreen #left { width: 11fr; padding: 1 3 0 3; }
    FormScreen #rows { height: auto; max-height: 1fr; }
    FormScreen #right { width: 8fr; background: $surface; padding: 1 0 0 3; scrollbar-background: $surface; }
    FormScreen #right > * { margin: 0 2 1 0; }
    FormScreen Row { margin-bottom: 1; }
    FormScreen #row-question { height: 6; }
    FormScreen #row-answer { height: 9; }
    FormScreen #row-quiz { height: 4; }
    FormScreen #kind, FormScreen #row-name { margin-bottom: 1; }
    FormScreen.-narrow #left { width: 1fr; padding: 0 3; }
    FormScreen.-close #row-question { height: 3; }
    FormScreen.-close #row-answer { height: 4; }
    FormScreen.-close Row, FormScreen.-close #kind, FormScreen.-close #row-name { margin-bottom: 0; }
    FormScreen.-close #row-question, FormScreen.-close #row-answer { margin-bottom: 1; }
    FormScreen.-close #row-quiz { height: 2; }
    FormScreen.-close.-quizzing #row-question { height: 1; margin-bottom: 0; }
    FormScreen.-close.-quizzing #row-answer { height: 1; margin-bottom: 0; }
    FormScreen.-close.-quizzing #row-quiz { height: 8; }
    FormScreen.-narrow #right { display: none; width: 1fr; background: $background; }
    FormScreen.-narrow.-looking #right { display: block; }
    FormScreen.-narrow.-looking #left { display: none; }
    FormScreen.-cloze #row-answer { display: none; }
    FormScreen #row-name { display: none; }
    FormScreen.-new-deck #row-name { display: block; }
    """

    page: reactive[Page] = reactive(Page())
    notice: reactive[str] = reactive("")

    app: "RecurApp"

    def __init__(self, home: Path, deck: Deck | None, decks: tuple[Deck, ...]) -> None:
        super().__init__()
        self._home = home
        self._decks = {each.name: each for each in ((deck, *decks) if deck and deck not in decks else decks)}
        self._deck = deck.name if deck else next(iter(self._decks), NEW)
        self._kind: str = KINDS[0]
        self._kept = Kept(home)
        self._rest, self._draft = Form().rest, ""
        self._suggested = ""
        self._tried = False
        self._leaving = False
        self._left: Widget | None = None  # what had the focus before the card was looked at
        self._done = ""
        self._formed = Formed("", (), ())
        self._typed = Form()
        self._looks = 0

    def compose(self) -> ComposeResult:
        here = FormScreen
        yield Header()
        yield Notice().data_bind(here.notice)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                with Vertical(id="rows"):
                    if self._decks:
                        deck = Choice(options=(*self._decks, NEW), start=self._deck)
                        yield self._turner("deck", deck, self._deck)
                    yield Row("name", "of the new deck")
                    yield self._turner("kind", Choice(options=KINDS, start=KINDS[0]), self._kind)
                    yield Row("question", tall=True)
                    yield Row("answer", tall=True)
                    yield Row("hint", "shown when it is asked for")
                    yield Row("source", "a note or a book, item 3")
                    yield Row("tags", "with commas between")
                    yield Row("id", "of letters, digits and hyphens")
                    yield Row("after", "ids of cards to know first")
                    yield Row("quiz", QUIZ, tall=True)
                yield Troubles()
            with Pane(id="right"):
                yield Question().data_bind(here.page)
                yield Hint().data_bind(here.page)
                yield Answer().data_bind(here.page)
                yield Also()
        yield Hints()

    def _turner(self, name: str, knob: Choice, value: str) -> Knob:
        turner = Knob(name, knob, value, narrow=len(knob.options) > 6)
        turner.id = name
        turner.set_reactive(Knob.columns, Columns(LABELS, 1, 0))
        return turner

    def on_mount(self) -> None:
        self.query_one(Header).trail = ("New card",)
        self._fit(self.app.size.width, self.app.size.height)
        kept = self._kept.read()
        if kept is not None and not kept.blank:
            self._into(kept.deck)
            self._fill(kept)
            self.notice = "This is the draft you left."
        self._begin()

    def _into(self, deck: str) -> None:
        """Choose the deck of that name, or a new one to be called so."""
        self._deck = deck if deck in self._decks else NEW
        self._row("name").put("" if deck in self._decks else deck)

    def _begin(self) -> None:
        self._settle()
        first = "name" if self._deck == NEW and not self._row("name").text else "question"
        self.set_focus(self._row(first).field)  # at once: what is typed early is kept
        self._look_soon()

    def on_unmount(self) -> None:
        self._keep()  # the app may have been quit

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width, event.size.height)

    def _fit(self, width: int, height: int) -> None:
        self.set_class(width < WIDE, "-narrow")
        if width >= WIDE and self.has_class("-looking"):
            self.action_back_to_fields()
        self.set_class(width < WIDE or height < TALL, "-close")
        self.query_one(Troubles).most = 3 if width < WIDE else 6
        self.tell()

    # what is typed

    def _row(self, field: str) -> Row:
        return self.query_one(f"#row-{field}", Row)

    @property
    def form(self) -> Form:
        """What stands in the fields."""
        typed = {field: self._row(field).text for field in FIELDS}
        deck = self._row("name").text if self._deck == NEW else self._deck
        return msgspec.convert(
            {"deck": deck, "kind": self._kind, "rest": self._rest, "draft": self._draft, **typed}, Form
        )

    def _fill(self, form: Form) -> None:
        self._kind, self._rest, self._draft, self._suggested = form.kind, form.rest, form.draft, ""
        for field in FIELDS:
            self._row(field).put(getattr(form, field))
        self._settle()

    def _settle(self) -> None:
        """What is seen, from the deck and the kind."""
        self.set_class(self._deck == NEW, "-new-deck")
        self.set_class(self._kind == "cloze", "-cloze")
        self._row("question").label.update("text" if self._kind == "cloze" else "question")
        self.query_one("#kind", Knob).value = self._kind
        for knob in self.query("#deck").results(Knob):
            knob.value = self._deck
        self.tell()

    @on(Turned)
    def _take_choice(self, message: Turned) -> None:
        if message.name == "deck":
            self._deck = str(message.value)
        else:
            self._kind = str(message.value)
        self._settle()
        self._look_soon()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _look_soon(self) -> None:
        if not self.is_attached:  # a last change, told while the screen is being taken down
            return
        self._typed = self.form
        self._looks += 1
        self._looker: Worker[None] = self.run_worker(self._look, group="look", exclusive=True)

    @on(Input.Submitted)
    def _onward(self) -> None:
        self.action_next_field()

    async def _look(self) -> None:
        """Read what is typed as the deck would be, a moment after the last key; the screen does not wait for it."""
        number = self._looks
        await asyncio.sleep(PAUSE)
        found = await asyncio.to_thread(self._read, self._typed)
        # While the screen is closed, its parts go first. A key may have come of which it is not told yet.
        if number == self._looks and self.query(Also) and self._typed == self.form:
            self._show(found)

    def _read(self, form: Form) -> Look:
        """What is seen of what is typed."""
        decks, library = Decks(self._decks, self._deck, self._home), self.app.desk.library
        return look(form, decks, library, self._suggested, self._tried)

    def _show(self, look: Look) -> None:
        form, found, suggested, said = look
        if form.id != self._row("id").text:
            self._suggested = suggested
            self._row("id").put(form.id)
        self._suggested, self._formed = suggested, found
        first = found.asks[0] if found.asks else Sibling("", "", "", "")
        self.page = Page(question=first.question, answer=first.answer, hint=form.hint)
        for widget, shown in ((Question, not form.blank), (Hint, bool(form.hint.strip())), (Answer, not form.blank)):
            self.query_one(widget).display = shown
        also = self.query_one(Also)
        also.others, also.blank, also.quiz = found.asks[1:], form.blank, found.quiz
        troubles = self.query_one(Troubles)
        troubles.troubles = tuple(each for each in found.troubles if self._tried or not each.missing)
        troubles.said, troubles.cloze = said, form.kind == "cloze"
        self._keep()
        self.tell()

    def _keep(self) -> None:
        try:
            self._kept.write(self._typed)
        except OSError as error:
            self.notice = f"the draft cannot be kept: {error.strerror or error}"

    # keys

    @property
    def place(self) -> str:
        if self._leaving:
            return keys.LEAVING
        if self.has_class("-looking") and self.has_class("-narrow"):
            return keys.PROOF
        return keys.CHOOSING if isinstance(self.focused, Knob) else keys.FORM

    def possible(self, action: str) -> bool:
        match keys.name_of(action):
            case "look":
                return self.has_class("-narrow")
            case "page":
                return self.query_one("#right").max_scroll_y > 0
        return True

    def on_descendant_focus(self) -> None:
        self.set_class(self.focused is not None and self.focused.id == "quiz", "-quizzing")
        self.tell()

    def action_next_field(self) -> None:
        self.focus_next()

    def action_previous_field(self) -> None:
        self.focus_previous()

    def action_turn(self, by: int) -> None:
        if isinstance(self.focused, Knob):
            self.focused.turn(by)

    def action_look(self) -> None:
        self._left = self.focused
        self.set_focus(None)  # no field is typed into unseen
        self.add_class("-looking")
        self.tell()
        self.call_after_refresh(self.tell)  # once more when it is known what has to be scrolled

    def action_back_to_fields(self) -> None:
        self.remove_class("-looking")
        self.set_focus(self._left)
        self.tell()

    def action_page(self, by: int) -> None:
        right = self.query_one("#right")
        right.scroll_relative(y=by * max(1, right.size.height - 1), animate=False)

    def action_save(self) -> None:
        """Put the card into its deck, or say what has to be mended first."""
        if self.notice and self.notice == self._done and self.form.blank:
            self.set_focus(self._row("question").field)  # the card was saved: nothing is wrong with the next one yet
            return
        self._tried = True
        self._looks += 1  # a look that is under way comes too late
        self.notice = ""
        seen = self._read(self.form)
        form, found, _, said = seen
        self._show(seen)
        if self.has_class("-looking"):
            self.action_back_to_fields()
        errors = [each for each in found.troubles if each.level == "error"]
        wrong = min(
            errors, key=lambda each: FIELDS.index(each.field) if each.field in FIELDS else len(FIELDS), default=None
        )
        if wrong is not None or said:
            self._point(wrong, said)
            return
        try:
            path = put(form, self._decks.get(self._deck), found, self._home)
        except (RecurError, OSError) as error:
            self.query_one(Troubles).said = str(error)
            return
        self._saved(form, path)

    def _point(self, wrong: Trouble | None, said: str) -> None:
        if said and self._deck == NEW:
            self.set_focus(self._row("name").field)
        elif wrong is not None and wrong.field in FIELDS:
            self._row(wrong.field).point(wrong.at)

    def _saved(self, form: Form, path: Path) -> None:
        """The card is in its deck: an empty form for the next one, in the same deck and of the same source."""
        self._typed = Form()
        self._kept.forget()
        key = self.app.take_in(path, form.id)
        self._decks = {each.name: each for each in own_decks(self.app.desk.library)} | self._decks
        self._decks[path.stem] = self.app.deck(path.stem)
        self._tried, self._deck = False, path.stem
        self._row("name").put("")
        self._fill(Form(kind=form.kind, source=form.source, tags=form.tags))
        for knob in self.query("#deck").results(Knob):
            knob.knob = Choice(options=(*self._decks, NEW), start=self._deck)
        self._begin()
        self.notice = self._done = f"{key} is in {path.name}. Write another, or esc to leave."

    def action_editor(self) -> None:
        """Go on in the editor with what is typed."""
        form, found, _, _ = self._read(self.form)
        try:
            self._fill(written_in_editor(self.app, form, found.text, self._home))
            self.notice = ""
        except (RecurError, OSError) as error:
            self.notice = str(error)
        self._look_soon()

    def action_close(self) -> None:
        """Leave; where something is typed, ask first."""
        if self.form.blank:
            self._kept.forget()
            self.app.leave_form()
            return
        self._typed = self.form
        self._keep()
        self._leaving = True
        self.set_focus(None)
        self.notice = "This card is in no deck yet."
        self.tell()

    def action_go_on(self) -> None:
        self._leaving, self.notice = False, ""
        self._begin()

    def action_keep(self) -> None:
        self.app.leave_form()

    def action_throw_away(self) -> None:
        for field in FIELDS:
            self._row(field).put("")
        self._typed = Form()
        self._kept.forget()
        self.app.leave_form()
