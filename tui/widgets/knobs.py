"""The knobs of an answer, one under another, two to a row where it is narrow."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Label

from engine.knobs import LONGEST_TEXT, AnyKnob, Text, Value
from tui.draw.knobs import label_width
from tui.messages import Turned
from tui.widgets.knob import Knob


class Field(Horizontal):
    """A text knob while it is typed into: its label stays where it was, the field stands where its text was."""

    DEFAULT_CSS = """
    Field { height: 1; column-span: 2; }
    Field Label { height: 1; color: $bright; text-style: bold; }
    Field Input, Field Input:focus {
        width: 1fr; height: 1; border: none; background: $panel; color: $foreground; padding: 0 1;
    }
    """

    def __init__(self, name: str, field: Input, labels: int) -> None:
        super().__init__()
        self._label = Content.assemble(("▌ ", "$accent"), (f"{name.replace('_', ' '):<{labels}}  ", "bold $bright"))
        self._field = field

    def compose(self) -> ComposeResult:
        yield Label(self._label)
        yield self._field


class Knobs(Container, can_focus=False):
    """Holds a row for each knob, and the field of a text knob while it is typed into."""

    DEFAULT_CSS = """
    Knobs { height: auto; layout: grid; grid-size: 1; grid-rows: 1; }
    Knobs.-narrow { grid-size: 2; grid-gutter: 0 2; }
    Knobs.-narrow .-text { column-span: 2; }
    """

    knobs: reactive[Mapping[str, AnyKnob]] = reactive[Mapping[str, AnyKnob]]({})
    values: reactive[Mapping[str, Value]] = reactive[Mapping[str, Value]]({})
    narrow: reactive[bool] = reactive(False)

    async def watch_knobs(self) -> None:
        await self.remove_children()
        rows = [Knob(name, knob, self.values[name], self.narrow) for name, knob in self.knobs.items()]
        for row in rows:
            row.set_class(isinstance(row.knob, Text), "-text")
        await self.mount_all(rows)
        self._align()

    def watch_values(self) -> None:
        for row in self.query(Knob):
            if row.label in self.values:
                row.value = self.values[row.label]

    def watch_narrow(self) -> None:
        self.set_class(self.narrow, "-narrow")
        for row in self.query(Knob):
            row.narrow = self.narrow
        self._align()

    def _align(self) -> None:
        width = label_width(self.knobs, self.narrow)
        for row in self.query(Knob):
            row.labels = width

    @property
    def chosen(self) -> Knob | None:
        """The knob that has the focus."""
        return next((row for row in self.query(Knob) if row.has_focus), None)

    @property
    def field(self) -> Input | None:
        """The field of a text knob, while it is typed into."""
        return next(iter(self.query(Input)), None)

    def go(self, by: int) -> None:
        """Give the focus to the knob that many rows on, around the end."""
        rows = list(self.query(Knob))
        if rows:
            at = rows.index(self.chosen) + by if self.chosen else 0
            rows[at % len(rows)].focus()

    async def edit(self) -> None:
        """Put a field in the place of the focused text knob."""
        row = self.chosen
        if row is not None and isinstance(row.knob, Text) and self.field is None:
            field = Input(str(row.value), max_length=LONGEST_TEXT, name=row.label, select_on_focus=False)
            row.display = False
            await self.mount(Field(row.label, field, row.labels or 0), after=row)
            field.focus()

    async def finish(self, keep: bool) -> None:
        """Put the row back; with `keep`, at the value typed."""
        field = self.field
        if field is None:
            return
        row = next(each for each in self.query(Knob) if each.label == field.name)
        typed = field.value
        row.display = True
        row.focus()
        await self.query_one(Field).remove()
        if keep and typed != row.value:
            self.post_message(Turned(row.label, typed))
