"""The command palette: what can be done on the screen it was opened from, and the two themes."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType
from textual.widgets import Input

from tui.keys import Command
from tui.screens.keyed import KeyedScreen
from tui.theme import NAMES
from tui.window import Windowed


class Palette(Windowed, CommandPalette):
    """Textual's palette as ours looks; its sheet is read when it is first opened."""

    CSS_PATH: ClassVar = Path(__file__).with_suffix(".tcss")

    @on(Input.Submitted)
    def _once(self, event: Input.Submitted) -> None:
        """What is chosen twice, faster than it is done, is done once."""
        if not self.is_active:
            event.prevent_default()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that comes when the palette is closed, or moves in a list of which no row is seen, does nothing."""
        if not (self.is_active and self.is_mounted and self.is_attached):
            return False
        if action == "command_list" and not self.query_one(CommandList).scrollable_content_region:
            return False
        return super().check_action(action, parameters)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it, and never the screen below."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Commands(Provider):
    """Offers the same commands as hints and help."""

    def _offers(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        screen = self.screen
        if isinstance(screen, KeyedScreen):
            for command in screen.commands:
                yield title(command), command.meaning, partial(screen.run_action, command.action)
        for name in NAMES:
            if name != self.app.theme:
                yield f"{name} theme", "Change the colours.", partial(setattr, self.app, "theme", name)

    async def discover(self) -> Hits:
        for name, meaning, do in self._offers():
            yield DiscoveryHit(name, do, help=meaning)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, meaning, do in self._offers():
            score = max(matcher.match(name), matcher.match(meaning) * 0.9)
            if score > 0:
                yield Hit(score, matcher.highlight(name), do, text=name, help=meaning)


def title(command: Command) -> str:
    """How the palette names a command."""
    return f"{command.verb}  {command.shown}"
