"""Exhibits as text: each is a function of its data and a width to a `Content` whose styles are roles of the palette."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tui.draw.plain import plain
from tui.tex.glyphs import UNICODE, Profile

if TYPE_CHECKING:
    from engine.exhibits import Claim, Exhibit

__all__ = ["draw", "draw_claims"]


def draw(
    exhibit: "Exhibit", width: int, profile: Profile = UNICODE, *, steps: int | None = None, rows: int | None = None
) -> Content:
    """The exhibit, no line wider than `width`. `steps` of a derivation are uncovered (all, if None); `rows` is the
    height that a plot or a diagram may take."""
    return plain(_drawn(exhibit, max(width, 1), profile, steps, rows), profile).rstrip("\n")


def draw_claims(claims: "Sequence[Claim]", width: int, fold: bool = False, profile: Profile = UNICODE) -> Content:
    """Claims with their relation signs in one column; with `fold`, those after the first that hold are only counted."""
    from tui.draw.claim import claims as drawn

    return plain(drawn(claims, max(width, 1), fold, profile), profile)


def _drawn(exhibit: "Exhibit", width: int, profile: Profile, steps: int | None, rows: int | None) -> Content:
    from engine.exhibits import Claim, Derivation, Diagram, Equation, Matrix, Plot, Progress, Prose, Table

    # Each drawing is imported with the first exhibit of its kind: half of the cards need two or three of them.
    match exhibit:
        case Prose():
            from tui.draw.markdown import markdown

            return markdown(exhibit.text, width, profile=profile)
        case Equation():
            from tui.draw.equation import equation

            return equation(exhibit, width, profile)
        case Derivation():
            from tui.draw.derivation import derivation

            return derivation(exhibit, width, profile, steps=steps)
        case Table():
            from tui.draw.table import table

            return table(exhibit, width, profile)
        case Matrix(style="heatmap"):
            from tui.draw.heatmap import heatmap

            return heatmap(exhibit, width, profile)
        case Matrix():
            from tui.draw.matrix import matrix

            return matrix(exhibit, width, profile)
        case Plot():
            from tui.draw.plot import plot

            return plot(exhibit, width, rows, profile)
        case Diagram():
            from tui.draw.diagram import diagram

            return diagram(exhibit, width, rows, profile)
        case Claim():
            return draw_claims([exhibit], width, profile=profile)
        case Progress():
            from tui.draw.progress import progress

            return progress(exhibit, width, profile)
    raise TypeError(f"no drawing for an exhibit of kind {type(exhibit).__name__}")
