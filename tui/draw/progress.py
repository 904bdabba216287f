"""How far a long run has come: a bar, and what is being done."""

import math

from textual.content import Content

from engine.exhibits import Progress
from tui.draw.numbers import number
from tui.draw.rows import Piece, fit, row, words
from tui.tex.glyphs import UNICODE, Profile

LONGEST = 24  # cells of the bar


def progress(exhibit: Progress, width: int, profile: Profile = UNICODE) -> Content:
    """One row: what is being done, the bar, and the two numbers."""
    share = exhibit.done / exhibit.total if exhibit.total else 0.0
    share = min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0
    counted = f"{number(exhibit.done, profile=profile)} of {number(exhibit.total, profile=profile)}"
    label = fit(words(exhibit.label, "$muted", profile), max(width - len(counted) - 10, width // 3))
    lead: list[Piece] = [label, ("  ", "")] if label.plain else []
    bar = min(LONGEST, width - sum(row(each).cell_length for each in lead) - len(counted) - 2)
    if bar < 4:
        return fit(row(*lead, (counted, "$muted")), width)
    full = round(share * bar)
    return row(*lead, ("━" * full, "$accent"), ("━" * (bar - full), "$rule"), ("  " + counted, "$muted"))
