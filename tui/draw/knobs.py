"""Knobs: label, track, value, range, in columns that do not move while a knob turns."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content

from engine.knobs import AnyKnob, Choice, Seed, Slider, Switch, Text, Value
from tui.draw.numbers import number
from tui.draw.rows import Piece, fit, pad, row, words
from tui.tex.glyphs import UNICODE, Profile

LABELS = 24  # the widest column of labels
NARROW_LABELS = 14  # the same where two knobs share a row
SHORTEST_TRACK = 5
FIELD = "$foreground on $panel"
CHOSEN = "bold $bright on $panel"


@dataclass(frozen=True)
class Columns:
    """The widths that knobs which stand together have in common, so that their tracks begin and end together."""

    label: int
    value: int
    span: int

    @classmethod
    def of(cls, knobs: Mapping[str, AnyKnob], narrow: bool = False, profile: Profile = UNICODE) -> "Columns":
        """As these knobs need them, within reason."""
        most = NARROW_LABELS if narrow else LABELS
        labels = [_label(name, knob, most, "", profile) for name, knob in knobs.items()]
        sliders = [knob for knob in knobs.values() if isinstance(knob, Slider)]
        return cls(
            label=max([4, *(each.cell_length for each in labels)]),
            value=max((_longest_value(each) for each in sliders), default=1),
            span=max((len(_span(each)) for each in sliders), default=0),
        )


def draw_knob(
    name: str,
    knob: AnyKnob,
    value: Value,
    width: int,
    focused: bool,
    narrow: bool,
    columns: Columns | None = None,
    profile: Profile = UNICODE,
) -> Content:
    """One row. `columns` are those of all knobs that stand together; without them, its own."""
    columns = columns or Columns.of({name: knob}, narrow, profile)
    room = min(columns.label, max(width // 2, 4))
    label = _label(name, knob, room, "bold $bright" if focused else "$foreground", profile)
    lead = row(("▌ " if focused else "  ", "$accent"), pad(label, room), ("  ", ""))
    rest = width - lead.cell_length
    match knob:
        case Slider():
            control = _slider(knob, float(value), rest, focused, columns, spanned=not narrow)
        case Choice():
            control = _options([_text(each) for each in knob.options], _text(value), rest, focused, narrow)
        case Switch():
            control = _options(["off", "on"], "on" if value else "off", rest, focused, narrow)
        case Text():
            control = _field(str(value), rest)
        case Seed():
            control = _turner(_text(value), rest, focused)
    return fit(row(lead, control), width)


def _words(name: str, knob: AnyKnob) -> str:
    return knob.label or name.replace("_", " ")


def _label(name: str, knob: AnyKnob, room: int, style: str, profile: Profile) -> Content:
    """The label. Where it does not fit and ends in its symbol, the words before `radius ρ` go; else its end does."""
    text = _words(name, knob)
    while text.count(" ") > 1 and _is_symbol(text.split()[-1]) and words(text, style, profile).cell_length > room:
        text = text.split(" ", 1)[1]
    return fit(words(text, style, profile), room)


def _is_symbol(word: str) -> bool:
    return len(word) == 1 or word.endswith("$")


def _slider(knob: Slider, value: float, width: int, focused: bool, columns: Columns, spanned: bool) -> Content:
    shown = row((_text(value if not knob.whole else int(value)), "bold $bright" if focused else "$bright"))
    ends = row(("  ", ""), pad(row((_span(knob), "$muted")), columns.span)) if spanned else Content("")
    places = min(columns.value, width - 2)
    length = width - places - 2 - ends.cell_length
    if length < SHORTEST_TRACK and spanned:
        return _slider(knob, value, width, focused, columns, spanned=False)
    full = round(_share(knob, value) * (max(length, 1) - 1))
    done, left = ("$accent", "$faint") if focused else ("$muted", "$faint")
    track: list[Piece] = [("━" * full, done), ("●", done), ("─" * (length - full - 1), left)]
    return row(*(track if length >= SHORTEST_TRACK else []), ("  ", ""), pad(shown, places, "right"), ends).rstrip()


def _span(knob: Slider) -> str:
    return f"{_text(knob.low)}–{_text(knob.high)} {knob.unit}".rstrip()


def _longest_value(knob: Slider) -> int:
    """Columns for any value on its track: its steps tell the decimals of those between the ends."""
    if knob.log and not knob.whole:
        return 7
    return max(
        len(_text(each)) for each in (knob.low, knob.high, knob.start, *(knob.turn(knob.low, n) for n in (1, 2, 3)))
    )


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
