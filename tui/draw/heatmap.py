"""A heatmap: one `■` for each entry, its tone the size; signed data goes from one hue through nothing to the other."""

import math
from collections.abc import Sequence

from textual.content import Content

from engine.exhibits import Matrix
from tui.draw.canvas import Canvas
from tui.draw.matrix import said
from tui.draw.numbers import number
from tui.draw.rows import Piece, fit, row, stack, words
from tui.tex.glyphs import UNICODE, Profile

MOST_ROWS = 40
WIDEST_PITCH = 6
POSITIVE = ("$h0", "$h1", "$h2", "$h3", "$h4")
NEGATIVE = ("$two 20%", "$two 40%", "$two 60%", "$two 80%", "$two")
FULL, NONE = "■", "·"
_ASCII = ("-:=+*", ".oxX#")  # without colour the tone is the character: negative, positive
_SHADES = ("-:=+*", "░▒▒▓█")


def heatmap(exhibit: Matrix, width: int, profile: Profile = UNICODE) -> Content:
    """The entries as squares, labels at their left and above, and what the tones mean."""
    values = exhibit.values
    across = max((len(each) for each in values), default=0)
    head = [fit(words(exhibit.name, "$bright", profile), width)] if exhibit.name else []
    if not across:
        return stack([*head, row(("empty", "$muted"))])
    labels = [fit(words(each, "$muted", profile), width // 4) for each in exhibit.rows[:MOST_ROWS]]
    left = max((each.cell_length for each in labels), default=0)
    left += 2 if left else 0
    pitch = _pitch(exhibit.columns, across, width - left, profile)
    kept = min(across, (width - left - 2) // pitch) if left + pitch * across > width + pitch - 1 else across
    shown = values[:MOST_ROWS]
    named = 1 if any(exhibit.columns) else 0
    canvas = Canvas(width, len(shown) + named)
    if named:
        _put_columns(canvas, exhibit.columns[:kept], left, pitch, profile)
    largest = max((abs(value) for each in values for value in each if math.isfinite(value)), default=0.0)
    signed = any(value < 0 for each in values for value in each)
    for at, entries in enumerate(shown):
        if at < len(labels):
            canvas.put(0, at + named, labels[at])
        for place, value in enumerate(entries[:kept]):
            symbol, style = _square(value, largest, profile)
            canvas.put(left + place * pitch, at + named, symbol, style)
        if kept < across:
            canvas.put(left + kept * pitch, at + named, "…", "$muted")
    scale = _scale(largest, signed, profile) if largest else Content("")
    foot = [fit(scale.pad_left(left), width)] if largest else []
    return stack([*head, canvas.content(), *foot, *said(kept, across, len(shown), len(values), width)])


def _square(value: float, largest: float, profile: Profile) -> tuple[str, str]:
    if math.isnan(value) or value == 0:
        return NONE, "$faint"
    share = 1.0 if math.isinf(value) else abs(value) / largest
    step = min(int(share * len(POSITIVE)), len(POSITIVE) - 1)
    symbol = _tone(value > 0, step, profile)
    return symbol, (POSITIVE if value > 0 else NEGATIVE)[step]


def _tone(positive: bool, step: int, profile: Profile) -> str:
    if profile.ascii:
        return _ASCII[positive][step]
    return FULL if profile.colour else _SHADES[positive][step]


def _pitch(columns: Sequence[str], across: int, room: int, profile: Profile) -> int:
    """Cells from square to square: as the heads above them want it, else with a gap, else without."""
    wanted = max((words(head, "", profile).cell_length for head in columns), default=1) + 1
    if wanted <= WIDEST_PITCH and wanted * across <= room:
        return max(wanted, 2)
    return 2 if 2 * across <= room else 1


def _put_columns(canvas: Canvas, columns: Sequence[str], left: int, pitch: int, profile: Profile) -> None:
    """Heads begin at their columns: every one, or every second, third, … so that none touches the next."""
    heads = [words(head, "$muted", profile) for head in columns]
    longest = max(head.cell_length for head in heads)
    for at in range(0, len(heads), longest // pitch + 1):
        start = left + at * pitch
        if start + heads[at].cell_length <= canvas.width:
            canvas.put(start, 0, heads[at])


def _scale(largest: float, signed: bool, profile: Profile) -> Content:
    """What the tones mean: from none, or from the most negative, to the largest."""
    pieces: list[Piece] = []
    if signed:
        pieces.append((number(-largest, profile=profile) + " ", "$muted"))
        steps = range(len(NEGATIVE) - 1, -1, -1)
        pieces += [(_tone(False, at, profile), NEGATIVE[at]) for at in steps]
        pieces = [piece for each in pieces for piece in (each, (" ", ""))]
    else:
        pieces.append(("none ", "$muted"))
    pieces += [(NONE, "$faint"), (" ", "")]
    for at, style in enumerate(POSITIVE):
        pieces += [(_tone(True, at, profile), style), (" ", "")]
    pieces.append((number(largest, profile=profile), "$muted"))
    return row(*pieces)
