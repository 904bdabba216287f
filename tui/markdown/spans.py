"""What stands inside a paragraph: text, emphasis, code, links and formulas, to words and displays."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from engine.tex import Formula
from tui.markdown.nodes import Node
from tui.markdown.reading import PLACE
from tui.markdown.words import Word, Writer, text_width
from tui.tex.glyphs import Profile
from tui.tex.paint import runs, source_runs

if TYPE_CHECKING:
    from tui.tex.rows import Piece

CODE = "$foreground on $panel"
SHORT, LONG = 12, 24
"""Up to SHORT columns a formula, and up to LONG a piece of code, is never broken while it fits a line; a formula of
more than LONG columns may be broken at its commas and operators too."""

_STOP = re.compile(r"[.,;:]+(?=\s|$)")
_MARKS = {"strong": "bold", "em": "italic", "link": "underline", "s": "strike"}


def spans(
    node: Node, formulas: Sequence[Formula], ground: str, profile: Profile, width: int
) -> list[list[Word] | Formula]:
    """Words and displays in order. `ground` is the role of plain text."""
    writer = Writer()
    found: list[list[Word] | Formula] = []
    for part in _parts(node, ground):
        if isinstance(part, str):
            writer.newline()
            continue
        kind, text, named = part
        if kind == "code":
            _code(writer, profile.spell(text), named, width)
            continue
        at = 0
        for place in PLACE.finditer(text):
            writer.text(profile.spell(text[at : place.start()]), named)
            formula = formulas[int(place[1])]
            at = place.end()
            if formula.display:
                stop = _STOP.match(text, at)
                if stop:  # the full stop of a sentence that a display ends stays with the display
                    at = stop.end()
                    formula = msgspec.structs.replace(formula, tex=f"{formula.tex}\\text{{{stop[0]}}}")
                found += [writer.done(), formula]
                writer = Writer()
            else:
                _formula(writer, formula.tex, named, profile, width)
        writer.text(profile.spell(text[at:]), named)
    return [*found, writer.done()]


def _parts(node: Node, ground: str) -> Iterator[tuple[str, str, str] | str]:
    """(kind, text, role) of what is to be written; a plain string is a line's end."""
    for child in node.children:
        match child.type:
            case "text" | "text_special":
                yield "text", child.content, ground
            case "softbreak":
                yield "text", " ", ground
            case "hardbreak":
                yield "newline"
            case "code_inline":
                yield "code", child.content, CODE
            case "image":
                yield "text", child.content, ground
            case kind:
                yield from _parts(child, _with(_MARKS.get(kind, ""), ground))


def _with(mark: str, ground: str) -> str:
    return f"{mark} {ground}" if mark and mark not in ground.split() else ground


def _code(writer: Writer, text: str, named: str, width: int) -> None:
    if text_width(text) <= min(LONG, width):
        writer.solid([(text, named)])
    else:
        writer.text(text, named)


def _formula(writer: Writer, tex: str, ground: str, profile: Profile, width: int) -> None:
    """A formula in the run of the text: a word if it is short, else words that part after its relations."""
    from tui.tex.compose import line_pieces  # with the first formula: many a text has none

    pieces = line_pieces(tex, profile)
    if isinstance(pieces, str):
        writer.solid(source_runs(tex, profile))
        writer.blank("$muted")
        writer.text(profile.spell(f"(! {pieces})"), "$muted")
        return
    total = sum(piece.gap + piece.box.width for piece in pieces)
    for index, piece in enumerate(pieces):
        if index and piece.gap:
            if total > min(SHORT, width) and _parts_here(pieces, index, total > min(LONG, width)):
                writer.blank(ground)
            else:
                writer.solid([(" " * piece.gap, ground)])
        writer.solid(runs(piece.box.rows[0], ground))


def _parts_here(pieces: "Sequence[Piece]", index: int, anywhere: bool) -> bool:
    """Whether a line may end before this piece: after a relation or a comma outside parentheses, or at any blank."""
    return anywhere or pieces[index - 1].relation or pieces[index].after_comma
