"""Every key of a screen, from the one table."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive

from tui import keys
from tui.draw.rows import hanging, stack
from tui.keys import Command
from tui.screens.keyed import KeyedScreen
from tui.widgets.drawn import Drawn
from tui.widgets.ending import beside
from tui.widgets.header import WIDE, Header
from tui.widgets.hints import Hints

_HEADS: tuple[tuple[str, frozenset[str]], ...] = (
    ("The question", frozenset({keys.QUESTION})),
    ("Grades", frozenset()),
    ("Knobs and what runs", frozenset({keys.RUNS})),
    ("The derivation", frozenset({keys.DERIVATION})),
    ("A text field", frozenset({keys.FIELD, keys.TYPING})),
    ("Before the verdict", frozenset({keys.ASKED})),
    ("After the verdict", frozenset({keys.JUDGED})),
    ("At the end", frozenset({keys.SUMMARY, keys.IDLE})),
)
_ELSEWHERE = "Everywhere"

SHOWN, GAP = 11, 3
"""The columns that keys take, and those between two columns of groups."""


class Keys(Drawn):
    """The keys with their meaning, grouped by where they work."""

    table: reactive[Sequence[Command]] = reactive(())

    def watch_table(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        groups = grouped(self.table)
        if width < WIDE - 6:
            return _blocks(groups, width)
        lengths = [len(commands) + 2 for _, commands in groups]
        split = min(range(len(groups) + 1), key=lambda at: abs(sum(lengths[:at]) - sum(lengths[at:])))
        left, right = groups[:split], groups[split:]
        column = min(max(width // 2, _widest(left)) + GAP, max(width // 2 + GAP, width - _widest(right)))
        return beside(_blocks(left, column - GAP), _blocks(right, width - column), column)


def grouped(table: Sequence[Command]) -> list[tuple[str, list[Command]]]:
    """The table by where its commands work; a command that works in several places stands under the last head."""
    groups: dict[str, list[Command]] = {head: [] for head in (*(each for each, _ in _HEADS), _ELSEWHERE)}
    for command in table:
        head = next((head for head, places in _HEADS if command.places <= places and command.places), _ELSEWHERE)
        groups["Grades" if command.action.startswith("grade(") else head].append(command)
    return [(head, commands) for head, commands in groups.items() if commands]


def _blocks(groups: Sequence[tuple[str, Sequence[Command]]], width: int) -> Content:
    """The groups one under another, each meaning beside its keys."""
    blocks = []
    for head, commands in groups:
        rows = [Content.styled(head, "bold $muted")]
        for command in commands:
            shown = f"{_shown(command):<{SHOWN}}"
            rows += hanging([(shown, "bold $accent")], Content.styled(command.meaning, "$foreground"), width)
        blocks.append(stack(rows))
    return Content("\n\n").join(blocks)


def _widest(groups: Sequence[tuple[str, Sequence[Command]]]) -> int:
    """The width of the longest row."""
    return max((SHOWN + len(command.meaning) for _, commands in groups for command in commands), default=0)


def _shown(command: Command) -> str:
    """The keys of one command alone: the hints name some in pairs."""
    return {"← →": "→", "[ ]": "]", "↑ ↓": "↓"}.get(command.shown, command.shown)


class HelpScreen(KeyedScreen):
    """Shows the keys of the screen it was asked from."""

    TABLE = keys.HELPING
    BINDINGS = keys.bindings(keys.HELPING)

    DEFAULT_CSS = """
    HelpScreen { background: $background; }
    HelpScreen #keys { height: 1fr; padding: 1 3 0 3; scrollbar-size-vertical: 1; }
    """

    def __init__(self, table: Sequence[Command]) -> None:
        super().__init__()
        self._table = table

    def compose(self) -> ComposeResult:
        yield Header()
        with VerticalScroll(id="keys", can_focus=False):
            yield Keys()
        yield Hints()

    def on_mount(self, event: events.Mount) -> None:
        self.query_one(Header).trail = ("Help",)
        self.query_one(Keys).table = self._table
        for what in ("virtual_size", "scroll_y"):
            self.watch(self.query_one("#keys"), what, self.tell)
        self.call_after_refresh(self.tell)  # once more when it is known what has to be scrolled

    @property
    def place(self) -> str:
        return keys.HELP

    def possible(self, action: str) -> bool:
        shown = self.query_one("#keys")
        if not action.startswith("scroll"):
            return True
        return shown.scroll_y > 0 if "-" in action else shown.scroll_y < shown.max_scroll_y

    def action_scroll(self, by: int) -> None:
        self.query_one("#keys").scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        self.app.pop_screen()
