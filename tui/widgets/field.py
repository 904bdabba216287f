"""A text knob while it is typed into. Imported when the first is: the field is not needed for the first paint."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label

from engine.knobs import LONGEST_TEXT
from tui.widgets.line_field import LineField


class Field(Horizontal):
    """The knob's label stays where it was, the field stands where its text was."""

    DEFAULT_CSS = """
    Field { height: 1; column-span: 2; }
    Field Label { height: 1; }
    Field Input, Field Input:focus {
        width: 1fr; height: 1; border: none; background: $panel; color: $foreground; padding: 0 1;
    }
    """

    def __init__(self, knob: str, label: Content, text: str) -> None:
        super().__init__()
        self.knob = knob
        self._label = label
        self._input = LineField(text, max_length=LONGEST_TEXT, select_on_focus=False)

    @property
    def typed(self) -> str:
        return self._input.value

    def compose(self) -> ComposeResult:
        yield Label(self._label)
        yield self._input

    def begin(self) -> None:
        """Take the focus."""
        self.screen.set_focus(self._input)
