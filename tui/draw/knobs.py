"""Knobs: label, track, value, range, in columns that do not move while a knob turns."""

import math
from collections.abc import Mapping

from textual.content import Content

from engine.knobs import AnyKnob, Choice, Seed, Slider, Switch, Text, Value
from tui.draw.numbers import number
from tui.draw.rows import Piece, fit, pad, row, words

LABELS = 17  # the column of labels where the caller does not know them all
NARROW_LABELS = 10
VALUE = 7
RANGE = 10  # and the unit; what is longer is cut, so that the tracks of all knobs are as long as each other
SHORTEST_TRACK = 5
FIELD = "$foreground on $panel"
CHOSEN = "bold $bright on $panel"


def draw_knob(
    name: str, knob: AnyKnob, value: Value, width: int, focused: bool, narrow: bool, labels: int | None = None
) -> Content:
    """One row. `labels` is the width of the column of labels (`label_width` of all knobs that stand together)."""
    room = min(labels or (NARROW_LABELS if narrow else LABELS), max(width // 2, 4))
    label = _label(name, knob, room, narrow, "bold $bright" if focused else "$foreground")
    lead = row(("▌ " if focused else "  ", "$accent"), pad(label, room), ("  ", ""))
    rest = width - lead.cell_length
    match knob:
        case Slider():
            control = _slider(knob, float(value), rest, focused, narrow)
        case Choice():
            control = _options([_text(each) for each in knob.options], _text(value), rest, focused, narrow)
        case Switch():
            control = _options(["off", "on"], "on" if value else "off", rest, focused, narrow)
        case Text():
            control = _field(str(value), rest)
        case Seed():
            control = _turner(_text(value), rest, focused)
    return fit(row(lead, control), width)


def label_width(knobs: Mapping[str, AnyKnob], narrow: bool = False) -> int:
    """The width that the labels of these knobs need, within reason."""
    longest = max((words(_words(name, knob), "").cell_length for name, knob in knobs.items()), default=0)
    return max(4, min(longest, NARROW_LABELS if narrow else 24))


def _words(name: str, knob: AnyKnob) -> str:
    return knob.label or name.replace("_", " ")


def _label(name: str, knob: AnyKnob, room: int, narrow: bool, style: str) -> Content:
    """The label; where it is narrow, leading words go first, as the last one says what is turned."""
    text = _words(name, knob)
    while narrow and " " in text and words(text, style).cell_length > room:
        text = text.split(" ", 1)[1]
    return fit(words(text, style), room)


def _slider(knob: Slider, value: float, width: int, focused: bool, narrow: bool) -> Content:
    shown = row((_text(value if not knob.whole else int(value)), "bold $bright" if focused else "$bright"))
    span = row((f"{_text(knob.low)}–{_text(knob.high)} {knob.unit}".rstrip(), "$muted"))
    ends = Content("") if narrow else row(("  ", ""), pad(span, RANGE))
    places = min(VALUE, width - 2)
    length = width - places - 2 - ends.cell_length
    if length < SHORTEST_TRACK and not narrow:
        return _slider(knob, value, width, focused, narrow=True)
    full = round(_share(knob, value) * (max(length, 1) - 1))
    done, left = ("$accent", "$faint") if focused else ("$muted", "$faint")
    track: list[Piece] = [("━" * full, done), ("●", done), ("─" * (length - full - 1), left)]
    return row(*(track if length >= SHORTEST_TRACK else []), ("  ", ""), pad(shown, places, "right"), ends).rstrip()


def _share(knob: Slider, value: float) -> float:
    low, high = float(knob.low), float(knob.high)
    if knob.log:
        low, high, value = math.log(low), math.log(high), math.log(max(value, low))
    share = (value - low) / (high - low)
    return min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0


def _options(options: list[str], chosen: str, width: int, focused: bool, narrow: bool) -> Content:
    """All options, the chosen on its own ground; where there is no room, the chosen one between arrows."""
    if narrow or sum(len(each) + 3 for each in options) - 1 > width:
        return _turner(chosen, width, focused)
    pieces: list[Piece] = []
    for each in options:
        pieces += [(f" {each} ", CHOSEN if each == chosen else "$muted"), (" ", "")]
    return row(*pieces[:-1])


def _turner(text: str, width: int, focused: bool) -> Content:
    arrows = "$accent" if focused else "$muted"
    value = fit(row((text, "bold $bright" if focused else "$bright")), max(width - 4, 1))
    return row(("◂ ", arrows), value, (" ▸", arrows))


def _field(text: str, width: int) -> Content:
    """A text field: its ground is as wide as the room."""
    return pad(row((" ", FIELD), fit(row((text, FIELD)), width - 2)), width).stylize(FIELD)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else number(value, digits=4)
