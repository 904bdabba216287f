"""The way from TeX to boxes and runs, and what is shown where there is none."""

from functools import lru_cache

from engine.tex import TexError, parse
from engine.tex.nodes import Row
from tui.tex import atoms, fences, fractions, grids, lines, rows, scripts, stacks
from tui.tex.box import Box, folded
from tui.tex.glyphs import Profile
from tui.tex.layout import fit, lay
from tui.tex.paint import Run, cut_runs, runs, source_runs
from tui.tex.setting import Setting

DRAWN_BY = (atoms, fences, fractions, grids, lines, rows, scripts, stacks)
"""The files that say how each kind of node is drawn; importing them is what tells `layout`."""


@lru_cache(1024)
def display_box(tex: str, width: int, profile: Profile) -> Box | str:
    """The formula laid out in two dimensions, or the reason why not."""
    try:
        box = fit(parse(tex), width, Setting(profile))
    except TexError as error:
        return _reason(error)
    return folded(box, width, profile.clip)


@lru_cache(2048)
def line_pieces(tex: str, profile: Profile) -> tuple[rows.Piece, ...] | str:
    """The formula on one row, in the pieces between which a line may end; or the reason why not."""
    try:
        node = parse(tex)
    except TexError as error:
        return _reason(error)
    setting = Setting(profile, "line")
    if not isinstance(node, Row):
        return (rows.Piece(lay(node, setting), 0, 0, node),)
    return tuple(rows.pieces(node.items, setting))


def _reason(error: TexError) -> str:
    return f"{error.message}, at column {error.column + 1}"


def display_runs(tex: str, width: int, profile: Profile, ground: str) -> list[list[Run]]:
    """The formula in two dimensions, as lines of runs; one that can't be read as its source, the reason under it."""
    box = display_box(tex, width, profile)
    if isinstance(box, str):
        said = [(profile.spell(f"! {box}"), "$muted")]
        return [*cut_runs(source_runs(tex, profile), width), *cut_runs(said, width)]
    return [runs(row, ground) for row in box.rows]


def line_runs(tex: str, profile: Profile, ground: str) -> list[Run]:
    """The formula on one line; one that can't be read as its source, the reason after it."""
    found = line_pieces(tex, profile)
    if isinstance(found, str):
        return [*source_runs(tex, profile), (profile.spell(f" (! {found})"), "$muted")]
    return runs(rows.joined(found).rows[0], ground)
