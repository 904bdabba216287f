"""Every key of a screen, from the one table."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive

from tui import keys
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


class Keys(Drawn):
    """The keys with their meaning, grouped by where they work."""

    table: reactive[Sequence[Command]] = reactive(())

    def watch_table(self) -> None:
        self.redraw()

    def drawing(self, width: int) -> Content:
        blocks = [_block(head, commands) for head, commands in grouped(self.table)]
        if width < WIDE - 6:
            return Content("\n\n").join(blocks)
        lengths = [block.plain.count("\n") + 2 for block in blocks]
        split = min(range(len(blocks) + 1), key=lambda at: abs(sum(lengths[:at]) - sum(lengths[at:])))
        left, right = blocks[:split], blocks[split:]
        first = Content("\n\n").join(left)
        column = max(width // 2 + 1, max(line.cell_length for line in first.split("\n")) + 3)
        return beside(first, Content("\n\n").join(right), column)


def grouped(table: Sequence[Command]) -> list[tuple[str, list[Command]]]:
    """The table by where its commands work; a command that works in several places stands under the last head."""
    groups: dict[str, list[Command]] = {head: [] for head in (*(each for each, _ in _HEADS), _ELSEWHERE)}
    for command in table:
        head = next((head for head, places in _HEADS if command.places <= places and command.places), _ELSEWHERE)
        groups["Grades" if command.action.startswith("grade(") else head].append(command)
    return [(head, commands) for head, commands in groups.items() if commands]


def _block(head: str, commands: Sequence[Command]) -> Content:
    rows = [Content.styled(head, "bold $muted")]
    for command in commands:
        rows.append(
            Content.assemble((f"{_shown(command):<11}", "bold $accent"), (command.meaning, "$foreground")),
        )
    return Content("\n").join(rows)


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
        self.watch(self.query_one("#keys"), "virtual_size", self.tell)

    @property
    def place(self) -> str:
        return keys.HELP

    def possible(self, action: str) -> bool:
        keys_shown = self.query_one("#keys")
        return not action.startswith("scroll") or keys_shown.max_scroll_y > 0

    def action_scroll(self, by: int) -> None:
        self.query_one("#keys").scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        self.app.pop_screen()
