"""What an answer shows, as text that stands still: for files that others read."""

from collections.abc import Sequence

from engine.exhibits import AnyExhibit
from tui.draw import draw, draw_claims
from tui.run import Run
from tui.tex.glyphs import PLAIN

WIDTH = 76
PLOT_ROWS = 12


def static_text(exhibits: Sequence[AnyExhibit]) -> str:
    """The exhibits as `recur show` prints them where there are no colours: each once, claims last."""
    run = Run()
    for exhibit in exhibits:
        run = run.add(exhibit)
    drawn = [draw(each, WIDTH, PLAIN, rows=PLOT_ROWS).plain for each in (*run.exhibits, *run.derivations)]
    if run.claims:
        drawn.append(draw_claims(run.claims, WIDTH, profile=PLAIN).plain)
    return "\n\n".join("\n".join(line.rstrip() for line in text.split("\n")) for text in drawn)
