"""A screen whose keys come from the one table, and which knows where in it they mean something."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches
from textual.screen import Screen

from tui import keys
from tui.keys import Command
from tui.leaving import leaves
from tui.widgets.hints import Hints
from tui.widgets.in_turn import InTurn
from tui.widgets.pane import Pane
from tui.window import Windowed


class KeyedScreen(Windowed, Screen[Any], inherit_bindings=False):
    """Lets a key through where its command stands in the table for the present place, and tells the hints row."""

    AUTO_FOCUS = ""  # none: with None it would be the app's, which is the first that can have it
    TABLE: ClassVar[Sequence[Command]] = ()

    @property
    def place(self) -> str:
        """Where in the table we are."""
        raise NotImplementedError

    def possible(self, action: str) -> bool:
        """Whether an action that belongs to this place has something to act on just now."""
        return True

    @property
    def commands(self) -> list[Command]:
        """What can be done here and now."""
        return [each for each in keys.here(self.TABLE, self.place) if self.possible(each.action)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that comes to a screen that was left since, or is not there yet, does nothing to it."""
        if not (self.is_active and self.is_mounted and self.is_attached):
            return False
        ours = [each for each in self.TABLE if keys.name_of(each.action) == action]
        if not ours:
            return super().check_action(action, parameters)
        return any(self.place in each.places and self.possible(each.action) for each in ours)

    async def on_event(self, event: events.Event) -> None:
        """What comes while the screen is being taken down may look for parts of it that are gone already."""
        try:
            await super().on_event(event)
        except NoMatches:
            if not leaves(self):
                raise

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave it, and never the screen below or above: a verdict may come when this one is left already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call when the screen is painted, if it is still there.

        It is the current screen that calls back: that may be another by then, and this one taken down.
        """
        return super().call_after_refresh(lambda: callback(*args, **kwargs) if self.is_running else None)

    def takes(self, event: events.Key) -> bool:
        """Whether a key that meant nothing is for a field: one that has got the focus since the key was pressed."""
        field = self.focused
        if not isinstance(field, InTurn) or not field.wants(event):
            return False
        field.post_message(events.Key(event.key, event.character))
        return True

    def tell(self) -> None:
        """The hints row says what can be done now."""
        for hints in self.query(Hints):
            hints.commands = tuple(self.commands)

    @on(Pane.Shifted)
    def _tell_what_scrolls(self) -> None:
        self.tell()

    def say(self, word: str) -> None:
        """A word about what was just done, until the next key."""
        for hints in self.query(Hints):
            hints.said = word

    def on_key(self, event: events.Key) -> None:
        self.say("")

    def on_screen_resume(self) -> None:
        self.tell()

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.TABLE))
