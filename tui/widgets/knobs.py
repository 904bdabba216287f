"""The knobs of an answer, one under another, two to a row where it is narrow."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.reactive import reactive

from engine.knobs import AnyKnob, Text, Value
from tui.draw.knobs import Columns
from tui.messages import Turned
from tui.tex.glyphs import UNICODE
from tui.widgets.knob import Knob

if TYPE_CHECKING:
    from tui.widgets.field import Field


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

    _field: "Field | None" = None

    async def watch_knobs(self) -> None:
        self._field = None
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
        columns = Columns.of(self.knobs, self.narrow, getattr(self.app, "profile", UNICODE))
        for row in self.query(Knob):
            row.columns = columns

    @property
    def chosen(self) -> Knob | None:
        """The knob that has the focus."""
        return next((row for row in self.query(Knob) if row.has_focus), None)

    @property
    def field(self) -> "Field | None":
        """The field of a text knob, while it is typed into."""
        return self._field

    def go(self, by: int) -> None:
        """Give the focus to the knob that many rows on, around the end."""
        rows = list(self.query(Knob))
        if rows:
            at = rows.index(self.chosen) + by if self.chosen else 0
            self.screen.set_focus(rows[at % len(rows)])

    async def edit(self) -> None:
        """Put a field in the place of the focused text knob."""
        from tui.widgets.field import Field

        row = self.chosen
        if row is not None and isinstance(row.knob, Text) and self._field is None:
            label = row.at(row.content_size.width)[: (row.columns.label if row.columns else 0) + 4]
            self._field = Field(row.label, label, str(row.value))
            await self.mount(self._field, after=row)
            row.display = False
            self._field.begin()

    async def finish(self, keep: bool) -> None:
        """Put the row back; with `keep`, at the value typed."""
        field, self._field = self._field, None
        if field is None:
            return
        row = next(each for each in self.query(Knob) if each.label == field.knob)
        row.display = True
        self.screen.set_focus(row)
        await field.remove()
        if keep and field.typed != row.value:
            self.post_message(Turned(row.label, field.typed))
