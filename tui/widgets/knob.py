"""One knob on the screen: focus, keys and mouse become messages; the value comes from above."""

import re

from textual import events
from textual.content import Content
from textual.reactive import reactive

from engine.knobs import AnyKnob, Choice, Slider, Switch, Text, Value
from tui.draw.knobs import Columns, draw_knob
from tui.messages import Turned
from tui.widgets.drawn import Drawn

_TRACK = re.compile(r"[━─●╸╺]{3,}")


class Knob(Drawn, can_focus=True):
    """A row of a label, a track or options, and the value. It moves only when the screen has taken the new value."""

    DEFAULT_CSS = "Knob { height: 1; }"

    value: reactive[Value] = reactive[Value](0)
    narrow: reactive[bool] = reactive(False)
    columns: reactive[Columns | None] = reactive[Columns | None](None)
    """The widths in common with the knobs that it stands with."""

    def __init__(self, name: str, knob: AnyKnob, value: Value, narrow: bool) -> None:
        super().__init__(name=name)
        self.knob = knob
        self.label = name
        self.set_reactive(Knob.value, value)
        self.set_reactive(Knob.narrow, narrow)

    def watch_value(self) -> None:
        self.redraw()

    def watch_narrow(self) -> None:
        self.redraw()

    def watch_columns(self) -> None:
        self.redraw()

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.redraw()

    def drawing(self, width: int) -> Content:
        return draw_knob(
            self.label, self.knob, self.value, width, self.has_focus, self.narrow, self.columns, self.profile
        )

    def turn(self, by: int) -> None:
        """Turn it by steps; at its end it stays."""
        self._become(self.knob.turn(self.value, by))

    def _become(self, value: Value) -> None:
        if value != self.value or type(value) is not type(self.value):
            self.post_message(Turned(self.label, value))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.focus()
        if isinstance(self.knob, Slider):
            self.capture_mouse()
        self._press(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._press(event.x)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def _press(self, column: int) -> None:
        row = self.at(self.content_size.width).plain
        if isinstance(self.knob, Slider):
            track = max(_TRACK.finditer(row), key=lambda each: len(each[0]), default=None)
            if track is not None:
                self._become(_along(self.knob, (column - track.start()) / (len(track[0]) - 1)))
        elif isinstance(self.knob, Choice):
            self._become(self._pressed_option(self.knob, row, column))
        elif isinstance(self.knob, Switch):
            self._become(not self.value)
        elif not isinstance(self.knob, Text):
            self.turn(1)

    def _pressed_option(self, knob: Choice, row: str, column: int) -> Value:
        if self.narrow and "▸" in row:
            return knob.turn(self.value, 1 if column > row.index("◂") + (row.index("▸") - row.index("◂")) // 2 else -1)
        start = row.find(self.label) + len(self.label)
        for option in knob.options:
            place = row.find(str(option), start)
            if place < 0:
                continue
            start = place + len(str(option))
            if place - 1 <= column <= start:
                return option
        return self.value


def _along(knob: Slider, share: float) -> Value:
    """The value at a share of the track, on a step."""
    share = min(max(share, 0.0), 1.0)
    if knob.log:
        number = float(knob.low * (knob.high / knob.low) ** share)
    else:
        steps = round(share * (knob.high - knob.low) / knob.step)
        number = min(knob.low + steps * knob.step, knob.high)
    return round(number) if knob.whole else float(f"{number:.6g}")
