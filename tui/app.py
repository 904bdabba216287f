"""The app: which screen is open, and the one runner behind all of them."""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from engine.config import Config
from engine.decks.allowing import lapsed, under
from engine.decks.card import Card, Deck, Sibling
from engine.decks.trust import known_to
from engine.desk import Desk
from tui.leaving import in_vain
from tui.material import Material
from tui.screens.keyed import KeyedScreen
from tui.screens.study import StudyScreen
from tui.tex.glyphs import ASCII, UNICODE, Profile
from tui.theme import LAMP, THEMES

if TYPE_CHECKING:
    from engine.room import Room
    from engine.runner import Runner
    from tui.edited import Edited
    from tui.palette import Commands
    from tui.screens.form import FormScreen
    from tui.screens.summary import SummaryScreen

MORE = 10
"""New cards that one key adds to the day."""


def _palette() -> "type[Commands]":
    from tui.palette import Commands

    return Commands


class RecurApp(App[None], inherit_bindings=False):
    """Opens the desk's first card, and keeps one warm worker process for the answers."""

    TITLE = "Recurrent"
    COMMANDS: ClassVar = {_palette}
    CSS_PATH: ClassVar = [Path(__file__).parent / "app.tcss", Path(__file__).parent / "screens" / "card.tcss"]
    BINDINGS: ClassVar = [Binding("ctrl+c,ctrl+q", "quit", "Quit", show=False, priority=True)]

    def __init__(
        self,
        desk: Desk,
        home: Path,
        config: Config,
        theme: str | None = None,
        new: int | None = None,
        room: "Room | None" = None,
        word: str = "",
        form: "FormScreen | None" = None,
    ) -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme or config.theme
        self.profile: Profile = ASCII if config.ascii else UNICODE
        self.set_class(config.ascii, "-plain")
        self.desk = desk
        self.desk.hurry()
        self.room = room
        if room is not None:
            room.hurry()
        self._word = word  # with which a quiz begins
        self._only_quiz = room is not None
        self._form = form  # with which it begins and ends
        self.written: list[str] = []
        """Where the cards stand that were added with the form."""
        self.edited: Edited | None = None  # the last card that was, until another is graded
        self._home = home
        self._new = config.new if new is None else new
        self._painted = asyncio.Event()
        self._runner: Runner | None = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return LAMP

    def get_default_screen(self) -> Screen[Any]:
        """The first screen. It is not pushed on an empty one: that would be mounted, laid out and painted before it."""
        screen = self._first_screen()
        screen._push_result_callback(self, None)  # as a pushed one has: else another could not be switched to
        return screen

    def _first_screen(self) -> Screen[Any]:
        if self.room is not None:
            from tui.screens.quiz import QuizScreen

            return QuizScreen(self.room, self._word)
        if self._form is not None:
            return self._form
        return StudyScreen(self.desk) if self.desk.current else self._summary()

    def _summary(self) -> "SummaryScreen":
        from tui.screens.summary import SummaryScreen  # not before the first card is painted

        return SummaryScreen(self.desk)

    async def on_event(self, event: events.Event) -> None:
        """What is pressed while the app is being left is for nobody: its screens are gone already."""
        if not isinstance(event, events.InputEvent) or self.screen_stack:
            await super().on_event(event)

    async def _on_key(self, event: events.Key) -> None:
        """What is typed before its field is there goes into it all the same, before it could be a command."""
        if isinstance(self.screen, KeyedScreen) and self.screen.takes(event):
            event.prevent_default()

    def _handle_exception(self, error: Exception) -> None:
        """Anything but a screen's looking for its parts while it is taken down ends the app."""
        if not in_vain(error):
            super()._handle_exception(error)

    def action_command_palette(self) -> None:
        from tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    # the runner

    def on_ready(self) -> None:
        self._painted.set()
        gc.enable()
        self.run_worker(self.runner(), group="runner")

    async def runner(self) -> "Runner":
        """The runner, begun when the first frame is on the screen."""
        await self._painted.wait()
        if self._runner is None:
            from engine.runner import Runner

            self._runner = Runner()
            await self._runner.__aenter__()
        return self._runner

    def sit(self) -> int:
        """Run till it is left, then put everything away. Returns the exit code."""

        async def sitting() -> None:
            try:
                await self.run_async()
            finally:
                await self.close()

        asyncio.run(sitting())
        return self.return_code or 0

    async def close(self) -> None:
        """End every process and put the journal away."""
        if self._runner is not None:
            await self._runner.close()
        if self.room is not None:
            self.room.close()
        self.desk.close()

    # the sitting

    def take_quiz(self) -> None:
        """From studying into the quiz room. Raises RecurError where there is nothing to ask."""
        from engine.room import Room
        from tui.screens.quiz import QuizScreen

        self.room = Room.open(self.desk.library, self._home, beside=self.desk.journal)
        self.room.hurry()
        self.switch_screen(QuizScreen(self.room))

    def leave_quiz(self) -> None:
        """The quiz is over: back to studying, if that is where it was begun."""
        if self._only_quiz or self.room is None:
            self.exit()
            return
        self.room.close()
        self.room = None
        self.desk.refresh()
        self.study() if self.desk.current else self.end_of_sitting()

    def end_of_sitting(self) -> None:
        """Nothing is asked now: say what was done."""
        self.switch_screen(self._summary())

    def study(self) -> None:
        """Go on with what the desk asks."""
        self.switch_screen(StudyScreen(self.desk))

    def more_new(self) -> None:
        """Sit down again with more new cards."""
        self._new += MORE
        library = self.desk.library
        self.desk.close()
        self.desk = Desk.open(library, self._home, self._new)
        self.desk.hurry()
        self.study() if self.desk.current else self.end_of_sitting()

    def unmet(self) -> int:
        """How many cards have never been asked."""
        return sum(self.desk.remembered(each.key) is None for each in self.desk.library.siblings)

    def edit(self, card: Card, copy: bool = False) -> "Edited":
        """Open the card in the editor, then go on with its deck as it is now. Returns what became of it.

        With `copy` it is a copy of its deck, among the student's own, that is edited and gone on with.

        What is known of it goes along where its id was changed. A card that cannot be read any more stays as it was on
        the screen, so that it can be edited again. Raises RecurError where it cannot be edited; then nothing has
        changed, but that there may be a copy; or where what is known of it cannot go along.
        """
        from tui.edited import edited  # with the reader of decks, which an unchanged one does without

        if copy:
            from engine.decks.copying import copied

            self.desk.reread(copied(self.desk.library, self.deck(card.deck), self._home))
        library, self.edited = edited(self, self.desk.library, card, self._home, self.edited)
        if self.edited.ids.called or self.edited.fault is None or card.key in library.cards:
            self.desk.rename(self.edited.ids.called, library)
        return self.edited

    def otherwise(self, card: Card) -> tuple[str, ...]:
        """The keys of its siblings that are known, and asked otherwise since it was edited."""
        found = self.edited.otherwise(card) if self.edited is not None and self.room is None else ()
        return tuple(key for key in found if self.desk.remembered(key) is not None)

    def offer(self, card: Card) -> str:
        """Why a card might begin anew; empty where nothing speaks for it."""
        return f"The {self.edited.part(card)} changed:" if self.edited is not None and self.otherwise(card) else ""

    def write_card(self, near: str = "") -> None:
        """Open the form for a new card, at the deck `near` where that is the user's own."""
        from engine.decks.editing import own_decks
        from tui.screens.form import FormScreen

        own = tuple(own_decks(self.desk.library))
        deck = next((each for each in own if each.name == near), None)
        self.push_screen(FormScreen(self._home, deck, own))

    def take_in(self, path: Path, id: str) -> str:
        """Go on with the deck of a file as it is now that a card was added to it. Returns the card's key."""
        from engine.decks.editing import read_again

        self.desk.reread(read_again(self.desk.library, path, self._home))
        key = f"{path.stem}/{id}"
        card = self.desk.library.cards.get(key)
        self.written.append(f"{path}:{card.line if card else 1}: {key}")
        return key

    def leave_form(self) -> None:
        """The form is closed: back to where it was opened from."""
        if self._form is not None:
            self.exit()
        else:
            self.pop_screen()

    # trust

    def trusted(self, deck: Deck) -> datetime | None:
        """When the code of a deck that may not run was trusted, as it was then; None where it never was."""
        if deck.code is None or not deck.withheld:
            return None
        known = known_to(self._home).get(str(deck.code.absolute()))
        return known.at if known else None

    def look_into(self, deck: Deck, then: Callable[[str], Awaitable[None]]) -> None:
        """Show the deck's code. Where it is trusted it may run, and `then` is called with what is still to be told."""
        from tui.screens.trust import TrustScreen, Yes

        async def decided(said: Yes | None) -> None:
            if said is not None:
                library = self.desk.library
                self.desk.reread(library.replacing(under(library.deck(deck.name), said.seal)))
                await then(said.word)

        self.push_screen(TrustScreen(deck, self._home), decided)

    def lapsed(self, deck: Deck) -> bool:
        """Whether the code of a deck is no longer as it was trusted; then it runs no more."""
        now = lapsed(deck, self._home)
        if now is None:
            return False
        self.desk.reread(self.desk.library.replacing(now))
        return True

    def deck(self, name: str) -> Deck:
        """The deck of that name."""
        return self.desk.library.deck(name)

    def has_changed(self, card: Card) -> bool:
        """Whether a card or its code is no longer what a check found well."""
        from engine.checking.verified import state  # not before the first card is painted

        return state(card, self.deck(card.deck), self._home) == "changed"

    def material(self, card: Card, sibling: Sibling | None = None) -> Material:
        """A card, with its deck, as a screen shows it."""
        return Material(card, sibling or card.siblings[0], self.deck(card.deck))
